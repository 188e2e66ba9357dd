"""Returns: who has been reported on, and as of when. They part `uncovered` from `unknown`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from graph_model.days import BEGINNING, OPEN
from graph_model.rules import Rule
from graph_model.snapshot.history import UNDATED, ReturnVersion
from graph_model.snapshot.recent import Recent
from graph_model.snapshot.texts import Ints
from graph_model.vocabulary import Kind

if TYPE_CHECKING:
    from graph_model.snapshot.snapshot import Snapshot

_KEPT = 16_000_000
"""Most units x (rule, set of returns) that are kept."""


class Reports:
    """The returns of one snapshot. Days come back for the units of a rule, in their order."""

    def __init__(self, graph: Snapshot) -> None:
        self._graph = graph
        self._by_day = sorted(graph.returns, key=lambda each: each.as_of)
        self._days = np.array([each.as_of for each in self._by_day], np.int32)
        self._kept: Recent[Ints] = Recent(_KEPT)

    def earliest(self, rule: Rule, units: Ints) -> Ints:
        """The first day as of which a fitting return speaks of each unit; OPEN when none does."""
        return self._kept.get(
            (rule.id, "earliest"), lambda: self._spread(rule, units, self._by_day, np.minimum, OPEN), len
        )

    def latest(self, rule: Rule, units: Ints, day: int) -> Ints:
        """The newest such day up to `day`; UNDATED when there is none."""
        until_then = int(np.searchsorted(self._days, day, "right"))
        returns = self._by_day[:until_then]
        return self._kept.get(
            (rule.id, until_then), lambda: self._spread(rule, units, returns, np.maximum, UNDATED), len
        )

    def _spread(self, rule: Rule, units: Ints, returns: list[ReturnVersion], choose: np.ufunc, empty: int) -> Ints:
        """For each unit the chosen day among the returns for it or for a unit above it."""
        graph = self._graph
        order = np.argsort(graph.structure.first[units], kind="stable")
        nested = graph.structure.first[units][order]
        days = np.full(len(units), empty, np.int32)
        kinds, since, until = (column[units][order] for column in (graph.structure.kind, graph.since, graph.until))
        plain = len(set(rule.recipient)) == 1 and not ((since > BEGINNING) | (until < OPEN)).any()
        for each in returns:
            if not speaks_of(each, rule):
                continue
            low, high = np.searchsorted(nested, [graph.structure.first[each.within], graph.structure.last[each.within]])
            inside = days[low:high]
            chosen = choose(inside, each.as_of)
            if not plain:
                fits = (since[low:high] <= each.as_of) & (each.as_of < until[low:high])
                if each.kind:
                    fits &= kinds[low:high] == Kind.of(each.kind).number
                chosen = np.where(fits, chosen, inside)
            days[low:high] = chosen
        result = np.empty_like(days)
        result[order] = days
        return result


def speaks_of(each: ReturnVersion, rule: Rule) -> bool:
    """Whether a return's table, kind and force fit a rule; the unit's own kind is checked later."""
    return (
        each.table == rule.link
        and (not each.kind or each.kind in rule.recipient)
        and (not each.force or each.force == rule.only_force)
    )
