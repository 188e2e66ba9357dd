"""A sheet's rows read column by column: values of the good ones, issues of the bad ones."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from loaders.cells.readers import Fault, reader, text_of
from loaders.receipts.receipt import Issue, SheetReceipt
from loaders.sheets.row_kinds import RowKind
from loaders.sheets.sheet import Cell, Sheet


@dataclass(slots=True)
class Rows:
    """Some rows of a sheet. `values[column]` holds what each cell means, in the order of `numbers`.

    A cell that cannot be taken holds a Fault; its row is in `bad`, with what is to be said. The ends of
    links are no values: a cell may name several units (see `loaders.links.ends`).
    """

    sheet: Sheet
    numbers: list[int]
    cells: dict[str, list[Cell]]
    values: dict[str, list[Any]]
    ignored: list[tuple[int, RowKind]]
    bad: dict[int, list[Issue]] = field(default_factory=dict)
    idle: list[int] = field(default_factory=list)
    """Places of rows of a wide table in which no column names anybody."""

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

    def count_in(self, receipt: SheetReceipt) -> None:
        """Read and ignored rows into the receipt."""
        ignored = sorted([*self.ignored, *((self.numbers[place], RowKind.NO_HELPER) for place in self.idle)])
        receipt.read += len(self) + len(self.ignored)
        receipt.ignored += len(ignored)
        receipt.ignored_rows += ignored

    def reject_in(self, receipt: SheetReceipt) -> None:
        """The bad rows and what is wrong with them into the receipt."""
        for place in sorted(self.bad):
            receipt.errors += self.bad[place]
        receipt.rejected += len(self.bad)


def read_rows(sheet: Sheet) -> Iterator[Rows]:
    """The rows of a sheet, a batch at a time, every cell read by its column's reader."""
    ends = {sheet.source, sheet.target, *sheet.wide}
    readers = {name: reader(sheet.column(name)) for name in sheet.read_columns if name not in ends}
    for batch in sheet.batches():
        rows = Rows(sheet, batch.rows, batch.columns, {}, batch.ignored)
        for name, known in readers.items():
            rows.values[name] = [known[cell] for cell in batch.columns[name]]
            if known.faulty:
                for place, value in enumerate(rows.values[name]):
                    if isinstance(value, Fault):
                        rows.fault(place, name, value)
        yield rows
