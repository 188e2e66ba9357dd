"""The map that needs no shapes: a tile a place, those of one prefecture within one outline."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from markupsafe import Markup

from visuals.pictures.linked import linked_picture
from visuals.pictures.map.parts import Href, fill_of, hatching, key, look_of, place_link, said
from visuals.pictures.map.places import MapPlace
from visuals.pictures.map.steps import Scale
from visuals.pictures.map.tiling import Cell, tile_cells
from visuals.pictures.markup import fitted, group, room, tag, text
from visuals.words import Lang

_WIDE, _HIGH, _BETWEEN = 54, 46, 4
_EDGE, _KEY = 8, 34
_NAME, _LONG_NAME, _BLOCK_NAME = 13.5, 10.5, 11
"""Font sizes, for what fits; the style sheet says them again."""

_cells = lru_cache(64)(tile_cells)


def tile_map(places: Sequence[MapPlace], lang: Lang, href: Href, label: str) -> Markup:
    cells = _cells(tuple(place.at for place in places), tuple(place.block for place in places))
    scale = Scale.of(place.gaps for place in places if not place.mostly_unknown)
    columns = max((column for column, _ in cells), default=0) + 1
    rows = max((row for _, row in cells), default=0) + 1
    width, height = 2 * _EDGE + columns * _pitch(0), 2 * _EDGE + rows * _pitch(1)
    by_block = _by_block(places, cells)
    legend, legend_end = key(scale, places, lang, _EDGE, height + 6)
    whole = max(width, legend_end + _EDGE)  # a few tiles take less room than what their shades mean
    return linked_picture(
        whole,
        height + _KEY,
        label,
        "map-picture",
        hatching(),
        group(
            group(*(_outline(block) for block in by_block.values()), class_="blocks"),
            *(_tile(place, cell, scale, lang, href) for place, cell in zip(places, cells, strict=True)),
            group(*_block_names(places, by_block, set(cells), columns), class_="block-names"),
            transform=f"translate({(whole - width) / 2:g} 0)",
        ),
        legend,
    )


def _pitch(axis: int) -> int:
    return (_WIDE, _HIGH)[axis] + _BETWEEN


def _corner(cell: Cell) -> tuple[float, float]:
    """Upper left corner of the room of a cell."""
    return _EDGE + cell[0] * _pitch(0), _EDGE + cell[1] * _pitch(1)


def _tile(place: MapPlace, cell: Cell, scale: Scale, lang: Lang, href: Href) -> Markup:
    x, y = _corner(cell)
    x, y = x + _BETWEEN / 2, y + _BETWEEN / 2
    middle, look = x + _WIDE / 2, look_of(place, scale)
    return place_link(
        place,
        lang,
        href,
        look,
        tag("rect", x=x, y=y, width=_WIDE, height=_HIGH, rx=4, class_="tile", fill=fill_of(look)),
        _tile_name(place.name, middle, y + 18),
        text(middle, y + 37, said(place), "tile-number", "middle"),
    )


def _tile_name(name: str, x: float, y: float) -> Markup:
    """Long names smaller, longer ones cut."""
    if room(name) * _NAME <= _WIDE - 3:
        return text(x, y, name, "tile-name", "middle")
    return text(x, y, fitted(name, _WIDE / _LONG_NAME), "tile-name long", "middle")


def _by_block(places: Sequence[MapPlace], cells: Sequence[Cell]) -> Mapping[str, list[Cell]]:
    made = dict[str, list[Cell]]()
    for place, cell in zip(places, cells, strict=True):
        if place.block:
            made.setdefault(place.block, []).append(cell)
    return made


def _outline(cells: Sequence[Cell]) -> Markup:
    """The edges of a block's cells that no other cell of it touches."""
    taken = set(cells)
    drawn = list[str]()
    for column, row in sorted(cells):
        (x, y), (right, below) = _corner((column, row)), _corner((column + 1, row + 1))
        sides = (
            ((column, row - 1), f"M{x:g} {y:g}H{right:g}"),
            ((column, row + 1), f"M{x:g} {below:g}H{right:g}"),
            ((column - 1, row), f"M{x:g} {y:g}V{below:g}"),
            ((column + 1, row), f"M{right:g} {y:g}V{below:g}"),
        )
        drawn.extend(line for beside, line in sides if beside not in taken)
    return tag("path", d="".join(drawn), class_="block")


def _block_names(
    places: Sequence[MapPlace], blocks: Mapping[str, list[Cell]], taken: set[Cell], columns: int
) -> Iterator[Markup]:
    """The name of each block in a free cell beside it; a block with none has it on its upper edge."""
    names = {place.block: place.block_name for place in places}
    used = set(taken)
    for block, cells in blocks.items():
        free = _beside(cells, used, columns)
        name = fitted(names[block], _pitch(0) / _BLOCK_NAME)
        if free is None:
            x, y = _corner(min(cells, key=lambda cell: (cell[1], cell[0])))
            yield text(x + 5, y + 4, fitted(name, _WIDE / _BLOCK_NAME), "block-name halo on-edge")
            continue
        used.add(free[0])
        yield _beside_text(name, *free)


_SIDES = ((0, -1), (-1, 0), (1, 0), (0, 1))
"""Above, left, right, below: where a name is looked for first."""


def _beside(cells: Sequence[Cell], used: set[Cell], columns: int) -> tuple[Cell, Cell] | None:
    """A free cell on the grid beside a block, and which side of the block it is on."""
    middle = sum(column for column, _ in cells) / len(cells)
    found = [
        (
            place,
            abs(column - middle),
            row,
            (column + east, row + south),
            (east, south),
        )
        for place, (east, south) in enumerate(_SIDES)
        for column, row in cells
        if (column + east, row + south) not in used and 0 <= column + east < columns and row + south >= 0
    ]
    if not found:
        return None
    *_, cell, side = min(found)
    return cell, side


def _beside_text(name: str, cell: Cell, side: Cell) -> Markup:
    """As near to the block as the cell lets it."""
    x, y = _corner(cell)
    wide, high = _pitch(0), _pitch(1)
    if side[0]:
        at, anchor = (x + wide - 6, "end") if side[0] < 0 else (x + 6, "start")
        return text(at, y + high / 2 + 4, name, "block-name", anchor)
    room_left = (wide - room(name) * _BLOCK_NAME) / 2
    return text(x + room_left, y + (high - 7 if side[1] < 0 else 16), name, "block-name")
