"""The links of a unit as its page tells them: who, what part, since when, until when, and where that was read."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from graph_model.days import OPEN, number
from graph_model.vocabulary import Force, Kind
from visuals.pages.ask import Ask
from visuals.pages.link_texts import part_said, term_said
from visuals.pages.provenance import Provenance, provenance
from visuals.pictures.time_axis import Bar, Phase
from visuals.words import word

LANES = ("helped_by", "hosts", "helps", "sends")
"""The four lists of links that the question `unit` gives, in the order of the page."""

_OTHER = {"helped_by": "helper", "hosts": "sender", "helps": "recipient", "sends": "host"}
"""The end of each that is not the unit itself."""


class LinkRow(NamedTuple):
    """One link. `start` and `until` are days, half-open; `dated` unless its start was only seen."""

    lane: str
    id: str
    force: str
    force_word: str
    other: str
    other_kind: str
    href: str | None
    part: str
    phase: Phase
    start: int
    until: int
    dated: bool
    term: str
    agreement: str
    basis: str
    source: Provenance

    def bar(self, lane: str) -> Bar:
        """As the time axis draws it, under a head."""
        said = " · ".join(filter(None, (self.force_word, self.other, self.part, self.term, self.source.said)))
        return Bar(
            lane, self.force, self.other, self.part, self.start, self.until, self.dated, self.term, said, self.href
        )


def links_of(ask: Ask, row: Any) -> Mapping[str, list[LinkRow]]:
    """By lane, those of a row of the question `unit`: in force, then to come, then past; the newest first."""
    lanes = {lane: [_link(ask, lane, told) for told in getattr(row, lane)] for lane in LANES}
    order = list(Phase)
    return {
        lane: sorted(rows, key=lambda link: (order.index(link.phase), -link.start, link.id))
        for lane, rows in lanes.items()
    }


def _link(ask: Ask, lane: str, told: Mapping[str, Any]) -> LinkRow:
    end = _OTHER[lane]
    since, seen, through = told["since"], told["seen"], told["through"]
    start = number(date.fromisoformat(since or seen))
    until = OPEN if through is None else number(date.fromisoformat(through)) + 1
    return LinkRow(
        lane=lane,
        id=told["id"],
        force=told["force"],
        force_word=word(told["force"], Force, ask.lang),
        other=told[f"{end}_name"],
        other_kind=word(told[f"{end}_kind"], Kind, ask.lang),
        href=ask.unit_href(told[end]),
        part=part_said(told, ask.lang),
        phase=Phase.PAST if until <= ask.day else Phase.IN_FORCE if start <= ask.day else Phase.PLANNED,
        start=start,
        until=until,
        dated=since is not None,
        term=term_said(told, ask.lang),
        agreement=told.get("agreement") or "",
        basis=told["basis"] or "",
        source=provenance(ask, told),
    )


def inexact(links: Sequence[LinkRow], rows: Any) -> int:
    """How many of the links have a day that is known to the month or the year only, or a start only seen."""
    told = {each["id"]: each for lane in LANES for each in getattr(rows, lane)}
    return sum(
        not link.dated
        or {told[link.id]["since_precision"], told[link.id]["through_precision"]} - {"day", None} != set()
        for link in links
    )
