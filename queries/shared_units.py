"""Pairs of helpers that share units. Inside, units and helpers are the ranks of their ids."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from graph_model.snapshot.snapshot import Snapshot
from graph_model.snapshot.texts import Bools, Ints
from queries.reach import LOW, Reach, contains, ordering, pair_keys, runs

_AT_ONCE = 4_000_000
"""About so many pairs of helpers are looked at together, which bounds memory."""
_ROWS_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class Meetings:
    """Units with more than one helper: a row for each helper, by unit and helper.

    `rest` says how many helpers of the unit follow; `by_helper` reads the rows by helper and unit.
    """

    unit: Ints
    helper: Ints
    rest: Ints
    by_helper: Ints


@dataclass(frozen=True, slots=True)
class SharedUnits:
    """Two helpers and how many units they share: the most first, then by ids.

    `reached` holds helper and unit as one number, ascending.
    """

    graph: Snapshot
    reached: npt.NDArray[np.int64]
    a: Ints
    b: Ints
    count: Ints

    def helpers(self, start: int, stop: int) -> list[list[str]]:
        ends = (self._ids(column[start:stop]) for column in (self.a, self.b))
        return [list(pair) for pair in zip(*ends, strict=True)]

    def units(self, start: int, stop: int) -> list[list[str]]:
        """The units of each pair, by id."""
        stop = min(stop, len(self.count))
        pieces = (slice(low, min(low + _ROWS_AT_ONCE, stop)) for low in range(start, stop, _ROWS_AT_ONCE))
        return [units for piece in pieces for units in self._units(piece)]

    def _units(self, rows: slice) -> Iterator[list[str]]:
        """Of the units of that helper which has fewer, those that the other one reaches too."""
        a, b = self.a[rows], self.b[rows]
        starts, sizes = self._run_of(np.concatenate([a, b])).reshape(2, 2, len(a))
        few = np.argmin(sizes, axis=0)
        size = sizes[few, np.arange(len(a))]
        other = np.repeat(np.where(few == 0, b, a), size)
        unit = self.reached[runs(starts[few, np.arange(len(a))], size)] & LOW
        ids = self._ids(unit[contains(self.reached, pair_keys(other, unit))])
        bounds = np.cumsum(np.r_[0, self.count[rows]]).tolist()
        return (ids[low:high] for low, high in pairwise(bounds))

    def _run_of(self, helpers: Ints) -> Ints:
        """Where each helper's units begin, and how many there are."""
        starts = np.searchsorted(self.reached, helpers << 32)
        return np.stack([starts, np.searchsorted(self.reached, (helpers + 1) << 32) - starts])

    def _ids(self, ranks: Ints) -> list[str]:
        return self.graph.ids(self.graph.structure.id_order[ranks])


def shared_units(graph: Snapshot, pairs: Reach, at_least: int) -> SharedUnits:
    """Every two helpers that share at least so many units."""
    met = _meetings(graph, pairs, at_least)
    found = [_counted(met, block, at_least) for block in _blocks(met)]
    keys, count = (np.concatenate([np.empty(0, np.int64), *(each[column] for each in found)]) for column in (0, 1))
    order = ordering(count.max(initial=0) - count)
    keys, count = keys[order], count[order]
    reached = pair_keys(met.helper, met.unit)[met.by_helper]
    return SharedUnits(graph, reached, keys >> 32, keys & LOW, count)


def _meetings(graph: Snapshot, pairs: Reach, at_least: int) -> Meetings:
    """Helpers that reach too few units are left out, and so are units that have one helper then."""
    rank = graph.structure.id_rank
    pairs = pairs.part(_often(pairs.source, at_least, len(rank)))
    pairs = pairs.part(_often(pairs.target, 2, len(rank)))
    pairs = pairs.part(_often(pairs.source, at_least, len(rank)))
    keys = np.sort(pair_keys(rank[pairs.target], rank[pairs.source]))
    unit, helper = keys >> 32, keys & LOW
    ends = _ends(unit)
    rest = np.repeat(ends, np.diff(ends, prepend=0)) - 1 - np.arange(len(unit))
    return Meetings(unit, helper, rest, ordering(helper))


def _often(column: Ints, least: int, size: int) -> Bools:
    """Where a column has a value that it has at least so often."""
    return (np.bincount(column, minlength=size) >= least)[column]


def _ends(ordered: Ints) -> Ints:
    """Where each run of one value ends."""
    return np.flatnonzero(np.diff(ordered, append=-1)) + 1


def _blocks(met: Meetings) -> Iterator[Ints]:
    """The rows of the meetings by helper, in pieces with bounded numbers of pairs.

    A helper is in one piece only, however many it meets: never more than there are rows.
    """
    ends = _ends(met.helper[met.by_helper])
    pairs = np.cumsum(met.rest[met.by_helper])[ends - 1]
    low = done = 0
    while done < len(ends):
        full = (pairs[done - 1] if done else 0) + _AT_ONCE
        done = max(int(np.searchsorted(pairs, full, "right")), done + 1)
        high = int(ends[done - 1])
        yield met.by_helper[low:high]
        low = high


def _counted(
    met: Meetings, block: Ints, at_least: int
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.signedinteger[Any]]]:
    """Each helper of the block and a later one, as one number, with how many units they share."""
    rest = met.rest[block]
    later = met.helper[runs(block + 1, rest)]
    keys = np.sort(pair_keys(np.repeat(met.helper[block], rest), later))
    ends = _ends(keys)
    count = np.diff(ends, prepend=0)
    enough = count >= at_least
    return keys[ends - 1][enough], count[enough]
