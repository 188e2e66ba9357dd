"""Angles on a ring moved as little as is needed for each to have its room."""

from collections.abc import Sequence
from math import pi


def spread(wanted: Sequence[float], apart: float) -> list[float]:
    """Radians as near to those wanted as may be, two neighbours at least `apart`; evenly where there is no room.

    >>> [round(each, 2) for each in spread([1.0, 1.0, 3.0], 0.5)]
    [0.75, 1.25, 3.0]
    """
    count = len(wanted)
    if count * apart >= 2 * pi:
        return _evenly(wanted)
    order = _from_the_widest_gap(wanted)
    turned = [wanted[place] + (2 * pi if wanted[place] < wanted[order[0]] else 0) for place in order]
    moved = _rising([angle - place * apart for place, angle in enumerate(turned)])
    found = [angle + place * apart for place, angle in enumerate(moved)]
    if found and found[-1] - found[0] > 2 * pi - apart:
        return _evenly(wanted)
    return [angle for _, angle in sorted(zip(order, found, strict=True))]


def _evenly(wanted: Sequence[float]) -> list[float]:
    found = [0.0] * len(wanted)
    for place, which in enumerate(sorted(range(len(wanted)), key=lambda each: wanted[each])):
        found[which] = 2 * pi * place / len(wanted)
    return found


def _from_the_widest_gap(wanted: Sequence[float]) -> list[int]:
    """Places in rising order, cut open where nobody is."""
    order = sorted(range(len(wanted)), key=lambda each: wanted[each])
    gaps = [(wanted[order[place]] - wanted[order[place - 1]]) % (2 * pi) for place in range(len(order))]
    first = max(range(len(gaps)), key=gaps.__getitem__, default=0)
    return order[first:] + order[:first]


def _rising(values: Sequence[float]) -> list[float]:
    """The nearest numbers, in squares, that never fall: neighbours that would are given their mean."""
    blocks = list[tuple[float, int]]()
    for value in values:
        total, count = value, 1
        while blocks and blocks[-1][0] / blocks[-1][1] > total / count:
            before, many = blocks.pop()
            total, count = total + before, count + many
        blocks.append((total, count))
    return [total / count for total, count in blocks for _ in range(count)]
