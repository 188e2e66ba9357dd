"""Shapes as lines of a picture: projected, thinned, written as paths; worked out once for the same places."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import cos, radians

import numpy as np

from visuals.pictures.map.arcs import Corner, Thinning
from visuals.pictures.map.inner_point import inner_point
from visuals.pictures.map.shapes import Ring, Shape, Shapes

WIDTH, HIGHEST = 570, 600
"""Room of the picture; its height is what the shapes need, up to the highest."""
_EDGE = 10
_TOLERANCE, _COARSER = 0.6, 1.6
_MOST_CORNERS = 9_000
"""More are thinned again, more coarsely: what is left takes less than 100 KB."""
_MOST_FINE = 60_000
"""From so many corners on they are first put on a grid: what would take seconds and not be seen."""
_SMALLEST = 1.5
"""Parts smaller than so many units across are left out, unless a shape has no larger one."""

Key = tuple[str, str]
"""Id and whole name of a unit: what its shape is found by."""


@dataclass(frozen=True, slots=True)
class Outline:
    """`path` is the `d` of an SVG path, `inside` a point of it with room for a name, `room` how much to each side."""

    code: str
    name: str
    path: str
    inside: Corner
    room: float


@dataclass(frozen=True, slots=True)
class Outlines:
    """`places` by the id of the unit; `around` are prefectures, those that hold places first."""

    height: float
    places: dict[str, Outline]
    around: Sequence[Outline]
    home: frozenset[str]


@lru_cache(32)
def outlines(shapes: Shapes, wanted: tuple[Key, ...], blocks: tuple[Key, ...]) -> Outlines | None:
    """Lines of some places, and of the prefectures about them; None where most places have no shape."""
    found = {unit: shape for unit, name in wanted if (shape := shapes.find(unit, name)) is not None}
    if 2 * len(found) <= len(wanted):
        return None
    home = [shape for unit, name in blocks if unit and (shape := shapes.find(unit, name)) is not None]
    codes = {shape.code for shape in found.values()}
    around = [each for each in _around(shapes, home, len(blocks)) if each.code not in codes]
    frame = _Frame.about([*found.values(), *home])
    flat = {id(each): frame.rings(each) for each in (*found.values(), *around)}
    thinned = _thinned(flat)
    drawn = [_outline(each, thinned[id(each)]) for each in around if frame.shows(flat[id(each)])]
    return Outlines(
        frame.height,
        {unit: _outline(shape, thinned[id(shape)]) for unit, shape in found.items()},
        drawn,
        frozenset(each.code for each in home),
    )


def _around(shapes: Shapes, home: Sequence[Shape], blocks: int) -> list[Shape]:
    """The prefectures drawn behind the places: one alone stands for itself, several with their whole province."""
    if blocks < 2:
        return list(home)
    near = shapes.prefectures_near(each.code for each in home)
    return [*home, *(each for each in near if all(each is not other for other in home))]


@dataclass(frozen=True, slots=True)
class _Frame:
    """Degrees to the units of the picture: equirectangular, true to scale in the middle."""

    left: float
    top: float
    east: float
    south: float
    height: float

    @classmethod
    def about(cls, shapes: Sequence[Shape]) -> "_Frame":
        points = np.concatenate([ring for shape in shapes for ring in shape.rings])
        (left, low), (right, top) = points.min(axis=0).tolist(), points.max(axis=0).tolist()
        narrower = cos(radians((low + top) / 2))
        wide, high = max((right - left) * narrower, 1e-6), max(top - low, 1e-6)
        scale = min((WIDTH - 2 * _EDGE) / wide, (HIGHEST - 2 * _EDGE) / high)
        aside = (WIDTH - wide * scale) / 2
        return cls(left - aside / scale / narrower, top + _EDGE / scale, scale * narrower, scale, high * scale + 20)

    def rings(self, shape: Shape) -> list[list[Corner]]:
        """Rounded, so that what was one corner stays one; the end that repeats the start is left out."""
        return [self._ring(ring) for ring in shape.rings]

    def _ring(self, ring: Ring) -> list[Corner]:
        at = np.round((ring - (self.left, self.top)) * (self.east, -self.south), 1)
        corners = list(map(tuple, at.tolist()))
        return corners[:-1] if corners[0] == corners[-1] else corners

    def shows(self, rings: Sequence[Sequence[Corner]]) -> bool:
        """Whether any of it lies in the picture."""
        points = np.concatenate([np.array(ring) for ring in rings])
        (left, top), (right, below) = points.min(axis=0).tolist(), points.max(axis=0).tolist()
        return bool(right > 0 and left < WIDTH and below > 0 and top < self.height)


Rings = list[list[Corner]]


def _thinned(flat: dict[int, Rings]) -> dict[int, Rings]:
    """As fine as the picture has room for.

    Coarser lines lie on a coarser grid, too: on the fine one a ragged line may touch itself at each of its corners,
    and corners where lines meet are never thinned.
    """
    tolerance = _TOLERANCE
    fine = sum(len(ring) for rings in flat.values() for ring in rings)
    if fine > _MOST_FINE:
        tolerance *= 2
        flat = {key: [_snapped(ring, _TOLERANCE) for ring in rings] for key, rings in flat.items()}
    large = {key: _large(rings) for key, rings in flat.items()}
    while True:
        thinning = Thinning((ring for rings in large.values() for ring in rings), tolerance)
        thinned = {key: [line for ring in rings if (line := thinning.thin(ring))] for key, rings in large.items()}
        if sum(len(ring) for rings in thinned.values() for ring in rings) <= _MOST_CORNERS:
            return thinned
        tolerance *= _COARSER
        large = {key: [_snapped(ring, tolerance) for ring in rings] for key, rings in large.items()}


def _snapped(ring: Sequence[Corner], step: float) -> list[Corner]:
    """On a grid, rounded alike for every line: what was one corner stays one."""
    at = np.round(np.round(np.array(ring) / step) * step, 1)
    moves = np.ones(len(at), np.bool_)
    moves[1:] = (at[1:] != at[:-1]).any(axis=1)
    return list(map(tuple, at[moves].tolist()))


def _large(rings: Rings) -> Rings:
    sizes = [float(np.ptp(np.array(ring), axis=0).max()) for ring in rings]
    return [ring for ring, size in zip(rings, sizes, strict=True) if size >= min(_SMALLEST, max(sizes))]


def _outline(shape: Shape, rings: Rings) -> Outline:
    inside, room = inner_point(rings)
    return Outline(shape.code, shape.name, "".join(map(_path, rings)), inside, room)


def _path(ring: Sequence[Corner]) -> str:
    """Steps from corner to corner, in tenths of a unit: a third shorter than whole positions."""
    tenths = np.round(np.array(ring) * 10).astype(np.int64)
    steps = np.diff(tenths, axis=0)
    (x, y) = tenths[0].tolist()
    walked = "".join(_step(east / 10) + _step(south / 10) for east, south in steps.tolist())
    return f"M{x / 10:g} {y / 10:g}l{walked.strip()}z"


def _step(length: float) -> str:
    written = f"{length:g}".replace("0.", ".") if abs(length) < 1 else f"{length:g}"
    return written if written.startswith("-") else f" {written}"
