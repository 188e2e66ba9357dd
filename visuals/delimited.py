"""CSV: for programs with field names, for people with headings and the mark that Excel looks for."""

import csv
import io
import json
from collections.abc import Iterator
from itertools import islice
from typing import IO, Any

from visuals.shown import CHUNK, Shown
from visuals.values import plain

_BOM = "\ufeff"
_FORMULA = ("=", "+", "-", "@")


def write_csv(shown: Shown, out: IO[bytes], *, for_people: bool = False) -> None:
    """Codes stay codes either way, so that the file can be read by programs, and loaded again."""
    for piece in csv_pieces(shown, for_people=for_people, marked=for_people):
        out.write(piece)


def csv_pieces(shown: Shown, *, for_people: bool = False, marked: bool = False) -> Iterator[bytes]:
    """The same piece by piece, for an answer of any length; `marked` begins it as Excel wants it."""
    head = _lines([shown.headings if for_people else shown.names])
    yield ((_BOM if marked else "") + head).encode()
    for rows in shown.chunks():
        yield _lines([[cell(value) for value in row] for row in rows]).encode()


def csv_of_texts(rows: Iterator[list[str]]) -> Iterator[bytes]:
    """Rows of texts as Excel reads them, piece by piece."""
    yield _BOM.encode()
    while some := list(islice(rows, CHUNK)):
        yield _lines([[unformula(text) for text in row] for row in some]).encode()


def _lines(rows: list[list[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def cell(value: Any) -> str:
    """The text of a value.

    >>> cell(None), cell(True), cell(-3), cell("=1+1"), cell(["510000", "510800"])
    ('', 'true', '-3', "'=1+1", '510000;510800')
    >>> cell([{"id": "a"}])
    '[{"id": "a"}]'
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return unformula(value)
    value = plain(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict) or (isinstance(value, list) and any(isinstance(each, dict) for each in value)):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return unformula(";".join(map(str, value)))
    return unformula(value) if isinstance(value, str) else str(value)


def unformula(text: str) -> str:
    """A spreadsheet takes a cell that starts so for a formula, and would run what a table's owner wrote.

    A text that has such a mark of its own gets a second one, as a load takes one off.
    """
    return f"'{text}" if text.lstrip("'").startswith(_FORMULA) else text
