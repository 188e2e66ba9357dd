"""Units by what they are called; made when the first name is looked up, since most tables use ids."""

from collections.abc import Iterable
from functools import cached_property

from graph_model.names.known_names import current_names, former_names
from graph_model.names.writing import normalised
from graph_model.snapshot.snapshot import Snapshot

Named = dict[str, list[int]]
"""Slots by normalised name, in the order in which they were named so."""


class NameIndex:
    """The names of a snapshot's units and of those that a load adds."""

    def __init__(self, graph: Snapshot) -> None:
        self.graph = graph
        self._made: Named | None = None
        self._waiting: list[tuple[int, tuple[str, ...]]] = []

    def add(self, slot: int, names: tuple[str, ...]) -> None:
        if self._made is None:
            self._waiting.append((slot, names))
        else:
            _name(self._made, slot, names)

    @property
    def current(self) -> Named:
        if self._made is None:
            self._made = collected([*current_names(self.graph), *self._waiting])
            self._waiting = []
        return self._made

    @cached_property
    def _former(self) -> Named:
        return collected(former_names(self.graph))

    def called(self, key: str) -> list[int]:
        """The units that go by a normalised name; only where there is none, those that once did."""
        return self.current.get(key) or self._former.get(key, [])


def collected(all_names: Iterable[tuple[int, Iterable[str]]]) -> Named:
    named: Named = {}
    for slot, names in all_names:
        _name(named, slot, names)
    return named


def _name(named: Named, slot: int, names: Iterable[str]) -> None:
    for name in names:
        if key := normalised(name):
            slots = named.setdefault(key, [])
            if slot not in slots:
                slots.append(slot)
