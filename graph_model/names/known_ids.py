"""Units by their id: those of a snapshot, and those that a load is about to add."""

from graph_model.snapshot.history import NOBODY
from graph_model.snapshot.snapshot import Snapshot

_ASKED_FOR_MANY = 16
"""A table of all ids is made when one in so many of them has been asked for."""


class KnownIds:
    def __init__(self, graph: Snapshot) -> None:
        self.graph = graph
        self._added: dict[str, int] = {}
        self._asked = 0
        self._all: dict[str, int] | None = None

    def add(self, unit_id: str, slot: int) -> None:
        self._added[unit_id] = slot

    def slot(self, unit_id: str) -> int:
        """The unit with this id; NOBODY when there is none."""
        if (found := self._added.get(unit_id, NOBODY)) != NOBODY:
            return found
        if self._all is not None:
            return self._all.get(unit_id, NOBODY)
        return self._known(unit_id)

    def _known(self, unit_id: str) -> int:
        """Among the sorted ids; once many were asked for, in a table of all of them."""
        self._asked += 1
        if self._asked * _ASKED_FOR_MANY > len(self.graph.history.ids):
            slots = self.graph.present.nonzero()[0]
            self._all = dict(zip(self.graph.ids(slots), slots.tolist(), strict=True))
            return self._all.get(unit_id, NOBODY)
        return self.graph.find(unit_id)
