"""A table as it came: its header, and its rows in batches of columns.

Everything after this works on columns, so that a distinct cell is read once however often it stands
there: that is what makes a million rows a matter of seconds.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from graph_model.schema import Column, Table
from graph_model.vocabulary import Force, Kind
from loaders.sheets.header_words import ORDINAL, Wide, column_of, source_of, target_of

if TYPE_CHECKING:
    from loaders.sheets.row_kinds import RowKind


class Void(Enum):
    """A cell that holds something which nobody can read."""

    NOT_STORED = "not stored"
    """A formula whose value was not saved with the file."""


Cell = str | int | float | date | bool | Void | None
"""What a cell holds: a text (CSV: always), a number, a day (a spreadsheet's date cell), or nothing."""

BATCH = 20_000
"""Rows that are in memory at a time."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows of one sheet: `rows` are their numbers in the spreadsheet, blank rows left out.

    `columns` holds the recognised columns only, by their English name, each as long as `rows`.
    `ignored` are the rows among them that hold no data, with what each is.
    """

    rows: list[int]
    columns: dict[str, list[Cell]]
    ignored: "list[tuple[int, RowKind]]"


@dataclass(frozen=True)
class Sheet:
    """One recognised table. `headers` gives, for each recognised column, the header as it is written.

    `batches` reads the rows; it can be called again, and reads again. What the header, the title or the
    sheet's name says for all rows: `level` is the kind of the recipients, `wide` what each column of a
    wide table means, `force` the force, `seen` the day as of which it holds (number and precision).
    """

    path: Path
    name: str | None
    table: Table
    headers: dict[str, str]
    unknown_columns: list[str]
    batches: Callable[[], Iterator[Batch]]
    spots: Mapping[str, int] = field(default_factory=dict)
    """Column of the spreadsheet, from 0, of each recognised column."""
    header_row: int = 1
    """Row of the spreadsheet in which the header ends."""
    level: Kind | None = None
    wide: Mapping[str, Wide] = field(default_factory=dict)
    force: Force | None = None
    seen: tuple[int | None, int] | None = None
    struck: Mapping[tuple[int, str], bool] = field(default_factory=dict)
    """Ends of links that are struck through, by row and column: wholly, or in part."""
    hidden_rows: frozenset[int] = frozenset()
    looked_at: bool = False
    """Whether the file tells what is hidden, struck through and formatted: only an XLSX does."""

    @cached_property
    def places(self) -> dict[str, int]:
        """The place of each column that says something among them."""
        return {name: place for place, name in enumerate(self.read_columns)}

    @property
    def file(self) -> str:
        return name_of_file(self.path)

    @property
    def source(self) -> str:
        """The column of the helpers or senders; empty for a table without links."""
        return source_of(self.table)

    @property
    def target(self) -> str:
        return target_of(self.table)

    def column(self, name: str) -> Column:
        """How the cells of a recognised column are read."""
        return column_of(self.table, self.source if name in self.wide else name)

    @property
    def read_columns(self) -> list[str]:
        """The recognised columns that say something of a link or a unit."""
        return [name for name in self.headers if name != ORDINAL]


def name_of_file(path: Path) -> str:
    """A file's name as it can be kept and printed: what is no UTF-8 in it becomes a question mark."""
    return path.name.encode("utf-8", "replace").decode()


def is_blank(cell: object) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())
