"""The state of a single unit under a rule, without working out everybody else's.

The same reading of INTERFACES §2 as `standing`, for the page of one unit: a few links, plain Python.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from graph_model.rules import Rule
from graph_model.snapshot.matching import Matched
from graph_model.vocabulary import State

if TYPE_CHECKING:
    from graph_model.snapshot.snapshot import Snapshot


class OneState(NamedTuple):
    rule: Rule
    state: State
    has: int
    reported: bool


def states_of(graph: Snapshot, slot: int, day: int) -> list[OneState]:
    """The unit's state under every rule that applies to it on the day, by rule."""
    if not graph.since[slot] <= day < graph.until[slot]:
        return []
    kind = graph.kind(slot)
    found = []
    for rule in graph.rules:
        if kind in rule.recipient and rule.valid_on(day):
            matched = graph.matched(rule)
            at = int(np.searchsorted(matched.units, np.int32(slot)))
            if at < len(matched.units) and matched.units[at] == slot:
                found.append(_state(graph, matched, at, day))
    return found


def _state(graph: Snapshot, matched: Matched, at: int, day: int) -> OneState:
    rule = matched.rule
    links = slice(int(matched.bounds[at]), int(matched.bounds[at + 1]))
    starts, untils = matched.start[links].tolist(), matched.until[links].tolist()
    sources = matched.source[links].tolist()
    has = len({source for source, start, until in zip(sources, starts, untils, strict=True) if start <= day < until})
    reported = bool(graph.reports.earliest(rule, matched.units)[at] <= day)
    if rule.max is not None and has > rule.max:
        state = State.OVER
    elif has >= rule.min:
        state = State.COVERED
    elif has:
        state = State.PARTIAL
    elif rule.inherit and _inherits(graph, matched, int(matched.units[at]), day):
        state = State.INHERITED
    elif matched.last_start[at] > day:
        state = State.PLANNED
    elif matched.first_end[at] <= day:
        state = State.LAPSED
    else:
        state = State.UNCOVERED if reported else State.UNKNOWN
    return OneState(rule, state, has, reported)


def _inherits(graph: Snapshot, matched: Matched, slot: int, day: int) -> bool:
    targets = matched.upper_target
    for above in graph.above(slot):
        wanted = np.int32(above)
        links = slice(int(np.searchsorted(targets, wanted)), int(np.searchsorted(targets, wanted, "right")))
        if ((matched.upper_start[links] <= day) & (day < matched.upper_until[links])).any():
            return True
    return False
