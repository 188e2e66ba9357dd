"""The butterfly of a county: helpers by force on the left, its own units on the right, empty seats on both sides."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from graph_model.vocabulary import Force, State
from visuals.pictures.butterfly_shape import RADIUS, WIDE, Link, Shape, curve, linked
from visuals.pictures.butterfly_units import right_side, right_wires
from visuals.pictures.county_seats import CountySeats, Seat
from visuals.pictures.markup import fitted, group, hover, room, svg, tag, text
from visuals.pictures.state_marks import state_mark
from visuals.words import Lang, Words, word

_ROW, _HEAD, _BETWEEN = 25, 30, 14
_MOST = 14
"""Helpers of one force that are drawn; more are counted."""

_PICTURE = Words("{name}：今天谁在帮，哪些席位空着", "{name}: who helps it today, and which seats are empty")
_NO_HELPER = Words("无结对记录", "no pairing on record")
_MORE = Words("还有 {count} 家", "{count} more")
_GAPS = Words("空席 {count}", "{count} empty seats")
_NO_GAP = Words("席位已满", "every seat taken")
_UNKNOWN = Words("未填报 {count}", "{count} not reported")
_THROUGH = Words("至 {day}", "to {day}")


@dataclass(frozen=True, slots=True)
class _Line:
    """A seat drawn at a height, and the force whose colour it has."""

    seat: Seat
    force: Force
    y: float


def butterfly(county: CountySeats, lang: Lang, shape: Shape = WIDE, link: Link | None = None) -> Markup:
    """The picture; with `link`, names and empty seats lead somewhere."""
    left, left_height = _left(county, lang)
    right, right_height = right_side(county.own, lang, shape, link)
    height = max(left_height, right_height, 4 * RADIUS) + 20
    middle = height / 2
    lifted_left, lifted_right = (height - left_height) / 2, (height - right_height) / 2
    return svg(
        shape.width,
        height,
        _PICTURE.said(lang, name=county.name),
        group(*_left_wires(left, lifted_left, middle, shape), class_="wires"),
        group(*right_wires(right, lifted_right, middle, shape), class_="wires"),
        group(
            *_heads(left, lang, shape),
            *(_drawn(line, lang, shape, link) for line in left),
            transform=_lifted(lifted_left),
        ),
        group(*(drawn for _, drawn, _ in right), transform=_lifted(lifted_right)),
        _centre(county, middle, lang, shape),
        role="group" if link else "img",
    )


def _lifted(y: float) -> str:
    return f"translate(0 {y:.1f})"


def _left(county: CountySeats, lang: Lang) -> tuple[list[_Line], float]:
    lines, y = list[_Line](), 0.0
    for force, seats in county.forces.items():
        y += _HEAD
        for seat in _shown(seats, lang):
            lines.append(_Line(seat, force, y + _ROW / 2))
            y += _ROW
        y += _BETWEEN
    return lines, y - _BETWEEN


def _shown(seats: Sequence[Seat], lang: Lang) -> Iterator[Seat]:
    """Helpers up to a number, then every empty seat; a force without either says so."""
    taken = [seat for seat in seats if seat.taken]
    yield from taken[:_MOST]
    if len(taken) > _MOST:
        yield Seat(_MORE.said(lang, count=len(taken) - _MOST))
    yield from (seat for seat in seats if not seat.taken)
    if not seats:
        yield Seat(_NO_HELPER.said(lang), state="")


def _heads(lines: Sequence[_Line], lang: Lang, shape: Shape) -> Iterator[Markup]:
    for force in Force:
        first = min((line.y for line in lines if line.force is force), default=None)
        if first is not None:
            y = first - _ROW / 2
            yield text(shape.left, y - 10, word(force, Force, lang), "head", "end")
            yield tag("path", d=f"M{shape.left - 220} {y - 4:.1f}H{shape.left + 6}", class_=f"rule {force}")


def _drawn(line: _Line, lang: Lang, shape: Shape, link: Link | None) -> Markup:
    seat, y = line.seat, line.y
    if seat.state == "":
        return text(shape.left - 14, y + 4.5, seat.name, "quiet", "end")
    drawn = _helper(line, lang, shape) if seat.taken else _empty(seat, y, lang, shape)
    return linked(drawn, seat, link) if seat.unit or seat.rule else drawn


def _empty(seat: Seat, y: float, lang: Lang, shape: Shape) -> Markup:
    said = f"{seat.name} · {word(seat.state, State, lang)}"
    words = text(shape.left - 14, y + 4.5, said, f"wanted {seat.state}", "end")
    return group(state_mark(seat.state, shape.left, y, title=said), words)


def _helper(line: _Line, lang: Lang, shape: Shape) -> Markup:
    seat, y = line.seat, line.y
    through = _THROUGH.said(lang, day=seat.through) if seat.through else ""
    aside = " · ".join(filter(None, (seat.detail, through)))
    return group(
        hover(" · ".join(filter(None, (seat.name, aside)))),
        tag("circle", cx=shape.left, cy=y, r=5.5, class_=f"seat {line.force}"),
        tag(
            "text",
            *((tag("tspan", aside, class_="quiet"),) if aside else ()),
            tag("tspan", fitted(seat.name, min(15, shape.said - room(aside))), dx=8 if aside else None),
            x=shape.left - 14,
            y=y + 4.5,
            text_anchor="end",
        ),
    )


def _left_wires(lines: Sequence[_Line], lifted: float, middle: float, shape: Shape) -> Iterator[Markup]:
    for line in lines:
        if line.seat.state == "":
            continue
        look = f"wire {line.force}" if line.seat.taken else f"wire empty {line.seat.state}"
        yield curve(shape.left + 7, line.y + lifted, shape.middle - RADIUS, middle, look)


def _centre(county: CountySeats, y: float, lang: Lang, shape: Shape) -> Markup:
    lines = [(fitted(county.name, 6), "name"), (fitted(county.place, 9), "quiet")]
    if county.empty:
        lines.append((_GAPS.said(lang, count=county.empty), "wanted"))
    if county.unknown:
        lines.append((_UNKNOWN.said(lang, count=county.unknown), "quiet"))
    if not county.empty and not county.unknown:
        lines.append((_NO_GAP.said(lang), ""))
    top = y - 10 * (len(lines) - 1) + 4
    return group(
        tag("circle", cx=shape.middle, cy=y, r=RADIUS, class_="centre"),
        *(text(shape.middle, top + 20 * place, said, look, "middle") for place, (said, look) in enumerate(lines)),
    )
