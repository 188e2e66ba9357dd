"""How wide a butterfly is, how its two sides are wired to the middle, and where what it shows leads."""

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from visuals.pictures.county_seats import Seat
from visuals.pictures.markup import tag
from visuals.pictures.own_units import OwnUnit

RADIUS = 62
"""Of the middle."""

Link = Callable[[Seat | OwnUnit], str | None]
"""Where the name of a helper or unit, or an empty seat, leads; None: nowhere."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How wide a butterfly is: where its left side ends, its middle, where the right side begins, marks a row there.

    `said` are ems for a helper's name and term together, `names` for names of units that wait.
    """

    width: int
    left: int
    said: float
    middle: int
    right: int
    dots: int
    names: int


WIDE = Shape(1160, 372, 23, 560, 742, 26, 31)
NARROW = Shape(868, 330, 20.5, 452, 566, 19, 21)
"""For a page that has more beside it."""


def linked(drawn: Markup, of: Seat | OwnUnit, link: Link | None, tabindex: int | None = None) -> Markup:
    href = None if link is None else link(of)
    return drawn if href is None else tag("a", drawn, href=href, tabindex=tabindex, data_swap="")


def curve(x1: float, y1: float, x2: float, y2: float, class_: str, width: float | None = None) -> Markup:
    bend = (x1 + x2) / 2
    d = f"M{x1:.1f} {y1:.1f}C{bend:.1f} {y1:.1f} {bend:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"
    return tag("path", d=d, class_=class_, stroke_width=width)
