"""What was reported: which county declared which table complete, for which kind or force, on which day.

Where nothing was returned, a unit that nobody helps is `unknown`, not `uncovered`.
"""

from collections.abc import Iterator

from graph_model.vocabulary import Force, Kind
from loaders.samples.example.dice import Dice
from loaders.samples.example.tables import Return, Unit
from loaders.samples.example.world import World

SILENT_COUNTIES = {False: 36, True: 3}
MADE = 0.85
"""Share of returns that a county that reports at all has made."""
BY_FORCE = 0.4
"""Share of counties that report their own pairings force by force."""
EARLIER_TOO = 0.35
TWICE_A_YEAR = ("2025-06-30", "2025-12-31")
DAYS = {"2026-06-30": 4, "2026-09-30": 5, "2026-10-31": 3, "2026-11-15": 1, "2026-08": 1}
PAIRING_KINDS = (Kind.DEPARTMENT, Kind.TOWNSHIP, Kind.SCHOOL, Kind.HOSPITAL, Kind.VILLAGE)
DISPATCH_KINDS = (Kind.COUNTY, Kind.VILLAGE, Kind.SCHOOL, Kind.HOSPITAL)
WHOLE_PREFECTURE = "511700"
"""One prefecture also reports for all that lies in it, whatever the kind, and did so early."""
WHOLE_PREFECTURE_DAY = "2025-12-31"


def returns(world: World, seed: int) -> Iterator[Return]:
    dice = Dice(seed, "returns")
    counties = world.places.counties
    yield Return("pairings", WHOLE_PREFECTURE, "", "", WHOLE_PREFECTURE_DAY)
    for county, silent in zip(counties, dice.dealt(SILENT_COUNTIES, len(counties)), strict=True):
        if not silent:
            yield from _of_county(county, dice)


def _of_county(county: Unit, dice: Dice) -> Iterator[Return]:
    if dice.chance(BY_FORCE):
        for force in Force:
            yield from _made("pairings", county, Kind.COUNTY, force, dice)
    else:
        yield from _made("pairings", county, Kind.COUNTY, "", dice)
    for kind in PAIRING_KINDS:
        yield from _made("pairings", county, kind, "", dice)
    for kind in DISPATCH_KINDS:
        yield from _made("dispatches", county, kind, "", dice)


def _made(table: str, county: Unit, kind: Kind, force: str, dice: Dice) -> Iterator[Return]:
    if not dice.chance(MADE):
        return
    if dice.chance(EARLIER_TOO):
        yield Return(table, county.id, kind, force, dice.pick(TWICE_A_YEAR))
    yield Return(table, county.id, kind, force, dice.weighted(DAYS))
