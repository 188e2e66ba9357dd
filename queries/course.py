"""One rule through some months: what INTERFACES §2 says of each unit on their last days, a bit a month.

A link in force from March to May is three bits; a unit's links together are one `or`. So the months
cost hardly more than one day does.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from graph_model.days import month_start
from graph_model.rules import Rule
from graph_model.snapshot.matching import Matched
from graph_model.snapshot.snapshot import Snapshot
from graph_model.snapshot.texts import Bools, Ints
from queries.reach import LOW, climb, pair_keys, starts_of_runs

MOST_MONTHS = 32

Bits = npt.NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Course:
    """For each month: units the rule applies to, those it finds met and unknown, and links that end."""

    applies: list[int]
    met: list[int]
    unknown: list[int]
    ending: list[Ints]


class Months:
    """The months from `first` to before `beyond`, not more than MOST_MONTHS."""

    def __init__(self, first: int, beyond: int) -> None:
        count = beyond - first
        self.first = first
        self.starts = np.array([month_start(month) for month in range(first, beyond + 1)], np.int32)
        """The first day of each, and of the month after them."""
        self.lasts = self.starts[1:] - 1
        self.bits = [np.uint32(1 << place) for place in range(count)]
        self.every = np.uint32((1 << count) - 1)
        days = np.arange(self.lasts[0], self.starts[-1] + 1)
        from_on = np.array([(1 << count) - (1 << place) for place in range(count + 1)], np.uint32)
        self._from_on = from_on[np.searchsorted(self.lasts, days)]

    def from_on(self, day: Ints) -> Bits:
        """The months on whose last day it is that day, or later."""
        first = self.lasts[0]
        return np.asarray(self._from_on[np.clip(day, first, self.starts[-1]) - first])

    def between(self, since: Ints, until: Ints) -> Bits:
        """The months on whose last day a term is in force."""
        return self.from_on(since) & ~self.from_on(until)

    def count(self, bits: Bits) -> list[int]:
        """For each month, how many have its bit."""
        return [int(np.count_nonzero(bits & bit)) for bit in self.bits]


def course(graph: Snapshot, rule: Rule, months: Months, inside: Bools | None) -> Course:
    """Only of units that are `inside`: a place a slot."""
    matched = graph.matched(rule)
    applies = _applies(graph, matched, months)
    if inside is not None:
        applies[~inside[matched.units]] = 0
    met = _met(matched, months) & applies
    unknown = applies & ~_known(graph, matched, months)
    return Course(
        months.count(applies), months.count(met), months.count(unknown), list(_ending(graph, matched, months, applies))
    )


def _applies(graph: Snapshot, matched: Matched, months: Months) -> Bits:
    """Few units come or go: only those are looked at one by one."""
    rule = matched.rule
    valid = months.between(np.array([rule.since], np.int32), np.array([rule.until], np.int32))
    since, until = graph.since[matched.units], graph.until[matched.units]
    bits = np.repeat(valid, len(since))
    passing = np.flatnonzero((since > months.lasts[0]) | (until <= months.lasts[-1]))
    bits[passing] &= months.between(since[passing], until[passing])
    return bits


def _met(matched: Matched, months: Months) -> Bits:
    """Months with at least `min` distinct helpers in force."""
    least = matched.rule.min
    bits = months.between(matched.start, matched.until)
    met = np.zeros(len(matched.units), np.uint32)
    if least == 1:
        return _joined(bits, matched.at, met)
    heads = np.flatnonzero(starts_of_runs(matched.at) | starts_of_runs(matched.source))
    at = matched.at[heads]
    bits = np.bitwise_or.reduceat(bits, heads) if len(heads) else bits
    for bit in months.bits:
        helpers = np.bincount(at[bits & bit != 0], minlength=len(met))
        met[helpers >= least] |= bit
    return met


def _known(graph: Snapshot, matched: Matched, months: Months) -> Bits:
    """Months in which a link or a return says something, if only that a link is planned or has lapsed.

    A link with a start says something in every month, one that was only seen from then on.
    """
    known = months.from_on(graph.reports.earliest(matched.rule, matched.units))
    says = np.where(matched.dated, months.every, months.from_on(matched.start))
    _joined(says, matched.at, known)
    if matched.rule.inherit:
        known |= _inherited(graph, matched, months)
    return known


def _inherited(graph: Snapshot, matched: Matched, months: Months) -> Bits:
    """Months in which some unit above has a matching link in force."""
    held = np.zeros(len(graph.structure.above), np.uint32)
    np.bitwise_or.at(held, matched.upper_target, months.between(matched.upper_start, matched.upper_until))
    bits = np.zeros(len(matched.units), np.uint32)
    for at, upper in climb(graph, matched.units):
        bits[at] |= held[upper]
    return bits


def _joined(bits: Bits, at: Ints, into: Bits) -> Bits:
    """The bits of each unit's links together, added to `into`; `at` is ascending."""
    if len(at):
        heads = np.flatnonzero(starts_of_runs(at))
        into[at[heads]] |= np.bitwise_or.reduceat(bits, heads)
    return into


def _ending(graph: Snapshot, matched: Matched, months: Months, applies: Bits) -> Iterator[Ints]:
    """For each month the links, by id, that are out of force from one of its days on: rows of the history.

    Only links to units to which the rule applies on the month's last day.
    """
    links = np.flatnonzero((matched.until >= months.starts[0]) & (matched.until < months.starts[-1]))
    month = np.searchsorted(months.starts, matched.until[links], "right") - 1
    counted = applies[matched.at[links]] >> month.astype(np.uint32) & 1 != 0
    links, month = links[counted], month[counted]
    keys = np.sort(pair_keys(month, graph.wiring.id_rank[graph.wiring.link[matched.hit[links]]]))
    rows = graph.wiring.id_order[keys & LOW]
    bounds = np.searchsorted(keys >> 32, np.arange(len(months.lasts) + 1))
    return (rows[low:high] for low, high in pairwise(bounds.tolist()))
