"""A grid of tiles, one a place: neighbours stay neighbours, north stays up, and what belongs together lies together."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import count

import numpy as np

from visuals.pictures.map.spread import Floats, Wish, flat, spread, wishes

Cell = tuple[int, int]
"""Column and row, from 0."""

_PARTED, _SIDE = 3.0, 0.25
"""What it costs that a block falls into one more part, and each side of a tile on the edge of its block."""
_HOME = 0.35
"""What a step away from where a tile would like to lie costs, beside what its neighbours ask."""
_PASSES = 40
_MANY = 120
"""Above so many tiles only moves to the next cell are tried: a country in about a second."""


def tile_cells(spots: Sequence[tuple[float, float] | None], blocks: Sequence[str]) -> list[Cell]:
    """A cell for each place, by (longitude, latitude) and the block it belongs to; no two share one.

    The same places give the same cells. A place that is nowhere (None) lies in a row of its own below.
    """
    placed = [index for index, spot in enumerate(spots) if spot is not None]
    cells = dict[int, Cell]()
    if placed:
        ground = flat([spot for spot in spots if spot is not None])
        grid = _Grid(ground, [blocks[index] for index in placed])
        cells = dict(zip(placed, grid.settled(), strict=True))
    below = max((row for _, row in cells.values()), default=-1) + 1
    across = max((column for column, _ in cells.values()), default=9) + 1
    nowhere = [index for index, spot in enumerate(spots) if spot is None]
    for place, index in enumerate(nowhere):
        cells[index] = place % across, below + place // across
    return [cells[index] for index in range(len(spots))]


class _Grid:
    """Tiles that move about until no move makes it better."""

    def __init__(self, ground: Floats, blocks: Sequence[str]) -> None:
        asked = wishes(ground) if len(ground) > 1 else []
        spread_out = spread(ground, asked)
        self._home: list[tuple[float, float]] = [(x, y) for x, y in spread_out.tolist()]
        self._steps = 2 if len(ground) <= _MANY else 1
        self._asked = _of_each(len(ground), asked)
        self._blocks = blocks
        self._members = defaultdict[str, list[int]](list)
        for index, block in enumerate(blocks):
            self._members[block].append(index)
        self._cells = list[Cell]()
        self._taken = dict[Cell, int]()
        self._shapes = dict[str, float]()
        self._start(spread_out)

    def settled(self) -> list[Cell]:
        for _ in range(_PASSES):
            moved = [self._improve(index) for index in range(len(self._cells))]
            if not any(moved):
                break
        left = min(column for column, _ in self._cells)
        top = min(row for _, row in self._cells)
        return [(column - left, row - top) for column, row in self._cells]

    def _start(self, home: Floats) -> None:
        """The nearest free cell for each, those in the middle first."""
        order = np.argsort(np.round(((home - home.mean(axis=0)) ** 2).sum(axis=1), 6), kind="stable")
        self._cells = [(0, 0)] * len(self._home)
        for index in order.tolist():
            x, y = self._home[index]
            cell = self._free_near(x, y)
            self._cells[index] = cell
            self._taken[cell] = index

    def _free_near(self, x: float, y: float) -> Cell:
        """In the smallest square about a spot that has a free cell, the nearest of them."""
        middle = round(x), round(y)
        for steps in count():
            free = [cell for cell in (middle, *_near(middle, steps)) if cell not in self._taken]
            if free:
                break
        return min(free, key=lambda cell: (round((cell[0] - x) ** 2 + (cell[1] - y) ** 2, 6), cell))

    def _improve(self, index: int) -> bool:
        """Move one tile to the best free cell near it, or let it change places with another."""
        here = self._cells[index]
        best, where = -1e-6, here
        for cell in _near(here, self._steps):
            gain = self._gain(index, cell, best)
            if gain < best:
                best, where = gain, cell
        if where == here:
            return False
        self._swap(index, where)
        self._shapes.clear()
        return True

    def _gain(self, index: int, cell: Cell, best: float) -> float:
        """How much dearer it becomes; what cannot beat the best is not worked out to the end."""
        here, other = self._cells[index], self._taken.get(cell)
        moved = [index] if other is None else [index, other]
        touched = {self._blocks[each] for each in moved}
        before = sum(map(self._strain, moved))
        shape = sum(map(self._shape_now, touched))
        self._swap(index, cell)
        gain = sum(map(self._strain, moved)) - before
        if gain - shape + _PARTED * len(touched) < best:
            gain += sum(map(self._shape, touched)) - shape
        self._swap(index, here)
        return gain

    def _swap(self, index: int, cell: Cell) -> None:
        here, other = self._cells[index], self._taken.get(cell)
        del self._taken[here]
        if other is not None:
            self._cells[other] = here
            self._taken[here] = other
        self._cells[index] = cell
        self._taken[cell] = index

    def _strain(self, index: int) -> float:
        """How far a tile is from where it would like to be, and from where its neighbours want it."""
        column, row = self._cells[index]
        x, y = self._home[index]
        strain = _HOME * ((column - x) ** 2 + (row - y) ** 2)
        for other, columns, rows in self._asked[index]:
            to_column, to_row = self._cells[other]
            strain += (to_column - column - columns) ** 2 + (to_row - row - rows) ** 2
        return strain

    def _shape_now(self, block: str) -> float:
        """What the shape of a block costs now, remembered until a tile moves."""
        if block not in self._shapes:
            self._shapes[block] = self._shape(block)
        return self._shapes[block]

    def _shape(self, block: str) -> float:
        """What it costs that a block falls into pieces, and how long its edge is."""
        if not block:
            return 0.0
        cells = {self._cells[index] for index in self._members[block]}
        sides = sum(cell not in cells for each in cells for cell in _beside(each))
        parts = 0
        while cells:
            parts += 1
            queue = [cells.pop()]
            while queue:
                found = cells.intersection(_beside(queue.pop()))
                cells -= found
                queue.extend(found)
        return _PARTED * parts + _SIDE * sides


def _of_each(places: int, asked: Sequence[Wish]) -> list[list[tuple[int, float, float]]]:
    """What each place asks: of whom, columns, rows."""
    each: list[list[tuple[int, float, float]]] = [[] for _ in range(places)]
    for a, b, columns, rows in asked:
        each[a].append((b, columns, rows))
        each[b].append((a, -columns, -rows))
    return each


def _beside(cell: Cell) -> tuple[Cell, Cell, Cell, Cell]:
    column, row = cell
    return (column + 1, row), (column - 1, row), (column, row + 1), (column, row - 1)


def _near(cell: Cell, steps: int) -> Iterator[Cell]:
    for row in range(cell[1] - steps, cell[1] + steps + 1):
        for column in range(cell[0] - steps, cell[0] + steps + 1):
            if (column, row) != cell:
                yield column, row
