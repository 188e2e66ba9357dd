"""The map of places by number of gaps, and the table behind it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from visuals.pictures.map.parts import Href
from visuals.pictures.map.places import MapPlace
from visuals.pictures.map.shape_map import shape_map
from visuals.pictures.map.shapes import Shapes
from visuals.pictures.map.tile_map import tile_map
from visuals.words import Lang, Words

SCHEMATIC = "示意图，非标准地图 · schematic, not an official map"
"""Stands under every map; both languages at once, always."""

MOST_SHAPES = 60
"""More places have no room for their names and numbers on shapes: then the map is tiles."""

_LABEL = Words("各地缺口：{count} 个地方，共 {gaps} 项", "Gaps by place: {count} places, {gaps} gaps in all")
_TILES = Words(
    "一格一地，按相对位置排列，不表示边界",
    "one tile a place, laid out by where it lies; no boundary is shown",
)
_EMPTY = Words("这里没有可以画在图上的地方，请换一个范围。", "No place to show here: choose another one.")


@dataclass(frozen=True, slots=True)
class MapPicture:
    """`drawn` is an `svg` (a sentence where there is no place); `source` says whose shapes, `note` what it is not."""

    drawn: Markup
    source: str
    note: str = SCHEMATIC


class MapRow(NamedTuple):
    """One row of the table behind a map."""

    id: str
    place: str
    block: str
    gaps: int
    unknown: int
    applies: int


def map_picture(places: Sequence[MapPlace], lang: Lang, href: Href, shapes: Shapes | None = None) -> MapPicture:
    """Shapes where most of not too many places have one, else tiles. `href`: the page of a place, by its id."""
    if not places:
        return MapPicture(Markup('<p class="empty">{}</p>').format(_EMPTY.said(lang)), "")
    label = _LABEL.said(lang, count=len(places), gaps=sum(place.gaps for place in places))
    if (
        shapes is not None
        and len(places) <= MOST_SHAPES
        and (drawn := shape_map(places, shapes, lang, href, label)) is not None
    ):
        return MapPicture(drawn, shapes.credit.said(lang))
    return MapPicture(tile_map(places, lang, href, label), _TILES.said(lang))


def map_rows(places: Sequence[MapPlace]) -> list[MapRow]:
    """The most gaps first, then by id."""
    ordered = sorted(places, key=lambda place: (-place.gaps, -place.unknown, place.id))
    return [
        MapRow(place.id, place.whole_name, place.block_name, place.gaps, place.unknown, place.applies)
        for place in ordered
    ]
