"""The history of a unit's links on a time axis: one bar a link, in its force's colour, under the day asked about."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from markupsafe import Markup

from graph_model.days import OPEN, iso, month_index, month_name, month_start
from visuals.pictures.markup import fitted, group, hover, svg, tag, text
from visuals.words import Lang, Words

MOST = 60
"""Bars that are drawn; the picture says how many more there are."""

_WIDTH, _LEFT, _RIGHT, _TOP, _FOOT = 1160, 336, 968, 52, 14
_ROW, _HEAD, _THICK, _THIN = 22, 27, 12, 6
_SOFT = 26.0
"""How far the edge of a start that nobody knows fades out to the left."""
_AHEAD, _BEYOND = 92, 5 * 366
"""Days that are shown after the day at least, and at most."""
_STEPS, _LABEL = (1, 2, 3, 6, 12, 24, 60, 120), 64

_PICTURE = Words("{name}的帮扶历程：{count} 条结对和选派", "{name}: {count} pairings and dispatches over time")
_AS_OF = Words("截至 {day}", "as of {day}")
_MORE = Words("还有 {count} 条没有画出来，见下面的表。", "{count} more are not drawn: see the table below.")


class Phase(StrEnum):
    """Where a link stands on the day; told apart by shape: full, hollow and dashed, thin."""

    IN_FORCE = "in_force"
    PLANNED = "planned"
    PAST = "past"


@dataclass(frozen=True, slots=True)
class Bar:
    """A link: in force on `start`, no longer on `until`; `dated` unless its start was only seen.

    `term` is how it is written with what is known of it, `said` what shows on hovering, `lane` the head it is under.
    """

    lane: str
    force: str
    name: str
    detail: str
    start: int
    until: int
    dated: bool
    term: str
    said: str
    href: str | None = None

    def phase(self, day: int) -> Phase:
        if self.until <= day:
            return Phase.PAST
        return Phase.IN_FORCE if self.start <= day else Phase.PLANNED


@dataclass(frozen=True, slots=True)
class Axis:
    """The days from `first` to before `beyond`, both starts of months, over the width of the picture."""

    first: int
    beyond: int

    @classmethod
    def of(cls, bars: Sequence[Bar], day: int) -> "Axis":
        """All of every bar as far as it is known, but nothing that lies more than five years ahead."""
        first = min((bar.start for bar in bars), default=day)
        ends = [bar.until for bar in bars if bar.until != OPEN] + [bar.start for bar in bars]
        last = min(max(*ends, day + _AHEAD), day + _BEYOND) if ends else day + _AHEAD
        return cls(month_start(month_index(min(first, day))), month_start(month_index(last) + 1))

    def x(self, day: int) -> float:
        share = (min(max(day, self.first), self.beyond) - self.first) / (self.beyond - self.first)
        return _LEFT + share * (_RIGHT - _LEFT)

    @property
    def months(self) -> range:
        return range(month_index(self.first), month_index(self.beyond) + 1)

    def labelled(self) -> list[int]:
        """The months that have room to be named: as many as fit, at even distances."""
        room = (_RIGHT - _LEFT) / (len(self.months) - 1)
        step = next((step for step in _STEPS if step * room >= _LABEL), _STEPS[-1])
        return [month for month in self.months if month % step == 0]


def drawn(bars: Sequence[Bar], day: int) -> list[Bar]:
    """The bars there is room for: those in force, then those to come, then the latest that ended; in their order."""
    if len(bars) <= MOST:
        return list(bars)
    order = list(Phase)
    ranked = sorted(range(len(bars)), key=lambda at: (order.index(bars[at].phase(day)), -bars[at].until))
    return [bars[at] for at in sorted(ranked[:MOST])]


def draw_time_axis(name: str, bars: Sequence[Bar], day: int, lang: Lang) -> Markup:
    """`bars` are drawn in their order, under a head for each lane."""
    shown = drawn(bars, day)
    axis = Axis.of(shown, day)
    rows, foot = list(_placed(shown)), _TOP
    if rows:
        foot = rows[-1][0] + _ROW
    more = len(bars) - len(shown)
    return svg(
        _WIDTH,
        foot + _FOOT + (_ROW if more else 0),
        _PICTURE.said(lang, name=name, count=len(bars)),
        _edge(),
        *_grid(axis, foot),
        *(_row(each, y, axis, day) for y, each in rows),
        *_today(axis, day, foot, lang),
        *([text(_LEFT, foot + _ROW, _MORE.said(lang, count=f"{more:,}"), "quiet small")] if more else []),
        role="group",
    )


def _placed(bars: Sequence[Bar]) -> Iterator[tuple[int, Bar | str]]:
    """The top of each row: heads of lanes, and bars."""
    y = _TOP
    for lane, those in groupby(bars, lambda bar: bar.lane):
        yield y, lane
        y += _HEAD
        for bar in those:
            yield y, bar
            y += _ROW


def _row(row: Bar | str, y: int, axis: Axis, day: int) -> Markup:
    if isinstance(row, str):
        return group(text(0, y + 18, row, "head"), tag("path", d=f"M0 {y + 24}H{_WIDTH}", class_="grid"))
    middle, phase = y + _ROW / 2, row.phase(day)
    name = text(14, middle + 5, fitted(row.name, 13), "quiet" if phase is Phase.PAST else "")
    return group(
        hover(row.said),
        tag("a", name, href=row.href) if row.href else name,
        text(_LEFT - 12, middle + 4, fitted(row.detail, 9), "quiet small", "end"),
        *_bar(row, middle, axis, phase),
        text(_RIGHT + 12, middle + 4, row.term, "quiet small" if phase is Phase.PAST else "small"),
        class_=f"term {phase}",
    )


def _bar(bar: Bar, middle: float, axis: Axis, phase: Phase) -> Iterator[Markup]:
    thick = _THIN if phase is Phase.PAST else _THICK
    left, right = axis.x(bar.start), max(axis.x(bar.until), axis.x(bar.start) + 2)
    top, colour = middle - thick / 2, f"bar {phase} {bar.force}"
    if not bar.dated:
        soft = min(_SOFT, left - _LEFT + _SOFT / 2)
        yield tag("rect", x=left - soft, y=top, width=soft, height=thick, class_=colour, mask="url(#soft-edge)")
    if bar.until > axis.beyond:  # open, or further than is shown: it points on
        d = f"M{left:.1f} {top:.1f}H{right:.1f}l6 {thick / 2:.1f}l-6 {thick / 2:.1f}H{left:.1f}z"
        yield tag("path", d=d, class_=colour)
    else:
        yield tag("rect", x=left, y=top, width=right - left, height=thick, rx=2, class_=colour)


def _edge() -> Markup:
    """What fades from nothing to all, from left to right."""
    stops = [tag("stop", offset=at, stop_color="#fff", stop_opacity=opacity) for at, opacity in ((0, 0), (1, 1))]
    fade = tag("linearGradient", *stops, id="soft-fade")
    filled = tag("rect", width=1, height=1, fill="url(#soft-fade)")
    return tag("defs", fade, tag("mask", filled, id="soft-edge", maskContentUnits="objectBoundingBox"))


def _grid(axis: Axis, foot: int) -> Iterator[Markup]:
    ticks = "".join(f"M{axis.x(month_start(month)):.1f} {_TOP - 6}v6" for month in axis.months)
    yield tag("path", d=f"M{_LEFT} {_TOP}H{_RIGHT}{ticks}", class_="tick")
    for month in axis.labelled():
        x, name = axis.x(month_start(month)), month_name(month)
        yield tag("path", d=f"M{x:.1f} {_TOP}V{foot}", class_="grid")
        yield text(x, _TOP - 12, name[:4] if name.endswith("-01") else name, "quiet small", "middle")


def _today(axis: Axis, day: int, foot: int, lang: Lang) -> Iterator[Markup]:
    x = axis.x(day)
    right = x > (_LEFT + _RIGHT) / 2
    yield tag("path", d=f"M{x:.1f} 6V{foot}", class_="now")
    yield text(x - 6 if right else x + 6, 16, _AS_OF.said(lang, day=iso(day)), "strong", "end" if right else None)
