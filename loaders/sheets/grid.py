"""A sheet as it came: rows of cells, and what a file tells of them beside their values."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from loaders.sheets.sheet import Cell

Area = tuple[int, int, int, int]
"""First row, first column, last row, last column: rows from 1, columns from 0."""


def _as_it_is(cells: list[Any]) -> list[Cell]:
    return cells


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells before anybody knows what they mean.

    `rows` gives every row from the spreadsheet's first on, from `first_column`; it can be called again.
    `clean` turns the raw cells of a column into ours. `struck` says of cells, by row and column of the
    spreadsheet, whether they are struck through wholly. Where `looked_at` is false the file does not
    tell what is hidden, struck through or formatted.
    """

    path: Path
    name: str | None
    rows: Callable[[], Iterator[Sequence[Any]]]
    clean: Callable[[list[Any]], list[Cell]] = _as_it_is
    first_column: int = 0
    hidden_rows: frozenset[int] = frozenset()
    struck: Mapping[tuple[int, int], bool] = field(default_factory=dict)
    looked_at: bool = False


def filled(rows: Iterator[Sequence[Any]], merged: Sequence[Area], first_column: int) -> Iterator[Sequence[Any]]:
    """One value counts for all the cells that a merged area covers.

    A row that holds nothing of its own stays empty: it is a part of the record above it.
    """
    starting: dict[int, list[Area]] = {}
    for area in merged:
        starting.setdefault(area[0], []).append(area)
    open_: list[tuple[Area, Any]] = []
    for number, row in enumerate(rows, 1):
        open_ = [(area, value) for area, value in open_ if area[2] >= number]
        open_ += [(area, _at(row, area[1] - first_column)) for area in starting.get(number, ())]
        if open_ and any(cell not in (None, "") for cell in row):
            row = list(row)
            for (_, first, _, last), value in open_:
                for place in range(max(first - first_column, 0), min(last - first_column + 1, len(row))):
                    row[place] = value
        yield row


def _at(row: Sequence[Any], place: int) -> Any:
    return row[place] if 0 <= place < len(row) else None


def spread(struck: Mapping[tuple[int, int], bool], merged: Sequence[Area]) -> Mapping[tuple[int, int], bool]:
    """What is struck in a merged area is struck in every cell that it covers."""
    if not struck or not merged:
        return struck
    wider = dict(struck)
    for first_row, first, last_row, last in merged:
        if (first_row, first) in struck:
            wider |= {
                (row, column): struck[first_row, first]
                for row in range(first_row, last_row + 1)
                for column in range(first, last + 1)
            }
    return wider
