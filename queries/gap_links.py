"""The matching links of units with a gap: who ended last, who starts next, since when too few.

Works on the links of the wanted rows only, so a page costs what the page holds.
"""

import numpy as np

from graph_model.days import OPEN
from graph_model.snapshot.history import NOBODY, UNDATED
from graph_model.snapshot.matching import Matched
from graph_model.snapshot.snapshot import Snapshot
from graph_model.snapshot.texts import Bools, Ints


class GapLinks:
    """The links of some units of a rule; every answer has one place for each unit asked about."""

    def __init__(self, graph: Snapshot, matched: Matched, units: Ints, day: int) -> None:
        """`units` are indices into `matched.units`."""
        counts = matched.bounds[units + 1] - matched.bounds[units]
        self._units, self._day, self._least = len(units), day, matched.rule.min
        self._of = np.repeat(np.arange(len(units)), counts)
        steps = np.arange(len(self._of)) - np.repeat(np.cumsum(counts) - counts, counts)
        chosen = np.repeat(matched.bounds[units], counts) + steps
        self._source, self._start = matched.source[chosen], matched.start[chosen]
        self._until, self._dated = matched.until[chosen], matched.dated[chosen]
        self._rank = graph.wiring.id_rank[graph.wiring.link[matched.hit[chosen]]]
        self._last = self._first_of_each(self._until <= day, -self._until.astype(np.int64))
        self._next = self._first_of_each(self._dated & (self._start > day), self._start)

    def _first_of_each(self, wanted: Bools, key: Ints) -> Ints:
        """For each unit its wanted link with the least key, ties by id; NOBODY where there is none."""
        links = np.flatnonzero(wanted)
        ordered = links[np.lexsort((self._rank[links], key[links], self._of[links]))]
        of = self._of[ordered]
        first = np.ones(len(of), np.bool_)
        first[1:] = of[1:] != of[:-1]
        found = np.full(self._units, NOBODY)
        found[of[first]] = ordered[first]
        return found

    def _pick(self, column: Ints, links: Ints, empty: int) -> Ints:
        picked = np.full(self._units, empty, np.int32)
        has = links != NOBODY
        picked[has] = column[links[has]]
        return picked

    def last_helper(self) -> Ints:
        """Slot of the helper whose link ended last before the day."""
        return self._pick(self._source, self._last, NOBODY)

    def next_helper(self) -> Ints:
        """Slot of the helper whose link is the first to start after the day."""
        return self._pick(self._source, self._next, NOBODY)

    def next_start(self) -> Ints:
        return self._pick(self._start, self._next, UNDATED)

    def gap_since(self) -> Ints:
        """First day of the unbroken run of days up to the day on which n < min; UNDATED: never enough."""
        if self._least == 1:
            # Nobody is there on the day, so the run began when the last of them left.
            return self._pick(self._until, self._last, UNDATED)
        owner, days, level = self._levels()
        before = np.r_[0, level[:-1]]
        before[np.r_[True, owner[1:] != owner[:-1]]] = 0
        drops = np.flatnonzero((before >= self._least) & (level < self._least) & (days <= self._day))
        since = np.full(self._units, UNDATED, np.int32)
        np.maximum.at(since, owner[drops], days[drops])
        return since

    def _levels(self) -> tuple[Ints, Ints, Ints]:
        """For each unit and day on which n changes: the unit, the day, and n from then on."""
        owner, start, until = self._terms_of_helpers()
        owners, days = np.r_[owner, owner], np.r_[start, until]
        change = np.r_[np.ones(len(owner), np.int64), -np.ones(len(owner), np.int64)]
        keys, place = np.unique(owners.astype(np.int64) << 32 | (days.astype(np.int64) + 2**31), return_inverse=True)
        steps = np.zeros(len(keys), np.int64)
        np.add.at(steps, place, change)
        # Every helper that came has left by OPEN, so each unit's changes sum to nothing.
        return keys >> 32, (keys & (2**32 - 1)) - 2**31, np.cumsum(steps)

    def _terms_of_helpers(self) -> tuple[Ints, Ints, Ints]:
        """Terms of each helper at each unit, those that touch or overlap joined into one."""
        order = np.lexsort((self._start, self._source, self._of))
        owner, source = self._of[order], self._source[order]
        start, until = self._start[order].astype(np.int64), self._until[order].astype(np.int64)
        if not len(order):
            return owner, start, until
        fresh = np.r_[True, (owner[1:] != owner[:-1]) | (source[1:] != source[:-1])]
        # A running maximum inside each group: a group's number lifts it above all earlier ones.
        lift = np.cumsum(fresh) * (2 * OPEN)
        reached = np.maximum.accumulate(until + lift) - lift
        heads = np.flatnonzero(fresh | np.r_[True, start[1:] > reached[:-1]])
        return owner[heads], start[heads], np.maximum.reduceat(until, heads)
