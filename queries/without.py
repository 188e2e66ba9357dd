"""What if a helper left? The graph as it would then be, and the units that would stand otherwise.

Its links in force end, the day before the day asked about is their last, and those to come never start; all else
stays. So a unit that had nobody else is `lapsed`, unless somebody is above it or to come.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from graph_model.rules import Rule
from graph_model.snapshot.snapshot import Snapshot
from graph_model.snapshot.standing import Standing
from graph_model.snapshot.texts import Ints
from graph_model.vocabulary import State


class Loss(NamedTuple):
    """One unit under one rule, with and without the helper; `has` and `left` are its helpers in force."""

    rule: Rule
    unit: int
    before: State
    after: State
    has: int
    left: int

    @property
    def is_last(self) -> bool:
        """Whether the helper was the only one: what `sole` of the question `helpers` counts, by unit."""
        return self.has == 1 and self.left == 0


def without(graph: Snapshot, helper: int, day: int) -> Snapshot:
    """The graph if the unit, or whoever stands for it, helped nobody any more from the day on."""
    wiring, places = graph.wiring, _places_of(graph, helper)
    until, removed = wiring.until.copy(), wiring.removed.copy()
    coming = places[wiring.start[places] > day]
    removed[coming] = wiring.added[coming]  # held at no import
    until[places] = np.minimum(until[places], day)
    return Snapshot(
        graph.history, graph.known_at, graph.structure, replace(wiring, until=until, removed=removed), graph
    )


def losses(graph: Snapshot, helper: int, day: int, within: int | None = None) -> list[Loss]:
    """Every unit, inside `within`, whose state or number of helpers would be another, by rule, county and unit."""
    places = _places_of(graph, helper)
    places = places[graph.alive[places] & (day < graph.wiring.until[places])]
    gone = without(graph, helper, day)
    return [
        loss
        for rule in graph.rules
        if rule.valid_on(day) and _touches(graph, rule, places)
        for loss in _differing(graph, graph.standing(rule, day), gone.standing(rule, day), within)
    ]


def _places_of(graph: Snapshot, helper: int) -> Ints:
    """Places of the wiring whose source counts for the helper's unit."""
    wiring, order = graph.wiring, graph.wiring.by_source
    slot = wiring.source.dtype.type(graph.structure.counts_for[helper])
    first, last = (int(np.searchsorted(wiring.source, slot, side, sorter=order)) for side in ("left", "right"))
    return order[first:last]


def _touches(graph: Snapshot, rule: Rule, places: Ints) -> bool:
    """Whether any of some links fits the rule; one that inherits looks at links to units above, too."""
    matched = graph.matched(rule)
    return bool(np.isin(places, matched.hit).any()) or (
        rule.inherit and bool(np.isin(graph.wiring.target[places], matched.upper_target).any())
    )


def _differing(graph: Snapshot, now: Standing, then: Standing, within: int | None) -> Iterator[Loss]:
    """The rule and the day are the same, so both are of the same units in the same order."""
    differs = (now.state != then.state) | (now.has != then.has)
    if within is not None:
        differs &= graph.within(within)[now.units]
    places = np.flatnonzero(differs)
    for at in places[np.argsort(graph.structure.rank[now.units[places]])].tolist():
        before, after = _STATES[now.state[at]], _STATES[then.state[at]]
        yield Loss(now.matched.rule, int(now.units[at]), before, after, int(now.has[at]), int(then.has[at]))


_STATES = tuple(State)
