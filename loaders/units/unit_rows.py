"""Rows of units tables, kept small: there may be millions before the first can be written."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from graph_model.snapshot.history import NOBODY
from loaders.cells.readers import Day, Fault
from loaders.receipts.receipt import Issue, SheetReceipt
from loaders.rows import Rows
from loaders.sheets.sheet import Sheet

REFERENCES = ("parent", "stands_for")
NO_DAY = Day(None, 0)


@dataclass(slots=True)
class UnitRow:
    """One row of a units table on its way to a version.

    `values` are the cells' meanings in the order of the sheet's recognised columns.
    """

    receipt: SheetReceipt
    sheet: Sheet
    number: int
    values: tuple[Any, ...]
    slot: int = NOBODY
    unit_id: str = ""
    parent: int = NOBODY
    stands_for: int = NOBODY

    def get(self, column: str, empty: Any = "") -> Any:
        place = self.sheet.places.get(column)
        return empty if place is None else self.values[place]

    def fault(self, column: str, fault: Fault) -> Issue:
        header = self.sheet.headers.get(column, column)
        return Issue(self.number, header, str(self.get(column)), *fault)

    @property
    def further_names(self) -> tuple[str, ...]:
        return self.get("short_name"), self.get("name_en"), *self.get("aliases").split("、")

    def said(self, column: str) -> Any:
        """What the row says: nothing is nothing in every table, and precision is no difference."""
        value = self.get(column)
        if isinstance(value, Day):
            value = value.number
        return "" if value is None or value != value else value

    def reject(self, issue: Issue) -> None:
        self.receipt.rejected += 1
        self.receipt.errors.append(issue)


def unit_rows(rows: Rows, receipt: SheetReceipt) -> Iterator[UnitRow]:
    """The good rows of a batch."""
    values = zip(*(rows.values[name] for name in rows.sheet.places), strict=True)
    for place, (number, row) in enumerate(zip(rows.numbers, values, strict=True)):
        if place not in rows.bad:
            yield UnitRow(receipt, rows.sheet, number, row)


def check_lifetime(rows: Rows) -> None:
    """Reject rows whose unit would end before it begins."""
    empty = [NO_DAY] * len(rows)
    since, through = (rows.values.get(name, empty) for name in ("since", "through"))
    for place, (start, end) in enumerate(zip(since, through, strict=True)):
        if isinstance(start, Fault) or isinstance(end, Fault) or start.number is None or end.number is None:
            continue
        if start.number > end.number:
            rows.fault(place, "since", Fault("start_after_end", "设立在撤销之后 · since is after through."))
