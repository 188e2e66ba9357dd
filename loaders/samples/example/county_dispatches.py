"""People sent to the counties themselves: task-force seats, group talent and shortage posts."""

from collections.abc import Iterator

from graph_model.vocabulary import Field, Force, Kind, Post
from loaders.samples.example.dice import Dice
from loaders.samples.example.partners import field_of
from loaders.samples.example.sponsors import Sponsors
from loaders.samples.example.tables import Dispatch, Unit, dispatch
from loaders.samples.example.terms import IN_FORCE, LAPSED, NEVER, PLANNED, Shares, draw_terms
from loaders.samples.example.world import World

SEATS: dict[Force, Shares] = {
    Force.EAST_WEST: {IN_FORCE: 28, LAPSED: 4, PLANNED: 2, NEVER: 5},
    Force.INTRA_PROVINCE: {IN_FORCE: 27, LAPSED: 4, PLANNED: 2, NEVER: 6},
    Force.DESIGNATED: {IN_FORCE: 29, LAPSED: 3, PLANNED: 1, NEVER: 6},
    Force.SOE: {IN_FORCE: 26, LAPSED: 5, PLANNED: 3, NEVER: 5},
    Force.GROUP_TALENT: {IN_FORCE: 25, LAPSED: 4, PLANNED: 3, NEVER: 7},
}
HEADS: Shares = {IN_FORCE: 31, LAPSED: 3, NEVER: 5}
TALENT: dict[Post, Shares] = {
    Post.GROUP_EDUCATION: {IN_FORCE: 28, LAPSED: 4, PLANNED: 2, NEVER: 5},
    Post.GROUP_MEDICAL: {IN_FORCE: 29, LAPSED: 4, PLANNED: 2, NEVER: 4},
    Post.GROUP_SCIENCE: {IN_FORCE: 24, LAPSED: 4, PLANNED: 3, NEVER: 8},
}
TALENT_FIELDS = {
    Post.GROUP_EDUCATION: Field.EDUCATION,
    Post.GROUP_MEDICAL: Field.MEDICAL,
    Post.GROUP_SCIENCE: Field.SCIENCE,
}
TALENT_FROM_PARTNER = 0.15
"""Share of talent teams sent by the eastern partner: one helper under two forces."""
SHORTAGE: dict[Field, Shares] = {
    Field.PLANNING: {IN_FORCE: 26, LAPSED: 5, PLANNED: 2, NEVER: 6},
    Field.TRANSPORT: {IN_FORCE: 25, LAPSED: 5, PLANNED: 2, NEVER: 7},
    Field.FARMING: {IN_FORCE: 28, LAPSED: 4, PLANNED: 2, NEVER: 5},
    Field.ECOLOGY: {IN_FORCE: 23, LAPSED: 5, PLANNED: 3, NEVER: 8},
    Field.TOURISM: {IN_FORCE: 24, LAPSED: 6, PLANNED: 2, NEVER: 7},
}
OTHER_FIELDS = (
    Field.WATER,
    Field.INDUSTRY,
    Field.EMPLOYMENT,
    Field.FINANCE,
    Field.HOUSING,
    Field.PARTY_BUILDING,
)
# Who sends a cadre; a department of the partner is a branch of the partner, on the same county.
CADRES_FROM = {"east": 36, "intra": 30, "province": 24, "department": 10}
TEAM_SIZES = (3, 4, 5, 5, 6, 8, 10, 12)


def county_dispatches(world: World, seed: int) -> Iterator[Dispatch]:
    yield from _seats(world, Dice(seed, "task-force seats"))
    yield from _heads(world, Dice(seed, "task-force heads"))
    yield from _talent(world, Dice(seed, "group talent"))
    yield from _cadres(world, Dice(seed, "shortage posts"))


def _seats(world: World, dice: Dice) -> Iterator[Dispatch]:
    counties = world.places.counties
    for force, shares in SEATS.items():
        for county, outcome in zip(counties, dice.dealt(shares, len(counties)), strict=True):
            sender = _seat_of(force, world.sponsors[county.id])
            host = world.task_forces[county.id].id
            for term in draw_terms(outcome, dice):
                yield dispatch(force, sender, host, Post.TASK_FORCE_MEMBER, term)


def _seat_of(force: Force, sponsors: Sponsors) -> Unit:
    return {
        Force.EAST_WEST: sponsors.east.place,
        Force.INTRA_PROVINCE: sponsors.intra.place,
        Force.DESIGNATED: sponsors.provincial[0],
        Force.SOE: sponsors.central_soe,
        Force.GROUP_TALENT: sponsors.university,
    }[force]


def _heads(world: World, dice: Dice) -> Iterator[Dispatch]:
    """The county's own leaders head it, so its Party committee office is the sender."""
    counties = world.places.counties
    for county, outcome in zip(counties, dice.dealt(HEADS, len(counties)), strict=True):
        office = world.of_county[county.id].by_kind[Kind.DEPARTMENT][0]
        host = world.task_forces[county.id].id
        for term in draw_terms(outcome, dice):
            yield dispatch(Force.INTRA_PROVINCE, office, host, Post.TASK_FORCE_HEAD, term)


def _talent(world: World, dice: Dice) -> Iterator[Dispatch]:
    counties = world.places.counties
    for post, shares in TALENT.items():
        for county, outcome in zip(counties, dice.dealt(shares, len(counties)), strict=True):
            sender = _talent_sender(post, world.sponsors[county.id], dice)
            for term in draw_terms(outcome, dice):
                size = dice.pick(TEAM_SIZES)
                yield dispatch(Force.GROUP_TALENT, sender, county.id, post, term, TALENT_FIELDS[post], size)


def _talent_sender(post: Post, sponsors: Sponsors, dice: Dice) -> Unit:
    if dice.chance(TALENT_FROM_PARTNER):
        return sponsors.east.place
    bodies = {
        Post.GROUP_EDUCATION: sponsors.university,
        Post.GROUP_MEDICAL: sponsors.hospital,
        Post.GROUP_SCIENCE: sponsors.institution,
    }
    return bodies[post]


def _cadres(world: World, dice: Dice) -> Iterator[Dispatch]:
    counties = world.places.counties
    other: dict[Field, Shares] = {field: {IN_FORCE: 1, LAPSED: 1, NEVER: 2} for field in OTHER_FIELDS}
    for field, shares in (SHORTAGE | other).items():
        for county, outcome in zip(counties, dice.dealt(shares, len(counties)), strict=True):
            force, sender = _cadre_sender(world, county, field, dice)
            for term in draw_terms(outcome, dice):
                yield dispatch(force, sender, county.id, Post.SECONDED_CADRE, term, field)


def _cadre_sender(world: World, county: Unit, field: Field, dice: Dice) -> tuple[Force, Unit]:
    sponsors = world.sponsors[county.id]
    source = dice.weighted(CADRES_FROM)
    if source == "province":
        return Force.DESIGNATED, world.bodies.by_field.get(field, sponsors.provincial[0])
    if source == "department":
        departments = sponsors.east.counterparts[Kind.DEPARTMENT]
        of_field = [department for department in departments if field_of(department) is field]
        return Force.EAST_WEST, dice.pick(of_field or departments)
    partner = sponsors.east if source == "east" else sponsors.intra
    return partner.force, partner.place
