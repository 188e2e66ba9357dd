"""What both maps share: a place as a link, the hatching, and the key below."""

from collections.abc import Callable, Sequence

from markupsafe import Markup

from visuals.pictures.map.places import MapPlace
from visuals.pictures.map.steps import Scale
from visuals.pictures.markup import group, hover, room, tag, text
from visuals.words import Lang, Words

Href = Callable[[str], str | None]
"""The address of the page of a place, by its id; None: no link."""

UNKNOWN = "unknown"
NOTHING = "nothing"
"""The looks of places of which nobody reported, and to which no rule applies; else `step0` … `step4`."""

_TOLD = Words(
    "{name}：缺口 {gaps} 项，未填报 {unknown} 项，应落实 {applies} 项",
    "{name}: {gaps} gaps, {unknown} not reported, of {applies} asked for",
)
_NO_RULE = Words("{name}：没有适用的规则", "{name}: no rule applies")
_GAPS = Words("缺口项数", "Gaps")
_UNKNOWN = Words("多数未填报", "mostly not reported")
_ALSO_UNKNOWN = Words("? 另有未填报", "? some not reported")
_HATCH = "map-hatch"


def look_of(place: MapPlace, scale: Scale) -> str:
    if not place.applies:
        return NOTHING
    return UNKNOWN if place.mostly_unknown else f"step{scale.step(place.gaps)}"


def said(place: MapPlace) -> str:
    """The number written on a place: its gaps, `?` where nothing is known, `3?` where more may come."""
    if not place.applies:
        return "–"
    known = "" if place.unknown == place.applies else f"{place.gaps}"
    return known + ("?" if place.unknown else "")


def told(place: MapPlace, lang: Lang) -> str:
    """All counts of a place in a sentence."""
    words = _TOLD if place.applies else _NO_RULE
    name = place.whole_name if lang is Lang.ZH else f"{place.name} {place.whole_name}"
    return words.said(lang, name=name, gaps=place.gaps, unknown=place.unknown, applies=place.applies)


def place_link(place: MapPlace, lang: Lang, href: Href, look: str, *drawn: Markup) -> Markup:
    """Everything drawn of a place as one link, which says its counts."""
    address = href(place.id)
    inside = (hover(told(place, lang)), *drawn)
    if address is None:
        return group(*inside, class_=f"spot {look}")
    # Named by what hovering says and what is seen: a label that lacks a name cut short would not hold it.
    return tag("a", *inside, href=address, class_=f"spot {look}")


def hatching() -> Markup:
    """The pattern of what nobody reported; used as `fill="url(#map-hatch)"`."""
    ground = tag("rect", width=7, height=7, class_="hatch-ground")
    lines = tag("path", d="M-1 8L8 -1M-1 1L1 -1M6 8L8 6", class_="hatch-line")
    pattern = tag("pattern", ground, lines, id=_HATCH, width=7, height=7, patternUnits="userSpaceOnUse")
    return tag("defs", pattern)


def fill_of(look: str) -> str | None:
    """The fill that a style sheet cannot give."""
    return f"url(#{_HATCH})" if look == UNKNOWN else None


def key(scale: Scale, places: Sequence[MapPlace], lang: Lang, x: float, y: float) -> tuple[Markup, float]:
    """Which shade is which number, drawn from `x` to the right; and the x at which it ends."""
    looks = [(f"step{step}", name) for step, name in scale.ranges()]
    if any(place.applies and place.mostly_unknown for place in places):
        looks.append((UNKNOWN, _UNKNOWN.said(lang)))
    drawn = [text(x, y + 11, _GAPS.said(lang), "quiet small")]
    at = x + room(_GAPS.said(lang)) * 12.5 + 12
    for look, name in looks:
        drawn.append(tag("rect", x=at, y=y, width=22, height=14, rx=3, class_=f"shade {look}", fill=fill_of(look)))
        drawn.append(text(at + 27, y + 11.5, name, "small"))
        at += 27 + room(name) * 12.5 + 14
    if any(place.unknown for place in places):
        drawn.append(text(at + 2, y + 11.5, _ALSO_UNKNOWN.said(lang), "small"))
        at += 2 + room(_ALSO_UNKNOWN.said(lang)) * 12.5
    return group(*drawn, class_="key"), at
