"""XLSX: every cell is text, a second sheet says what the first one is, and the bytes are always the same."""

import shutil
import zipfile
from collections.abc import Iterable, Sequence
from tempfile import TemporaryFile
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter

from graph_model.errors import UsageError
from visuals import words
from visuals.about import about_rows
from visuals.parts import parts_of
from visuals.shown import Row, Shown
from visuals.values import for_people
from visuals.workbook_cells import sheet_name, text_cell

MOST_ROWS = 1_048_575
"""What a sheet of XLSX holds below its header."""
_WIDEST, _NARROWEST = 48, 8
_SAME_TIME = (1980, 1, 1, 0, 0, 0)
_SAME_CORE = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    b'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>bangfu</dc:creator></cp:coreProperties>'
)


def write_workbook(shown: Shown, out: IO[bytes]) -> None:
    if shown.count > MOST_ROWS:
        raise UsageError(
            f"{shown.count:,} 行超过一张 XLSX 工作表的上限 {MOST_ROWS:,} 行，请用 --limit 或 --format csv · "
            f"rows are more than a sheet of XLSX holds: use --limit or --format csv."
        )
    book = Workbook(write_only=True)
    first, *others = [part.shown for part in parts_of(shown) or ()] or [shown]
    _add_rows(book, first)
    _add_about(book, shown)
    for other in others:
        _add_rows(book, other)
    with TemporaryFile() as made:
        book.save(made)
        copy_settled(made, out)


def _add_rows(book: Any, shown: Shown) -> None:
    sheet = book.create_sheet(sheet_name(shown.title.said(shown.lang)))
    sheet.freeze_panes = "A2"
    beginning = [_texts(shown, row) for row in shown.page(0, min(shown.count, 100))]
    for place, heading in enumerate(shown.headings):
        longest = max([_width(heading), *(_width(row[place]) for row in beginning)])
        letter = get_column_letter(place + 1)
        sheet.column_dimensions[letter].width = min(max(longest + 2, _NARROWEST), _WIDEST)
    if shown.count:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(shown.columns))}{shown.count + 1}"
    sheet.append(_cells(sheet, shown.headings, shown, bold=True))
    for rows in shown.chunks():
        for row in rows:
            sheet.append(_cells(sheet, _texts(shown, row), shown))


def _add_about(book: Any, shown: Shown) -> None:
    sheet = book.create_sheet(words.ABOUT.said(shown.lang))
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 24, 60
    for row in about_rows(shown):
        sheet.append(_cells(sheet, row, shown))


def _texts(shown: Shown, row: Row) -> list[str]:
    """Words for codes; days whole, as their precision stands in a column of its own."""
    return [
        for_people(value, column.heading.terms, shown.lang) for value, column in zip(row, shown.columns, strict=True)
    ]


def _cells(sheet: Any, texts: Iterable[str], shown: Shown, *, bold: bool = False) -> list[Cell | None]:
    return [text_cell(sheet, text, shown.lang, bold=bold) if text else None for text in texts]


def _width(text: str) -> int:
    """Cells on the screen: a Chinese character takes two."""
    return sum(2 if mark > "\u2e7f" else 1 for mark in text[:_WIDEST])


def copy_settled(made: IO[bytes], out: IO[bytes]) -> None:
    """The same workbook without the moment it was made in: neither in its properties nor in the archive."""
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in _in_order(old.namelist()):
            entry = zipfile.ZipInfo(name, _SAME_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.file_size = old.getinfo(name).file_size  # beyond 2 GiB the header must be another
            with old.open(name) as source, new.open(entry, "w") as target:
                if name == "docProps/core.xml":
                    target.write(_SAME_CORE)
                else:
                    shutil.copyfileobj(source, target)


def _in_order(names: Sequence[str]) -> list[str]:
    """What the archive holds first is what tells a reader its type."""
    return sorted(names, key=lambda name: (name != "[Content_Types].xml", name))
