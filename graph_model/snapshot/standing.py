"""The state of every unit under one rule on one day (INTERFACES §2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from graph_model.rules import Rule
from graph_model.snapshot.history import NOBODY
from graph_model.snapshot.matching import Matched
from graph_model.snapshot.texts import Bools, Ints
from graph_model.vocabulary import GAP_STATES, State

if TYPE_CHECKING:
    from graph_model.snapshot.snapshot import Snapshot

IS_GAP = np.array([state in GAP_STATES for state in State])
"""By a state's number: whether it is a gap."""
IS_MET = np.array([state in (State.COVERED, State.OVER) for state in State])


@dataclass(frozen=True, slots=True)
class Standing:
    """`units` are the slots the rule applies to on the day, ascending; `at` their places in
    `Matched.units`; `has` is n, the number of distinct helpers; `state` a State's number.
    """

    matched: Matched
    day: int
    units: Ints
    at: Ints
    has: Ints
    state: npt.NDArray[np.int8]


def stand(graph: Snapshot, rule: Rule, day: int) -> Standing:
    matched = graph.matched(rule)
    applies = graph.exist(matched.units, day) if rule.valid_on(day) else np.zeros(len(matched.units), np.bool_)
    at = np.flatnonzero(applies).astype(np.int32)
    has = helpers_in_force(matched, day)
    state = _states(graph, matched, has, day)
    if len(at) == len(matched.units):
        return Standing(matched, day, matched.units, at, has, state)
    return Standing(matched, day, matched.units[at], at, has[at], state[at])


def live(matched: Matched, day: int) -> Ints:
    """Indices of the matching links in force on a day, by unit and helper."""
    return np.flatnonzero((matched.start <= day) & (day < matched.until))


def first_of_each_helper(matched: Matched, links: Ints) -> Bools:
    """Of links sorted by unit and helper: those that bring a helper the unit does not have yet."""
    at, source = matched.at[links], matched.source[links]
    fresh = np.ones(len(links), np.bool_)
    fresh[1:] = (at[1:] != at[:-1]) | (source[1:] != source[:-1])
    return fresh


def helpers_in_force(matched: Matched, day: int) -> npt.NDArray[np.int32]:
    """n of every unit: its distinct helpers with a matching link in force."""
    links = live(matched, day)
    counted = matched.at[links][first_of_each_helper(matched, links)]
    return np.bincount(counted, minlength=len(matched.units)).astype(np.int32)


def _states(graph: Snapshot, matched: Matched, has: Ints, day: int) -> npt.NDArray[np.int8]:
    """Written from the last state that could fit to the first, so that the first wins."""
    rule = matched.rule
    state = np.full(len(has), State.UNKNOWN.number, np.int8)
    state[graph.reports.earliest(rule, matched.units) <= day] = State.UNCOVERED.number
    state[matched.first_end <= day] = State.LAPSED.number
    state[matched.last_start > day] = State.PLANNED.number
    if rule.inherit:
        helpless = np.flatnonzero(has == 0)
        state[helpless[_inherits(graph, matched, helpless, day)]] = State.INHERITED.number
    state[has > 0] = State.PARTIAL.number
    state[has >= rule.min] = State.COVERED.number
    if rule.max is not None:
        state[has > rule.max] = State.OVER.number
    return state


def _inherits(graph: Snapshot, matched: Matched, at: Ints, day: int) -> Bools:
    """Which of some units lie within one with a matching link in force."""
    above = graph.structure.above
    reached = np.zeros(len(above), np.bool_)
    reached[matched.upper_target[(matched.upper_start <= day) & (day < matched.upper_until)]] = True
    found = np.zeros(len(at), np.bool_)
    climbing = np.arange(len(at))
    over = above[matched.units[at]]
    while len(climbing := climbing[over != NOBODY]):
        over = over[over != NOBODY]
        found[climbing[reached[over]]] = True
        climbing, over = climbing[~reached[over]], above[over[~reached[over]]]
    return found
