"""The place filter: 省 → 市州 → 县, of the places that some rule speaks of."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from graph_model.snapshot.history import NOBODY
from graph_model.snapshot.snapshot import Snapshot
from graph_model.snapshot.texts import Ints
from visuals.pages.ask import Ask

_ALL_AT_ONCE = 120
"""Counties up to which one list shows them all; beyond, each place shows those right below it."""


class Place(NamedTuple):
    """By its id, with its official name."""

    id: str
    name: str


class Choice(NamedTuple):
    """Places to choose from under a heading, itself a place, or None where there is none."""

    head: Place | None
    places: Sequence[Place]


class PlaceFilter(NamedTuple):
    """`chain` leads from the widest place to the chosen one."""

    chain: Sequence[Place]
    choices: Sequence[Choice]


def place_filter(ask: Ask) -> PlaceFilter:
    """Of a reader limited to a place, what lies within it."""
    graph, chosen = ask.graph, ask.within
    counties = counties_of(graph)
    if ask.limited and chosen is not None:
        counties = counties[graph.within(chosen)[counties]]
    chain = [] if chosen is None else [*reversed(graph.above(chosen)), chosen]
    if len(counties) <= _ALL_AT_ONCE:
        choices = _by_prefecture(graph, counties)
    else:
        choices = [Choice(None, _below(graph, counties, chosen))]
    return PlaceFilter([_place(graph, each) for each in chain], choices)


def counties_of(graph: Snapshot) -> Ints:
    """Slots of the counties that some rule can apply to, or to a unit within, by prefecture and id."""
    return graph.remember("counties of rules", lambda: _counties(graph))


def _counties(graph: Snapshot) -> Ints:
    found = [graph.structure.county[graph.applicable(rule)] for rule in graph.rules]
    counties = np.unique(np.concatenate(found)) if found else np.array([], np.int32)
    counties = counties[counties != NOBODY]
    ranks = graph.structure.id_rank
    above = graph.structure.prefecture[counties]
    return np.asarray(counties[np.lexsort((ranks[counties], np.where(above == NOBODY, -1, ranks[above])))])


def _by_prefecture(graph: Snapshot, counties: Ints) -> list[Choice]:
    choices = dict[int, list[Place]]()
    for slot in counties.tolist():
        choices.setdefault(int(graph.structure.prefecture[slot]), []).append(_place(graph, slot))
    return [Choice(None if above == NOBODY else _place(graph, above), places) for above, places in choices.items()]


def _below(graph: Snapshot, counties: Ints, chosen: int | None) -> list[Place]:
    """Provinces; within one its prefectures; within one of these its counties."""
    structure = graph.structure
    if chosen is None:
        slots = structure.province[counties]
    elif int(structure.prefecture[chosen]) == NOBODY:
        slots = structure.prefecture[counties[structure.province[counties] == structure.province[chosen]]]
    else:
        slots = counties[structure.prefecture[counties] == structure.prefecture[chosen]]
    return [_place(graph, slot) for slot in dict.fromkeys(slots.tolist()) if slot != NOBODY]


def _place(graph: Snapshot, slot: int) -> Place:
    return Place(graph.id(slot), graph.name(slot))
