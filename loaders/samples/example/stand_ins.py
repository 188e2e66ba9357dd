"""Units that stand for others: Party organisations, task forces and resident work teams."""

from collections.abc import Iterable

from graph_model.vocabulary import Kind
from loaders.samples.example.dice import Dice
from loaders.samples.example.places import Places
from loaders.samples.example.tables import Unit, invented

# How many of a kind have a Party organisation that signs in their stead.
PARTY_SHARES = {
    Kind.SCHOOL: 0.4,
    Kind.HOSPITAL: 0.4,
    Kind.DEPARTMENT: 0.3,
    Kind.CENTRAL_SOE: 1.0,
    Kind.LOCAL_SOE: 1.0,
    Kind.UNIVERSITY: 0.7,
}
COMMITTEES = (Kind.CENTRAL_SOE, Kind.LOCAL_SOE, Kind.UNIVERSITY)
TEAM_AT_TOWNSHIP = 0.5
TEAM_AT_VILLAGE = 0.25

StandIns = dict[str, Unit]
"""By the id of the unit stood for."""


def make_party_organizations(units: Iterable[Unit], seed: int) -> StandIns:
    dice = Dice(seed, "party organizations")
    return {unit.id: _party(unit) for unit in units if dice.chance(PARTY_SHARES.get(unit.kind, 0.0))}


def make_task_forces(places: Places) -> StandIns:
    return {
        county.id: Unit(
            id=invented(Kind.TASK_FORCE, county.id),
            kind=Kind.TASK_FORCE,
            name=f"示例{county.name}托底性帮扶工作专班",
            name_en=f"Example Task Force of {county.name_en}",
            stands_for=county.id,
        )
        for county in places.counties
    }


def make_work_teams(places: Places, villages: Iterable[Unit], seed: int) -> StandIns:
    dice = Dice(seed, "work teams")
    townships = [township for group in places.townships.values() for township in group]
    names = {township.id: township.name for township in townships}
    at_townships = {t.id: _team(t, t.name) for t in townships if dice.chance(TEAM_AT_TOWNSHIP)}
    at_villages = {
        v.id: _team(v, names[v.parent] + v.name.removeprefix("示例")) for v in villages if dice.chance(TEAM_AT_VILLAGE)
    }
    return at_townships | at_villages


def _party(unit: Unit) -> Unit:
    committee = unit.kind in COMMITTEES
    return Unit(
        id=invented(Kind.PARTY_ORGANIZATION, unit.id.removeprefix("example-")),
        kind=Kind.PARTY_ORGANIZATION,
        name=unit.name + ("党委" if committee else "党支部"),
        name_en=f"Party Organisation of {unit.name_en}" if unit.name_en else "",
        stands_for=unit.id,
        since=unit.since,
        through=unit.through,
    )


def _team(unit: Unit, name: str) -> Unit:
    return Unit(
        id=invented(Kind.WORK_TEAM, unit.id.removeprefix("example-")),
        kind=Kind.WORK_TEAM,
        name=f"示例{name}帮扶工作队",
        stands_for=unit.id,
    )
