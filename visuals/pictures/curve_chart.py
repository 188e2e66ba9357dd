"""The parts of the coverage curve, and where they stand: across in percent of the width, down in points."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from visuals.pictures.markup import group, hover, tag, text
from visuals.pictures.months import Cliff, Month
from visuals.words import Lang, Words

_HEIGHT, _LOW = 300, 190
"""Of a curve in a report and of one on a page; the style sheet says them again."""
_TOP, _FOOT = 46, 26
_EDGE = 25
"""Percent of the width that words beside a line need."""

_PAST, _AHEAD = Words("过去", "past"), Words("若不续签", "if nothing is renewed")
_HOVER = Words(
    "{month}：满足 {met}，缺口 {gap}，未填报 {unknown}，到期 {ending} 条",
    "{month}: met {met}, gaps {gap}, not reported {unknown}, {ending} links end",
)
_DROP = Words("−{drop} 项", "−{drop}")
_ENDING = Words("{count} 条到期", "{count} links end")
_TO_CLIFF = Words(
    "{month}：满足 −{drop} 项，{count} 条到期；看这些到期的关系",
    "{month}: −{drop} met, {count} links end; see which",
)

Link = Callable[[Cliff], str]
"""Where a cliff leads."""


@dataclass(frozen=True, slots=True)
class Span:
    """The days that a curve shows, both included: those of its slider, too."""

    first: int
    last: int

    @classmethod
    def of(cls, months: Sequence[Month]) -> "Span":
        return cls(months[0].start, months[-1].beyond - 1)

    def share(self, day: int) -> float:
        """Of the width, in percent: 0 for the first day, 100 for the last."""
        inside = min(max(day, self.first), self.last)
        return 100 * (inside - self.first) / (self.last - self.first)


class Chart:
    """Months as columns, units from the foot up: met, not reported, gap. Across in percent, down in points."""

    def __init__(self, months: Sequence[Month], lang: Lang, link: Link | None, *, is_low: bool) -> None:
        self.months, self.lang, self.link, self.is_low = months, lang, link, is_low
        self.height = _LOW if is_low else _HEIGHT
        self.most = max(month.applies for month in months) or 1
        self.span = Span.of(months)
        self.edges = [self.span.share(month.start) for month in months] + [100.0]

    def y(self, count: float) -> float:
        return self.height - _FOOT - count / self.most * (self.height - _FOOT - _TOP)

    def across(self, x1: float, x2: float, y: float, class_: str) -> Markup:
        return tag("line", x1=_percent(x1), x2=_percent(x2), y1=y, y2=y, class_=class_)

    def upright(self, day: int, class_: str, top: float) -> Markup:
        x = _percent(self.span.share(day))
        return tag("line", x1=x, x2=x, y1=top, y2=self.height - _FOOT, class_=class_)

    def grid(self) -> Iterator[Markup]:
        for percent in (0, 25, 50, 75, 100) if not self.is_low else (0, 50, 100):
            y = self.y(self.most * percent / 100)
            yield self.across(0, 100, y, "grid")
            yield text(-8, y + 4, f"{percent}%", "quiet small", "end")

    def column(self, place: int) -> Markup:
        month = self.months[place]
        parts = (
            ("met", 0, month.met),
            ("unknown", month.met, month.unknown),
            ("gap", month.met + month.unknown, month.gap),
        )
        drawn = (self._part(place, name, low, count) for name, low, count in parts if count)
        return group(hover(self._told(month)), *drawn, class_=f"column {'past' if month.past else 'ahead'}")

    def _part(self, place: int, name: str, low: int, count: int) -> Markup:
        width = self.edges[place + 1] - self.edges[place]
        return tag(
            "rect",
            x=_percent(self.edges[place]),
            y=self.y(low + count),
            # Columns touch but for a sixth between them.
            width=_percent(width * 5 / 6),
            height=self.y(low) - self.y(low + count),
            class_=name,
        )

    def _told(self, month: Month) -> str:
        return _HOVER.said(
            self.lang,
            month=month.month,
            met=month.met,
            gap=month.gap,
            unknown=month.unknown,
            ending=len(month.ending),
        )

    def steps(self) -> Iterator[Markup]:
        """A step for each month, from the height of the one before."""
        before = self.months[0].met
        for place, month in enumerate(self.months):
            look = f"curve {'past' if month.past else 'ahead'}"
            x, high, low = self.edges[place], self.y(before), self.y(month.met)
            if high != low:
                yield tag("line", x1=_percent(x), x2=_percent(x), y1=high, y2=low, class_=look)
            yield self.across(x, self.edges[place + 1], low, look)
            before = month.met

    def now(self, day: int, said: str) -> Iterator[Markup]:
        """Its line, with words on both sides as far as there is room."""
        if not self.span.first <= day <= self.span.last:
            return
        share = self.span.share(day)
        yield self.upright(day, "now", _TOP - 22)
        yield self._beside(share, _TOP - 28, said, "strong", left=share > _EDGE)
        if share > _EDGE:
            yield self._beside(share, _TOP - 12, f"← {_PAST.said(self.lang)}", "quiet small", left=True)
        if share < 100 - _EDGE:
            yield self._beside(share, _TOP - 12, f"{_AHEAD.said(self.lang)} →", "quiet small", left=False)

    def _beside(self, share: float, y: float, said: str, look: str, *, left: bool) -> Markup:
        dx, anchor = (-8, "end") if left else (8, None)
        return tag("text", said, x=_percent(share), dx=dx, y=y, text_anchor=anchor, class_=look)

    def cliff(self, cliff: Cliff, *, labelled: bool) -> Markup:
        x, high, low = _percent(self.edges[cliff.place]), self.y(cliff.before), self.y(cliff.month.met)
        parts = [
            tag("line", x1=x, x2=x, y1=high, y2=max(low, high + 0.1), class_="fall", marker_end="url(#fall)"),
        ]
        if labelled:
            parts.append(self._label(cliff, x, high))
        if self.link is None:
            return group(*parts)
        count = f"{len(cliff.month.ending):,}"
        told = _TO_CLIFF.said(self.lang, month=cliff.month.month, drop=f"{cliff.drop:,}", count=count)
        tall = self.height - _FOOT - _TOP
        room = tag("rect", x=x, width=18, y=_TOP, height=tall, transform="translate(-9 0)", class_="reach")
        return tag("a", hover(told), room, *parts, href=self.link(cliff), data_swap="")

    def _label(self, cliff: Cliff, x: str, y: float) -> Markup:
        ends = self.edges[cliff.place] > 85
        drop = _DROP.said(self.lang, drop=f"{cliff.drop:,}")
        count = f"{len(cliff.month.ending):,}"
        # A low curve has little room, and its page says the rest below.
        said = "" if self.is_low else tag("tspan", f"  {_ENDING.said(self.lang, count=count)}", class_="small ending")
        dx, anchor = (-10, "end") if ends else (9, None)
        return tag("text", drop, said, x=x, dx=dx, y=y - 7, text_anchor=anchor, class_="wanted halo")

    def axis(self) -> Iterator[Markup]:
        for place, month in enumerate(self.months):
            if place % 3 == 0:
                middle = _percent((self.edges[place] + self.edges[place + 1]) / 2)
                look = "quiet small" if place % 6 == 0 else "quiet small minor"
                yield tag("text", month.month, x=middle, y=self.height - 8, text_anchor="middle", class_=look)


def _percent(share: float) -> str:
    return f"{share:.3f}%"
