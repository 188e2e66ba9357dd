"""Everything that exists in the example before anybody helps anybody."""

from dataclasses import dataclass

from graph_model.vocabulary import Kind
from loaders.samples.example.bodies import Bodies, make_bodies
from loaders.samples.example.county_units import CountyUnits, make_county_units
from loaders.samples.example.partners import Partners, make_partners
from loaders.samples.example.places import Places, read_places
from loaders.samples.example.sponsors import Sponsors, draw_sponsors
from loaders.samples.example.stand_ins import (
    StandIns,
    make_party_organizations,
    make_task_forces,
    make_work_teams,
)
from loaders.samples.example.tables import Unit


@dataclass(frozen=True, slots=True)
class World:
    places: Places
    partners: Partners
    bodies: Bodies
    of_county: dict[str, CountyUnits]
    party: StandIns
    task_forces: StandIns
    teams: StandIns
    sponsors: dict[str, Sponsors]

    def units(self) -> list[Unit]:
        return [
            *self.places.all(),
            *self.partners.all(),
            *self.bodies.all(),
            *(unit for county in self.of_county.values() for unit in county.all()),
            *self.party.values(),
            *self.task_forces.values(),
            *self.teams.values(),
        ]


def make_world(seed: int) -> World:
    places = read_places()
    partners = make_partners(places.province.id)
    bodies = make_bodies(places.province.id)
    of_county = make_county_units(places, seed)
    own = [unit for county in of_county.values() for unit in county.all()]
    return World(
        places=places,
        partners=partners,
        bodies=bodies,
        of_county=of_county,
        party=make_party_organizations([*partners.all(), *bodies.all(), *own], seed),
        task_forces=make_task_forces(places),
        teams=make_work_teams(places, (unit for unit in own if unit.kind == Kind.VILLAGE), seed),
        sponsors=draw_sponsors(places, partners, bodies, seed),
    )
