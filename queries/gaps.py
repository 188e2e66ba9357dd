"""Which units lack what, under which rule, and since when?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, NamedTuple

import numpy as np

from graph_model.question import Answer, Heading, Option, Question, Takes
from graph_model.snapshot.history import UNDATED
from graph_model.snapshot.snapshot import Snapshot
from graph_model.snapshot.standing import IS_GAP, Standing
from graph_model.snapshot.texts import Bools, Ints
from graph_model.vocabulary import Kind, State
from queries.cells import codes, iso_days, rows_of, unit_ids, unit_names
from queries.gap_links import GapLinks, OfRule
from queries.options import RuleForce, RuleGroup, RuleId, UnitKind, Within
from queries.selection import places_within, select_rules


@dataclass(frozen=True, slots=True)
class Params:
    day: int
    rule: RuleId = None
    group: RuleGroup = None
    force: RuleForce = None
    kind: UnitKind = None
    state: Annotated[
        State | None, Option(Takes.TERM, "状态", "Only units in this state; unknown implies --unknown.", State)
    ] = None
    within: Within = None
    unknown: Annotated[
        bool, Option(Takes.FLAG, "含未填报", "Also list the unknown, about which nobody has reported.")
    ] = False


class Row(NamedTuple):
    unit: Annotated[str, Heading("单位编码", "Unit", "Id of the unit.", brief=False)]
    name: Annotated[str, Heading("单位", "Name", "Its name.")]
    kind: Annotated[str, Heading("类型", "Kind", "What it is.", terms=Kind)]
    county: Annotated[str | None, Heading("县编码", "County", "The county it is, or lies in.", brief=False)]
    county_name: Annotated[str | None, Heading("县", "County name", "Its name.")]
    rule: Annotated[str, Heading("规则", "Rule", "Id of the rule.", brief=False)]
    title: Annotated[str, Heading("规则名称", "Title", "What the rule asks for.")]
    state: Annotated[str, Heading("状态", "State", "What the rule says of the unit.", terms=State)]
    owed: Annotated[int, Heading("应配", "Owed", "Helpers the rule asks for: its min.")]
    has: Annotated[int, Heading("现有", "Has", "Distinct helpers in force.")]
    reported: Annotated[bool, Heading("已填报", "Reported", "Whether a return speaks of it.", brief=False)]
    reported_as_of: Annotated[
        str | None, Heading("填报截至", "Reported as of", "Day of the newest such return.", brief=False)
    ]
    gap_since: Annotated[str | None, Heading("缺口起始", "Gap since", "First day of the gap; null: never filled.")]
    last_helper: Annotated[str | None, Heading("上一帮扶方编码", "Last helper", "Whose link ended last.", brief=False)]
    last_helper_name: Annotated[str | None, Heading("上一帮扶方", "Last helper's name", "Its name.")]
    next_start: Annotated[str | None, Heading("下次开始", "Next start", "Day on which the next link starts.")]
    next_helper: Annotated[str | None, Heading("下一帮扶方编码", "Next helper", "Whose link that is.", brief=False)]


@dataclass(slots=True)
class Segment:
    """The listed units of one rule, as indices into its standing; sorted when rows are wanted."""

    standing: Standing
    listed: Ints
    sorted: bool = False

    def ordered(self, graph: Snapshot) -> Ints:
        if not self.sorted:
            rank = graph.structure.rank[self.standing.units[self.listed]]
            self.listed, self.sorted = self.listed[np.argsort(rank)], True
        return self.listed


def answer(graph: Snapshot, ask: Params) -> Answer[Row]:
    segments = segments_of(graph, ask)
    total = sum(len(segment.listed) for segment in segments)
    return Answer(total, lambda start, stop: _rows(graph, ask.day, segments, start, stop))


def segments_of(graph: Snapshot, ask: Params) -> list[Segment]:
    """What is listed, rule by rule; a rule with nothing to list is left out."""
    return [
        segment
        for rule in select_rules(graph, ask.rule, ask.group, ask.force)
        if ask.kind is None or ask.kind in rule.recipient
        if len((segment := _segment(graph, ask, graph.standing(rule, ask.day))).listed)
    ]


def _segment(graph: Snapshot, ask: Params, standing: Standing) -> Segment:
    chosen = listed_states(ask)[standing.state]
    if ask.kind is not None:
        chosen &= graph.structure.kind[standing.units] == ask.kind.number
    listed = np.flatnonzero(chosen)
    if ask.within is not None:
        listed = np.intersect1d(listed, places_within(graph, standing, ask.within))
    return Segment(standing, listed)


def listed_states(ask: Params) -> Bools:
    """By a state's number: whether units in it are listed."""
    wanted = IS_GAP.copy()
    wanted[State.UNKNOWN.number] = ask.unknown or ask.state is State.UNKNOWN
    if ask.state is not None:
        wanted &= np.arange(len(State)) == ask.state.number
    return wanted


def _rows(graph: Snapshot, day: int, segments: list[Segment], start: int, stop: int) -> list[Row]:
    """The rows of a page, worked out together for all rules that have some on it."""
    before, pieces = 0, []
    for segment in segments:
        first, last = max(start - before, 0), min(stop - before, len(segment.listed))
        if first < last:
            pieces.append((segment.standing, segment.ordered(graph)[first:last]))
        before += len(segment.listed)
    return rows_of_units(graph, day, pieces) if pieces else []


def rows_of_units(graph: Snapshot, day: int, pieces: Sequence[tuple[Standing, Ints]]) -> list[Row]:
    """The rows of some units, given as indices into the standing of one rule or several; at least one."""
    rules = [(standing.matched.rule, len(chosen)) for standing, chosen in pieces]
    units = np.concatenate([standing.units[chosen] for standing, chosen in pieces])
    reported = np.concatenate([_reported(graph, standing, chosen) for standing, chosen in pieces])
    links = GapLinks(graph, [OfRule(standing.matched, standing.at[chosen]) for standing, chosen in pieces], day)
    county = graph.structure.county[units]
    last = links.last_helper()
    columns = (
        graph.ids(units),
        graph.names(units),
        codes(Kind, graph.structure.kind[units]),
        unit_ids(graph, county),
        unit_names(graph, county),
        [rule.id for rule, count in rules for _ in range(count)],
        [rule.title for rule, count in rules for _ in range(count)],
        codes(State, np.concatenate([standing.state[chosen] for standing, chosen in pieces])),
        [rule.min for rule, count in rules for _ in range(count)],
        np.concatenate([standing.has[chosen] for standing, chosen in pieces]).tolist(),
        (reported != UNDATED).tolist(),
        iso_days(reported),
        iso_days(links.gap_since()),
        unit_ids(graph, last),
        unit_names(graph, last),
        iso_days(links.next_start()),
        unit_ids(graph, links.next_helper()),
    )
    return rows_of(Row, columns)


def _reported(graph: Snapshot, standing: Standing, chosen: Ints) -> Ints:
    """The day of the newest fitting return for each of some units."""
    matched = standing.matched
    return graph.reports.latest(matched.rule, matched.units, standing.day)[standing.at[chosen]]


GAPS = Question(
    name="gaps",
    title="缺口",
    title_en="Gaps",
    meaning="Which units lack what, under which rule, and since when?",
    params=Params,
    row=Row,
    answer=answer,
)
