"""Where the parts of a county's page lead."""

from typing import NamedTuple

from graph_model.vocabulary import Group, State
from visuals.pages.ask import Ask
from visuals.pictures.county_seats import Seat
from visuals.pictures.own_units import OwnUnit


class CountyLinks(NamedTuple):
    """All keep the day and the language; lists are those of the county."""

    ask: Ask
    unit: str

    def seat(self, seat: Seat | OwnUnit) -> str | None:
        """A helper's or unit's page; of an empty seat the gaps under its rule."""
        return self.ask.unit_href(seat.unit) if seat.unit else self.rule(seat.rule if isinstance(seat, Seat) else "")

    def rule(self, rule: str) -> str:
        return self.ask.href("gaps", within=self.unit, rule=rule)

    def part(self, kind: str, part: str) -> str:
        """The gaps of a kind of unit in full-domain pairing; of the part not reported, those."""
        state = str(State.UNKNOWN) if part == "unknown" else None
        return self.ask.href("gaps", within=self.unit, group=str(Group.FULL_DOMAIN), kind=kind, state=state)

    def gaps(self) -> str:
        return self.ask.href("gaps", within=self.unit)

    def page(self, name: str) -> str:
        return self.ask.href(name, within=self.unit)

    def field(self, field: str | None) -> str:
        return self.ask.here(field=field, post=None)

    def cell(self, post: str, field: str) -> str:
        return f"{self.ask.here(post=post or None, field=field or None)}#cadres"

    def report(self) -> str:
        address, _, options = self.ask.href("county", self.unit).partition("?")
        return f"{address}/report.html{'?' if options else ''}{options}"

    def file(self, question: str, format: str) -> str:
        return self.ask.api(question, format, within=self.unit)
