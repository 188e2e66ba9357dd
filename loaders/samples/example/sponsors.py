"""Which invented bodies help which county, whatever their terms: drawn once, then used by every table."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from graph_model.vocabulary import Force, Kind
from loaders.samples.example.bodies import Bodies
from loaders.samples.example.dice import Dice
from loaders.samples.example.partners import Partner, Partners
from loaders.samples.example.places import Places
from loaders.samples.example.tables import Unit

T = TypeVar("T")

PROVINCIAL_UNITS = {3: 4, 4: 4, 5: 2}
# Counties whose enterprise also is their designated central unit, and those whose designated
# central unit is the group of which their enterprise is a branch; the others have a central unit.
SAME_ENTERPRISE, GROUP_OF_BRANCH = 0.13, 0.1
GROUP_ITSELF = 0.25
"""Share of counties that are helped by a group, not by a branch of it."""


@dataclass(frozen=True, slots=True)
class Sponsors:
    partners: dict[Force, Partner]
    central: Unit
    provincial: tuple[Unit, ...]
    """The first of them leads."""
    central_soe: Unit
    local_soe: Unit
    spare: dict[Kind, Unit]
    """A second enterprise of a kind, for the few counties that have one too many."""
    university: Unit
    hospital: Unit
    institution: Unit

    @property
    def east(self) -> Partner:
        return self.partners[Force.EAST_WEST]

    @property
    def intra(self) -> Partner:
        return self.partners[Force.INTRA_PROVINCE]

    def stationed(self) -> list[tuple[Force, Unit]]:
        """Bodies that send people into villages, with the force they do it under."""
        return [
            *((Force.DESIGNATED, unit) for unit in self.provincial),
            (Force.DESIGNATED, self.central),
            (Force.SOE, self.central_soe),
            (Force.SOE, self.local_soe),
        ]


def draw_sponsors(places: Places, partners: Partners, bodies: Bodies, seed: int) -> dict[str, Sponsors]:
    dice = Dice(seed, "sponsors")
    partner_of = {
        force: _around(dice.shuffled(partners.districts[force]), len(places.counties))
        for force in (Force.EAST_WEST, Force.INTRA_PROVINCE)
    }
    provincial = dice.shuffled(bodies.provincial)
    return {
        county.id: _sponsors(
            {force: chosen[n] for force, chosen in partner_of.items()},
            _around(provincial[3 * n % len(provincial) :] + provincial, dice.weighted(PROVINCIAL_UNITS)),
            bodies,
            dice,
        )
        for n, county in enumerate(places.counties)
    }


def _around(items: Sequence[T], count: int) -> list[T]:
    """`count` of them, from the first again after the last."""
    return [items[n % len(items)] for n in range(count)]


def _sponsors(partners: dict[Force, Partner], provincial: list[Unit], bodies: Bodies, dice: Dice) -> Sponsors:
    central_soe = _enterprise(bodies.central_groups, bodies.central_branches, dice)
    local_soe = _enterprise(bodies.local_groups, bodies.local_branches, dice)
    return Sponsors(
        partners=partners,
        central=_designated_central(central_soe, bodies, dice),
        provincial=tuple(provincial),
        central_soe=central_soe,
        local_soe=local_soe,
        spare={
            Kind.CENTRAL_SOE: dice.other(bodies.central_groups, central_soe),
            Kind.LOCAL_SOE: dice.other(bodies.local_groups, local_soe),
        },
        university=dice.pick(bodies.universities),
        hospital=dice.pick(bodies.hospitals),
        institution=dice.pick(bodies.institutions),
    )


def _enterprise(groups: tuple[Unit, ...], branches: tuple[Unit, ...], dice: Dice) -> Unit:
    return dice.pick(groups if dice.chance(GROUP_ITSELF) else branches)


def _designated_central(enterprise: Unit, bodies: Bodies, dice: Dice) -> Unit:
    if dice.chance(SAME_ENTERPRISE):
        return enterprise
    if enterprise.parent and dice.chance(GROUP_OF_BRANCH):
        return next(group for group in bodies.central_groups if group.id == enterprise.parent)
    return dice.pick(bodies.central_units)
