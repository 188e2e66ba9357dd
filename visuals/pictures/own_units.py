"""How the units of a county stand under the rules of full-domain pairing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graph_model.snapshot.snapshot import Snapshot
from graph_model.snapshot.standing import Standing
from graph_model.vocabulary import Group, Kind, State
from queries.selection import places_within
from visuals.rule_titles import title_of
from visuals.words import Lang


class OwnUnit(NamedTuple):
    """A unit of the county, its name without the county's."""

    name: str
    state: str
    unit: str


@dataclass(frozen=True, slots=True)
class OwnUnits:
    """The county's own units under one rule of full-domain pairing, the met ones first."""

    title: str
    units: Sequence[OwnUnit]

    def count(self, *states: str) -> int:
        return sum(each.state in states for each in self.units)

    @property
    def met(self) -> int:
        return self.count(State.COVERED, State.OVER)


_STATES = tuple(State)
_ORDER = {str(state): place for place, state in enumerate(State)}


def _own_name(name: str, county: str) -> str:
    """Without the county's name in it, which goes without saying; but a name is left."""
    short = name.replace(county, "", 1)
    return short if len(short) > 1 else name


def own_units(graph: Snapshot, slot: int, day: int, lang: Lang) -> list[OwnUnits]:
    """Those within a unit, a line for each rule of full-domain pairing that applies to some, by their kinds."""
    made = []
    kinds = list(Kind)
    for rule in graph.rules:
        if rule.group != Group.FULL_DOMAIN or not rule.valid_on(day):
            continue
        units = _of_rule(graph, slot, graph.standing(rule, day))
        if units:
            made.append((min(kinds.index(kind) for kind in rule.recipient), OwnUnits(title_of(rule, lang), units)))
    return [each for _, each in sorted(made, key=lambda each: each[0])]


def _of_rule(graph: Snapshot, slot: int, standing: Standing) -> list[OwnUnit]:
    chosen = places_within(graph, standing, slot)
    units = standing.units[chosen]
    names = [_own_name(name, graph.name(slot)) for name in graph.names(units)]
    states = [str(_STATES[number]) for number in standing.state[chosen].tolist()]
    found = [OwnUnit(*each) for each in zip(names, states, graph.ids(units), strict=True)]
    return sorted(found, key=lambda each: _ORDER[each.state])
