"""Workbooks: XLSX, and XLS and ODS with it, every sheet that is a table of ours."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from graph_model.errors import TableError
from loaders.batches import batches, is_blank, layout
from loaders.csv_sheets import unreadable
from loaders.headers import NoTableError, recognise, require
from loaders.receipt import Passed
from loaders.sheet import Batch, Cell, Sheet
from loaders.workbook_parts import ErrorCells, look_into
from loaders.xls_trial import SIGNATURE, broken, needs_password, try_xls

ZIP = b"PK\x03\x04"
_EXACT = 1e15
"""Numbers from here on have lost digits in the spreadsheet: a code among them is no longer the code."""


def read_workbook(path: Path) -> tuple[list[Sheet], list[Passed]]:
    """Its tables, and its other sheets with the reason; raises TableError when it cannot be read at all."""
    sheets: list[Sheet] = []
    passed: list[Passed] = []
    with _said(path):
        errors = _look_into(path)
        workbook = _open(path)
        for about in workbook.sheets_metadata:
            try:
                sheets.append(_read_sheet(path, workbook, about, errors.get(about.name, {})))
            except TableError as error:
                refused = not isinstance(error, NoTableError)
                passed.append(Passed(path.name, about.name, str(error), refused))
    if not sheets and not passed:
        raise broken(path.name)
    return sheets, passed


def place_of(file: str, sheet: str | None) -> str:
    """A file, or a sheet of it, as sentences name it."""
    return file if sheet is None else f"{file}（{sheet}）"


def _look_into(path: Path) -> dict[str, ErrorCells]:
    with path.open("rb") as file:
        if not file.read(len(SIGNATURE)).startswith(SIGNATURE):
            return look_into(path)
    try_xls(path)
    return {}


def _open(path: Path) -> CalamineWorkbook:
    with path.open("rb") as file:  # By its content: many an .xls is an XLSX.
        return CalamineWorkbook.from_filelike(file)


def _read_sheet(path: Path, workbook: CalamineWorkbook, about: SheetMetadata, errors: ErrorCells) -> Sheet:
    where = place_of(path.name, about.name)
    _pass_over(about, where)
    sheet = workbook.get_sheet_by_name(about.name)
    first_column = _first_column(sheet)
    header, cells = next(
        ((row, cells) for row, cells in enumerate(_rows(sheet, errors), 1) if not all(map(is_blank, cells))),
        (0, []),
    )
    if not header:
        raise NoTableError(f"{where} 是空表 · {where} is an empty sheet.")
    found = require(recognise(cells), where, cells)
    form = layout(found, cells, first_column)

    def read() -> Iterator[Batch]:
        with _said(path):
            again = _open(path).get_sheet_by_name(about.name)
            rows = islice(_rows(again, errors), header, None)
            yield from batches(rows, header + 1, form, _cells)

    return Sheet(path, about.name, found.table, found.headers, found.unknown, read)


def _pass_over(about: SheetMetadata, where: str) -> None:
    """Hidden sheets hold drafts; charts and macros hold no rows."""
    if about.visible != SheetVisibleEnum.Visible:
        raise NoTableError(
            f"{where} 是隐藏的工作表，未读取；需要时请取消隐藏 · "
            f"{where} is a hidden sheet and was not read; unhide it if it is meant."
        )
    if about.typ != SheetTypeEnum.WorkSheet:
        raise NoTableError(f"{where} 不是数据表 · {where} is a sheet without cells.")


def _first_column(sheet: CalamineSheet) -> int:
    return sheet.start[1] if sheet.start else 0


def _rows(sheet: CalamineSheet, errors: ErrorCells) -> Iterator[list[Any]]:
    """Every row from the spreadsheet's first on, from the first column that holds anything."""
    if not errors:
        yield from sheet.iter_rows()
        return
    first_column = _first_column(sheet)
    for number, cells in enumerate(sheet.iter_rows(), 1):
        for column, text in errors.get(number, {}).items():
            if 0 <= column - first_column < len(cells):
                cells[column - first_column] = text
        yield cells


def _cells(column: list[Any]) -> list[Cell]:
    if set(map(type, column)) == {str}:
        return [cell or None for cell in column]
    return [_cell(cell) for cell in column]


def _cell(cell: Any) -> Cell:
    """A whole number without its `.0`, a day without its hour, nothing as None."""
    if isinstance(cell, float):
        if abs(cell) >= _EXACT:
            return f"{cell:e}"
        return int(cell) if cell.is_integer() else cell
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, bool | int | date):
        return cell
    return str(cell) or None


@contextmanager
def _said(path: Path) -> Iterator[None]:
    try:
        yield
    except PasswordError as error:
        raise needs_password(path.name) from error
    except (CalamineError, OverflowError, ValueError) as error:
        raise broken(path.name) from error
    except OSError as error:
        raise unreadable(path, error) from error
    except BaseException as error:
        # What Rust calls a panic comes through without a class that could be imported.
        if type(error).__name__ == "PanicException":
            raise broken(path.name) from error
        raise
