"""Which units somebody may have meant by a name that nobody has: alike as written and as spoken."""

import time
from collections.abc import Callable, Iterator
from itertools import islice
from math import inf

import numpy as np

from graph_model.names.index import NameIndex
from graph_model.names.narrowing import CANDIDATES
from graph_model.names.sounds import sound
from graph_model.snapshot.texts import Bools, Ints

_LIKENESS = 50.0
"""Least likeness of the sounds (0 to 100, rapidfuzz's WRatio) of a candidate."""
_LOOKED_AT = 4 * CANDIDATES
"""So many that sound most alike are then compared as they are written."""
_SECONDS = 5.0
"""A table of a million misspelt names must not take a day: after this no more candidates are looked for."""
_LONGEST = 100
"""Characters of a text that are compared."""
_AT_ONCE = 10_000
"""Names that are compared in one go."""

Fits = Callable[[Ints], Bools]
"""Which of some units, by slot, the row leaves over."""


class Likely:
    """Ranks the names of an index; what it needs for that is made when the first name is looked for."""

    def __init__(self, index: NameIndex) -> None:
        self._index = index
        self._left = _SECONDS
        self._names: list[str] = []
        self._sounds: list[str] = []
        # Who is called what: a slot, and beside it the place of a name of its.
        self._slots = np.empty(0, np.int64)
        self._places = np.empty(0, np.int64)

    def prepare(self) -> None:
        """Do now what the first look needs. From now on people ask, one name at a time, and time is no matter."""
        self._learn()
        self._left = inf

    def ranked(self, key: str, fits: Fits | None = None) -> list[int]:
        """Units by how much a name of theirs is like the text, those that `fits` before all others.

        Empty once the time is used up.
        """
        if self._left <= 0:
            return []
        started = time.monotonic()
        self._learn()
        found: dict[int, None] = {}
        if fits is not None:
            found |= dict.fromkeys(self._ranked_among(key[:_LONGEST], np.flatnonzero(fits(self._slots))))
        if len(found) < CANDIDATES:
            found |= dict.fromkeys(self._ranked_among(key[:_LONGEST], np.arange(len(self._slots))))
        self._left -= time.monotonic() - started
        return list(found)

    def _ranked_among(self, key: str, rows: Ints) -> Iterator[int]:
        """`rows` of the columns of slots and places."""
        slots, places = self._slots[rows], self._places[rows]
        for place in self._alike(key, np.unique(places).tolist()):
            yield from slots[places == place].tolist()

    def _alike(self, key: str, places: list[int]) -> list[int]:
        """Of the names at some places those most like the text, best first."""
        from rapidfuzz import fuzz, process  # only when somebody misspelt a name

        asked, near = sound(key), list[tuple[float, int]]()
        for start in range(0, len(places), _AT_ONCE):  # other threads wait while it compares
            some = places[start : start + _AT_ONCE]
            sounds = [self._sounds[place] for place in some]
            found = process.extract(asked, sounds, scorer=fuzz.WRatio, limit=_LOOKED_AT, score_cutoff=_LIKENESS)
            near += [(likeness, some[n]) for _, likeness, n in found]
        near = sorted(near, key=lambda each: -each[0])[:_LOOKED_AT]
        rated = [(likeness + fuzz.WRatio(key, self._names[place]), place) for likeness, place in near]
        return [place for _, place in sorted(rated, key=lambda each: -each[0])[:CANDIDATES]]

    def _learn(self) -> None:
        """Names that have come to the index since; it keeps them in the order in which they came."""
        current = self._index.current
        known = len(self._names)
        new = list(islice(current, known, None))
        named = [(slot, place) for place, name in enumerate(new, known) for slot in current[name]]
        slots, places = np.array(named, np.int64).reshape(-1, 2).T
        self._slots = np.concatenate([self._slots, slots])
        self._places = np.concatenate([self._places, places])
        self._names += new
        self._sounds += map(sound, new)
