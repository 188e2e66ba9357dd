"""All that a report says, worked out from the questions."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graph_model.errors import UsageError
from graph_model.snapshot.history import ImportRecord
from graph_model.snapshot.snapshot import Snapshot
from graph_model.vocabulary import GAP_STATES, Group, Kind
from queries.coverage import COVERAGE
from queries.coverage import Params as CoverageParams
from visuals.pictures.county_seats import CountySeats, county_seats
from visuals.pictures.domain_bars import DomainBar, domain_bars
from visuals.pictures.matrix import Matrix, matrix
from visuals.pictures.months import Month, months_of
from visuals.report.gap_list import GapList, gap_list
from visuals.report.links import ReportLink, Source, ending_soon, links_of, sources_of
from visuals.report.meeting import Meeting, Then, since_then
from visuals.words import Lang, word

_PLACES = (Kind.COUNTY, Kind.PREFECTURE, Kind.PROVINCE)


class GroupCount(NamedTuple):
    """Over the rules of a group: `due` is units times rules."""

    title: str
    due: int
    met: int
    gap: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Report:
    """`seats` are those of a county, `places` the matrix of a larger place; the other one is None."""

    name: str
    above: str
    kind: Kind
    day: int
    record: ImportRecord
    lang: Lang
    fictional: bool
    groups: Sequence[GroupCount]
    seats: CountySeats | None
    places: Matrix | None
    domain: Sequence[DomainBar]
    months: Sequence[Month]
    gaps: GapList
    ending: Sequence[ReportLink]
    sources: Sequence[Source]
    meeting: Meeting

    def total(self, name: str) -> int:
        """Of `due`, `met`, `gap` or `unknown`, over all groups."""
        return sum(int(getattr(group, name)) for group in self.groups)


def report_of(graph: Snapshot, slot: int, day: int, then: Then, lang: Lang, *, fictional: bool = False) -> Report:
    """Raises UsageError where the unit is no county, prefecture or province."""
    kind = graph.kind(slot)
    if kind not in _PLACES:
        raise UsageError(
            f"报告写一个县、一个市（州）或全省，{graph.name(slot)} 是{kind.zh}；看一个单位用 bangfu unit · "
            f"a report is about a county, a prefecture or a province; {graph.name(slot)} is none: use bangfu unit."
        )
    links = links_of(graph, slot, day, lang)
    is_county = kind is Kind.COUNTY
    above = graph.above(slot)
    return Report(
        name=unit_name(graph, slot, lang),
        above=unit_name(graph, above[0], lang) if above else "",
        kind=kind,
        day=day,
        record=graph.history.imports[graph.known_at],
        lang=lang,
        fictional=fictional,
        groups=_groups(graph, slot, day, lang),
        seats=county_seats(graph, slot, day, lang) if is_county else None,
        places=None if is_county else matrix(graph, slot, day, lang),
        domain=domain_bars(graph, slot, day),
        months=months_of(graph, slot, day),
        gaps=gap_list(graph, slot, day, lang),
        ending=ending_soon(links, day),
        sources=sources_of(links),
        meeting=since_then(graph, slot, day, then, lang),
    )


def unit_name(graph: Snapshot, slot: int, lang: Lang) -> str:
    """Its English name for who reads English, where it has one."""
    units = graph.history.units
    english = graph.history.words[int(units.name_en[graph.structure.version[slot]])]
    return english if lang is Lang.EN and english else graph.name(slot)


def _groups(graph: Snapshot, slot: int, day: int, lang: Lang) -> list[GroupCount]:
    answer = COVERAGE.answer(graph, CoverageParams(day, by="group", within=slot))
    order = {str(each): place for place, each in enumerate(Group)}
    rows = sorted(answer.page(0, answer.total), key=lambda row: (order.get(row.group, len(order)), row.group))
    return [
        GroupCount(
            title=word(row.group, Group, lang),
            due=row.applies,
            met=row.covered + row.over,
            gap=sum(int(getattr(row, state)) for state in GAP_STATES),
            unknown=row.unknown,
        )
        for row in rows
        if row.applies
    ]
