"""Rows into columns: the step that every kind of file shares, and where a million rows cost time."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from loaders.headers import Recognised
from loaders.sheet import BATCH, Batch, Cell

_SLICE = 100
"""Rows turned at a time. More would live long enough for the garbage collector to look at each."""

Column = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the columns of a sheet are. `unknown` grows when a cell without a header holds something."""

    places: dict[str, int]
    probe: int
    headless: tuple[int, ...]
    width: int
    unknown: list[str]
    first_column: int
    """Columns of the spreadsheet left of the first cell of a row."""


def layout(found: Recognised, cells: Sequence[Cell], first_column: int = 0) -> Layout:
    must = next(column.name for column in found.table.columns if column.required)
    headless = tuple(place for place, cell in enumerate(cells) if is_blank(cell))
    return Layout(found.columns, found.columns[must], headless, len(cells), found.unknown, first_column)


def batches(
    rows: Iterator[Sequence[Any]], first: int, form: Layout, clean: Callable[[list[Any]], list[Cell]]
) -> Iterator[Batch]:
    """Batches of at most BATCH rows; `first` is the number of the first row in the spreadsheet."""
    numbers: list[int] = []
    gathered: dict[str, list[Any]] = {name: [] for name in form.places}
    while block := list(islice(rows, _SLICE)):
        kept, columns = _turn(block, first, form)
        first += len(block)
        numbers.extend(kept)
        for name, place in form.places.items():
            gathered[name].extend(columns[place])
        if len(numbers) > BATCH - _SLICE:
            yield _batch(numbers, gathered, clean)
            numbers, gathered = [], {name: [] for name in form.places}
    if numbers:
        yield _batch(numbers, gathered, clean)


def _batch(numbers: list[int], gathered: dict[str, list[Any]], clean: Callable[[list[Any]], list[Cell]]) -> Batch:
    return Batch(numbers, {name: clean(column) for name, column in gathered.items()})


def _turn(block: list[Sequence[Any]], first: int, form: Layout) -> tuple[Sequence[int], list[Column]]:
    """Numbers and columns of the rows that are not blank."""
    numbers: Sequence[int] = range(first, first + len(block))
    if set(map(len, block)) != {form.width}:
        _note_beyond(block, form)
        block = [_fitted(row, form.width) for row in block]
    columns: list[Column] = list(zip(*block, strict=True))
    # A row without its first must-column may be blank; only then is it worth looking at all its cells.
    if any(map(is_blank, set(columns[form.probe]))):
        kept = [place for place, row in enumerate(block) if not all(map(is_blank, row))]
        numbers = [numbers[place] for place in kept]
        columns = [[column[place] for place in kept] for column in columns]
    for place in form.headless:
        if not all(map(is_blank, columns[place])):
            _note(place, form)
    return numbers, columns


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


def is_blank(cell: object) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


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
