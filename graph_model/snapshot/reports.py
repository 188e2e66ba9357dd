"""Returns: who has been reported on, and as of when. They part `uncovered` from `unknown`."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from graph_model.days import OPEN
from graph_model.rules import Rule
from graph_model.snapshot.history import UNDATED
from graph_model.snapshot.recent import Recent
from graph_model.snapshot.texts import Ints
from graph_model.vocabulary import Kind

if TYPE_CHECKING:
    from graph_model.snapshot.snapshot import Snapshot

_KEPT = 16_000_000
"""Most units x (rule, set of returns) that are kept."""


class _About(NamedTuple):
    """What a return speaks of: a table, and a kind and a force, or all of them where empty."""

    table: str
    kind: str
    force: str


class Reports:
    """The returns of one snapshot. Days come back for the units of a rule, in their order."""

    def __init__(self, graph: Snapshot) -> None:
        self._graph = graph
        self._days = np.sort(np.array([each.as_of for each in graph.returns], np.int32))
        listed: dict[_About, list[tuple[int, int]]] = defaultdict(list)
        for each in graph.returns:
            listed[_About(each.table, each.kind, each.force)].append((each.within, each.as_of))
        self._listed = {about: np.array(rows, np.int32) for about, rows in listed.items()}
        self._kept: Recent[Ints] = Recent(_KEPT)

    def earliest(self, rule: Rule, units: Ints) -> Ints:
        """The first day as of which a fitting return speaks of each unit; OPEN when none does."""
        return self._kept.get((rule, "earliest"), lambda: self._spread(rule, units, np.minimum, OPEN), len)

    def latest(self, rule: Rule, units: Ints, day: int) -> Ints:
        """The newest such day up to `day`; UNDATED when there is none."""
        until_then = int(np.searchsorted(self._days, day, "right"))
        return self._kept.get((rule, until_then), lambda: self._spread(rule, units, np.maximum, UNDATED, day), len)

    def _spread(self, rule: Rule, units: Ints, choose: np.ufunc, empty: int, day: int = OPEN) -> Ints:
        """For each unit the chosen day among the returns up to `day` for it or for a unit above it."""
        order = np.argsort(self._graph.structure.first[units], kind="stable")
        nested = _Nested.of(self._graph, units[order])
        chosen = np.full(len(units), empty, np.int32)
        for about, rows in self._listed.items():
            if speaks_of(about, rule):
                one_kind = not about.kind or len(rule.recipient) == 1
                self._choose(rows[rows[:, 1] <= day], nested, choose, chosen, "" if one_kind else about.kind)
        result = np.empty_like(chosen)
        result[order] = chosen
        return result

    def _choose(self, rows: Ints, nested: _Nested, choose: np.ufunc, chosen: Ints, kind: str) -> None:
        """Let some returns speak of the units of a kind, or of all, below theirs."""
        structure = self._graph.structure
        lows = np.searchsorted(nested.first, structure.first[rows[:, 0]]).tolist()
        highs = np.searchsorted(nested.first, structure.last[rows[:, 0]]).tolist()
        for low, high, as_of in zip(lows, highs, rows[:, 1].tolist(), strict=True):
            if low == high:
                continue
            inside = chosen[low:high]
            if not kind and not self._graph.some_come_or_go:
                choose(inside, as_of, out=inside)
                continue
            # A return says nothing of a unit that did not exist on its day.
            fits = (nested.since[low:high] <= as_of) & (as_of < nested.until[low:high])
            if kind:
                fits &= structure.kind[nested.units[low:high]] == Kind.of(kind).number
            choose(inside, as_of, out=inside, where=fits)


class _Nested(NamedTuple):
    """Some units in nesting order, their numbers in it, and their lifetimes."""

    units: Ints
    first: Ints
    since: Ints
    until: Ints

    @classmethod
    def of(cls, graph: Snapshot, units: Ints) -> _Nested:
        return cls(units, graph.structure.first[units], graph.since[units], graph.until[units])


def speaks_of(about: _About, rule: Rule) -> bool:
    """Whether table, kind and force fit a rule; the unit's own kind is checked for each unit."""
    return (
        about.table == rule.link
        and (not about.kind or about.kind in rule.recipient)
        and (not about.force or about.force == rule.only_force)
    )
