"""The map from shapes: places filled, prefectures outlined, the others of the province pale behind."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup
from pypinyin import lazy_pinyin

from visuals.pictures.linked import linked_picture
from visuals.pictures.map.labels import Label, apart
from visuals.pictures.map.outlines import WIDTH, Outline, Outlines, outlines
from visuals.pictures.map.parts import Href, fill_of, hatching, key, look_of, place_link, said
from visuals.pictures.map.places import MapPlace
from visuals.pictures.map.shapes import Shapes
from visuals.pictures.map.steps import Scale
from visuals.pictures.markup import fitted, group, room, tag, text
from visuals.words import Lang

_NAME, _LINE = 12, 13.5
_LONGEST = 8
"""Ems of a name."""
_KEY, _CHIP, _CHIP_HIGH = 30, 82, 24
_CHIPS = WIDTH // (_CHIP + 6)


def shape_map(places: Sequence[MapPlace], shapes: Shapes, lang: Lang, href: Href, label: str) -> Markup | None:
    """None where the source has no shape for most of the places; a place without one is a chip below."""
    wanted = tuple((place.id, place.whole_name) for place in places)
    blocks = {place.block: place.block_whole_name for place in places}
    lines = outlines(shapes, wanted, tuple(blocks.items()))
    if lines is None:
        return None
    scale = Scale.of(place.gaps for place in places if not place.mostly_unknown)
    shaped = [place for place in places if place.id in lines.places]
    without = [place for place in places if place.id not in lines.places]
    below = lines.height + (len(without) + _CHIPS - 1) // _CHIPS * (_CHIP_HIGH + 6)
    return linked_picture(
        WIDTH,
        below + _KEY,
        label,
        "map-picture",
        hatching(),
        group(*_ground(lines), class_="ground"),
        group(*(_land(place, lines.places[place.id], scale, lang, href) for place in shaped)),
        group(*_borders(lines), class_="borders", pointer_events="none"),
        group(*_names_around(lines, lang), *_labels(shaped, lines), class_="labels", pointer_events="none"),
        *(_chip(at, place, lines.height, scale, lang, href) for at, place in enumerate(without)),
        key(scale, places, lang, 8, below + 6)[0],
    )


def _ground(lines: Outlines) -> Iterator[Markup]:
    for each in lines.around:
        yield tag("path", d=each.path, class_="home" if each.code in lines.home else "elsewhere")


def _borders(lines: Outlines) -> Iterator[Markup]:
    for each in lines.around:
        if each.code in lines.home:
            yield tag("path", d=each.path, class_="border")


def _names_around(lines: Outlines, lang: Lang) -> Iterator[Markup]:
    """The names of prefectures in which no place of the map lies."""
    for each in lines.around:
        if each.code not in lines.home and each.room > 6:
            yield text(
                each.inside[0], each.inside[1] + 4, fitted(_short(each.name, lang), 7), "elsewhere-name", "middle"
            )


def _short(name: str, lang: Lang) -> str:
    """成都, Chengdu: the source has Chinese names only."""
    short = name[:-1] if len(name) > 2 and name.endswith("市") else name
    return "".join(lazy_pinyin(short)).capitalize() if lang is Lang.EN else short


def _land(place: MapPlace, outline: Outline, scale: Scale, lang: Lang, href: Href) -> Markup:
    look = look_of(place, scale)
    land = tag("path", d=outline.path, class_="land", fill=fill_of(look), fill_rule="evenodd")
    return place_link(place, lang, href, look, land)


def _labels(places: Sequence[MapPlace], lines: Outlines) -> Iterator[Markup]:
    """Name and number of each place, pushed off each other; a line leads home from far."""
    names = [fitted(place.name, _LONGEST) for place in places]
    boxes = [_box(name, lines.places[place.id]) for name, place in zip(names, places, strict=True)]
    moved = apart(boxes, WIDTH, lines.height)
    yield from (
        tag("path", d=f"M{box.to_x:.1f} {box.to_y:.1f}L{box.x:.1f} {box.y:.1f}", class_="leader")
        for box in moved
        if box.is_far
    )
    for place, name, box in zip(places, names, moved, strict=True):
        yield text(box.x, box.y - 1.5, name, "land-name halo", "middle")
        yield text(box.x, box.y - 1.5 + _LINE, said(place), "land-number halo", "middle")


def _box(name: str, outline: Outline) -> Label:
    x, y = outline.inside
    return Label(x, y, room(name) * _NAME + 3, 2 * _LINE, x, y)


def _chip(at: int, place: MapPlace, top: float, scale: Scale, lang: Lang, href: Href) -> Markup:
    row, column = divmod(at, _CHIPS)
    x, y = 8 + column * (_CHIP + 6), top + 4 + row * (_CHIP_HIGH + 6)
    look = look_of(place, scale)
    box = tag("rect", x=x, y=y, width=_CHIP, height=_CHIP_HIGH, rx=4, class_="tile", fill=fill_of(look))
    name = text(x + 6, y + 16.5, fitted(place.name, 4), "small chip-text")
    return place_link(
        place, lang, href, look, box, name, text(x + _CHIP - 6, y + 16.5, said(place), "small chip-text", "end")
    )
