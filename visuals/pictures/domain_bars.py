"""Full-domain pairing as bars: of each kind of unit, how many are paired, with the county's own partners, or wait."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from markupsafe import Markup

from graph_model.snapshot.snapshot import Snapshot
from graph_model.vocabulary import Kind
from queries.full_domain import FULL_DOMAIN
from queries.full_domain import Params as FullDomainParams
from visuals.pictures.markup import group, hover, svg, tag, text
from visuals.words import Lang, Words, word


class DomainBar(NamedTuple):
    """Numbers of units of a kind; `aligned` is a part of `paired`."""

    kind: str
    all: int
    paired: int
    aligned: int
    gap: int
    unknown: int


PARTS = (
    ("aligned", Words("已结对，与县一致", "Paired with the county's partners")),
    ("paired", Words("已结对，另有对象", "Paired with others")),
    ("gap", Words("缺口", "Gap")),
    ("unknown", Words("未填报", "Not reported")),
)
"""The parts of a bar, from the left."""

_TITLE = Words("全域结对", "Full-domain pairing")
_WIDTH, _LEFT, _ROW, _BAR, _RIGHT = 600, 112, 34, 20, 124


def domain_bars(graph: Snapshot, slot: int, day: int) -> list[DomainBar]:
    """By kind, over all counties of a place."""
    answer = FULL_DOMAIN.answer(graph, FullDomainParams(day, within=slot))
    sums = dict[str, list[int]]()
    for row in answer.page(0, answer.total):
        counted = row.all, row.paired, row.aligned, row.gap, row.unknown
        sums[row.kind] = [a + b for a, b in zip(sums.get(row.kind, [0] * 5), counted, strict=True)]
    order = list(Kind)
    return [DomainBar(kind, *sums[kind]) for kind in sorted(sums, key=lambda kind: order.index(Kind.of(kind)))]


Link = Callable[[str, str], str]
"""Where a part leads, by kind of unit and name of the part."""


def draw_bars(bars: Sequence[DomainBar], lang: Lang, link: Link | None = None) -> Markup:
    rows = [_row(bar, place * _ROW + 4, lang, link) for place, bar in enumerate(bars)]
    return svg(_WIDTH, len(bars) * _ROW + 6, _TITLE.said(lang), *rows, role="group" if link else "img")


def shares(bar: DomainBar) -> list[tuple[str, int]]:
    """The parts of a bar, which sum to all."""
    return [("aligned", bar.aligned), ("paired", bar.paired - bar.aligned), ("gap", bar.gap), ("unknown", bar.unknown)]


def _row(bar: DomainBar, y: float, lang: Lang, link: Link | None) -> Markup:
    kind = word(bar.kind, Kind, lang)
    share = round(100 * bar.paired / bar.all) if bar.all else 0
    return group(
        text(_LEFT - 12, y + 15, kind, "", "end"),
        *_parts(bar, y, lang, link),
        text(_WIDTH - _RIGHT + 10, y + 15, f"{bar.paired}/{bar.all}", "count"),
        text(_WIDTH, y + 15, f"{share}%", "quiet", "end"),
    )


def _parts(bar: DomainBar, y: float, lang: Lang, link: Link | None) -> Iterator[Markup]:
    x, scale = float(_LEFT), (_WIDTH - _LEFT - _RIGHT) / max(bar.all, 1)
    words = dict(PARTS)
    for name, count in shares(bar):
        if not count:
            continue
        width = count * scale
        said = hover(f"{words[name].said(lang)} {count}")
        drawn = [tag("rect", said, x=x, y=y, width=max(width - 1.5, 1), height=_BAR, class_=f"part {name}", rx=2)]
        if width > 22:
            drawn.append(text(x + width / 2, y + 14.5, f"{count}", f"in {name}", "middle"))
        label = f"{word(bar.kind, Kind, lang)} {words[name].said(lang)} {count}"
        yield tag("a", *drawn, href=link(bar.kind, name), aria_label=label, data_swap="") if link else group(*drawn)
        x += width
