"""Workbooks: XLSX, and XLS and ODS with it, every sheet that is a table of ours."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
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
from loaders.receipts.receipt import Passed
from loaders.sheets.csv_sheets import unreadable
from loaders.sheets.grid import Grid, filled, spread
from loaders.sheets.headers import NoTableError
from loaders.sheets.recognition import AS_IT_COMES, Manner, table_in
from loaders.sheets.sheet import Cell, Sheet, Void
from loaders.sheets.workbook.look import look_into
from loaders.sheets.workbook.marks import SheetMarks
from loaders.sheets.workbook.refusals import broken, needs_password

ZIP = b"PK\x03\x04"
_EXACT = 1e15
"""Numbers from here on have lost digits in the spreadsheet: a code among them is no longer the code."""


def read_workbook(path: Path, manner: Manner = AS_IT_COMES) -> tuple[list[Sheet], list[Passed]]:
    """Its tables, and its other sheets with the reason; raises TableError when it cannot be read at all."""
    sheets: list[Sheet] = []
    passed: list[Passed] = []
    with _said(path):
        marks = look_into(path)
        workbook = _open(path)
        for about in workbook.sheets_metadata:
            where = place_of(path.name, about.name)
            try:
                _pass_over(about, where, manner.hidden)
                sheet = workbook.get_sheet_by_name(about.name)
                sheets.append(table_in(_grid(path, sheet, marks.get(about.name, SheetMarks())), where, manner))
            except TableError as error:
                refused = not isinstance(error, NoTableError)
                passed.append(Passed(path.name, about.name, str(error), refused))
    if not sheets and not passed:
        raise broken(path.name)
    return sheets, passed


def place_of(file: str, sheet: str | None) -> str:
    """A file, or a sheet of it, as sentences name it."""
    return file if sheet is None else f"{file}（{sheet}）"


def _open(path: Path) -> CalamineWorkbook:
    with path.open("rb") as file:  # By its content: many an .xls is an XLSX.
        return CalamineWorkbook.from_filelike(file)


def _grid(path: Path, sheet: CalamineSheet, marks: SheetMarks) -> Grid:
    """The sheet as rows of cells. What is open is read first; later the file is opened again, to save memory."""
    name, first_column = sheet.name, _first_column(sheet)
    opened = [sheet]
    instead = _instead(marks)

    def rows() -> Iterator[Sequence[Any]]:
        with _said(path):
            again = opened.pop() if opened else _open(path).get_sheet_by_name(name)
            cells = _overlaid(again.iter_rows(), instead, first_column) if instead else again.iter_rows()
            yield from filled(cells, marks.merged, first_column) if marks.merged else cells

    return Grid(
        path,
        name,
        rows,
        _cells,
        first_column,
        hidden_rows=marks.hidden_rows,
        struck=spread(marks.struck, marks.merged),
        looked_at=marks.looked_at,
    )


def _pass_over(about: SheetMetadata, where: str, hidden: bool) -> None:
    """Hidden sheets hold drafts; charts and macros hold no rows."""
    if not hidden and about.visible != SheetVisibleEnum.Visible:
        raise NoTableError(
            f"{where} 是隐藏的工作表，未读取；需要时请取消隐藏 · "
            f"{where} is a hidden sheet and was not read; unhide it if it is meant."
        )
    if about.typ != SheetTypeEnum.WorkSheet:
        raise NoTableError(f"{where} 不是数据表 · {where} is a sheet without cells.")


def _first_column(sheet: CalamineSheet) -> int:
    return sheet.start[1] if sheet.start else 0


def _instead(marks: SheetMarks) -> dict[int, dict[int, Any]]:
    """Row → column → what a cell says where calamine gives something else: #N/A, 2021.10, a formula without a value."""
    instead: dict[int, dict[int, Any]] = {row: dict(cells) for row, cells in marks.errors.items()}
    for (row, column), text in marks.shown.items():
        instead.setdefault(row, {})[column] = text
    for row, column in marks.unstored:
        instead.setdefault(row, {})[column] = Void.NOT_STORED
    return instead


def _overlaid(rows: Iterator[list[Any]], instead: dict[int, dict[int, Any]], first_column: int) -> Iterator[list[Any]]:
    for number, cells in enumerate(rows, 1):
        for column, cell in instead.get(number, {}).items():
            if 0 <= column - first_column < len(cells):
                cells[column - first_column] = cell
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
    if isinstance(cell, bool | int | date | Void):
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
