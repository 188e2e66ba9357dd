"""Everything about one unit: who helps it, whom it helps, its states, what lies within it."""

from dataclasses import dataclass
from typing import Annotated, Any, NamedTuple

import numpy as np

from graph_model.question import Answer, Heading, Option, Question, Takes
from graph_model.snapshot.snapshot import Snapshot
from graph_model.snapshot.standing_of_one import states_of
from graph_model.snapshot.texts import Ints
from graph_model.vocabulary import Kind
from queries.dispatches import Row as DispatchRow
from queries.link_rows import columns_named, link_columns
from queries.options import AllTime
from queries.pairings import Row as PairingRow
from queries.unit_fields import placed, unit_row

Records = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Params:
    day: int
    unit: Annotated[int, Option(Takes.UNIT, "单位", "The unit: its id or a name that is unique.", argument=True)] = -1
    all_time: AllTime = False


class Row(NamedTuple):
    unit: Annotated[dict[str, Any], Heading("单位", "Unit", "Its fields.")]
    helped_by: Annotated[Records, Heading("受谁帮扶", "Helped by", "Pairings in which it is helped.")]
    helps: Annotated[Records, Heading("帮扶谁", "Helps", "Pairings in which it helps.")]
    hosts: Annotated[Records, Heading("接收选派", "Hosts", "Dispatches it hosts.")]
    sends: Annotated[Records, Heading("派出", "Sends", "Dispatches it sends.")]
    states: Annotated[Records, Heading("规则状态", "States", "One for each rule that applies to it on the day.")]
    within: Annotated[dict[str, int], Heading("辖内单位", "Within", "Units that lie within it, by kind.")]


def answer(graph: Snapshot, ask: Params) -> Answer[Row]:
    return Answer(1, lambda start, stop: [_row(graph, ask)][start:stop])


def _row(graph: Snapshot, ask: Params) -> Row:
    incoming = _links_at(graph, ask, graph.wiring.target, None, graph.history.links.recipient)
    outgoing = _links_at(graph, ask, graph.wiring.source, graph.wiring.by_source, graph.history.links.helper)
    columns = link_columns(graph, np.concatenate([incoming, outgoing]))
    pairings = _records(columns, PairingRow._fields)
    dispatches = _records(columns, DispatchRow._fields)
    is_pairing = [post is None for post in columns["post"]]
    into = len(incoming)
    return Row(
        unit=unit_row(graph, int(graph.structure.version[ask.unit]), graph.known_at) | placed(graph, ask.unit),
        helped_by=[row for row, fits in zip(pairings[:into], is_pairing[:into], strict=True) if fits],
        helps=[row for row, fits in zip(pairings[into:], is_pairing[into:], strict=True) if fits],
        hosts=[row for row, fits in zip(dispatches[:into], is_pairing[:into], strict=True) if not fits],
        sends=[row for row, fits in zip(dispatches[into:], is_pairing[into:], strict=True) if not fits],
        states=_states(graph, ask),
        within=_within(graph, ask.unit),
    )


def _links_at(graph: Snapshot, ask: Params, ends: Ints, order: Ints | None, written: Ints) -> Ints:
    """Rows of the history, by id, of links that have the unit at one end, as written or stood for."""
    wiring, counts_for = graph.wiring, int(graph.structure.counts_for[ask.unit])
    places = _places(ends, order, ask.unit)
    if counts_for != ask.unit:
        others = _places(ends, order, counts_for)
        places = np.concatenate([places, others[written[wiring.link[others]] == ask.unit]])
    fits = (wiring.added[places] <= graph.known_at) & (graph.known_at < wiring.removed[places])
    if not ask.all_time:
        fits &= (wiring.start[places] <= ask.day) & (ask.day < wiring.until[places])
    rows = wiring.link[places[fits]]
    return rows[np.argsort(wiring.id_rank[rows])]


def _places(ends: Ints, order: Ints | None, slot: int) -> Ints:
    """Places of the wiring whose end counts for a unit; `order` sorts the ends, if they are not sorted."""
    # A slot of another type than the column would make numpy copy the column.
    wanted = ends.dtype.type(slot)
    first, last = (int(np.searchsorted(ends, wanted, side, sorter=order)) for side in ("left", "right"))
    return np.arange(first, last) if order is None else order[first:last]


def _records(columns: dict[str, list[Any]], names: tuple[str, ...]) -> Records:
    outside = [name.rstrip("_") for name in names]
    return [dict(zip(outside, row, strict=True)) for row in zip(*columns_named(columns, names), strict=True)]


def _states(graph: Snapshot, ask: Params) -> Records:
    return [
        {
            "rule": each.rule.id,
            "title": each.rule.title,
            "group": each.rule.group,
            "state": str(each.state),
            "owed": each.rule.min,
            "has": each.has,
            "missing": max(each.rule.min - each.has, 0),
            "reported": each.reported,
        }
        for each in states_of(graph, ask.unit, ask.day)
    ]


def _within(graph: Snapshot, slot: int) -> dict[str, int]:
    """The unit itself is not counted."""
    inside = graph.kinds_in_nesting_order[graph.structure.first[slot] + 1 : graph.structure.last[slot]]
    counts = np.bincount(inside[inside >= 0], minlength=len(Kind)).tolist()
    return {str(kind): count for kind, count in zip(Kind, counts, strict=True) if count}


UNIT = Question(
    name="unit",
    title="单位",
    title_en="Unit",
    meaning="Everything about one unit.",
    params=Params,
    row=Row,
    answer=answer,
)
