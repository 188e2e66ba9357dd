"""A point well inside a shape: where its name has the most room."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

_ACROSS = 24
"""Points tried in each direction."""
_WIDER = 1.4
"""A name is wider than high: room to the sides counts for less than room above."""


def inner_point(rings: Sequence[Sequence[tuple[float, float]]]) -> tuple[tuple[float, float], float]:
    """The point of a grid furthest from every line, and how far that is; (0, 0), 0 where nothing is left."""
    if not rings:
        return (0.0, 0.0), 0.0
    starts, ends = _sides(rings)
    largest = np.array(max(rings, key=lambda ring: float(np.ptp(np.array(ring), axis=0).prod())))
    low, high = largest.min(axis=0), largest.max(axis=0)
    steps = (np.arange(_ACROSS) + 0.5) / _ACROSS
    x, y = np.meshgrid(low[0] + steps * (high[0] - low[0]), low[1] + steps * (high[1] - low[1]))
    points = np.stack([x.ravel(), y.ravel()], axis=1)
    inside = _inside(points, starts, ends)
    points = points[inside] if inside.any() else points
    room = _clear(points, starts, ends)
    best = int(np.round(room, 3).argmax())
    return (round(float(points[best, 0]), 1), round(float(points[best, 1]), 1)), float(room[best])


_Points = npt.NDArray[np.float64]


def _sides(rings: Sequence[Sequence[tuple[float, float]]]) -> tuple[_Points, _Points]:
    starts = np.concatenate([np.array(ring) for ring in rings])
    ends = np.concatenate([np.roll(np.array(ring), -1, axis=0) for ring in rings])
    return starts, ends


def _inside(points: _Points, starts: _Points, ends: _Points) -> npt.NDArray[np.bool_]:
    """Which points a line to the right leaves an odd number of times."""
    x, y = points[:, :1], points[:, 1:]
    (ax, ay), (bx, by) = starts.T, ends.T
    level = by - ay
    crosses = (ay > y) != (by > y)
    at = ax + (y - ay) * (bx - ax) / np.where(level == 0, 1, level)
    return np.asarray((crosses & (x < at)).sum(axis=1) % 2 == 1)


def _clear(points: _Points, starts: _Points, ends: _Points) -> _Points:
    """How far each point is from the nearest line, distances to the side counted for less."""
    squeezed = np.array([1 / _WIDER, 1.0])
    points, starts, ends = points * squeezed, starts * squeezed, ends * squeezed
    along = ends - starts
    length = np.maximum((along**2).sum(axis=1), 1e-9)
    gone = points[:, None] - starts[None]
    part = np.clip((gone * along).sum(axis=2) / length, 0, 1)
    off = gone - part[:, :, None] * along[None]
    return np.asarray(np.sqrt((off**2).sum(axis=2)).min(axis=1))
