"""Whom to ask 该找谁: who helps a unit in a field of work, best first, each with its reason and its term.

An answer is a unit and a post, never a person.
"""

from dataclasses import dataclass
from typing import Annotated, Any, NamedTuple

import numpy as np

from graph_model.question import Answer, Heading, Option, Question, Takes
from graph_model.snapshot.history import NOBODY
from graph_model.snapshot.snapshot import Snapshot
from graph_model.vocabulary import Field, Force, Kind, Post, Reason, Role
from queries.ask_ranking import Ranked, ranked
from queries.cells import codes
from queries.link_rows import link_columns
from queries.subjects import SUBJECTS


@dataclass(frozen=True, slots=True)
class Params:
    day: int
    unit: Annotated[
        int, Option(Takes.UNIT, "单位", "Who asks: a county, or any unit, by id or name.", argument=True)
    ] = NOBODY
    field: Annotated[Field, Option(Takes.TERM, "领域", "What it is about.", Field, argument=True)] = Field.OTHER


class Row(NamedTuple):
    rank: Annotated[int, Heading("次序", "Rank", "1 is the first to ask.")]
    unit: Annotated[str | None, Heading("单位编码", "Unit", "Id of whom to ask; null: nobody is known.", brief=False)]
    name: Annotated[str | None, Heading("该找的单位", "Whom to ask", "Its name.")]
    kind: Annotated[str | None, Heading("类型", "Kind", "What it is.", terms=Kind)]
    reason: Annotated[str, Heading("理由", "Reason", "Why it is one to ask.", terms=Reason)]
    force: Annotated[str | None, Heading("帮扶力量", "Force", "Force of the link it rests on.", terms=Force)]
    post: Annotated[str | None, Heading("岗位", "Post", "Post of the dispatch; null for a pairing.", terms=Post)]
    headcount: Annotated[int | None, Heading("人数", "Headcount", "People in that dispatch; null for a pairing.")]
    role: Annotated[str | None, Heading("角色", "Role", "Its part in the pairing.", brief=False, terms=Role)]
    host: Annotated[str | None, Heading("所在单位编码", "At", "Recipient or host of the link.", brief=False)]
    host_name: Annotated[str | None, Heading("所在单位", "At (name)", "Its name.")]
    since: Annotated[str | None, Heading("起始", "Since", "First day in force; null: only seen.")]
    since_precision: Annotated[str | None, Heading("起始精度", "Since precision", "day, month or year.", brief=False)]
    through: Annotated[str | None, Heading("截止", "Through", "Last day in force; null: open.")]
    through_precision: Annotated[
        str | None, Heading("截止精度", "Through precision", "day, month or year.", brief=False)
    ]
    seen: Annotated[str | None, Heading("见于", "Seen", "Day a source says it holds.", brief=False)]
    links: Annotated[int, Heading("同类联系", "Links", "Its links in force for this reason, this one among them.")]
    link: Annotated[str | None, Heading("编号", "Link", "Id of the pairing or dispatch.", brief=False)]


def answer(graph: Snapshot, ask: Params) -> Answer[Row]:
    found = ranked(graph, ask.unit, ask.field, ask.day)
    if not len(found.place):
        return Answer.of([_nobody(graph, ask)])
    return Answer(len(found.place), lambda start, stop: _rows(graph, found, start, stop))


_OF_LINK = ("force", "post", "role", "since", "since_precision", "through", "through_precision", "seen")


def _rows(graph: Snapshot, found: Ranked, start: int, stop: int) -> list[Row]:
    chosen = found.place[start:stop]
    units = graph.wiring.source[chosen]
    columns = link_columns(graph, graph.wiring.link[chosen])
    sent = [
        None if post is None else people for post, people in zip(columns["post"], columns["headcount"], strict=True)
    ]
    told: dict[str, Any] = {
        "rank": range(start + 1, start + len(chosen) + 1),
        "unit": graph.ids(units),
        "name": graph.names(units),
        "kind": codes(Kind, graph.structure.kind[units]),
        "reason": codes(Reason, found.reason[start:stop]),
        "headcount": sent,
        "host": columns["recipient"],
        "host_name": columns["recipient_name"],
        "links": found.links[start:stop].tolist(),
        "link": columns["id"],
    } | {name: columns[name] for name in _OF_LINK}
    return [Row(*values) for values in zip(*(told[name] for name in Row._fields), strict=True)]


def _nobody(graph: Snapshot, ask: Params) -> Row:
    """Nobody helps in that field: the county's own department, where there is one."""
    empty: dict[str, Any] = dict.fromkeys(Row._fields)
    own = _own_department(graph, ask)
    known = {} if own == NOBODY else {"unit": graph.id(own), "name": graph.name(own), "kind": str(graph.kind(own))}
    return Row(**{**empty, **known, "rank": 1, "reason": str(Reason.NOBODY), "links": 0})


def _own_department(graph: Snapshot, ask: Params) -> int:
    """The county's department whose name says the field with the plainest word; ties by id."""
    county = int(graph.structure.county[ask.unit])
    if county == NOBODY:
        return NOBODY
    inside = np.flatnonzero(graph.within(county) & graph.of_kinds([Kind.DEPARTMENT]))
    inside = inside[graph.exist(inside, ask.day)]
    inside = inside[np.argsort(graph.structure.id_rank[inside])]
    names = graph.names(inside)
    for word in SUBJECTS[ask.field].words:
        for slot, name in zip(inside.tolist(), names, strict=True):
            if word in name:
                return int(slot)
    return NOBODY


WHOM_TO_ASK = Question(
    name="whom-to-ask",
    title="该找谁",
    title_en="Whom to ask",
    meaning="Which units should somebody ask about a field of work, and why?",
    params=Params,
    row=Row,
    answer=answer,
)
