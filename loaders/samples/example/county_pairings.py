"""Pairings with the counties themselves: the five forces, their leads and the enterprises' agreements."""

from collections.abc import Iterator
from typing import NamedTuple

from graph_model.vocabulary import Force, Kind, Role
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


class Pair(NamedTuple):
    """Where a county's central and its local enterprise are, and of which it has one too many."""

    central: Outcome
    local: Outcome
    spare: Kind | None = None


PARTNER: Shares = {IN_FORCE: 29, LAPSED: 3, PLANNED: 3, NEVER: 4}
CENTRAL: Shares = {IN_FORCE: 28, LAPSED: 3, PLANNED: 2, NEVER: 6}
PROVINCIAL: Shares = {IN_FORCE: 30, LAPSED: 3, PLANNED: 2, NEVER: 4}
ENTERPRISES = {
    Pair(IN_FORCE, IN_FORCE): 23,
    Pair(IN_FORCE, IN_FORCE, Kind.CENTRAL_SOE): 3,
    Pair(IN_FORCE, IN_FORCE, Kind.LOCAL_SOE): 2,
    Pair(IN_FORCE, LAPSED): 2,
    Pair(IN_FORCE, NEVER): 1,
    Pair(LAPSED, IN_FORCE): 1,
    Pair(PLANNED, IN_FORCE): 1,
    Pair(IN_FORCE, PLANNED): 1,
    Pair(NEVER, IN_FORCE): 1,
    Pair(LAPSED, LAPSED): 2,
    Pair(NEVER, NEVER): 2,
}
# One lead in most counties; in a few the central unit also says it leads, in a few nobody does.
LEADS = {1: 32, 2: 3, 0: 4}
MEMBER_LEFT = 0.15
"""Share of member units whose term is over while the others go on."""
AGREEMENT = 0.97
SIGNED_BY_PARTY = 0.35
EARLIER_PARTNER = 0.5
CITY_TOO = 0.12
"""Share of counties that the partner's city helps beside the partner: parent and branch on one unit."""


def county_pairings(world: World, seed: int) -> Iterator[Pairing]:
    for force in (Force.EAST_WEST, Force.INTRA_PROVINCE):
        yield from _partners(world, force, Dice(seed, f"partners {force}"))
    yield from _designated(world, Dice(seed, "designated"))
    yield from _enterprises(world, Dice(seed, "enterprises"))


def _partners(world: World, force: Force, dice: Dice) -> Iterator[Pairing]:
    counties = world.places.counties
    districts = [partner.place for partner in world.partners.districts[force]]
    for county, outcome in zip(counties, dice.dealt(PARTNER, len(counties)), strict=True):
        partner = world.sponsors[county.id].partners[force]
        if outcome is not NEVER and dice.chance(EARLIER_PARTNER):
            earlier = dice.other(districts, partner.place)
            yield _pairing(force, earlier, county, old_round(dice))
        yield from _all(force, partner.place, county, draw_terms(outcome, dice))
        if outcome is IN_FORCE and dice.chance(CITY_TOO):
            yield from _all(force, partner.city, county, draw_terms(outcome, dice))


def _designated(world: World, dice: Dice) -> Iterator[Pairing]:
    counties = world.places.counties
    central = dice.dealt(CENTRAL, len(counties))
    provincial = dice.dealt(PROVINCIAL, len(counties))
    leads = dice.dealt(LEADS, len(counties))
    for n, county in enumerate(counties):
        sponsors = world.sponsors[county.id]
        role = Role.LEAD if leads[n] == 2 else Role.MEMBER
        terms = draw_terms(IN_FORCE if leads[n] == 2 else central[n], dice)
        yield from _all(Force.DESIGNATED, sponsors.central, county, terms, role)
        yield from _provincial(sponsors, county, provincial[n], leads[n], dice)


def _provincial(sponsors: Sponsors, county: Unit, outcome: Outcome, leads: int, dice: Dice) -> Iterator[Pairing]:
    more = (sponsors.university,) if dice.chance(0.5) else (sponsors.institution,)
    for n, unit in enumerate(sponsors.provincial + more):
        role = Role.LEAD if n == 0 and leads else Role.MEMBER
        left = outcome is IN_FORCE and n > 0 and dice.chance(MEMBER_LEFT)
        terms = draw_terms(LAPSED if left else outcome, dice)
        yield from _all(Force.DESIGNATED, unit, county, terms, role)


def _enterprises(world: World, dice: Dice) -> Iterator[Pairing]:
    counties = world.places.counties
    for county, pair in zip(counties, dice.dealt(ENTERPRISES, len(counties)), strict=True):
        sponsors = world.sponsors[county.id]
        yield from _enterprise(world, sponsors.central_soe, county, pair.central, dice)
        yield from _enterprise(world, sponsors.local_soe, county, pair.local, dice)
        if pair.spare:
            yield from _enterprise(world, sponsors.spare[pair.spare], county, IN_FORCE, dice)


def _enterprise(world: World, unit: Unit, county: Unit, outcome: Outcome, dice: Dice) -> Iterator[Pairing]:
    helper = world.party[unit.id] if dice.chance(SIGNED_BY_PARTY) else unit
    signed = dice.chance(AGREEMENT)
    for term in draw_terms(outcome, dice):
        signed_on = f"（{term.since}）" if term.since else ""
        agreement = f"《示例{county.name}党建引领县企共兴协议》{signed_on}" if signed else ""
        yield _pairing(Force.SOE, helper, county, term, agreement=agreement)


def _all(force: Force, helper: Unit, county: Unit, terms: list[Term], role: str = "") -> Iterator[Pairing]:
    return (_pairing(force, helper, county, term, role) for term in terms)


def _pairing(force: Force, helper: Unit, county: Unit, term: Term, role: str = "", agreement: str = "") -> Pairing:
    return Pairing(force, helper.id, county.id, role, agreement, term.since, term.through, term.seen)
