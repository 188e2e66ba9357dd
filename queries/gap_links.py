"""The matching links of units with a gap: who ended last, who starts next, since when too few.

Works on the links of the wanted rows only, so a page costs what the page holds.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from graph_model.days import OPEN
from graph_model.snapshot.history import NOBODY, UNDATED
from graph_model.snapshot.matching import Matched
from graph_model.snapshot.snapshot import Snapshot
from graph_model.snapshot.texts import Bools, Ints


class OfRule(NamedTuple):
    """Some units of one rule: indices into `matched.units`."""

    matched: Matched
    units: Ints


class GapLinks:
    """The links of the units of some rules; every answer has one place a unit, rule after rule."""

    def __init__(self, graph: Snapshot, rules: Sequence[OfRule], day: int) -> None:
        chosen = [_links_of(each) for each in rules]
        counts = np.concatenate([count for count, _ in chosen])
        self._units, self._day = len(counts), day
        self._least = np.repeat([each.matched.rule.min for each in rules], [len(each.units) for each in rules])
        self._of = np.repeat(np.arange(len(counts)), counts)
        places = np.concatenate([each.matched.hit[links] for each, (_, links) in zip(rules, chosen, strict=True)])
        wiring = graph.wiring
        self._source, self._start = wiring.source[places], wiring.start[places]
        self._until, self._dated = wiring.until[places], wiring.dated[places]
        self._rank = wiring.id_rank[wiring.link[places]]
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
        # Where one is enough, nobody is there on the day: the run began when the last of them left.
        since = self._pick(self._until, self._last, UNDATED)
        several = self._least > 1
        if several.any():
            since[several] = self._last_drops()[several]
        return since

    def _last_drops(self) -> Ints:
        """The last day up to the day on which n fell below min."""
        owner, days, level = self._levels()
        before = np.zeros_like(level)
        before[1:] = np.where(owner[1:] == owner[:-1], level[:-1], 0)
        least = self._least[owner]
        drops = np.flatnonzero((before >= least) & (level < least) & (days <= self._day))
        since = np.full(self._units, UNDATED, np.int32)
        np.maximum.at(since, owner[drops], days[drops].astype(np.int32))
        return since

    def _levels(self) -> tuple[Ints, Ints, Ints]:
        """For each unit and day on which n changes: the unit, the day, and n from then on."""
        owner, start, until = self._terms_of_helpers()
        owners, days = np.r_[owner, owner], np.r_[start, until]
        change = np.r_[np.ones(len(owner), np.int64), -np.ones(len(owner), np.int64)]
        order = np.lexsort((days, owners))
        owners, days, change = owners[order], days[order], change[order]
        last_of_day = np.ones(len(owners), np.bool_)
        last_of_day[:-1] = (owners[1:] != owners[:-1]) | (days[1:] != days[:-1])
        # Every helper that came has left by OPEN, so each unit's changes sum to nothing.
        return owners[last_of_day], days[last_of_day], np.cumsum(change)[last_of_day]

    def _terms_of_helpers(self) -> tuple[Ints, Ints, Ints]:
        """Terms of each helper at each unit, those that touch or overlap joined into one."""
        several = np.flatnonzero(self._least[self._of] > 1)
        order = several[np.lexsort((self._start[several], self._source[several], self._of[several]))]
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


def _links_of(rule: OfRule) -> tuple[Ints, Ints]:
    """How many links each unit has, and all of them as indices into the rule's links."""
    bounds = rule.matched.bounds
    counts = bounds[rule.units + 1] - bounds[rule.units]
    starts = np.repeat(bounds[rule.units] - (np.cumsum(counts) - counts), counts)
    return counts, starts + np.arange(len(starts))
