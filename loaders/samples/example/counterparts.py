"""Full-domain pairing: departments, townships, schools, hospitals, key villages and their counterparts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from graph_model.vocabulary import Force, Kind
from loaders.samples.example.bodies import Bodies
from loaders.samples.example.dice import Dice
from loaders.samples.example.sponsors import Sponsors
from loaders.samples.example.tables import Pairing, Unit
from loaders.samples.example.terms import (
    IN_FORCE,
    LAPSED,
    NEVER,
    PLANNED,
    Outcome,
    Shares,
    Term,
    draw_terms,
    old_round,
)
from loaders.samples.example.world import World

SHARES: dict[Kind, Shares] = {
    Kind.DEPARTMENT: {IN_FORCE: 62, LAPSED: 11, PLANNED: 5, NEVER: 22},
    Kind.TOWNSHIP: {IN_FORCE: 70, LAPSED: 11, PLANNED: 5, NEVER: 14},
    Kind.SCHOOL: {IN_FORCE: 55, LAPSED: 13, PLANNED: 5, NEVER: 27},
    Kind.HOSPITAL: {IN_FORCE: 63, LAPSED: 12, PLANNED: 5, NEVER: 20},
    Kind.VILLAGE: {IN_FORCE: 60, LAPSED: 12, PLANNED: 4, NEVER: 24},
}
# Some counties are ahead and some behind, or a map of them would be all one colour.
PACES = {1.2: 11, 1.0: 19, 0.65: 9}
"""What a county's share of pairings in force is multiplied by."""


class Source(Enum):
    """Whence a helper comes: mostly from the county's own partners, so that it is aligned with them."""

    EAST = auto()
    INTRA = auto()
    STRANGER = auto()
    """A district that is not the county's partner."""
    BODY = auto()


SOURCES = {Source.EAST: 44, Source.INTRA: 33, Source.STRANGER: 8, Source.BODY: 15}
SECOND_HELPER = {
    Kind.DEPARTMENT: 0.08, Kind.TOWNSHIP: 0.3, Kind.SCHOOL: 0.12, Kind.HOSPITAL: 0.15, Kind.VILLAGE: 0.25,
}  # fmt: skip
EARLIER_HELPER = 0.45
SORT_IN_NAME = {Kind.DEPARTMENT: 3, Kind.SCHOOL: 2, Kind.HOSPITAL: 2}
"""How many characters at the end of a name tell what sort of unit it is."""
BY_PARTY = 0.5
"""Share signed by the Party organisations of both ends, where both have one."""


@dataclass(frozen=True, slots=True)
class Helper:
    force: Force
    unit: Unit


@dataclass(frozen=True, slots=True)
class Counterpart:
    """One unit and the helper it has today, for those who send people after it."""

    county: Unit
    unit: Unit
    helper: Helper


@dataclass(frozen=True, slots=True)
class FullDomain:
    pairings: list[Pairing]
    counterparts: list[Counterpart]
    """Those in force on 2026-11-23."""


def full_domain(world: World, seed: int) -> FullDomain:
    dice = Dice(seed, "full domain")
    answer = FullDomain([], [])
    counties = world.places.counties
    for county, pace in zip(counties, dice.dealt(PACES, len(counties)), strict=True):
        for kind, units in world.of_county[county.id].by_kind.items():
            shares = dict(SHARES[kind]) | {IN_FORCE: SHARES[kind][IN_FORCE] * pace}
            for unit in units:
                _pair(world, county, unit, shares, dice, answer)
    return answer


def _pair(world: World, county: Unit, unit: Unit, shares: Shares, dice: Dice, answer: FullDomain) -> None:
    outcome = dice.weighted(shares)
    if outcome is NEVER:
        return
    helper = _draw_helper(world, county, unit, dice.weighted(SOURCES), dice)
    if unit.since or unit.through:
        # A unit that has not always been there is helped for as long as it is, and by one.
        term = Term(unit.since or "2021-07-01", unit.through)
        answer.pairings.extend(_pairings(world, helper, unit, [term], dice))
        return
    answer.pairings.extend(_pairings(world, helper, unit, draw_terms(outcome, dice), dice))
    answer.pairings.extend(_further(world, county, unit, helper, outcome, dice))
    if outcome is IN_FORCE:
        answer.counterparts.append(Counterpart(county, unit, helper))


def _further(world: World, county: Unit, unit: Unit, first: Helper, outcome: Outcome, dice: Dice) -> Iterator[Pairing]:
    """A second helper beside the first, and the one before 2021."""
    if outcome is IN_FORCE and dice.chance(SECOND_HELPER[unit.kind]):
        second = _draw_helper(world, county, unit, dice.weighted(SOURCES), dice)
        if second.unit != first.unit:
            yield from _pairings(world, second, unit, draw_terms(outcome, dice), dice)
    if dice.chance(EARLIER_HELPER):
        earlier = _draw_helper(world, county, unit, Source.STRANGER, dice)
        yield from _pairings(world, earlier, unit, [old_round(dice)], dice)


def _draw_helper(world: World, county: Unit, unit: Unit, source: Source, dice: Dice) -> Helper:
    sponsors = world.sponsors[county.id]
    if source is Source.BODY:
        return dice.pick(_bodies(unit.kind, sponsors, world.bodies))
    partner = sponsors.east if source is Source.EAST else sponsors.intra
    if source is Source.STRANGER:
        partner = dice.other(world.partners.districts[partner.force], partner)
    return Helper(partner.force, dice.pick(_alike(unit, partner.counterparts[unit.kind])))


def _alike(unit: Unit, offered: tuple[Unit, ...]) -> Sequence[Unit]:
    """Those of the unit's own sort: 小学 with 小学, 交通运输局 with 交通运输局; all where there is none."""
    length = SORT_IN_NAME.get(unit.kind)
    if length is None:
        return offered
    sort = unit.name[-length:]
    return [other for other in offered if other.name.endswith(sort)] or offered


def _bodies(kind: Kind, sponsors: Sponsors, bodies: Bodies) -> Sequence[Helper]:
    """Bodies that pair with a kind of unit themselves."""
    stationed = [Helper(force, unit) for force, unit in sponsors.stationed()]
    if kind is Kind.SCHOOL:
        return [Helper(Force.GROUP_TALENT, unit) for unit in bodies.universities]
    if kind is Kind.HOSPITAL:
        return [Helper(Force.GROUP_TALENT, unit) for unit in bodies.hospitals]
    if kind is Kind.VILLAGE:
        firms = [Helper(Force.EAST_WEST, unit) for unit in bodies.firms]
        return [*stationed, *stationed, *firms, *(Helper(Force.INTRA_PROVINCE, u) for u in bodies.chambers)]
    return stationed


def _pairings(world: World, helper: Helper, unit: Unit, terms: list[Term], dice: Dice) -> Iterator[Pairing]:
    helper_id, unit_id = helper.unit.id, unit.id
    if helper_id in world.party and unit_id in world.party and dice.chance(BY_PARTY):
        helper_id, unit_id = world.party[helper_id].id, world.party[unit_id].id
    for term in terms:
        yield Pairing(helper.force, helper_id, unit_id, since=term.since, through=term.through, seen=term.seen)
