"""Where tiles would like to lie: neighbours one step apart, in the direction in which they lie on the ground."""

from collections.abc import Sequence
from itertools import combinations
from math import cos, hypot, log, radians

import networkx as nx
import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Wish = tuple[int, int, float, float]
"""That one place lies at a distance (columns, rows) from another; both by their index."""

_NEIGHBOURS = 5
_HOME = 0.0001
"""How strongly a place keeps to its own spot on the ground, beside what its neighbours ask."""
_FAR = 2.2
"""Steps that two neighbours far from each other may ask for at most."""


def flat(spots: Sequence[tuple[float, float]]) -> Floats:
    """Degrees as a plane: east, south; one unit is one degree of latitude."""
    lon, lat = np.array(spots, np.float64).reshape(-1, 2).T
    middle = float(lat.mean()) if len(lat) else 0.0
    return np.stack([(lon - lon.mean()) * cos(radians(middle)), middle - lat], axis=1)


def wishes(ground: Floats) -> list[Wish]:
    """What neighbours ask of each other; they hang together, so that no group floats freely."""
    apart = np.hypot(*(ground[:, None] - ground[None]).transpose(2, 0, 1))
    pairs = _neighbours(apart)
    usual = float(np.median([apart[a, b] for a, b in pairs])) if pairs else 1.0
    made = []
    for a, b in pairs:
        east, south = (ground[b] - ground[a]).tolist()
        distance = hypot(east, south) or 1.0
        steps = min(1 + log(max(distance / (usual or 1.0), 1.0)), _FAR)
        made.append((a, b, east / distance * steps, south / distance * steps))
    return made


def _neighbours(apart: Floats) -> list[tuple[int, int]]:
    """Pairs of which one is among the nearest of the other, and those of the shortest tree."""
    count = len(apart)
    near = np.argsort(apart, axis=1, kind="stable")[:, 1 : _NEIGHBOURS + 1]
    pairs = {(min(a, b), max(a, b)) for a, row in enumerate(near.tolist()) for b in row}
    tree = nx.Graph()
    tree.add_nodes_from(range(count))
    candidates = pairs if nx.is_connected(nx.Graph(list(pairs))) else combinations(range(count), 2)
    tree.add_weighted_edges_from((a, b, float(apart[a, b])) for a, b in sorted(candidates))
    pairs |= {(min(a, b), max(a, b)) for a, b in nx.minimum_spanning_edges(tree, data=False)}
    return sorted(pairs)


def spread(ground: Floats, asked: Sequence[Wish]) -> Floats:
    """Columns and rows, not yet whole, that fit what is asked best: the normal equations of least squares."""
    count = len(ground)
    size = np.ptp(ground, axis=0).max() or 1.0
    home = ground * (count**0.5 * 1.3 / size)
    left, right = np.eye(count) * _HOME, home * _HOME
    for a, b, columns, rows in asked:
        left[[a, b], [a, b]] += 1
        left[[a, b], [b, a]] -= 1
        right[b] += columns, rows
        right[a] -= columns, rows
    return np.asarray(np.linalg.solve(left, right))
