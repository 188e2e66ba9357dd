"""The right side of the butterfly: the county's own units, a mark each, and the names of some that wait."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from graph_model.vocabulary import GAP_STATES, State
from visuals.pictures.butterfly_shape import RADIUS, Link, Shape, curve, linked
from visuals.pictures.markup import fitted, group, room, tag, text
from visuals.pictures.own_units import OwnUnit, OwnUnits
from visuals.pictures.state_marks import state_mark
from visuals.words import Lang, Words, word

_DOT, _BETWEEN = 15, 14

_MET = Words("{met}/{all} 已结对", "{met} of {all} paired")
_AND_MORE = Words("等 {count} 个", "of {count}")

Block = tuple[float, Markup, OwnUnits]


def right_side(own: Sequence[OwnUnits], lang: Lang, shape: Shape, link: Link | None) -> tuple[list[Block], float]:
    blocks, y = list[Block](), 6.0
    for units in own:
        drawn, height = _block(units, y, lang, shape, link)
        blocks.append((y + 22, drawn, units))
        y += height + _BETWEEN
    return blocks, y


def _block(units: OwnUnits, y: float, lang: Lang, shape: Shape, link: Link | None) -> tuple[Markup, float]:
    """A head, a mark for each unit, and the names of some that wait."""
    head = group(
        text(shape.right + 12, y + 12, units.title, "head"),
        text(shape.width - 4, y + 12, _MET.said(lang, met=units.met, all=len(units.units)), "count", "end"),
        tag("path", d=f"M{shape.right + 6} {y + 18:.1f}H{shape.width}", class_="rule"),
    )
    marks = [_marked(unit, place, y, lang, shape, link) for place, unit in enumerate(units.units)]
    height = 30 + ((len(units.units) - 1) // shape.dots + 1) * _DOT
    waiting = [unit for unit in units.units if unit.state in GAP_STATES]
    if not waiting:
        return group(head, *marks), height
    said = _named(waiting, lang, shape, link)
    words = tag("text", *said, x=shape.right + 12, y=y + height + 6, class_="wanted small")
    return group(head, *marks, words), height + 12


def _marked(unit: OwnUnit, place: int, y: float, lang: Lang, shape: Shape, link: Link | None) -> Markup:
    """A unit's mark. The keyboard passes over it: there are many, and the table behind the picture names each."""
    row, column = divmod(place, shape.dots)
    at = shape.right + 18 + column * _DOT, y + 30 + row * _DOT
    mark = state_mark(unit.state, *at, 5, title=f"{unit.name} · {word(unit.state, State, lang)}")
    return linked(mark, unit, link, tabindex=-1)


def _named(units: Sequence[OwnUnit], lang: Lang, shape: Shape, link: Link | None) -> list[Markup | str]:
    """As many names as there is room for, and how many there are in all."""
    more = f" {_AND_MORE.said(lang, count=len(units))}"
    shown, left = list[Markup | str](), shape.names - room(more)
    for unit in units:
        name = fitted(unit.name, 14)
        left -= room(name) + (1 if shown else 0)
        if left < 0:
            return [*shown, more]
        shown += [*(["、"] if shown else []), linked(tag("tspan", name), unit, link)]
    return shown


def right_wires(blocks: Sequence[Block], lifted: float, middle: float, shape: Shape) -> Iterator[Markup]:
    """As thick as many of the units are paired."""
    for y, _, units in blocks:
        share = units.met / len(units.units)
        look = "wire own" if share else "wire own none"
        yield curve(shape.middle + RADIUS, middle, shape.right + 6, y + lifted, look, 1.2 + 9 * share)
