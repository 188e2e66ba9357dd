"""A unit with more helpers than a rule allows: seats up to the maximum, and those beyond it."""

from collections.abc import Sequence

from markupsafe import Markup

from visuals.pictures.markup import fitted, group, hover, svg, tag, text
from visuals.pictures.overlaps.boxes import EM, WIDTH, Box, End, box, wire
from visuals.pictures.state_marks import state_mark
from visuals.words import Lang, Words

_MOST, _ROW = 7, 26
_NAMES, _UNIT = 0.52, 0.68
"""Where the names end and where the unit begins, as parts of the width."""
_SEAT, _SEATS = 18, 6

_PICTURE = Words("{unit}：上限 {most} 家，现有 {count} 家", "{unit}: {count} helpers where {most} are allowed")
_COUNT = Words("上限 {most} · 现有 {count}", "{count}, allowed {most}")
_MORE = Words("还有 {count} 家", "{count} more")


def over_max(unit: str, most: int, helpers: Sequence[End], lang: Lang, width: float = WIDTH) -> Markup:
    count = len(helpers)
    named = helpers if count <= _MOST else helpers[: _MOST - 1]
    lines = len(named) + (count > len(named))
    height = max(lines * _ROW + 20, 112)
    seat = box(width * _UNIT, height / 2 - 20, width * (1 - _UNIT) - 2, unit, look="recipient")
    first = (height - (lines - 1) * _ROW) / 2
    middle, below = seat.x + seat.width / 2, seat.y + seat.height / 2
    return svg(
        width,
        height,
        _PICTURE.said(lang, unit=unit, most=most, count=count),
        *(_helper(helper, first + place * _ROW, seat, width * _NAMES, lang) for place, helper in enumerate(named)),
        *_more(count - len(named), width * _NAMES, first + len(named) * _ROW, lang),
        seat.drawn,
        _seats(middle, below + 18, most, count),
        text(middle, below + 44, _COUNT.said(lang, most=most, count=count), "wanted small", "middle"),
    )


def _helper(helper: End, y: float, seat: Box, x: float, lang: Lang) -> Markup:
    force = helper.forces[0] if helper.forces else ""
    return group(
        hover(" · ".join(filter(None, (helper.name, helper.said_forces(lang))))),
        wire(x + 6, y, seat.x, seat.y, force),
        tag("circle", cx=x, cy=y, r=5.5, class_=f"seat {force or 'plain'}"),
        text(x - 14, y + 5, fitted(helper.name, (x - 16) / EM), "", "end"),
    )


def _more(count: int, x: float, y: float, lang: Lang) -> list[Markup]:
    return [text(x - 14, y + 5, _MORE.said(lang, count=count), "quiet", "end")] if count else []


def _seats(middle: float, y: float, most: int, count: int) -> Markup:
    """The allowed seats in a frame; the others beyond it, each with a plus."""
    inside = min(most, _SEATS - 1)
    beyond = min(count - most, _SEATS - inside)
    left = middle - (inside + beyond) * _SEAT / 2
    return group(
        tag("rect", x=left - 2, y=y - 11, width=inside * _SEAT + 1, height=22, rx=4, class_="frame"),
        *(state_mark("covered", left + (place + 0.5) * _SEAT, y) for place in range(inside)),
        *(state_mark("over", left + (inside + place + 0.5) * _SEAT + 3, y, also="beyond") for place in range(beyond)),
    )
