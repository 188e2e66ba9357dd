"""Who carries how much?"""

from dataclasses import dataclass
from typing import Annotated, NamedTuple

import numpy as np

from graph_model.question import Answer, Heading, Option, Question, Takes
from graph_model.snapshot.history import NOBODY
from graph_model.snapshot.snapshot import Snapshot
from graph_model.snapshot.standing import live
from graph_model.snapshot.texts import Bools, Ints
from graph_model.vocabulary import Force, Kind, LinkTable
from queries.options import LinkForce, Within
from queries.reach import FORCES_OF, Reach, distinct, force_bits, links_in_force, links_of_table, pair_keys, reach

HelperKind = Annotated[Kind | None, Option(Takes.TERM, "帮扶方类型", "Only helpers of this kind.", Kind)]
UnitsAtLeast = Annotated[int, Option(Takes.COUNT, "至少帮扶", "Only helpers that reach at least so many units.")]


@dataclass(frozen=True, slots=True)
class Params:
    day: int
    force: LinkForce = None
    kind: HelperKind = None
    within: Within = None
    at_least: UnitsAtLeast = 1


class Row(NamedTuple):
    helper: Annotated[str, Heading("帮扶方编码", "Helper", "Id of the helper or sender.", brief=False)]
    name: Annotated[str, Heading("帮扶方", "Name", "Its name.")]
    kind: Annotated[str, Heading("帮扶方类型", "Kind", "Its kind.", terms=Kind)]
    forces: Annotated[list[str], Heading("帮扶力量", "Forces", "Forces of its links.", terms=Force)]
    units: Annotated[int, Heading("帮扶单位数", "Units", "Units that it reaches.")]
    counties: Annotated[int, Heading("涉及县数", "Counties", "Counties in which these lie.")]
    headcount: Annotated[int, Heading("选派人数", "Headcount", "People that it has sent.")]
    sole: Annotated[int, Heading("唯一帮扶", "Sole", "Units that would have none left under some rule.")]


@dataclass(frozen=True, slots=True)
class Load:
    """What each helper carries; a place a slot."""

    units: Ints
    counties: Ints
    headcount: Ints
    sole: Ints
    forces: Ints


def answer(graph: Snapshot, ask: Params) -> Answer[Row]:
    load = _load(graph, ask)
    listed = load.units >= max(ask.at_least, 1)
    if ask.kind is not None:
        listed &= graph.of_kinds([ask.kind])
    helpers = np.flatnonzero(listed).astype(np.int32)
    helpers = helpers[np.lexsort((graph.structure.id_rank[helpers], -load.units[helpers]))]
    return Answer(len(helpers), lambda start, stop: _rows(graph, load, helpers[start:stop]))


def _rows(graph: Snapshot, load: Load, helpers: Ints) -> list[Row]:
    columns = (load.units, load.counties, load.headcount, load.sole)
    return [
        Row(unit_id, name, graph.kind(slot).value, list(FORCES_OF[load.forces[slot]]), *numbers)
        for unit_id, name, slot, *numbers in zip(
            graph.ids(helpers),
            graph.names(helpers),
            helpers.tolist(),
            *(column[helpers].tolist() for column in columns),
            strict=True,
        )
    ]


def _load(graph: Snapshot, ask: Params) -> Load:
    places = links_in_force(graph, ask.day, ask.within)
    pairs = reach(graph, places)
    is_sole = pairs.some(_sole_links(graph, ask.day)[places])
    if ask.force is not None:
        chosen = force_bits(graph, places) == 1 << ask.force.number
        is_sole, places = is_sole[pairs.some(chosen)], places[chosen]
        pairs = reach(graph, places)
    slots = len(graph.structure.kind)
    return Load(
        units=np.bincount(pairs.source, minlength=slots),
        counties=_counties(graph, pairs),
        headcount=_headcount(graph, places),
        sole=np.bincount(pairs.source[is_sole], minlength=slots),
        forces=_forces(pairs, slots),
    )


def _sole_links(graph: Snapshot, day: int) -> Bools:
    """Places of the wiring that are links of the only helper some unit has under some rule that applies."""
    sole = np.zeros(len(graph.wiring.link), np.bool_)
    for rule in graph.rules:
        if rule.valid_on(day):
            standing = graph.standing(rule, day)
            matched = standing.matched
            alone = np.zeros(len(matched.units), np.bool_)
            alone[standing.at[standing.has == 1]] = True
            links = live(matched, day)
            sole[matched.hit[links[alone[matched.at[links]]]]] = True
    return sole


def _counties(graph: Snapshot, pairs: Reach) -> Ints:
    """Distinct counties of the units that each helper reaches."""
    county = graph.structure.county[pairs.target]
    placed = county != NOBODY
    both = distinct(pair_keys(pairs.source[placed], county[placed]))
    return np.bincount(both >> 32, minlength=len(graph.structure.kind))


def _headcount(graph: Snapshot, places: Ints) -> Ints:
    """People that each sender has sent; pairings count none."""
    places = links_of_table(graph, places, LinkTable.DISPATCH)
    people = graph.history.links.headcount[graph.wiring.link[places]]
    counted = np.bincount(graph.wiring.source[places], people, minlength=len(graph.structure.kind))
    return counted.astype(np.int64)


def _forces(pairs: Reach, slots: int) -> Ints:
    """A bit for each force under which each helper reaches somebody."""
    bits = np.zeros(slots, np.int8)
    for force in Force:
        bit = 1 << force.number
        bits[pairs.source[pairs.forces & bit != 0]] |= bit
    return bits


HELPERS = Question(
    name="helpers",
    title="帮扶方",
    title_en="Helpers",
    meaning="Who carries how much, and what would drop to zero without it?",
    params=Params,
    row=Row,
    answer=answer,
)
