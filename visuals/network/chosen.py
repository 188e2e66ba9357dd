"""Which links and units a network shows, and which it leaves out when they are too many."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from graph_model.snapshot.snapshot import Snapshot
from graph_model.snapshot.texts import Bools, Ints

MOST = 3_000
"""Units that are drawn."""

IN_FORCE, PLANNED, LAPSED = "in_force", "planned", "lapsed"


class Tie(NamedTuple):
    """Links of one table, force and state between two units, drawn as one line; `rows` are of the history."""

    source: int
    target: int
    table: str
    force: str
    state: str
    rows: tuple[int, ...]

    @property
    def many(self) -> int:
        return len(self.rows)


@dataclass(frozen=True, slots=True)
class Chosen:
    """`of` units there would be; `units` are drawn, the most connected first."""

    units: Sequence[int]
    ties: Sequence[Tie]
    of: int

    @property
    def is_cut(self) -> bool:
        return len(self.units) < self.of


def chosen(graph: Snapshot, day: int, *, within: int | None = None, around: int | None = None) -> Chosen:
    """Links whose recipient lies within a unit, or that have the unit at one end; else all of them."""
    places = _places(graph, day, within, around)
    if around is not None:
        places = np.union1d(places, _between(graph, day, places))
    ties = list(_ties(graph, places, day))
    degree = np.bincount(
        np.array([end for tie in ties for end in (tie.source, tie.target)], np.int64), minlength=len(graph.present)
    )
    if around is not None:
        degree[around] = np.iinfo(np.int64).max
    there = np.flatnonzero(degree)
    kept = there[np.lexsort((graph.structure.id_rank[there], -degree[there]))][:MOST]
    drawn = set(kept.tolist())
    return Chosen(
        units=kept.tolist(),
        ties=[tie for tie in ties if tie.source in drawn and tie.target in drawn],
        of=len(there),
    )


def _held(graph: Snapshot, day: int) -> Bools:
    """Links that the day says something about: one only seen later says nothing yet."""
    wiring = graph.wiring
    return np.asarray(graph.alive & (wiring.dated | (wiring.start <= day)))


def _places(graph: Snapshot, day: int, within: int | None, around: int | None) -> Ints:
    wiring, fits = graph.wiring, _held(graph, day)
    if within is not None:
        fits &= graph.within(within)[wiring.target]
    if around is not None:
        unit = int(graph.structure.counts_for[around])
        fits &= (wiring.target == unit) | (wiring.source == unit)
    return np.flatnonzero(fits)


def _between(graph: Snapshot, day: int, places: Ints) -> Ints:
    """Links among the units that are there already."""
    wiring = graph.wiring
    there = np.zeros(len(graph.present), np.bool_)
    there[wiring.source[places]] = there[wiring.target[places]] = True
    return np.flatnonzero(_held(graph, day) & there[wiring.source] & there[wiring.target])


def _ties(graph: Snapshot, places: Ints, day: int) -> Iterator[Tie]:
    wiring, links = graph.wiring, graph.history.links
    rows = wiring.link[places]
    classes = [graph.history.link_classes[number] for number in links.link_class[rows].tolist()]
    together = dict[tuple[int, int, str, str, str], list[int]]()
    for source, target, each, start, until, row in zip(
        wiring.source[places].tolist(),
        wiring.target[places].tolist(),
        classes,
        wiring.start[places].tolist(),
        wiring.until[places].tolist(),
        rows.tolist(),
        strict=True,
    ):
        state = PLANNED if day < start else IN_FORCE if day < until else LAPSED
        together.setdefault((source, target, each.link, each.force, state), []).append(row)
    for key, those in together.items():
        yield Tie(*key, tuple(those))
