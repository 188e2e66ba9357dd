"""The coverage curve: how much was met month by month, and what is left of it if nothing is renewed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from graph_model.snapshot.snapshot import Snapshot
from queries.timeline import TIMELINE
from queries.timeline import Params as TimelineParams
from visuals.pictures.markup import group, hover, svg, tag, text
from visuals.words import Lang, Words


@dataclass(frozen=True, slots=True)
class Month:
    """Over all rules: units that a rule applies to, those it finds met, gaps, unknown; ids of links that end."""

    month: str
    past: bool
    applies: int
    met: int
    gap: int
    unknown: int
    ending: frozenset[str]


@dataclass(frozen=True, slots=True)
class Cliff:
    """A month to come in which less is met than in the one before it."""

    place: int
    month: Month
    before: int

    @property
    def drop(self) -> int:
        return self.before - self.month.met


_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _FOOT = 1160, 300, 56, 20, 46, 34
_LABELLED = 3
"""Cliffs that have their numbers beside them; the others have a mark."""

_TITLE = Words(
    "覆盖曲线：过去十二个月，和不再续签时的今后十二个月", "Coverage: the past year, and the next if nothing is renewed"
)
_NOW = Words("截至 {day}", "as of {day}")
_PAST, _AHEAD = Words("过去", "past"), Words("若不续签", "if nothing is renewed")
_HOVER = Words(
    "{month}：满足 {met}，缺口 {gap}，未填报 {unknown}，到期 {ending} 条",
    "{month}: met {met}, gaps {gap}, not reported {unknown}, {ending} links end",
)
_DROP = Words("−{drop} 项", "−{drop}")
_ENDING = Words("{count} 条到期", "{count} links end")


def months_of(graph: Snapshot, slot: int, day: int) -> list[Month]:
    answer = TIMELINE.answer(graph, TimelineParams(day, within=slot))
    rows = dict[str, list[tuple[bool, int, int, int, int, list[str]]]]()
    for row in answer.page(0, answer.total):
        told = row.past, row.applies, row.met, row.gap, row.unknown, row.ending
        rows.setdefault(row.month, []).append(told)
    return [_summed(month, told) for month, told in rows.items()]


def _summed(month: str, told: Sequence[tuple[bool, int, int, int, int, list[str]]]) -> Month:
    applies, met, gap, unknown = (sum(each[place] for each in told) for place in (1, 2, 3, 4))  # type: ignore[misc]  # four columns of whole numbers
    ending = frozenset(link for each in told for link in each[5])
    return Month(month, told[0][0], applies, met, gap, unknown, ending)


def cliffs(months: Sequence[Month]) -> list[Cliff]:
    """In the order of their months."""
    falls = enumerate(pairwise(months), 1)
    return [Cliff(place, now, before.met) for place, (before, now) in falls if not now.past and now.met < before.met]


def draw_curve(months: Sequence[Month], day: str, lang: Lang) -> Markup:
    chart = _Chart(months)
    steep = sorted(cliffs(months), key=lambda cliff: -cliff.drop)[:_LABELLED]
    return svg(
        _WIDTH,
        _HEIGHT,
        _TITLE.said(lang),
        hatch(),
        *chart.grid(),
        *(chart.column(place, lang) for place in range(len(months))),
        tag("path", d=chart.steps(past=True), class_="curve past"),
        tag("path", d=chart.steps(past=False), class_="curve ahead"),
        *chart.today(day, lang),
        *(chart.cliff(each, lang, labelled=each in steep) for each in cliffs(months)),
        *chart.axis(),
    )


def hatch() -> Markup:
    """The filling of what nobody has reported: its own in grey print, too."""
    strokes = tag("path", d="M-1 1l2 -2M0 6l6 -6M5 7l2 -2", class_="hatch")
    paper = tag("rect", width=6, height=6, class_="paper")
    return tag("defs", tag("pattern", paper, strokes, id="hatch", width=6, height=6, patternUnits="userSpaceOnUse"))


class _Chart:
    """Months as columns, units from the foot up: met, not reported, gap."""

    def __init__(self, months: Sequence[Month]) -> None:
        self.months = months
        self.most = max((month.applies for month in months), default=0) or 1
        self.step = (_WIDTH - _LEFT - _RIGHT) / max(len(months), 1)

    def x(self, place: float) -> float:
        return _LEFT + place * self.step

    def y(self, count: float) -> float:
        return _HEIGHT - _FOOT - count / self.most * (_HEIGHT - _FOOT - _TOP)

    def grid(self) -> Iterator[Markup]:
        for percent in (0, 25, 50, 75, 100):
            y = self.y(self.most * percent / 100)
            yield tag("path", d=f"M{_LEFT} {y:.1f}H{_WIDTH - _RIGHT}", class_="grid")
            yield text(_LEFT - 8, y + 4, f"{percent}%", "quiet small", "end")

    def column(self, place: int, lang: Lang) -> Markup:
        month, x, width = self.months[place], self.x(place) + 2, self.step - 4
        told = _HOVER.said(
            lang,
            month=month.month,
            met=month.met,
            gap=month.gap,
            unknown=month.unknown,
            ending=len(month.ending),
        )
        parts = (
            ("met", 0, month.met),
            ("unknown", month.met, month.unknown),
            ("gap", month.met + month.unknown, month.gap),
        )
        drawn = (
            tag("rect", x=x, y=self.y(low + count), width=width, height=self.y(low) - self.y(low + count), class_=name)
            for name, low, count in parts
            if count
        )
        return group(hover(told), *drawn, class_=f"column {'past' if month.past else 'ahead'}")

    def steps(self, *, past: bool) -> str:
        """A step for each month; those to come start where those past end."""
        places = [place for place, month in enumerate(self.months) if month.past is past]
        if not places:
            return "M0 0"
        first = self.months[max(places[0] - 1, 0)].met
        d = f"M{self.x(places[0]):.1f} {self.y(first):.1f}"
        return d + "".join(f"V{self.y(self.months[place].met):.1f}H{self.x(place + 1):.1f}" for place in places)

    def today(self, day: str, lang: Lang) -> Iterator[Markup]:
        place = sum(month.past for month in self.months)
        x = self.x(place)
        yield tag("path", d=f"M{x:.1f} {_TOP - 22}V{_HEIGHT - _FOOT}", class_="now")
        yield text(x - 8, _TOP - 28, _NOW.said(lang, day=day), "strong", "end")
        yield text(x - 8, _TOP - 12, f"← {_PAST.said(lang)}", "quiet small", "end")
        yield text(x + 8, _TOP - 12, f"{_AHEAD.said(lang)} →", "quiet small")

    def cliff(self, cliff: Cliff, lang: Lang, *, labelled: bool) -> Markup:
        x, high, low = self.x(cliff.place), self.y(cliff.before), self.y(cliff.month.met)
        parts = [
            tag("path", d=f"M{x:.1f} {high:.1f}V{low:.1f}", class_="fall"),
            tag("path", d=f"M{x - 5:.1f} {low - 8:.1f}h10l-5 8z", class_="arrow"),
        ]
        if labelled:
            end = cliff.place > len(self.months) - 4
            at, anchor = (x - 10, "end") if end else (x + 9, None)
            drop = _DROP.said(lang, drop=cliff.drop)
            said = tag("tspan", f"  {_ENDING.said(lang, count=len(cliff.month.ending))}", class_="small ending")
            parts.append(tag("text", drop, said, x=at, y=high - 7, text_anchor=anchor, class_="wanted halo"))
        return group(*parts)

    def axis(self) -> Iterator[Markup]:
        for place, month in enumerate(self.months):
            if place % 3 == 0:
                yield text(self.x(place + 0.5), _HEIGHT - 12, month.month, "quiet small", "middle")
