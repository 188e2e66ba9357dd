"""One unit in the middle: its own neighbours around it, then a ring of what lies within it, then who helps those."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from math import atan2, ceil, cos, pi, sin
from typing import NamedTuple

from graph_model.snapshot.snapshot import Snapshot
from graph_model.vocabulary import Force, Kind
from visuals.network.chosen import Tie
from visuals.network.places import WIDE, Place
from visuals.network.spreading import spread

Polar = tuple[float, float]
"""Angle and radius."""

_NAMES, _DOTS = 150.0, 46.0
"""Pixels along a ring between units whose names are read, and between others."""
_LEAST, _BETWEEN = 200.0, 88.0
_MOST_NAMED = 60
_ROW = 64
"""Units of one row of the ring of what lies within; more are staggered in further rows."""


class Sector(NamedTuple):
    """Units of one kind side by side, between two angles and two radii; x is wider than y by `wide`."""

    kind: Kind
    units: tuple[int, ...]
    first: float
    last: float
    inner: float
    outer: float
    wide: float = WIDE


class Star(NamedTuple):
    """Pixels from the middle by slot, the units whose names are read first, and what lies side by side."""

    at: Mapping[int, Place]
    named: Sequence[int]
    sectors: Sequence[Sector] = ()


def star(graph: Snapshot, middle: int, units: Sequence[int], ties: Sequence[Tie]) -> Star:
    """Neighbours are in order of force and kind, so that what belongs together is side by side."""
    near = _neighbours(graph, middle, ties)
    rest = [unit for unit in units if unit != middle and unit not in set(near)]
    inside = graph.within(middle)
    own = [unit for unit in rest if inside[unit]]
    placed: dict[int, Polar] = {middle: (0.0, 0.0)} if middle in set(units) else {}
    if not own:
        placed |= _around(near)
        edge, sectors = max((radius for _, radius in placed.values()), default=0.0) + _BETWEEN, list[Sector]()
    else:
        ring, sectors = _ring_of_own(graph, own, ties, 2.6 * _LEAST if near else _LEAST)
        placed |= ring | _between(near, ring, ties, sectors[0].inner)
        edge = sectors[0].outer + _BETWEEN
    placed |= _beyond([unit for unit in rest if not inside[unit]], placed, ties, edge)
    at = {
        unit: (round(radius * WIDE * cos(angle)), round(radius * sin(angle)))
        for unit, (angle, radius) in placed.items()
    }
    return Star(at, [middle, *near], sectors)


def _neighbours(graph: Snapshot, middle: int, ties: Sequence[Tie]) -> list[int]:
    force = dict[int, int]()
    for tie in ties:
        if middle in tie[:2] and tie.source != tie.target:
            other = tie.target if tie.source == middle else tie.source
            number = Force.of(tie.force).number
            force[other] = min(force.get(other, number), number)
    return sorted(force, key=lambda unit: (force[unit], *_order(graph, unit)))


def _order(graph: Snapshot, unit: int) -> tuple[int, int]:
    return graph.kind(unit).number, int(graph.structure.id_rank[unit])


def _around(near: Sequence[int]) -> dict[int, Polar]:
    """As many rings as the units need, each further out."""
    apart = _NAMES if len(near) <= _MOST_NAMED else _DOTS
    between = _BETWEEN if len(near) <= _MOST_NAMED else _DOTS
    rings, room = 1, 2 * pi * _LEAST
    while room < len(near) * apart:
        room += 2 * pi * (_LEAST + rings * between)
        rings += 1
    return _rings(near, _LEAST, _LEAST + (rings - 1) * between, rings)


def _rings(units: Sequence[int], first: float, last: float, rings: int) -> dict[int, Polar]:
    """Side by side on one ring after the other, from the top; two stand left and right."""
    top = -pi / 2 if len(units) > 2 else -pi
    step = (last - first) / max(rings - 1, 1)
    start = first if rings > 1 else (first + last) / 2
    return {
        unit: (2 * pi * place / len(units) + top, start + step * (place % rings)) for place, unit in enumerate(units)
    }


def _between(near: Sequence[int], ring: Mapping[int, Polar], ties: Sequence[Tie], inner: float) -> dict[int, Polar]:
    """Inside the ring, each on the side of those that it helps there."""
    rings = 1 + min(len(near) // 7, 2)
    evenly = _rings(near, 0.34 * inner, 0.64 * inner, rings)
    towards = _towards(ring, ties)
    wanted = [_angle(*towards[unit]) if unit in towards else evenly[unit][0] % (2 * pi) for unit in near]
    angles = spread(wanted, 0.9 * 2 * pi / max(len(near), 1))
    order = sorted(range(len(near)), key=angles.__getitem__)
    radii = [radius for _, radius in evenly.values()]
    return {near[which]: (angles[which], radii[place]) for place, which in enumerate(order)}


def _ring_of_own(
    graph: Snapshot, own: Sequence[int], ties: Sequence[Tie], least: float
) -> tuple[dict[int, Polar], list[Sector]]:
    """Kind by kind, those with the same helper side by side."""
    helper = _main_partner(own, ties)
    ordered = sorted(own, key=lambda unit: (graph.kind(unit).number, helper[unit], *_order(graph, unit)))
    kinds = [(kind, list(those)) for kind, those in groupby(ordered, key=graph.kind)]
    gap = 1.0 + len(own) / 60
    rows = 1 + len(own) // _ROW
    turn = 2 * pi / (len(own) + gap * len(kinds))
    inner = max(least, _DOTS / turn / rows)
    placed, sectors, slot = dict[int, Polar](), list[Sector](), 0.0
    for kind, those in kinds:
        angle = slot * turn - pi / 2
        placed |= {unit: (angle + place * turn, inner + place % rows * _DOTS) for place, unit in enumerate(those)}
        last = angle + (len(those) - 1) * turn
        sectors.append(
            Sector(kind, tuple(those), angle - turn / 2, last + turn / 2, inner - _DOTS, inner + rows * _DOTS)
        )
        slot += len(those) + gap
    return placed, sectors


def _main_partner(units: Sequence[int], ties: Sequence[Tie]) -> dict[int, tuple[int, int]]:
    """Of each unit the partner with most lines, as something to sort by."""
    lines = dict[int, int]()
    for tie in ties:
        lines[tie.source] = lines.get(tie.source, 0) + 1
        lines[tie.target] = lines.get(tie.target, 0) + 1
    found = dict.fromkeys(units, (0, -1))
    for tie in ties:
        for unit, other in (tie[:2], tie[1::-1]):
            if unit in found:
                found[unit] = min(found[unit], (-lines[other], other))
    return found


def _beyond(units: Sequence[int], placed: Mapping[int, Polar], ties: Sequence[Tie], edge: float) -> dict[int, Polar]:
    """Outside, each as near as may be to those it is tied to."""
    towards = _towards(placed, ties)
    wanted = [_angle(*towards.get(unit, (1.0, 0.0))) for unit in units]
    rings = max(ceil(len(units) * _DOTS / (2 * pi * edge)), 1)
    angles = spread(wanted, _DOTS / edge / rings)
    order = sorted(range(len(units)), key=angles.__getitem__)
    return {units[which]: (angles[which], edge + place % rings * _DOTS) for place, which in enumerate(order)}


def _towards(placed: Mapping[int, Polar], ties: Sequence[Tie]) -> dict[int, tuple[float, float]]:
    """Of each unit that is not placed the direction of those placed to which it is tied."""
    found = dict[int, tuple[float, float]]()
    for tie in ties:
        for unit, other in (tie[:2], tie[1::-1]):
            if other in placed and unit not in placed:
                x, y = found.get(unit, (0.0, 0.0))
                found[unit] = x + cos(placed[other][0]), y + sin(placed[other][0])
    return found


def _angle(x: float, y: float) -> float:
    return atan2(y, x) % (2 * pi)
