"""Names so near to a known one that a new unit is not made without asking (TABLES.md, helpers no table lists)."""

import time
from collections.abc import Iterable, Sequence
from functools import cached_property

import numpy as np

from graph_model.names.abbreviations import Abbreviations
from graph_model.names.cores import core
from graph_model.names.index import Named, collected
from graph_model.names.known_names import current_names
from graph_model.names.one_edit import OneEdit
from graph_model.names.sounds import sound
from graph_model.names.writing import normalised
from graph_model.snapshot.snapshot import Snapshot
from graph_model.vocabulary import PLACES, Kind

_LIKENESS = 88.0
"""Least likeness (0 to 100, rapidfuzz's ratio) of a name that is shown as alike."""
_SHOWN = 3
_SECONDS = 5.0
"""A table that makes thousands of units must not wait for likenesses: after this only the indexes are asked."""


class NearNames:
    """The names, short names and aliases of the bodies that a graph holds; indexes are made when first asked."""

    def __init__(self, graph: Snapshot) -> None:
        self._graph = graph
        self._left = _SECONDS

    def near(self, name: str, kind: Kind) -> list[int]:
        """Bodies that a new one of this name may be: one has to ask. Nothing is near a place, or a place to it.

        Near: the same toneless pinyin; or equal without 四川省, 省 and the endings of offices and companies; or
        one edit apart, of eight characters or more, if the edit is not a numeral.
        """
        return [] if kind in PLACES else self._slots(self._near(normalised(name)))

    def alike(self, name: str, kind: Kind) -> list[int]:
        """At most three bodies that a person should look at beside a new one: near ones, abbreviations, likenesses."""
        if kind in PLACES:
            return []
        key = normalised(name)
        names = [*self._best_first(key, self._near(key)), *self._best_first(key, self._abbreviations.of(key))]
        if len(self._slots(names)) < _SHOWN:
            names += self._likenesses(key)
        return self._slots(names)[:_SHOWN]

    def _near(self, key: str) -> list[str]:
        by_sound, by_core = self._by_sound.get(sound(key), []), self._by_core.get(core(key), [])
        return list(dict.fromkeys([*by_sound, *by_core, *self._one_edit.near(key)]))

    def _slots(self, names: Iterable[str]) -> list[int]:
        return list(dict.fromkeys(slot for name in names for slot in self._named[name]))

    def _best_first(self, key: str, names: Sequence[str]) -> list[str]:
        from rapidfuzz import fuzz

        return sorted(names, key=lambda name: -fuzz.ratio(key, name))

    def _likenesses(self, key: str) -> list[str]:
        from rapidfuzz import fuzz, process

        if self._left <= 0:
            return []
        started = time.monotonic()
        found = process.extract(key, self._names, scorer=fuzz.ratio, limit=2 * _SHOWN, score_cutoff=_LIKENESS)
        self._left -= time.monotonic() - started
        return [name for name, _, _ in found]

    # The indexes.

    @cached_property
    def _named(self) -> Named:
        graph = self._graph
        is_body = graph.present & ~graph.of_kinds(PLACES)
        bodies = set(np.flatnonzero(is_body).tolist())
        return collected(each for each in current_names(graph, ("short_name",)) if each[0] in bodies)

    @cached_property
    def _names(self) -> list[str]:
        return list(self._named)

    @cached_property
    def _by_sound(self) -> dict[str, list[str]]:
        return _grouped((sound(name), name) for name in self._names)

    @cached_property
    def _by_core(self) -> dict[str, list[str]]:
        return _grouped((key, name) for name in self._names if (key := core(name)))

    @cached_property
    def _one_edit(self) -> OneEdit:
        return OneEdit(self._names)

    @cached_property
    def _abbreviations(self) -> Abbreviations:
        return Abbreviations(self._names)


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for key, name in pairs:
        groups.setdefault(key, []).append(name)
    return groups
