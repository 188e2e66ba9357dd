"""Tables written from known links: the ledger holds these links and no other, however they are written."""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from api.desk import Desk
from loaders.receipts.receipt import Receipt
from tests.loaders.known_links import Line, Link, Told, told
from tests.loaders.office_tables import BASE

known = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@settings(known, max_examples=40)
@given(table=told())
def test_a_csv(tmp_path: Path, table: Told) -> None:
    _check(_as_csv(tmp_path / "t.csv", table), table, first=2)


@settings(known, max_examples=10)
@given(table=told(), titles=st.integers(0, 3), left=st.integers(0, 2))
def test_a_workbook_with_titles_and_merged_cells(tmp_path: Path, table: Told, titles: int, left: int) -> None:
    _check(_as_xlsx(tmp_path / "t.xlsx", table, titles, left), table, first=titles + 2)


@pytest.mark.slow
@settings(known, max_examples=3_000)
@given(table=told())
def test_many(tmp_path: Path, table: Told) -> None:
    _check(_as_csv(tmp_path / "t.csv", table), table, first=2)


def _check(path: Path, table: Told, first: int) -> None:
    with Desk.open(":memory:", create=True) as desk:
        desk.load([BASE])
        receipt = desk.load([path])
        held = sorted(_held(desk))
    bad = {issue.row for sheet in receipt.sheets for issue in sheet.errors}
    good = [line for number, line in enumerate(table.lines, first) if number not in bad]
    wrongly = [line for number, line in enumerate(table.lines, first) if number in bad and line.sure]

    assert held == sorted(link for line in good for link in line.links)
    assert wrongly == [], receipt.sheets[0].errors
    assert _counts(receipt) == (len(table.lines), len(good), len(bad))


def _held(desk: Desk) -> Iterator[Link]:
    for row in desk.ask("pairings", {"all_time": True})["rows"]:
        assert row["since_precision"] == "month"
        ends = (row["force"], row["helper"], row["recipient"], row["role"] or "")
        yield Link(*ends, row["since"][:7], (row["through"] or "")[:7])


def _counts(receipt: Receipt) -> tuple[int, int, int]:
    [sheet] = receipt.sheets
    return sheet.read, sheet.accepted, sheet.rejected


def _as_csv(path: Path, table: Told) -> Path:
    """Quoted line breaks and all; the same as above is written 同上."""
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(table.header)
        out.writerows(_with_dittos(table.lines))
    return path


def _with_dittos(lines: Sequence[Line]) -> Iterator[list[str]]:
    above: tuple[str, ...] = ()
    for line in lines:
        yield ["同上" if n < len(above) and cell == above[n] else cell for n, cell in enumerate(line.cells)]
        above = line.cells


def _as_xlsx(path: Path, table: Told, titles: int, left: int) -> Path:
    """The same cells below one another merged; titles above, empty columns to the left."""
    book = Workbook()
    [sheet] = book.worksheets
    for row in range(titles):
        sheet.cell(row + 1, left + 1, f"附件{row + 1}")
    for column, header in enumerate(table.header, left + 1):
        sheet.cell(titles + 1, column, header)
        cells = [line.cells[column - left - 1] for line in table.lines]
        for row, cell in enumerate(cells):
            sheet.cell(titles + 2 + row, column, cell)
        top = 0
        for row in range(1, len(cells) + 1):
            if row == len(cells) or cells[row] != cells[top]:
                sheet.merge_cells(None, titles + 2 + top, column, titles + 1 + row, column) if row - top > 1 else None
                top = row
    book.save(path)
    return path
