"""The flow picture: bands from forces through places to places, as thick as there are links."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from markupsafe import Markup

from graph_model.vocabulary import Force, Kind
from visuals.pictures.flow.flows import Flows
from visuals.pictures.flow.gathering import Node
from visuals.pictures.flow.stacks import Band, Bar, Stacks, stacked
from visuals.pictures.linked import linked_picture
from visuals.pictures.markup import fitted, group, hover, tag, text
from visuals.words import Lang, Words, word

_WIDTH, _TOP, _BELOW, _BAR = 1160, 40, 12, 14
_LEFT, _MIDDLE, _RIGHT = 184, 566, 1022
"""Left edges of the three columns of bars."""
_INITIAL = 12.0
"""A band this thick has room for the first character of its force, so that it is told apart in grey."""

_LABEL = Words(
    "流向：{total} 条结对和选派，从五支力量到{middle}再到{end}",
    "Flow: {total} pairings and dispatches, from the five forces through {middle} to {end}",
)
_FORCES = Words("帮扶力量", "Force")
_TOLD = Words(
    "{start} → {end}：{links} 条（结对 {pairings}，选派 {dispatches}）",
    "{start} → {end}: {links} links ({pairings} pairings, {dispatches} dispatches)",
)
_BAR_TOLD = Words("{name}：{links} 条", "{name}: {links} links")
_EMPTY = Words(
    "这一天这里没有有效的结对和选派：请换一天或换一个范围，或先导入表格。",
    "No pairing or dispatch is in force here on this day: choose another day or place, or import tables first.",
)
NOTE = Words(
    "粗细是当日有效的结对与选派条数（人数不计）；带上的字是帮扶力量，各处自上而下次序相同。",
    "As thick as there are pairings and dispatches in force (people are not counted). Letters on bands are the "
    "forces, which lie in the same order everywhere.",
)
_INITIALS = {
    Force.EAST_WEST: Words("东", "E"),
    Force.INTRA_PROVINCE: Words("省", "I"),
    Force.DESIGNATED: Words("定", "D"),
    Force.SOE: Words("企", "S"),
    Force.GROUP_TALENT: Words("团", "T"),
}

Href = Callable[[str], str | None]


class Hrefs(NamedTuple):
    """Where a click leads: from a place by its unit's id, from a force by its code; None: nowhere."""

    place: Href
    force: Href


def flow_picture(shown: Flows, lang: Lang, hrefs: Hrefs) -> Markup:
    """An `svg` in its own scrolling box; a sentence where there is no link."""
    if not shown.total:
        return tag("p", _EMPTY.said(lang), class_="empty")
    stacks = stacked(shown)
    kinds = {"middle": word(shown.middle, Kind, lang), "end": word(shown.end, Kind, lang)}
    return linked_picture(
        _WIDTH,
        _TOP + stacks.height + _BELOW,
        _LABEL.said(lang, total=shown.total, **kinds),
        "flow-picture",
        text(_LEFT + _BAR, 16, _FORCES.said(lang), "head", "end"),
        text(_MIDDLE, 16, kinds["middle"], "head"),
        text(_RIGHT, 16, kinds["end"], "head"),
        group(
            group(*(_band(band, _LEFT, _MIDDLE, lang) for band in stacks.into), class_="streams"),
            *_ends(stacks, lang, hrefs.place),
            group(*(_initial(band, lang) for band in stacks.into if band.thick >= _INITIAL), class_="initials"),
            *(_middle(node, bar, lang, hrefs.place) for node, bar in stacks.middles.items()),
            *(_force(force, bar, lang, hrefs.force) for force, bar in stacks.forces.items()),
            transform=f"translate(0 {_TOP - 8})",
        ),
    )


def _band(band: Band, left: float, right: float, lang: Lang) -> Markup:
    x1, x2 = left + _BAR, right
    bend = (x1 + x2) / 2
    a, b, thick = band.from_y, band.to_y, max(band.thick, 0.6)
    d = (
        f"M{x1:g} {a:.1f}C{bend:g} {a:.1f} {bend:g} {b:.1f} {x2:g} {b:.1f}v{thick:.1f}"
        f"C{bend:g} {b + thick:.1f} {bend:g} {a + thick:.1f} {x1:g} {a + thick:.1f}z"
    )
    return tag("path", hover(_band_told(band, lang)), d=d, class_=f"stream chip {band.force}")


def _band_told(band: Band, lang: Lang) -> str:
    force = word(band.force, Force, lang)
    start = force if isinstance(band.start, Force) else f"{force} · {band.start.name}"
    return _TOLD.said(
        lang,
        start=start,
        end=band.end.name,
        links=band.pairings + band.dispatches,
        pairings=band.pairings,
        dispatches=band.dispatches,
    )


def _initial(band: Band, lang: Lang) -> Markup:
    y = band.to_y + band.thick / 2 + 4
    return text(_MIDDLE - 9, y, _INITIALS[band.force].said(lang), "initial", "end")


def _force(force: Force, bar: Bar, lang: Lang, href: Href) -> Markup:
    name, x = word(force, Force, lang), _LEFT - 10
    drawn = (
        _bar(bar, _LEFT, f"bar chip {force}"),
        text(x, bar.middle - 1, fitted(name, 14), "force-name", "end"),
        text(x, bar.middle + 16, f"{bar.links:,}", "force-count", "end"),
    )
    return _linked(drawn, name, bar, href(force), f"node {force}", lang)


def _middle(node: Node, bar: Bar, lang: Lang, href: Href) -> Markup:
    drawn = (
        _bar(bar, _MIDDLE, "bar middle"),
        tag(
            "text",
            fitted(node.name, 9),
            tag("tspan", f"{bar.links:,}", class_="number", dx=5),
            x=_MIDDLE + _BAR + 8,
            y=bar.middle + 4.5,
            class_="node-name halo",
        ),
    )
    return _linked(drawn, node.name, bar, href(node.id) if node.id else None, "node", lang)


def _ends(stacks: Stacks, lang: Lang, href: Href) -> Iterator[Markup]:
    """Each place of the last column with the bands that reach it, so that pointing at it shows them."""
    reaching = dict[Node, list[Band]]()
    for band in stacks.onward:
        reaching.setdefault(band.end, []).append(band)
    for node, bar in stacks.ends.items():
        bands = group(*(_band(band, _MIDDLE, _RIGHT, lang) for band in reaching[node]), class_="streams")
        drawn = (
            _bar(bar, _RIGHT, "bar end"),
            _end_name(node, bar),
        )
        linked = _linked(drawn, node.name, bar, href(node.id) if node.id else None, "node", lang)
        yield group(bands, linked, class_="reached")


def _end_name(node: Node, bar: Bar) -> Markup:
    number, x = f"{bar.links:,}", _RIGHT + _BAR + 8
    name = fitted(node.name, (_WIDTH - x - 6 - 8 * len(number)) / 13)
    counted = tag("tspan", number, class_="number", dx=5)
    return tag("text", name, counted, x=x, y=bar.middle + 4.5, class_="end-name")


def _bar(bar: Bar, x: float, class_: str) -> Markup:
    return tag("rect", x=x, y=round(bar.y, 1), width=_BAR, height=max(round(bar.height, 1), 1), rx=1.5, class_=class_)


def _linked(drawn: tuple[Markup, ...], name: str, bar: Bar, href: str | None, class_: str, lang: Lang) -> Markup:
    said = _BAR_TOLD.said(lang, name=name, links=f"{bar.links:,}")
    if href is None:
        return group(hover(said), *drawn, class_=class_)
    return tag("a", hover(said), *drawn, href=href, class_=class_, aria_label=said)
