"""How many gaps would be listed if one filter were another: counted on whole columns, no row is made."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from graph_model.rules import Rule
from graph_model.snapshot.snapshot import Snapshot
from graph_model.snapshot.standing import Standing
from graph_model.snapshot.texts import Bools, Ints
from graph_model.vocabulary import Kind, State
from queries.gaps import Params, listed_states
from queries.selection import places_within

Counts = npt.NDArray[np.int64]


@dataclass(frozen=True)
class GapCounts:
    """Totals of the question with one option changed and all others kept.

    `cube` has a count for each rule, state and kind of unit, of those within the place. Rule and group
    choose from one list: a count for the one leaves out what is asked of both.
    """

    graph: Snapshot
    ask: Params
    rules: tuple[Rule, ...]
    cube: Counts

    @property
    def total(self) -> int:
        return int(self.cube[self._wanted_rules][:, self._states][:, :, self._kinds].sum())

    def by_state(self) -> Mapping[str, int]:
        """For every state, met ones too: of how many units some rule says so."""
        counted = self.cube[self._wanted_rules][:, :, self._kinds].sum(axis=(0, 2))
        return {str(state): int(counted[state.number]) for state in State}

    def by_kind(self) -> Mapping[str, int]:
        counted = self.cube[self._wanted_rules][:, self._states].sum(axis=(0, 1))
        return {str(kind): int(counted[kind.number]) for kind in Kind}

    def by_rule(self) -> Mapping[str, int]:
        """By the id of a rule, and by that of a declared rule, which means all it was expanded into."""
        return self._by(lambda rule: dict.fromkeys((rule.id, rule.declared)), self._of_force)

    def by_group(self) -> Mapping[str, int]:
        return self._by(lambda rule: (rule.group,), self._of_force)

    def by_force(self) -> Mapping[str, int]:
        return self._by(lambda rule: map(str, rule.force), self._of_rule)

    def within(self, slot: int) -> int:
        """Those of a place; `ask.within` is left out."""
        first, last = self.graph.structure.first[slot], self.graph.structure.last[slot]
        return int(self._nested[last] - self._nested[first])

    def _by(self, keys: Callable[[Rule], Iterable[str]], chosen: Bools) -> Mapping[str, int]:
        per_rule = self.cube[:, self._states][:, :, self._kinds].sum(axis=(1, 2))
        counts = dict[str, int]()
        for rule, count, is_chosen in zip(self.rules, per_rule.tolist(), chosen.tolist(), strict=True):
            for key in keys(rule):
                counts[key] = counts.get(key, 0) + (count if is_chosen else 0)
        return counts

    @cached_property
    def _of_rule(self) -> Bools:
        asked = self.ask
        return _flags(
            (asked.rule is None or asked.rule in (rule.id, rule.declared))
            and (asked.group is None or asked.group == rule.group)
            for rule in self.rules
        )

    @cached_property
    def _of_force(self) -> Bools:
        return _flags(self.ask.force is None or self.ask.force in rule.force for rule in self.rules)

    @property
    def _wanted_rules(self) -> Bools:
        return self._of_rule & self._of_force

    @property
    def _states(self) -> Bools:
        return listed_states(self.ask)

    @property
    def _kinds(self) -> Bools:
        return _flags(self.ask.kind in (None, kind) for kind in Kind)

    @cached_property
    def _nested(self) -> Counts:
        """Running totals along `structure.first`: what lies within a unit is one run of it."""
        structure = self.graph.structure
        counts = np.zeros(len(structure.first), np.int64)
        for rule, wanted in zip(self.rules, self._wanted_rules.tolist(), strict=True):
            if wanted:
                standing = self.graph.standing(rule, self.ask.day)
                fits = self._states[standing.state] & self._kinds[structure.kind[standing.units]]
                counts += np.bincount(structure.first[standing.units[fits]], minlength=len(counts))
        return np.concatenate([[0], np.cumsum(counts)])


def gap_counts(graph: Snapshot, ask: Params) -> GapCounts:
    """Counts for every filter of a list of gaps, whatever else is asked for."""
    key = ("gap cube", ask.day, ask.within)
    cube: Counts = graph.remember(key, lambda: _cube(graph, ask.day, ask.within), lambda made: made.size)
    return GapCounts(graph, ask, graph.rules, cube)


def _cube(graph: Snapshot, day: int, within: int | None) -> Counts:
    counted = [_of_rule(graph, graph.standing(rule, day), within) for rule in graph.rules]
    return np.array(counted, np.int64).reshape(len(counted), len(State), len(Kind))


def _of_rule(graph: Snapshot, standing: Standing, within: int | None) -> Ints:
    state, kind = standing.state, graph.structure.kind[standing.units]
    if within is not None:
        inside = places_within(graph, standing, within)
        state, kind = state[inside], kind[inside]
    return np.bincount(state.astype(np.intp) * len(Kind) + kind, minlength=len(State) * len(Kind))


def _flags(values: Iterable[bool]) -> Bools:
    return np.fromiter(values, np.bool_)
