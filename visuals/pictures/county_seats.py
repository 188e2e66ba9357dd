"""The seats of a county: who sits where today, which are empty, and how its own units stand."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graph_model.rules import Rule
from graph_model.snapshot.snapshot import Snapshot
from graph_model.vocabulary import Force, Group, Kind, LinkTable, Post, Role, State
from queries.selection import places_within
from queries.unit import UNIT
from queries.unit import Params as UnitParams
from visuals.values import as_known
from visuals.words import Lang, word

Link = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Seat:
    """A helper in place, or an empty seat: then `state` says why, and `name` what is missing."""

    name: str
    detail: str = ""
    state: str = State.COVERED
    through: str = ""

    @property
    def taken(self) -> bool:
        return self.state == State.COVERED


@dataclass(frozen=True, slots=True)
class OwnUnits:
    """The county's own units under one rule of full-domain pairing: name and state of each, the met ones first."""

    title: str
    units: Sequence[tuple[str, str]]

    def count(self, *states: str) -> int:
        return sum(state in states for _, state in self.units)

    @property
    def met(self) -> int:
        return self.count(State.COVERED, State.OVER)


@dataclass(frozen=True, slots=True)
class CountySeats:
    """`forces`: seats by force; `posts`: dispatched people by the rule that asks for them."""

    name: str
    place: str
    forces: Mapping[Force, Sequence[Seat]]
    posts: Sequence[tuple[str, Sequence[Seat]]]
    own: Sequence[OwnUnits]
    links: Sequence[Link] = field(default_factory=tuple)

    @property
    def empty(self) -> int:
        return sum(seat.state not in (State.COVERED, State.UNKNOWN) for seat in self._seats())

    @property
    def unknown(self) -> int:
        return sum(seat.state == State.UNKNOWN for seat in self._seats())

    def _seats(self) -> Iterator[Seat]:
        for seats in (*self.forces.values(), *(seats for _, seats in self.posts)):
            yield from seats


def title_of(rule: Rule, lang: Lang) -> str:
    return (rule.title_en or rule.title) if lang is Lang.EN else rule.title


def county_seats(graph: Snapshot, slot: int, day: int, lang: Lang) -> CountySeats:
    row = UNIT.answer(graph, UnitParams(day, unit=slot)).page(0, 1)[0]
    states = {each["rule"]: each for each in row.states}
    rules = [rule for rule in graph.rules if rule.id in states]
    links = [*row.helped_by, *row.hosts]
    return CountySeats(
        name=row.unit["name"],
        place=row.unit["parent_name"] or "",
        forces={force: list(_of_force(force, rules, states, links, lang)) for force in Force},
        posts=[
            (title_of(rule, lang), list(_of_post(rule, states, row.hosts, lang)))
            for rule in sorted(rules, key=_order)
            if not _is_left(rule)
        ],
        own=_own_units(graph, slot, day, lang),
        links=links,
    )


def _order(rule: Rule) -> tuple[int, str, int]:
    """By group, then as the forces are listed."""
    groups, forces = [str(group) for group in Group], list(Force)
    group = groups.index(rule.group) if rule.group in groups else len(groups)
    return group, rule.declared, forces.index(rule.force[0]) if rule.force else 0


def _is_left(rule: Rule) -> bool:
    """Whether a rule's seats stand among the forces, and not among the posts."""
    return rule.link == LinkTable.PAIRING or rule.group == Group.GROUP_TALENT


def _of_force(
    force: Force, rules: Sequence[Rule], states: Mapping[str, Link], links: Sequence[Link], lang: Lang
) -> Iterator[Seat]:
    talent = [rule for rule in rules if rule.group == Group.GROUP_TALENT]
    for link in links:
        is_here = "helper" in link or any(fits(rule, link) for rule in talent)
        if link["force"] == force and is_here:
            yield _seat(link, lang)
    for rule in rules:
        if _is_left(rule) and rule.force[:1] == (force,):
            yield from _missing(rule, states[rule.id], lang)


def _of_post(rule: Rule, states: Mapping[str, Link], hosts: Sequence[Link], lang: Lang) -> Iterator[Seat]:
    for link in hosts:
        if fits(rule, link):
            yield _seat(link, lang)
    yield from _missing(rule, states[rule.id], lang)


def fits(rule: Rule, link: Link) -> bool:
    """Whether a dispatch is what a rule asks for."""
    asked = ((rule.force, "force"), (rule.post, "post"), (rule.field, "field"), (rule.helper, "sender_kind"))
    return rule.link == LinkTable.DISPATCH and all(not wanted or link.get(name) in wanted for wanted, name in asked)


def _seat(link: Link, lang: Lang) -> Seat:
    if "helper" in link:
        detail = word(link["role"], Role, lang) if link["role"] else ""
        return Seat(link["helper_name"], detail, through=_last(link))
    many = f" ×{link['headcount']}" if link["headcount"] > 1 else ""
    return Seat(link["sender_name"], word(link["post"], Post, lang) + many, through=_last(link))


def _last(link: Link) -> str:
    return as_known(link["through"], link["through_precision"]) if link["through"] else ""


def _missing(rule: Rule, state: Link, lang: Lang) -> Iterator[Seat]:
    for _ in range(min(state["missing"], 12)):
        yield Seat(title_of(rule, lang), state=state["state"])


_ORDER = {state: place for place, state in enumerate(State)}


def _own_name(name: str, county: str) -> str:
    """Without the county's name in it, which goes without saying; but a name is left."""
    short = name.replace(county, "", 1)
    return short if len(short) > 1 else name


def _own_units(graph: Snapshot, slot: int, day: int, lang: Lang) -> list[OwnUnits]:
    made = []
    kinds = list(Kind)
    for rule in graph.rules:
        if rule.group != Group.FULL_DOMAIN or not rule.valid_on(day):
            continue
        standing = graph.standing(rule, day)
        chosen = places_within(graph, standing, slot)
        names = [_own_name(name, graph.name(slot)) for name in graph.names(standing.units[chosen])]
        states = [str(tuple(State)[number]) for number in standing.state[chosen].tolist()]
        units = sorted(zip(names, states, strict=True), key=lambda each: _ORDER[State.of(each[1])])
        if units:
            made.append((min(kinds.index(kind) for kind in rule.recipient), OwnUnits(title_of(rule, lang), units)))
    return [each for _, each in sorted(made, key=lambda each: each[0])]
