"""How many links in force go from each force to each place; both tables, ends stood for, each link once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from graph_model.snapshot.history import NOBODY
from graph_model.snapshot.snapshot import Snapshot
from graph_model.snapshot.texts import Ints
from graph_model.vocabulary import Force, Kind, LinkTable
from queries.reach import links_in_force
from visuals.pictures.flow.gathering import Flow, Node, gathered
from visuals.pictures.place_names import short_place
from visuals.words import Lang, Words, word

MOST_COUNTIES = 60
"""With more counties the picture shows provinces and prefectures."""

_NONE = Words("不属任何{kind}", "in no {kind}")


@dataclass(frozen=True, slots=True)
class Flows:
    """`middle` and `end` are the kinds of places in the two columns; flows by middle, end and force."""

    middle: Kind
    end: Kind
    flows: Sequence[Flow]

    @property
    def total(self) -> int:
        return sum(flow.links for flow in self.flows)


class FlowRow(NamedTuple):
    """One row of the table behind the picture, in words."""

    force: str
    middle: str
    end: str
    pairings: int
    dispatches: int
    links: int


def flows(graph: Snapshot, within: int | None, day: int, lang: Lang) -> Flows:
    """Pairings and dispatches in force on a day to units within a place (None: anywhere)."""
    places = links_in_force(graph, day, within)
    structure, target = graph.structure, graph.wiring.target[places]
    middle, end = Kind.PREFECTURE, Kind.COUNTY
    columns = structure.prefecture[target], structure.county[target]
    if len(np.unique(columns[1])) > MOST_COUNTIES:
        middle, end = Kind.PROVINCE, Kind.PREFECTURE
        columns = structure.province[target], structure.prefecture[target]
    counts = _counts(graph, places, *columns)
    made = list(_named(graph, counts, middle, end, lang))
    return Flows(middle, end, made if end is Kind.COUNTY else gathered(made, lang))


def flow_rows(shown: Flows, lang: Lang) -> list[FlowRow]:
    return [
        FlowRow(
            word(flow.force, Force, lang),
            flow.middle.name,
            flow.end.name,
            flow.pairings,
            flow.dispatches,
            flow.links,
        )
        for flow in shown.flows
    ]


_Counts = Mapping[tuple[int, int, Force], Sequence[int]]
"""Pairings and dispatches by the slots of both places and the force."""


def _counts(graph: Snapshot, places: Ints, middles: Ints, ends: Ints) -> _Counts:
    classes = graph.history.links.link_class[graph.wiring.link[places]]
    columns = np.stack([middles, ends, classes], axis=1)
    rows, often = np.unique(columns, axis=0, return_counts=True)
    counts = dict[tuple[int, int, Force], list[int]]()
    for (middle, end, number), links in zip(rows.tolist(), often.tolist(), strict=True):
        link_class = graph.history.link_classes[number]
        count = counts.setdefault((middle, end, Force.of(link_class.force)), [0, 0])
        count[link_class.link == LinkTable.DISPATCH] += links
    return counts


def _named(graph: Snapshot, counts: _Counts, middle: Kind, end: Kind, lang: Lang) -> Iterator[Flow]:
    """By the ids of both places, those that lie in no such place last; then as forces are listed."""

    def rank(slot: int) -> tuple[bool, int]:
        return slot == NOBODY, int(graph.structure.id_rank[slot])

    def node(slot: int, kind: Kind) -> Node:
        if slot == NOBODY:
            return Node("none", "", _NONE.said(lang, kind=word(kind, Kind, lang)))
        return Node(graph.id(slot), graph.id(slot), short_place(graph, slot, lang))

    for upper, lower, force in sorted(counts, key=lambda each: (rank(each[0]), rank(each[1]), each[2].number)):
        above, below = node(upper, middle), node(lower, end)
        # Two columns may name one unit, and several places may have links to none below them.
        yield Flow(force, above, below._replace(key=f"{above.key}/{below.key}"), *counts[upper, lower, force])
