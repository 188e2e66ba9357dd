"""The seats of a county: who sits where today, and which are empty."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from graph_model.rules import Rule
from graph_model.snapshot.snapshot import Snapshot
from graph_model.vocabulary import Force, Group, LinkTable, Post, Role, State
from queries.unit import UNIT
from queries.unit import Params as UnitParams
from visuals.pictures.own_units import OwnUnits, own_units
from visuals.rule_titles import title_of
from visuals.values import as_known
from visuals.words import Lang, word

Link = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Seat:
    """A helper in place, or an empty seat: then `state` says why, and `name` what is missing.

    `unit` is the helper's id, `rule` the id of the rule that asks for an empty seat.
    """

    name: str
    detail: str = ""
    state: str = State.COVERED
    through: str = ""
    unit: str = ""
    rule: str = ""

    @property
    def taken(self) -> bool:
        return self.state == State.COVERED


class PostSeats(NamedTuple):
    """The seats that one rule about dispatches asks for."""

    title: str
    seats: Sequence[Seat]
    rule: Rule


@dataclass(frozen=True, slots=True)
class CountySeats:
    """`forces`: seats by force; `posts`: dispatched people by the rule that asks for them."""

    name: str
    place: str
    forces: Mapping[Force, Sequence[Seat]]
    posts: Sequence[PostSeats]
    own: Sequence[OwnUnits]
    links: Sequence[Link] = field(default_factory=tuple)

    @property
    def empty(self) -> int:
        return sum(seat.state not in (State.COVERED, State.UNKNOWN) for seat in self._seats())

    @property
    def unknown(self) -> int:
        return sum(seat.state == State.UNKNOWN for seat in self._seats())

    def _seats(self) -> Iterator[Seat]:
        for seats in (*self.forces.values(), *(post.seats for post in self.posts)):
            yield from seats


def county_seats(graph: Snapshot, slot: int, day: int, lang: Lang) -> CountySeats:
    """Of one county, or any other unit, on a day; helpers whose links are in force, and what the rules find missing."""
    row = UNIT.answer(graph, UnitParams(day, unit=slot)).page(0, 1)[0]
    states = {each["rule"]: each for each in row.states}
    rules = [rule for rule in graph.rules if rule.id in states]
    links = [*row.helped_by, *row.hosts]
    return CountySeats(
        name=row.unit["name"],
        place=row.unit["parent_name"] or "",
        forces={force: list(_of_force(force, rules, states, links, lang)) for force in Force},
        posts=[
            PostSeats(title_of(rule, lang), list(_of_post(rule, states, row.hosts, lang)), rule)
            for rule in sorted(rules, key=_order)
            if not _is_left(rule)
        ],
        own=own_units(graph, slot, day, lang),
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
        return Seat(link["helper_name"], detail, through=_last(link), unit=link["helper"])
    many = f" ×{link['headcount']}" if link["headcount"] > 1 else ""
    return Seat(link["sender_name"], word(link["post"], Post, lang) + many, through=_last(link), unit=link["sender"])


def _last(link: Link) -> str:
    return as_known(link["through"], link["through_precision"]) if link["through"] else ""


def _missing(rule: Rule, state: Link, lang: Lang) -> Iterator[Seat]:
    for _ in range(min(state["missing"], 12)):
        yield Seat(title_of(rule, lang), state=state["state"], rule=rule.id)
