"""Fewer corners, with shared borders still shared: lines are cut where borders meet, and each is thinned once."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

Corner = tuple[float, float]
Line = tuple[Corner, ...]
_Points = npt.NDArray[np.float64]


class Thinning:
    """Thins closed lines of the same map; corners that two of them share must be equal.

    `tolerance` is the distance, in the units of the corners, by which a line may be off.
    """

    def __init__(self, rings: Iterable[Sequence[Corner]], tolerance: float) -> None:
        self._tolerance = tolerance
        self._thinned = dict[Line, Line]()
        beside = defaultdict[Corner, set[Corner]](set)
        for ring in rings:
            for one, other in zip(ring, (*ring[1:], ring[0]), strict=True):
                if one != other:
                    beside[one].add(other)
                    beside[other].add(one)
        self._meeting = {corner for corner, others in beside.items() if len(others) != 2}

    def thin(self, ring: Sequence[Corner]) -> list[Corner]:
        """A closed line without its repeated end, likewise; less than three corners: nothing is left of it."""
        corners = [corner for corner, before in zip(ring, (ring[-1], *ring[:-1]), strict=True) if corner != before]
        if len(corners) < 3:
            return []
        thinned = [corner for arc in self._arcs(corners) for corner in self._of(arc)[:-1]]
        return thinned if len(thinned) > 2 else []

    def _arcs(self, corners: list[Corner]) -> list[Line]:
        """From one meeting of borders to the next; an island is cut at two corners far from each other."""
        cuts = [place for place, corner in enumerate(corners) if corner in self._meeting]
        if len(cuts) < 2:
            first = cuts[0] if cuts else corners.index(min(corners))
            x, y = corners[first]
            apart = [(a - x) ** 2 + (b - y) ** 2 for a, b in corners]
            cuts = sorted({first, apart.index(max(apart))})
        turned = corners[cuts[0] :] + corners[: cuts[0]]
        bounds = [cut - cuts[0] for cut in cuts] + [len(corners)]
        closed = [*turned, turned[0]]
        return [tuple(closed[low : high + 1]) for low, high in pairwise(bounds)]

    def _of(self, arc: Line) -> Line:
        """Thinned in one direction, whichever way it is walked: both neighbours get the same line."""
        forward = arc <= arc[::-1]
        key = arc if forward else arc[::-1]
        if key not in self._thinned:
            self._thinned[key] = _douglas_peucker(key, self._tolerance)
        thinned = self._thinned[key]
        return thinned if forward else thinned[::-1]


def _douglas_peucker(line: Line, tolerance: float) -> Line:
    """The fewest of its corners so that none is further off than the tolerance; both ends stay."""
    points = np.array(line, np.float64)
    kept = np.zeros(len(points), np.bool_)
    kept[[0, -1]] = True
    waiting = [(0, len(points) - 1)]
    while waiting:
        low, high = waiting.pop()
        if high - low < 2:
            continue
        off = _distances(points[low + 1 : high], points[low], points[high])
        furthest = int(off.argmax())
        if off[furthest] > tolerance:
            middle = low + 1 + furthest
            kept[middle] = True
            waiting += [(low, middle), (middle, high)]
    return tuple(corner for corner, keep in zip(line, kept.tolist(), strict=True) if keep)


def _distances(points: _Points, start: _Points, end: _Points) -> _Points:
    """How far some points are from the line through two others; from the one where the two are the same."""
    along = end - start
    length = float(np.hypot(*along))
    gone = points - start
    if not length:
        return np.asarray(np.hypot(gone[:, 0], gone[:, 1]))
    return np.asarray(np.abs(along[0] * gone[:, 1] - along[1] * gone[:, 0]) / length)
