"""An export as files that load again: one workbook, or a zip of CSV and rule packs.

The same ledger gives the same bytes, but for what an export says about itself.
"""

import csv
import io
from collections.abc import Iterator
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from loaders.receipts.text_workbook import Page, write_pages
from visuals.delimited import unformula
from visuals.export import Export, Progress, rows_of
from visuals.export_about import about_lines
from visuals.words import ABOUT, FICTIONAL, Words

_ROWS_AT_ONCE = 2_000
_BOM = "\ufeff"
_PACK = Words("规则包-{id}.toml", "pack-{id}.toml")
_SOURCE = "export"


def write_workbook(export: Export, out: IO[bytes], progress: Progress) -> None:
    """A sheet for each table and one that says what they are; of fictional data that one comes first."""
    printed = FICTIONAL if export.fictional else ""
    lines = ([line] for line in about_lines(export, zipped=False))
    about = Page(ABOUT.said(export.lang), lines, header=False, widths=(100,), printed=printed)
    tables = [Page(table.name, rows_of(table, progress), printed=printed) for table in export.tables]
    write_pages(out, [about, *tables] if export.fictional else [*tables, about], _SOURCE)


def write_zip(export: Export, out: IO[bytes], progress: Progress) -> None:
    """A CSV for each table, a TOML for each rule pack of one's own, and a text that says what they are."""
    with ZipFile(out, "w") as archive:
        for table in export.tables:
            with archive.open(_entry(f"{table.name}.csv"), "w", force_zip64=True) as file:
                _write_csv(rows_of(table, progress), file)
        for pack in export.packs:
            name = _PACK.said(export.lang, id=pack.id.replace(":", "_"))
            archive.writestr(_entry(name), pack.text)
        about = "\r\n".join([*about_lines(export, zipped=True), ""])
        archive.writestr(_entry(f"{ABOUT.said(export.lang)}.txt"), _BOM + about)


def _write_csv(rows: Iterator[list[str]], out: IO[bytes]) -> None:
    """UTF-8 with the mark that Excel looks for."""
    text = io.StringIO()
    text.write(_BOM)
    writer = csv.writer(text, lineterminator="\n")
    for number, row in enumerate(rows, 1):
        writer.writerow(list(map(unformula, row)))
        if number % _ROWS_AT_ONCE == 0:
            out.write(text.getvalue().encode())
            text.seek(0)
            text.truncate()
    out.write(text.getvalue().encode())


def _entry(name: str) -> ZipInfo:
    """Without the time of day."""
    entry = ZipInfo(name)
    entry.compress_type = ZIP_DEFLATED
    return entry
