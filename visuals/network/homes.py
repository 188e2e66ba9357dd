"""Homes by springs, or as on a map where their places are known, and around each the units that belong to it.

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
from visuals.network.places import WIDE, Place, on_spiral

_MOST_HOMES = 400
_ROOMS = ((120, 130.0), (300, 74.0), (10_000, 46.0))
"""Pixels between two units of a home, by how many units there are at most."""
_MOST_PETALS, _OPEN = 12, 1.55 * pi
"""Units around a home up to which they are its petals, and the angle that these take."""
_SEED = 39
_PUSHES, _HARDLY = 120, 0.05
_EDGE_OF_MAP = 1.5
"""How far from its middle a home may lie that is not on the map; what is on it lies within 1 each way."""


class Homes(NamedTuple):
    """Pixels from the middle by slot, homes worth naming, and the room between two units."""

    at: Mapping[int, Place]
    named: Sequence[int]
    room: float


def homes(graph: Snapshot, found: Chosen) -> Homes:
    """The same for the same graph."""
    room = next(room for most, room in _ROOMS if len(found.units) <= most)
    home = _homes(graph, found)
    members = dict[int, list[int]]()
    for unit in found.units:
        members.setdefault(home[unit], []).append(unit)
    for middle, those in members.items():
        those.sort(key=lambda unit: unit != middle)  # the home itself is in the middle of its spiral
    radii = [_reach(len(those), room) for those in members.values()]
    on_map = _on_map(graph, list(dict.fromkeys(home[tie.target] for tie in found.ties)))
    centres = _apart(_springs(list(members), home, found.ties, on_map), radii) * (WIDE, 1)
    at = {
        unit: _around_home(x, y, room, place, len(those))
        for (x, y), those in zip(centres.tolist(), members.values(), strict=True)
        for place, unit in enumerate(those)
    }
    crowded = sorted((each for each in members if len(members[each]) > 1), key=lambda each: -len(members[each]))
    named = dict.fromkeys(each for each in (*on_map, *crowded) if each in at)
    return Homes(at, list(named), room)


def _reach(count: int, room: float) -> float:
    return room * (2.1 if 1 < count <= _MOST_PETALS else sqrt(count) + 0.9)


def _around_home(x: float, y: float, room: float, place: int, count: int) -> Place:
    """A few lie around their home like petals, but for below it, where its name stands; many in a spiral."""
    if place == 0 or count > _MOST_PETALS:
        return on_spiral(x, y, room, place)
    turn = _OPEN * (place / count - 0.5) - pi / 2
    return round(x + 1.25 * room * cos(turn)), round(y + 1.25 * room * sin(turn))


def _homes(graph: Snapshot, chosen: Chosen) -> dict[int, int]:
    """A unit lives in its county, if that is drawn; a helper of one home only lives there too."""
    drawn = set(chosen.units)
    home = {unit: _county(graph, unit, drawn) for unit in chosen.units}
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


def _county(graph: Snapshot, unit: int, drawn: set[int]) -> int:
    """Of a county that is not drawn nothing is told, not even by who is side by side."""
    county = int(graph.structure.county[unit])
    return county if county != NOBODY and county in drawn else unit


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


def _springs(
    homes: Sequence[int], home: Mapping[int, int], ties: Sequence[Tie], on_map: Mapping[int, tuple[float, float]]
) -> npt.NDArray[np.float64]:
    """Places helped lie as on a map, where they are known; all others between those they are tied to."""
    between = networkx.Graph()
    between.add_nodes_from(homes)
    between.add_edges_from({(home[tie.source], home[tie.target]) for tie in ties})
    given = {"pos": on_map, "fixed": list(on_map)} if on_map else {}
    found = networkx.spring_layout(
        between, seed=_SEED, iterations=80, k=1.6 / sqrt(max(len(homes), 1)), scale=None if on_map else 1, **given
    )
    placed = [found[each] if each in on_map or not on_map else _not_far(found[each]) for each in homes]
    return np.array(placed, np.float64).reshape(-1, 2)


def _not_far(at: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """What nothing ties to the map drifts off without end, and all the rest would be drawn tiny."""
    return at * min(1.0, _EDGE_OF_MAP / max(float(np.hypot(*at)), 1e-6))


def _on_map(graph: Snapshot, places: Sequence[int]) -> dict[int, tuple[float, float]]:
    """Between -1 and 1, north above; empty unless most have a latitude and a longitude."""
    units, version = graph.history.units, graph.structure.version[np.array(places, np.int64)]
    lat, lon = units.lat[version], units.lon[version]
    known = np.isfinite(lat) & np.isfinite(lon)
    if known.sum() < max(3, len(places) / 2):
        return {}
    middle = lat[known].mean(), lon[known].mean()
    x, y = (lon - middle[1]) * cos(middle[0] * pi / 180), middle[0] - lat
    reach = max(float(np.abs(np.concatenate([x[known], y[known]])).max()), 1e-6)
    return {
        place: (float(x[number]) / reach, float(y[number]) / reach)
        for number, place in enumerate(places)
        if known[number]
    }


def _apart(centres: npt.NDArray[np.float64], radii: Sequence[float]) -> npt.NDArray[np.float64]:
    """Scaled to the room that the homes need, then pushed apart until hardly one lies on another."""
    if not radii:
        return centres
    size = np.array(radii, np.float32)
    moved = (centres @ (1, 1j)).astype(np.complex64) * np.float32(1.3 * sqrt(float((size**2).sum())))
    least = size[:, None] + size[None, :]
    for _ in range(_PUSHES):
        away = moved[:, None] - moved[None, :]
        distance = np.maximum(np.abs(away), np.float32(1e-3))
        overlap = np.maximum(least - distance, 0)
        np.fill_diagonal(overlap, 0)
        if overlap.max(initial=0) < _HARDLY * size.mean():
            break
        moved += (away * (overlap / distance)).sum(axis=1) * np.float32(0.25)
    return np.stack([moved.real, moved.imag], axis=1).astype(np.float64)
