"""Full-domain pairing (全域结对): which units of each county are paired, and with the county's own partners?"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, NamedTuple

import numpy as np

from graph_model.question import Answer, Heading, Question
from graph_model.snapshot.history import NOBODY
from graph_model.snapshot.snapshot import Snapshot
from graph_model.snapshot.standing import IS_GAP, IS_MET, Standing, live
from graph_model.snapshot.texts import Bools, Ints
from graph_model.vocabulary import Group, Kind, LinkTable
from queries.options import UnitKind, Within
from queries.reach import LOW, climb, contains, links_in_force, links_of_table, pair_keys

_KINDS = sorted(Kind, key=str)
_PLACE_OF_KIND = np.array([_KINDS.index(kind) for kind in Kind])
"""By a kind's number: its place in the order of the codes."""


@dataclass(frozen=True, slots=True)
class Params:
    day: int
    within: Within = None
    kind: UnitKind = None


class Row(NamedTuple):
    county: Annotated[str | None, Heading("县编码", "County", "The county; null for units in none.", brief=False)]
    county_name: Annotated[str | None, Heading("县（市、区）", "County name", "Its name.")]
    kind: Annotated[str, Heading("单位类型", "Kind", "Kind of the units counted.", terms=Kind)]
    all: Annotated[int, Heading("应结对", "All", "Units to which a rule of full-domain pairing applies.")]
    paired: Annotated[int, Heading("已结对", "Paired", "Those for which every such rule is met.")]
    aligned: Annotated[
        int, Heading("与县一致", "Aligned", "Of the paired: a helper belongs to one paired with the county.")
    ]
    gap: Annotated[int, Heading("缺口", "Gap", "Those for which some such rule is a gap.")]
    unknown: Annotated[int, Heading("未填报", "Unknown", "The rest.")]


@dataclass(frozen=True, slots=True)
class Paired:
    """Over all slots: to which units a rule applies, where every such rule is met, where one is a gap."""

    applies: Bools
    met: Bools
    gap: Bools


def answer(graph: Snapshot, ask: Params) -> Answer[Row]:
    rules = [rule for rule in graph.rules if rule.group == Group.FULL_DOMAIN and rule.valid_on(ask.day)]
    standings = [graph.standing(rule, ask.day) for rule in rules]
    found = _paired(graph, ask, standings)
    aligned = _aligned(graph, ask.day, standings, found.met)
    rest = found.applies & ~found.met & ~found.gap
    counties = _counties(graph)
    units = np.flatnonzero(found.applies)
    group = _groups(graph, counties, units)
    counts = np.column_stack(
        [
            np.bincount(group[column[units]], minlength=(len(counties) + 1) * len(_KINDS))
            for column in (found.applies, found.met, aligned, found.gap, rest)
        ]
    )
    listed = np.flatnonzero(counts[:, 0])
    return Answer(len(listed), lambda start, stop: _rows(graph, counties, counts, listed[start:stop]))


def _counties(graph: Snapshot) -> Ints:
    """Every county, by id."""
    counties = np.flatnonzero(graph.structure.kind == Kind.COUNTY.number)
    return counties[np.argsort(graph.structure.id_rank[counties])]


def _groups(graph: Snapshot, counties: Ints, units: Ints) -> Ints:
    """For each unit the number of its county and kind, in the order of rows: no county is county 0."""
    number = np.zeros(len(graph.structure.kind) + 1, np.int32)
    number[counties] = np.arange(1, len(counties) + 1)
    number[NOBODY] = 0
    county = number[graph.structure.county[units]]
    return np.asarray(county * len(_KINDS) + _PLACE_OF_KIND[graph.structure.kind[units]])


def _rows(graph: Snapshot, counties: Ints, counts: Ints, groups: Ints) -> list[Row]:
    county, kind = np.divmod(groups, len(_KINDS))
    placed = counties[county[county > 0] - 1]
    nowhere = [None] * (len(groups) - len(placed))
    return [
        Row(county_id, name, _KINDS[number].value, *counted)
        for county_id, name, number, counted in zip(
            [*nowhere, *graph.ids(placed)],
            [*nowhere, *graph.names(placed)],
            kind.tolist(),
            counts[groups].tolist(),
            strict=True,
        )
    ]


def _paired(graph: Snapshot, ask: Params, standings: Iterable[Standing]) -> Paired:
    """Only units inside `within` and of the kind asked for."""
    applies, unmet, gap = (np.zeros(len(graph.structure.kind), np.bool_) for _ in range(3))
    for standing in standings:
        applies[standing.units] = True
        unmet[standing.units[~IS_MET[standing.state]]] = True
        gap[standing.units[IS_GAP[standing.state]]] = True
    if ask.within is not None:
        applies &= graph.within(ask.within)
    if ask.kind is not None:
        applies &= graph.of_kinds([ask.kind])
    return Paired(applies, applies & ~unmet, applies & gap)


def _aligned(graph: Snapshot, day: int, standings: Iterable[Standing], paired: Bools) -> Bools:
    """Paired units with a helper that is, or lies within, one that has a pairing with their county."""
    unit, helper = _helping(standings, day, paired)
    county = graph.structure.county[unit]
    partners = _partners(graph, day)
    is_partner = np.zeros(len(paired), np.bool_)
    is_partner[partners & LOW] = True
    aligned = np.zeros(len(paired), np.bool_)
    for at, upper in [(np.arange(len(unit)), helper), *climb(graph, helper)]:
        likely = np.flatnonzero(is_partner[upper])
        at, upper = at[likely], upper[likely]
        aligned[unit[at[contains(partners, pair_keys(county[at], upper))]]] = True
    return aligned


def _helping(standings: Iterable[Standing], day: int, paired: Bools) -> tuple[Ints, Ints]:
    """Paired units in a county, and their helpers in force under the rules that apply to them."""
    units, helpers = [np.empty(0, np.int32)], [np.empty(0, np.int32)]
    for standing in standings:
        matched = standing.matched
        wanted = np.zeros(len(matched.units), np.bool_)
        wanted[standing.at] = paired[standing.units]
        links = live(matched, day)
        links = links[wanted[matched.at[links]]]
        units.append(matched.units[matched.at[links]])
        helpers.append(matched.source[links])
    return np.concatenate(units), np.concatenate(helpers)


def _partners(graph: Snapshot, day: int) -> Ints:
    """Counties and the units that have a pairing in force with them, as one number each, ascending."""
    wiring = graph.wiring
    places = links_in_force(graph, day)
    places = places[graph.structure.kind[wiring.target[places]] == Kind.COUNTY.number]
    places = links_of_table(graph, places, LinkTable.PAIRING)
    return pair_keys(wiring.target[places], wiring.source[places])


FULL_DOMAIN = Question(
    name="full-domain",
    title="全域结对",
    title_en="Full-domain pairing",
    meaning="Which units of each county are paired, and with partners of the county itself?",
    params=Params,
    row=Row,
    answer=answer,
)
