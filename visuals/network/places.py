"""Places in a picture, and the spiral on which units find room around a point."""

from math import cos, pi, sin, sqrt

Place = tuple[int, int]
"""Pixels to the right of the middle and below it."""
WIDE = 1.5
"""How much wider than high pictures are, as screens are."""
_TURN = pi * (3 - sqrt(5))


def on_spiral(x: float, y: float, room: float, place: int) -> Place:
    """The place of a number on a spiral around a point, with `room` between neighbours."""
    away, turn = room * sqrt(place), place * _TURN
    return round(x + away * cos(turn)), round(y + away * sin(turn))
