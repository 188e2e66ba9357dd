"""Between two states of the ledger: which gaps opened and which closed, seen from one day."""

from typing import NamedTuple

import numpy as np

from graph_model.rules import Rule
from graph_model.snapshot.snapshot import Snapshot, snapshot_at
from graph_model.snapshot.standing import IS_GAP
from graph_model.snapshot.texts import Bools, Ints
from graph_model.vocabulary import State

_NONE = -1


class Move(NamedTuple):
    """One unit under one rule; a state is None where the rule did not apply to it."""

    rule: Rule
    unit: int
    before: State | None
    after: State | None


class Moves(NamedTuple):
    """By rule, county and unit: what was no gap and is one now, and what was one and is none."""

    opened: list[Move]
    closed: list[Move]


def earlier(graph: Snapshot, known_at: int) -> Snapshot:
    """The same ledger after an earlier import."""
    if known_at >= graph.known_at:
        return graph
    return graph.remember(("earlier", known_at), lambda: snapshot_at(graph.history, known_at, graph))


def gap_moves(graph: Snapshot, since: int, day: int, within: int | None = None) -> Moves:
    """What moved after import `since` and up to the graph's own; rules that came or went count too."""
    then = earlier(graph, since)
    rules = {rule.id: rule for rule in (*then.rules, *graph.rules)}
    moves = Moves([], [])
    for rule_id in sorted(rules):
        before, after = _states(then, rule_id, day), _states(graph, rule_id, day)
        was, now = _is_gap(before), _is_gap(after)
        moved = was != now
        if within is not None:
            moved &= graph.within(within)
        slots = np.flatnonzero(moved)
        for slot in slots[np.argsort(graph.structure.rank[slots])].tolist():
            move = Move(rules[rule_id], slot, _state(int(before[slot])), _state(int(after[slot])))
            (moves.opened if now[slot] else moves.closed).append(move)
    return moves


def _states(graph: Snapshot, rule_id: str, day: int) -> Ints:
    """The number of every unit's state under a rule, a place a slot; _NONE where it does not apply."""
    states = np.full(len(graph.structure.kind), _NONE, np.int8)
    rule = next((each for each in graph.rules if each.id == rule_id), None)
    if rule is not None:
        standing = graph.standing(rule, day)
        states[standing.units] = standing.state
    return states


def _is_gap(states: Ints) -> Bools:
    gap: Bools = (states != _NONE) & IS_GAP[states]
    return gap


def _state(number: int) -> State | None:
    return None if number == _NONE else _STATES[number]


_STATES = tuple(State)
