"""The coverage curve: how much was met month by month, and what is left of it if nothing is renewed.

As wide as the room it gets: places across are shares of the width, so that texts keep their size, and a
slider of the same width stands day above day.
"""

from collections.abc import Sequence

from markupsafe import Markup

from graph_model.days import iso
from visuals.pictures.curve_chart import Chart, Link
from visuals.pictures.markup import hover, tag
from visuals.pictures.months import Month, cliffs
from visuals.words import Lang, Words

_LABELLED = 3
"""Cliffs that have their numbers beside them; the others have a mark."""
_TITLE = Words("覆盖曲线：过去，和不再续签时的今后", "Coverage: the past, and what is left if nothing is renewed")
_NOW = Words("截至 {day}", "as of {day}")
_TODAY = Words("今天", "today")


def draw_curve(
    months: Sequence[Month], now: int, lang: Lang, *, chosen: int | None = None, link: Link | None = None
) -> Markup:
    """`now` parts the past from what is to come. With a `chosen` day it is low, for a page, and has that day's line;
    `link` says where a cliff leads. Nothing, where there is no month: no rule, then.
    """
    if not months:
        return Markup("")
    low = chosen is not None
    chart = Chart(months, lang, link, is_low=low)
    falls = cliffs(months)
    steep = sorted(falls, key=lambda cliff: -cliff.drop)[:_LABELLED]
    parts = [
        hover(_TITLE.said(lang)),
        hatch(),
        _arrow_head(),
        *chart.grid(),
        *(chart.column(place) for place in range(len(months))),
        *chart.steps(),
        *chart.now(now, (_TODAY if low else _NOW).said(lang, day=iso(now))),
        *(chart.cliff(each, labelled=each in steep) for each in falls),
        *chart.axis(),
    ]
    if chosen is not None:
        parts.append(chart.upright(chosen, "chosen", 14))
    return tag(
        "svg",
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        # A picture with links in it is read link by link.
        role="group" if link else "img",
        aria_label=_TITLE.said(lang),
        class_=f"picture fluid {'low' if low else 'tall'}",
    )


def hatch() -> Markup:
    """The filling of what nobody has reported: its own in grey print, too."""
    strokes = tag("path", d="M-1 1l2 -2M0 6l6 -6M5 7l2 -2", class_="hatch")
    paper = tag("rect", width=6, height=6, class_="paper")
    return tag("defs", tag("pattern", paper, strokes, id="hatch", width=6, height=6, patternUnits="userSpaceOnUse"))


def _arrow_head() -> Markup:
    """What a fall ends in."""
    head = tag("path", d="M0 0h10l-5 8z", class_="arrow")
    marker = tag(
        "marker", head, id="fall", refX=5, refY=8, markerWidth=10, markerHeight=8, markerUnits="userSpaceOnUse"
    )
    return tag("defs", marker)
