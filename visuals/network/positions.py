"""Where units are drawn: homes by springs (networkx), and around each home in a spiral the units that belong to it.

A spring layout of 3,000 units takes minutes in Python and in a browser; one of a hundred homes takes a moment.
"""

from collections.abc import Mapping, Sequence
from math import cos, pi, sin, sqrt
from typing import NamedTuple

import networkx
import numpy as np
import numpy.typing as npt

from graph_model.snapshot.history import NOBODY
from graph_model.snapshot.snapshot import Snapshot
from visuals.network.chosen import Chosen, Tie

Place = tuple[int, int]


class LaidOut(NamedTuple):
    """Pixels from the middle by slot; homes with others around them, those with most first.

    `room` lies between two units. Of it `zoom` is seen when all of the picture is: pixels of a screen for each.
    """

    at: Mapping[int, Place]
    homes: Sequence[int]
    zoom: float
    room: float


_MOST_HOMES = 400
_ROOMS = ((60, 130.0), (300, 74.0), (10_000, 46.0))
"""Pixels between two units of a home, by how many units there are at most."""
_SCREEN = 480
"""Pixels of a screen that the picture has, the short way."""
_TURN = pi * (3 - sqrt(5))
_SEED = 39


def positions(graph: Snapshot, chosen: Chosen) -> LaidOut:
    """The same for the same graph."""
    room = next(room for most, room in _ROOMS if len(chosen.units) <= most)
    home = _homes(graph, chosen)
    members = dict[int, list[int]]()
    for unit in chosen.units:
        members.setdefault(home[unit], []).append(unit)
    for middle, those in members.items():
        those.sort(key=lambda unit: unit != middle)  # the home itself is in the middle of its spiral
    radii = [room * (sqrt(len(those)) + 0.9) for those in members.values()]
    centres = _apart(_springs(list(members), home, chosen.ties), radii)
    at = {
        unit: _on_spiral(x, y, room, place)
        for (x, y), those in zip(centres.tolist(), members.values(), strict=True)
        for place, unit in enumerate(those)
    }
    crowded = sorted((each for each in members if len(members[each]) > 1), key=lambda each: -len(members[each]))
    return LaidOut(at, [each for each in crowded if each in at], _zoom(at), room)


def _zoom(at: Mapping[int, Place]) -> float:
    wide, high = ([place[axis] for place in at.values()] for axis in (0, 1))
    extent = max(max(wide, default=0) - min(wide, default=0), max(high, default=0) - min(high, default=0), 1)
    return min(1.0, _SCREEN / extent)


def _on_spiral(x: float, y: float, room: float, place: int) -> Place:
    away, turn = room * sqrt(place), place * _TURN
    return round(x + away * cos(turn)), round(y + away * sin(turn))


def _homes(graph: Snapshot, chosen: Chosen) -> dict[int, int]:
    """A unit lives in its county, if that is drawn or houses others; a helper of one home only lives there too."""
    home = {unit: _county(graph, unit) for unit in chosen.units}
    near = dict[int, set[int]]()
    for tie in chosen.ties:
        near.setdefault(tie.source, set()).add(home[tie.target])
        near.setdefault(tie.target, set()).add(home[tie.source])
    alone = [unit for unit, at in home.items() if at == unit and len(near.get(unit, ())) == 1]
    homes = set(home.values())
    for unit in alone:
        (only,) = near[unit]
        if only in homes and only != unit and home.get(only, only) == only and only not in alone:
            home[unit] = only
    return _few(home)


def _county(graph: Snapshot, unit: int) -> int:
    county = int(graph.structure.county[unit])
    return unit if county == NOBODY else county


def _few(home: dict[int, int]) -> dict[int, int]:
    """Beyond what springs can do, homes of one unit share one."""
    sizes = dict[int, int]()
    for at in home.values():
        sizes[at] = sizes.get(at, 0) + 1
    if len(sizes) <= _MOST_HOMES:
        return home
    large = set(sorted(sizes, key=lambda at: -sizes[at])[: _MOST_HOMES - 1])
    rest = next(at for at in sizes if at not in large)
    return {unit: at if at in large else rest for unit, at in home.items()}


def _springs(homes: Sequence[int], home: Mapping[int, int], ties: Sequence[Tie]) -> npt.NDArray[np.float64]:
    between = networkx.Graph()
    between.add_nodes_from(homes)
    between.add_edges_from({(home[tie.source], home[tie.target]) for tie in ties})
    found = networkx.spring_layout(between, seed=_SEED, iterations=80, k=2.2 / sqrt(max(len(homes), 1)))
    return np.array([found[each] for each in homes], np.float64).reshape(-1, 2)


def _apart(centres: npt.NDArray[np.float64], radii: Sequence[float]) -> npt.NDArray[np.float64]:
    """Scaled to the room that the homes need, then pushed apart until none lies on another."""
    size = np.array(radii)
    moved = centres * 1.3 * sqrt(float((size**2).sum()))
    least = size[:, None] + size[None, :]
    for _ in range(200):
        away = moved[:, None, :] - moved[None, :, :]
        distance = np.maximum(np.hypot(away[..., 0], away[..., 1]), 1e-3)
        overlap = np.maximum(least - distance, 0)
        np.fill_diagonal(overlap, 0)
        if not overlap.any():
            break
        moved += (away / distance[..., None] * overlap[..., None]).sum(axis=1) * 0.25
    return moved
