"""Rows into columns: the step that every kind of file shares, and where a million rows cost time."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from loaders.sheets.grid import Grid
from loaders.sheets.header_rows import Head
from loaders.sheets.headers import Recognised
from loaders.sheets.odd_rows import OddRows
from loaders.sheets.row_kinds import RowKind
from loaders.sheets.sheet import BATCH, Batch, Cell, is_blank

_SLICE = 100
"""Rows turned at a time. More would live long enough for the garbage collector to look at each."""
_ABOVE = frozenset({"同上", "〃", "″"})
"""Written for the cell above."""

Column = Sequence[Any]


@dataclass(slots=True)
class Layout:
    """Where the columns of a sheet are. `unknown` grows when a cell without a header holds something."""

    places: dict[str, int]
    headless: tuple[int, ...]
    width: int
    unknown: list[str]
    first_column: int
    """Columns of the spreadsheet left of the first cell of a row."""
    odd: OddRows

    @classmethod
    def of(cls, found: Recognised, head: Head, grid: Grid, odd: OddRows) -> "Layout":
        headless = tuple(place for place, cell in enumerate(head.cells) if is_blank(cell))
        return cls(found.columns, headless, len(head.cells), found.unknown, grid.first_column, odd)


def batches(
    rows: Iterator[Sequence[Any]], first: int, form: Layout, clean: Callable[[list[Any]], list[Cell]]
) -> Iterator[Batch]:
    """Batches of at most BATCH rows; `first` is the number of the first row in the spreadsheet."""
    turning = _Turning(form, first)
    numbers: list[int] = []
    gathered: dict[str, list[Any]] = {name: [] for name in form.places}
    while block := list(islice(rows, _SLICE)):
        kept, columns = turning.turn(block)
        numbers.extend(kept)
        for name, column in columns.items():
            gathered[name].extend(column)
        if len(numbers) > BATCH - _SLICE:
            yield _batch(numbers, gathered, turning.take_ignored(), clean)
            numbers, gathered = [], {name: [] for name in form.places}
    if numbers or turning.ignored:
        yield _batch(numbers, gathered, turning.take_ignored(), clean)


def _batch(
    numbers: list[int],
    gathered: dict[str, list[Any]],
    ignored: list[tuple[int, RowKind]],
    clean: Callable[[list[Any]], list[Cell]],
) -> Batch:
    return Batch(numbers, {name: clean(column) for name, column in gathered.items()}, ignored)


class _Turning:
    """Turns one block of rows after the other; `ignored` are the rows so far that hold no data."""

    def __init__(self, form: Layout, first: int) -> None:
        self.form, self.places, self.next = form, form.places, first
        self.ignored: list[tuple[int, RowKind]] = []
        self._notes_began = False
        self._above: dict[str, Any] = {}

    def take_ignored(self) -> list[tuple[int, RowKind]]:
        taken, self.ignored = self.ignored, []
        return taken

    def turn(self, block: list[Sequence[Any]]) -> tuple[list[int], dict[str, Column]]:
        """Numbers and columns of the rows that are neither blank nor a total, a footer and the like."""
        form, first = self.form, self.next
        self.next += len(block)
        if set(map(len, block)) != {form.width}:
            _note_beyond(block, form)
            block = [_fitted(row, form.width) for row in block]
        columns: list[Column] = list(zip(*block, strict=True))
        # Only a row with something odd in a must-column or at its beginning is worth looking at cell by cell.
        if self._notes_began or form.odd.among(columns):
            return self._turn_one_by_one(block, first)
        return list(range(first, self.next)), self._named(columns)

    def _turn_one_by_one(self, block: list[Sequence[Any]], first: int) -> tuple[list[int], dict[str, Column]]:
        numbers: list[int] = []
        made: dict[str, list[Any]] = {name: [] for name in self.places}
        for number, row in enumerate(block, first):
            if all(map(is_blank, row)) or self._is_odd(number, row):
                continue
            numbers.append(number)
            for name, column in self._named([[cell] for cell in row]).items():
                made[name] += column
        return numbers, {**made}

    def _is_odd(self, number: int, row: Sequence[Any]) -> bool:
        odd = self.form.odd
        if found := odd.another_header(row):
            # A further table of the same columns in another order: from here on they stand there.
            self.places = found.columns
            self.ignored.append((number, RowKind.HEADER))
        elif what := odd.kind(row, self._notes_began):
            self._notes_began |= what is RowKind.FOOTER
            self.ignored.append((number, what))
        else:
            return False
        return True

    def _named(self, columns: Sequence[Column]) -> dict[str, Column]:
        """The recognised columns of some rows; what stands in others is noted."""
        for place in self.form.headless:
            if len(columns[place]) and not all(map(is_blank, columns[place])):
                _note(place, self.form)
        return {name: self._without_dittos(columns[place], name) for name, place in self.places.items()}

    def _without_dittos(self, column: Column, name: str) -> Column:
        """同上 and 〃 become the cell above."""
        if not len(column):
            return column
        if not _ABOVE.isdisjoint(column):
            made = []
            for cell in column:
                self._above[name] = self._above.get(name, "") if _is_ditto(cell) else cell
                made.append(self._above[name])
            return made
        self._above[name] = column[-1]
        return column


def _is_ditto(cell: Any) -> bool:
    return isinstance(cell, str) and cell.strip() in _ABOVE


def _fitted(row: Sequence[Any], width: int) -> Sequence[Any]:
    if len(row) >= width:
        return row[:width]
    return [*row, *([""] * (width - len(row)))]


def _note_beyond(block: list[Sequence[Any]], form: Layout) -> None:
    for row in block:
        for place in range(form.width, len(row)):
            if not is_blank(row[place]):
                _note(place, form)


def _note(place: int, form: Layout) -> None:
    said = f"{letters(form.first_column + place)}（无表头 · no header）"
    if said not in form.unknown:
        form.unknown.append(said)


def letters(place: int) -> str:
    """A column as spreadsheets call it.

    >>> letters(0), letters(25), letters(26), letters(16383)
    ('A', 'Z', 'AA', 'XFD')
    """
    name, rest = "", place + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        name = chr(ord("A") + letter) + name
    return name
