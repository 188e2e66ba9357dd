"""Rejected rows that came over HTTP, kept with their job: a line of JSON a row, the header first.

What stands in columns that nobody knows is not among them, and neither are persons' names and telephones.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from api.http.bodies import json_bytes
from api.http.formats import CSV, XLSX, Format
from api.trial import Trial
from loaders.receipts.persons import masked
from loaders.receipts.receipt import SheetReceipt
from loaders.receipts.rejects import rejected_rows
from loaders.receipts.text_workbook import Page, write_pages
from loaders.sheets.sheet import Sheet
from visuals.delimited import csv_of_texts
from visuals.marked_workbook import write_marked
from visuals.words import Lang

MOST_MARKED = 20_000
"""Rows: a workbook of more takes minutes to be made."""
_PIECE = 1 << 16
_LINES = 1_000
"""Rows in one piece of a stream."""

Table = Mapping[str, Any]
"""`file sheet table rejected`: where the rejected rows of a table are from, and how many they are."""


def keep_rejected(sheets: Sequence[tuple[Sheet, SheetReceipt]], folder: Path) -> list[dict[str, Any]]:
    """Every sheet's rejected rows into the folder, beside the first candidate for each bad cell, with the reason."""
    kept = []
    for sheet, receipt in sheets:
        if receipt.errors:
            folder.mkdir(mode=0o700, exist_ok=True)
            kept.append(
                {"file": sheet.file, "sheet": sheet.name, "table": sheet.table.name, "rejected": receipt.rejected}
            )
            with _place(folder, len(kept)).open("w", encoding="utf-8") as out:
                for row in rejected_rows(sheet, receipt.errors):
                    out.write(json.dumps([masked(text) for text in row], ensure_ascii=False) + "\n")
    return kept


def keep_marked(trial: Trial, folder: Path, lang: Lang) -> bool:
    """The tables of a dry run with what is wrong in them marked; not where they are so long that nobody looks."""
    if sum(receipt.read for _, receipt in trial.sheets) > MOST_MARKED:
        return False
    folder.mkdir(mode=0o700, exist_ok=True)
    write_marked(trial.receipt, trial.difference, trial.sheets, marked_place(folder), lang, masked)
    return True


def marked_place(folder: Path) -> Path:
    return folder / "marked.xlsx"


def rejected_pieces(
    folder: Path, tables: Mapping[int, Table], format: Format, about: Mapping[str, Any]
) -> Iterator[bytes]:
    """The tables of these numbers; a CSV holds one."""
    if format is CSV:
        [number] = tables
        return csv_of_texts(_rows(folder, number))
    return _workbook(folder, tables) if format is XLSX else _json(folder, tables, about)


def _json(folder: Path, tables: Mapping[int, Table], about: Mapping[str, Any]) -> Iterator[bytes]:
    """`about`, and `tables`, each with its `columns` and its `rows` as lists of texts."""
    yield json_bytes(about).rstrip(b"}\n") + b',"tables":['
    for place, (number, table) in enumerate(tables.items()):
        rows = _rows(folder, number)
        head = json_bytes({**table, "columns": next(rows), "rows": []}).rstrip(b"]}\n")
        yield (b"," if place else b"") + head
        for at, lines in enumerate(_some_lines(rows)):
            yield (b"," if at else b"") + lines
        yield b"]}"
    yield b"]}\n"


def _some_lines(rows: Iterator[list[str]]) -> Iterator[bytes]:
    while some := list(islice(rows, _LINES)):
        yield json_bytes(some)[1:-2]  # without the brackets of the list


def _workbook(folder: Path, tables: Mapping[int, Table]) -> Iterator[bytes]:
    with TemporaryFile() as made:
        pages = (Page(f"{number} {table['table']}", _rows(folder, number)) for number, table in tables.items())
        write_pages(made, pages, "")
        made.seek(0)
        while piece := made.read(_PIECE):
            yield piece


def _rows(folder: Path, number: int) -> Iterator[list[str]]:
    with _place(folder, number).open(encoding="utf-8") as kept:
        for line in kept:
            row: list[str] = json.loads(line)
            yield row


def _place(folder: Path, number: int) -> Path:
    return folder / f"{number}.jsonl"
