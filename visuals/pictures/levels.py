"""Which places a picture shows one by one: counties, or the level above where they are too many."""

from collections.abc import Iterable

import numpy as np

from graph_model.rules import Rule
from graph_model.snapshot.history import NOBODY
from graph_model.snapshot.snapshot import Snapshot
from graph_model.snapshot.texts import Ints

MOST_ROWS = 60
"""A matrix with more counties shows prefectures; with more of those, provinces."""

LEVELS = ("county", "prefecture", "province")


def level_of(graph: Snapshot, rules: Iterable[Rule], within: int | None) -> str:
    """The finest level with at most MOST_ROWS places to which a rule can apply; else provinces."""
    chosen = list(rules)
    for level in LEVELS[:-1]:
        if len(places_of(graph, chosen, within, level)) <= MOST_ROWS:
            return level
    return LEVELS[-1]


def places_of(graph: Snapshot, rules: Iterable[Rule], within: int | None, level: str) -> Ints:
    """The places of a level, by id, with a unit to which one of some rules can apply, on whatever day."""
    column: Ints = getattr(graph.structure, level)
    there = np.zeros(len(column) + 1, np.bool_)
    inside = None if within is None else graph.within(within)
    for rule in rules:
        units = graph.applicable(rule)
        there[column[units if inside is None else units[inside[units]]]] = True  # NOBODY, -1, is the last
    places = np.flatnonzero(there[:-1])
    return places[np.argsort(graph.structure.id_rank[places])]


def above_of(graph: Snapshot, slot: int, level: str) -> int:
    """The place of the next level in which one lies; NOBODY where there is none."""
    following = LEVELS[LEVELS.index(level) + 1 :]
    return int(getattr(graph.structure, following[0])[slot]) if following else NOBODY
