"""A sheet's rows read column by column: values of the good ones, issues of the bad ones."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from loaders.cells import Fault, reader, text_of
from loaders.receipt import Issue
from loaders.sheet import Cell, Sheet


@dataclass(slots=True)
class Rows:
    """Some rows of a sheet. `values[column]` holds what each cell means, in the order of `numbers`.

    A cell that cannot be taken holds a Fault; its row is in `bad`, with what is to be said.
    """

    sheet: Sheet
    numbers: list[int]
    cells: dict[str, list[Cell]]
    values: dict[str, list[Any]]
    bad: dict[int, list[Issue]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.numbers)

    def fault(self, place: int, column: str, fault: Fault) -> None:
        """Reject a row for what stands in one of its cells."""
        self.bad.setdefault(place, []).append(self.issue(place, column, fault))

    def issue(self, place: int, column: str, fault: Fault) -> Issue:
        """What is to be said of a cell, in the words of its own table."""
        cells = self.cells.get(column)
        value = text_of(cells[place]) if cells else ""
        header = self.sheet.headers.get(column, column)
        return Issue(self.numbers[place], header, value, fault.code, fault.message, fault.candidates)

    def good(self) -> list[int]:
        """Places of the rows without a fault."""
        return [place for place in range(len(self.numbers)) if place not in self.bad]


def read_rows(sheet: Sheet) -> Iterator[Rows]:
    """The rows of a sheet, a batch at a time, every cell read by its column's reader."""
    readers = {name: reader(sheet.table.column(name)) for name in sheet.headers}
    for batch in sheet.batches():
        rows = Rows(sheet, batch.rows, batch.columns, {})
        for name, cells in batch.columns.items():
            known = readers[name]
            rows.values[name] = [known[cell] for cell in cells]
            if known.faulty:
                for place, value in enumerate(rows.values[name]):
                    if isinstance(value, Fault):
                        rows.fault(place, name, value)
        yield rows
