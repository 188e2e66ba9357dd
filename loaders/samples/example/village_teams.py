"""People who live in key villages and townships: first secretaries, team members, village cadres.

A team at a township covers its key villages in name: a village there without people of its own is
`inherited`. Rounds last two or three years and end for many villages at once.
"""

from collections.abc import Iterator

from graph_model.vocabulary import Field, Kind, Post
from loaders.samples.example.dice import Dice
from loaders.samples.example.tables import Dispatch, Unit, dispatch
from loaders.samples.example.terms import IN_FORCE, LAPSED, NEVER, PLANNED, Outcome, Shares, Term
from loaders.samples.example.world import World

VILLAGES: Shares = {IN_FORCE: 62, LAPSED: 13, PLANNED: 5, NEVER: 20}
TOWNSHIPS: Shares = {IN_FORCE: 30, LAPSED: 8, NEVER: 62}
# What each post is manned with, in villages that have people at all.
POSTS = {Post.FIRST_SECRETARY: 0.95, Post.TEAM_MEMBER: 0.85, Post.VILLAGE_CADRE: 0.55}
TEAM_SIZES = (1, 2, 2, 2, 3)

MID_2023 = Term("2021-07-01", "2023-06-30")
END_2023 = Term("2021-07", "2023-12-31")
MID_2025 = Term("2023-07-01", "2025-06-30")
END_2025 = Term("2024-01-01", "2025-12-31")
MID_2026 = Term("2023-07-01", "2026-06-30")
END_2026 = Term("2024-01-01", "2026-12-31")
MID_2027 = Term("2025-07-01", "2027-06-30")
END_2027 = Term("2026-01-01", "2027-12-31")
END_2028 = Term("2027-01-01", "2028-12-31")

# Rounds that follow one another, the oldest first, by where a village is on 2026-11-23.
ROUNDS: dict[Outcome, dict[tuple[Term, ...], float]] = {
    IN_FORCE: {
        (END_2023, END_2026): 36,
        (MID_2023, MID_2025, MID_2027): 24,
        (END_2023, END_2025, END_2027): 22,
        (END_2023, END_2026, END_2028): 18,
    },
    LAPSED: {(END_2023, END_2025): 60, (MID_2023, MID_2026): 32, (MID_2023, MID_2025): 8},
    PLANNED: {(END_2028,): 60, (END_2023, END_2025, END_2028): 40},
    NEVER: {(): 1},
}
FIRST_ROUND_KNOWN = 0.75
"""Share of villages of which the tables still hold the round before 2024."""
AT_THE_TEAM = 0.7
"""Share of links that name the village's or township's team, where it has one, as the host."""


def village_teams(world: World, seed: int) -> Iterator[Dispatch]:
    dice = Dice(seed, "village teams")
    for county in world.places.counties:
        for village in world.of_county[county.id].by_kind[Kind.VILLAGE]:
            yield from _station(world, county, village, VILLAGES, dice)
        for township in world.places.townships[county.id]:
            yield from _station(world, county, township, TOWNSHIPS, dice)


def _station(world: World, county: Unit, unit: Unit, shares: Shares, dice: Dice) -> Iterator[Dispatch]:
    rounds = dice.weighted(ROUNDS[dice.weighted(shares)])
    if len(rounds) > 1 and not dice.chance(FIRST_ROUND_KNOWN):
        rounds = rounds[1:]
    force, sender = dice.pick(world.sponsors[county.id].stationed())
    for post, share in POSTS.items():
        if unit.kind == Kind.TOWNSHIP and post is not Post.TEAM_MEMBER:
            continue
        if post is not Post.FIRST_SECRETARY and not dice.chance(share):
            continue
        for term in rounds:
            size = dice.pick(TEAM_SIZES) if post is Post.TEAM_MEMBER else 1
            host = _host(world, unit, dice)
            yield dispatch(force, sender, host, post, term, Field.PARTY_BUILDING, size)


def _host(world: World, unit: Unit, dice: Dice) -> str:
    team = world.teams.get(unit.id)
    return team.id if team and dice.chance(AT_THE_TEAM) else unit.id
