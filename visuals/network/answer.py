"""A network as an answer: its units with their places in the picture, and its links."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, NamedTuple

import numpy as np

from graph_model.question import Answer, Heading, Question
from graph_model.snapshot.snapshot import Snapshot
from graph_model.vocabulary import Force, Kind, LinkTable
from queries.cells import codes
from visuals.network.asked import NetworkAsk
from visuals.network.chosen import Chosen, chosen
from visuals.network.line_looks import term_of
from visuals.network.link_states import LinkState
from visuals.network.looks import degrees
from visuals.network.positions import positions


class NetworkUnit(NamedTuple):
    id: Annotated[str, Heading("编码", "Id", "Id of the unit.")]
    name: Annotated[str, Heading("名称", "Name", "Official name.")]
    kind: Annotated[str, Heading("类型", "Kind", "What the unit is.", terms=Kind)]
    x: Annotated[int, Heading("横", "X", "Pixels to the right of the middle of the picture.")]
    y: Annotated[int, Heading("纵", "Y", "Pixels below the middle of the picture.")]
    lines: Annotated[int, Heading("连线", "Lines", "Links of this answer that end at it.")]


class NetworkLink(NamedTuple):
    source: Annotated[str, Heading("帮扶方", "Helper", "Id of the unit that helps or sends, ends stood for.")]
    target: Annotated[str, Heading("受扶方", "Recipient", "Id of the unit that is helped or hosts, ends stood for.")]
    table: Annotated[str, Heading("关系", "Table", "Pairing or dispatch.", terms=LinkTable)]
    force: Annotated[str, Heading("帮扶力量", "Force", "Which of the five forces.", terms=Force)]
    state: Annotated[str, Heading("状态", "State", "Whether it holds on the day, will, or did.", terms=LinkState)]
    since: Annotated[str | None, Heading("起始", "Since", "First day in force, of the earliest; null: only seen.")]
    through: Annotated[str | None, Heading("截止", "Through", "Last day in force, of the latest; null: open.")]
    count_: Annotated[int, Heading("条数", "Count", "Rows of the ledger that this one line stands for.")]


@dataclass(frozen=True, slots=True)
class Network:
    """`total` units there would be without a limit."""

    total: int
    units: Sequence[NetworkUnit]
    links: Sequence[NetworkLink]

    @property
    def is_cut(self) -> bool:
        return len(self.units) < self.total


def network_of(graph: Snapshot, ask: NetworkAsk | None, only: int | None = None) -> Network:
    """`only` is the place to which a reader is limited; None is asked where that place is not there yet."""
    if ask is None:
        return Network(0, [], [])
    found = chosen(graph, ask, only)
    return Network(found.of, _units(graph, ask, found, only), _links(graph, found))


def _units(graph: Snapshot, ask: NetworkAsk, found: Chosen, only: int | None) -> list[NetworkUnit]:
    slots, at, lines = np.array(found.units, np.int64), positions(graph, ask, found, only).at, degrees(found)
    kinds = codes(Kind, graph.structure.kind[slots])
    return [
        NetworkUnit(unit_id, name, kind, *at[unit], lines[unit])
        for unit, unit_id, name, kind in zip(found.units, graph.ids(slots), graph.names(slots), kinds, strict=True)
    ]


def _links(graph: Snapshot, found: Chosen) -> list[NetworkLink]:
    return [
        NetworkLink(
            graph.id(tie.source),
            graph.id(tie.target),
            tie.table,
            tie.force,
            tie.state,
            *term_of(graph, tie),
            tie.many,
        )
        for tie in found.ties
    ]


def _answer(graph: Snapshot, ask: NetworkAsk) -> Answer[NetworkLink]:
    return Answer.of(list(network_of(graph, ask).links))


NETWORK = Question(
    name="network",
    title="网络",
    title_en="Network",
    meaning="Who is linked with whom, around a unit or within a place?",
    params=NetworkAsk,
    row=NetworkLink,
    answer=_answer,
)
