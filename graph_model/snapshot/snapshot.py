"""The graph as the ledger knew it after one import: immutable, in memory, ready to be asked."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import cached_property
from typing import Any, TypeVar

import numpy as np

from graph_model.days import BEGINNING, OPEN
from graph_model.rules import Rule, expand_all
from graph_model.snapshot.history import (
    NOBODY,
    AliasVersion,
    History,
    PackVersion,
    ReturnVersion,
    held,
)
from graph_model.snapshot.matching import Matched, applicable, fitting_places, match
from graph_model.snapshot.recent import Recent
from graph_model.snapshot.reports import Reports
from graph_model.snapshot.standing import Standing, stand
from graph_model.snapshot.structure import ABSENT, Structure, pick, structure_at
from graph_model.snapshot.texts import Bools, Ints
from graph_model.snapshot.wiring import Wiring, build_wiring
from graph_model.vocabulary import Kind

V = TypeVar("V")

_MATCHED, _STANDINGS, _ANSWERS = 256, 24_000_000, 20_000_000
"""Most rules, units x (rule, day) and rows of answers that are kept for a second question."""


class Snapshot:
    """Units are slots: whole numbers from 0, the same at every import."""

    def __init__(
        self,
        history: History,
        known_at: int,
        structure: Structure,
        wiring: Wiring,
        newest: Snapshot | None = None,
    ) -> None:
        """`newest` is a snapshot with the same wiring: what the two have in common is worked out once."""
        self.history, self.known_at = history, known_at
        self.structure: Structure = structure
        self.wiring: Wiring = wiring
        self._fitting: Recent[Ints] = newest._fitting if newest else Recent(_MATCHED)
        same_units = newest is not None and np.array_equal(structure.version, newest.structure.version)
        self._twin = newest if same_units else None
        self._tagged: dict[str, Bools] = self._twin._tagged if self._twin else {}
        self._applicable: dict[tuple[tuple[Kind, ...], str], Ints] = self._twin._applicable if self._twin else {}
        self._matched: Recent[Matched] = Recent(_MATCHED)
        self._standings: Recent[Standing] = Recent(_STANDINGS)
        self._answers: Recent[Any] = Recent(_ANSWERS)

    # What is held at this import.

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """Every rule in force at this import, `each` expanded, by id."""
        return expand_all(version.rule for version in self._held(self.history.rules))

    @cached_property
    def returns(self) -> tuple[ReturnVersion, ...]:
        return tuple(self._held(self.history.returns))

    @cached_property
    def packs(self) -> tuple[PackVersion, ...]:
        return tuple(self._held(self.history.packs))

    @cached_property
    def aliases(self) -> tuple[AliasVersion, ...]:
        return tuple(self._held(self.history.aliases))

    @cached_property
    def remembered(self) -> Mapping[int, tuple[str, ...]]:
        """The further names that the ledger remembers of units, by slot, oldest first."""
        names: dict[int, tuple[str, ...]] = {}
        for each in self.aliases:
            names[each.unit] = (*names.get(each.unit, ()), each.alias)
        return names

    def _held(self, versions: Iterable[V]) -> list[V]:
        k = self.known_at
        return [version for version in versions if version.added <= k < version.removed]  # type: ignore[attr-defined]  # every version row has both

    @cached_property
    def alive(self) -> Bools:
        """Which places of the wiring are held at this import."""
        counted: Bools = held(self.wiring, self.known_at)
        return counted

    # Units.

    @property
    def present(self) -> Bools:
        present: Bools = self.structure.kind != ABSENT
        return present

    @cached_property
    def since(self) -> Ints:
        """First day on which each unit exists."""
        return self._twin.since if self._twin else pick(self.history.units.since, self.structure.version, 0)

    @cached_property
    def until(self) -> Ints:
        """First day on which each unit no longer exists."""
        return self._twin.until if self._twin else pick(self.history.units.until, self.structure.version, 0)

    def exist(self, slots: Ints, day: int) -> Bools:
        return (self.since[slots] <= day) & (day < self.until[slots])

    def of_kinds(self, kinds: Iterable[Kind]) -> Bools:
        wanted = np.zeros(len(Kind) + 1, np.bool_)
        wanted[[kind.number for kind in kinds]] = True
        return wanted[self.structure.kind]

    @cached_property
    def some_come_or_go(self) -> bool:
        """Whether any unit has a first or a last day."""
        return bool(((self.since > BEGINNING) | (self.until < OPEN))[self.present].any())

    def tagged(self, tag: str) -> Bools:
        """Units that carry a scope tag, or lie within one that does."""
        if tag not in self._tagged:
            self._tagged[tag] = self._work_out_tagged(tag)
        return self._tagged[tag]

    def _work_out_tagged(self, tag: str) -> Bools:
        scopes = pick(self.history.units.scope, self.structure.version, 0)
        distinct = np.flatnonzero(np.bincount(scopes, minlength=1))
        tags = [tag in self.history.words[int(word)].split("、") for word in distinct]
        return self.below(np.flatnonzero(np.isin(scopes, distinct[tags])))

    def below(self, slots: Ints) -> Bools:
        """Units that are, or lie within, any of `slots`."""
        first, last = self.structure.first, self.structure.last
        steps = np.zeros(len(first) + 1, np.int32)
        np.add.at(steps, first[slots], 1)
        np.add.at(steps, last[slots], -1)
        return np.asarray(np.cumsum(steps)[first] > 0)

    def within(self, slot: int) -> Bools:
        """Units that are, or lie within, this one."""
        first = self.structure.first
        inside: Bools = (first >= first[slot]) & (first < self.structure.last[slot])
        return inside

    def is_within(self, slot: int, other: int) -> bool:
        first = int(self.structure.first[slot])
        return bool(self.structure.first[other] <= first < self.structure.last[other])

    @cached_property
    def kinds_in_nesting_order(self) -> Ints:
        """Kinds by `structure.first`: what lies within a unit is one slice."""
        kinds = np.full(len(self.structure.kind), ABSENT, np.int8)
        kinds[self.structure.first] = self.structure.kind
        return kinds

    def above(self, slot: int) -> list[int]:
        """The units above this one, nearest first."""
        chain = []
        while (slot := int(self.structure.above[slot])) != NOBODY:
            chain.append(slot)
        return chain

    def id(self, slot: int) -> str:
        return self.history.ids[slot]

    def name(self, slot: int) -> str:
        return self.history.names[int(self.structure.version[slot])]

    def kind(self, slot: int) -> Kind:
        return _KINDS[int(self.structure.kind[slot])]

    def ids(self, slots: Ints) -> list[str]:
        return self.history.ids.take(slots)

    def names(self, slots: Ints) -> list[str]:
        return self.history.names.take(self.structure.version[slots])

    def find(self, unit_id: str) -> int:
        """The slot of a unit held at this import, by id; NOBODY when there is none."""
        slot = self.history.ids.find(unit_id, self.structure.id_order)
        return slot if slot != NOBODY and self.structure.kind[slot] != ABSENT else NOBODY

    # What follows from rules.

    @cached_property
    def reports(self) -> Reports:
        if self._twin and self._twin.returns == self.returns:
            return self._twin.reports
        return Reports(self)

    def applicable(self, rule: Rule) -> Ints:
        """Slots, ascending, of the units a rule can apply to, on whatever day."""
        key = rule.recipient, rule.scope
        if key not in self._applicable:
            self._applicable[key] = applicable(self, rule)
        return self._applicable[key]

    def fitting(self, rule: Rule, recipients: tuple[Kind, ...]) -> Ints:
        """Places of the wiring whose link fits a rule, for recipients of some kinds, at whatever import."""
        return self._fitting.get((rule, recipients), lambda: fitting_places(self, rule, recipients))

    def matched(self, rule: Rule) -> Matched:
        """The links that match a rule and the units it can apply to, on whatever day."""
        return self._matched.get(rule.id, lambda: match(self, rule))

    def standing(self, rule: Rule, day: int) -> Standing:
        """The state under a rule of every unit it applies to on a day."""
        return self._standings.get((rule.id, day), lambda: stand(self, rule, day), lambda made: len(made.units))

    def remember(self, key: Hashable, make: Callable[[], V], weight: Callable[[V], int] = lambda _: 1) -> V:
        """An answer, worked out once."""
        answer: V = self._answers.get(key, make, weight)
        return answer


_KINDS = tuple(Kind)


def snapshot_at(history: History, known_at: int, newest: Snapshot | None = None) -> Snapshot:
    """The graph after import `known_at`, sharing with the newest what did not change since."""
    structure = structure_at(history, known_at, newest.structure if newest else None)
    if newest is not None and structure.above is newest.structure.above:
        return Snapshot(history, known_at, structure, newest.wiring, newest)
    id_order = newest.wiring.id_order if newest else None
    return Snapshot(history, known_at, structure, build_wiring(history, structure, id_order))
