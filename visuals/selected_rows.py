"""Which rows of the ledger go into a file: all it holds, or what lies within a unit."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from graph_model.snapshot.history import NOBODY, ReturnVersion
from graph_model.snapshot.snapshot import Snapshot
from graph_model.snapshot.texts import Bools, Ints
from graph_model.vocabulary import LinkTable
from queries.link_rows import listed_links


@dataclass(frozen=True, slots=True)
class Selected:
    """Slots of units and rows of links in the order of their ids, and returns; of all time."""

    units: Ints
    links: Mapping[LinkTable, Ints]
    returns: list[ReturnVersion]


def rows_within(graph: Snapshot, within: int | None) -> Selected:
    """Units and returns within a unit, and the links whose recipient or host lies there; without one, all."""
    inside = graph.present if within is None else graph.present & graph.within(within)
    links = {table: listed_links(graph, table, 0, within=within, all_time=True) for table in LinkTable}
    returns = [each for each in graph.returns if within is None or inside[each.within]]
    return Selected(_by_id(graph, inside), links, sorted(returns, key=lambda each: _order(graph, each)))


def with_what_they_name(graph: Snapshot, chosen: Selected) -> Selected:
    """The same with the units that its rows name, and those above them: it can be loaded by itself."""
    wanted = np.zeros(len(graph.present), np.bool_)
    wanted[chosen.units] = True
    links = graph.history.links
    for rows in chosen.links.values():
        wanted[links.helper[rows]] = wanted[links.recipient[rows]] = True
    units = _by_id(graph, _with_those_above(graph, wanted) & graph.present)
    return Selected(units, chosen.links, chosen.returns)


def _with_those_above(graph: Snapshot, wanted: Bools) -> Bools:
    units, version = graph.history.units, graph.structure.version
    fresh = np.flatnonzero(wanted & graph.present)
    while len(fresh):
        named = np.concatenate([units.parent[version[fresh]], units.stands_for[version[fresh]]])
        named = np.unique(named[named != NOBODY])
        fresh = named[~wanted[named]]
        wanted[fresh] = True
    return wanted


def _by_id(graph: Snapshot, wanted: Bools) -> Ints:
    slots = np.flatnonzero(wanted)
    ordered: Ints = slots[np.argsort(graph.structure.id_rank[slots])]
    return ordered


def _order(graph: Snapshot, each: ReturnVersion) -> tuple[str, str, str, str, int]:
    return each.table, graph.history.ids[each.within], each.kind, each.force, each.as_of
