"""What a map shows: places with their counts, where they are, and what they lie in."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from graph_model.snapshot.history import NOBODY
from graph_model.snapshot.snapshot import Snapshot
from graph_model.vocabulary import Kind
from visuals.pictures.place_names import short_place
from visuals.words import Lang


class PlaceCount(NamedTuple):
    """The counts of one place, by its slot: rules met or not add up to `applies`; unknown is no gap."""

    slot: int
    gaps: int
    unknown: int
    applies: int


@dataclass(frozen=True, slots=True)
class MapPlace:
    """One place of a map; `name` is short, `block` the id of what it lies in, empty where there is none.

    `at` is (longitude, latitude) in degrees, WGS 84: its own, else the middle of what lies within it or near it.
    """

    id: str
    name: str
    whole_name: str
    block: str
    block_name: str
    block_whole_name: str
    at: tuple[float, float] | None
    gaps: int
    unknown: int
    applies: int

    @property
    def mostly_unknown(self) -> bool:
        """More than half of it is unreported: a map shows that, and no colour for what little is known."""
        return 2 * self.unknown > self.applies


def map_places(graph: Snapshot, counts: Iterable[PlaceCount], lang: Lang) -> list[MapPlace]:
    """Places in the order of their slots' nesting, so that those of one block stand together."""
    where = _Whereabouts(graph)
    ordered = sorted(counts, key=lambda each: int(graph.structure.first[each.slot]))
    return [_place(graph, where, each, lang) for each in ordered]


def _place(graph: Snapshot, where: "_Whereabouts", count: PlaceCount, lang: Lang) -> MapPlace:
    structure = graph.structure
    slot = count.slot
    is_prefecture = graph.kind(slot) is Kind.PREFECTURE
    block = int((structure.province if is_prefecture else structure.prefecture)[slot])
    block = NOBODY if block == slot else block
    return MapPlace(
        id=graph.id(slot),
        name=short_place(graph, slot, lang),
        whole_name=graph.name(slot),
        block="" if block == NOBODY else graph.id(block),
        block_name=short_place(graph, block, lang),
        block_whole_name="" if block == NOBODY else graph.name(block),
        at=where.of(slot),
        gaps=count.gaps,
        unknown=count.unknown,
        applies=count.applies,
    )


class _Whereabouts:
    """Where units are, from the columns of their versions."""

    def __init__(self, graph: Snapshot) -> None:
        version = graph.structure.version  # of absent units the last one's: they are never looked at
        self._graph = graph
        self._lat, self._lon = graph.history.units.lat[version], graph.history.units.lon[version]
        self._known = graph.present & np.isfinite(self._lat) & np.isfinite(self._lon)

    def of(self, slot: int) -> tuple[float, float] | None:
        """Its own position, else the middle of those within it, else that of the unit above; None: nobody knows."""
        if self._known[slot]:
            return float(self._lon[slot]), float(self._lat[slot])
        for unit in (slot, *self._graph.above(slot)):
            inside = self._known & self._graph.within(unit)
            if inside.any():
                return float(self._lon[inside].mean()), float(self._lat[inside].mean())
        return None
