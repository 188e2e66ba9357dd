"""A table as it came: its header, and its rows in batches of columns.

Everything after this works on columns, so that a distinct cell is read once however often it stands
there: that is what makes a million rows a matter of seconds.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from graph_model.schema import Table

Cell = str | int | float | date | bool | None
"""What a cell holds: a text (CSV: always), a number, a day (a spreadsheet's date cell), or nothing."""

BATCH = 20_000
"""Rows that are in memory at a time."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows of one sheet: `rows` are their numbers in the spreadsheet, blank rows left out.

    `columns` holds the recognised columns only, by their English name, each as long as `rows`.
    """

    rows: list[int]
    columns: dict[str, list[Cell]]


@dataclass(frozen=True)
class Sheet:
    """One recognised table. `headers` gives, for each recognised column, the header as it is written.

    `batches` reads the rows; it can be called again, and reads again.
    """

    path: Path
    name: str | None
    table: Table
    headers: dict[str, str]
    unknown_columns: list[str]
    batches: Callable[[], Iterator[Batch]]

    @cached_property
    def places(self) -> dict[str, int]:
        """The place of each recognised column among them."""
        return {name: place for place, name in enumerate(self.headers)}

    @property
    def file(self) -> str:
        return name_of_file(self.path)


def name_of_file(path: Path) -> str:
    """A file's name as it can be kept and printed: what is no UTF-8 in it becomes a question mark."""
    return path.name.encode("utf-8", "replace").decode()
