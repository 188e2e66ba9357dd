"""Where units lie, those of the load under way included (INTERFACES §2: what is above, what is within)."""

from collections.abc import Iterator

import numpy as np

from graph_model.snapshot.history import NOBODY
from graph_model.snapshot.snapshot import Snapshot
from graph_model.snapshot.texts import Bools

_DEEPEST = 64
"""Steps upwards after which we stop looking; a load refuses circles, but it may ask before it has."""


class Whereabouts:
    def __init__(self, graph: Snapshot) -> None:
        self.graph = graph
        self._placed: dict[int, int] = {}

    def place(self, slot: int, parent: int, stands_for: int) -> None:
        """Where the load under way puts a unit; one without a parent lies where the unit it stands for lies."""
        self._placed[slot] = parent if parent != NOBODY else stands_for

    def chain(self, slot: int) -> Iterator[int]:
        """The unit, then those above it, nearest first."""
        for _ in range(_DEEPEST):
            if slot == NOBODY:
                return
            yield slot
            slot = self._above(slot)

    def _above(self, slot: int) -> int:
        if slot in self._placed:
            return self._placed[slot]
        above = self.graph.structure.above
        return int(above[slot]) if slot < len(above) else NOBODY

    def lies_in(self, slot: int, place: int) -> bool:
        """Whether it is that unit or lies within it."""
        return place in self.chain(slot)

    def all_in(self, place: int, count: int) -> Bools:
        """`lies_in` for the slots from 0 to `count`."""
        above = np.full(count, NOBODY, np.int64)
        known = self.graph.structure.above[:count]
        above[: len(known)] = known
        placed = [(slot, over) for slot, over in self._placed.items() if slot < count]
        above[[slot for slot, _ in placed]] = [over for _, over in placed]
        inside: Bools = np.arange(count) == place
        over = above.copy()
        for _ in range(_DEEPEST):
            climbing = np.flatnonzero(over != NOBODY)
            if not len(climbing):
                break
            inside[climbing] |= over[climbing] == place
            over[climbing] = above[over[climbing]]
        return inside
