"""The butterfly of a county: helpers by force on the left, its own units on the right, empty seats on both sides."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from graph_model.vocabulary import GAP_STATES, Force, State
from visuals.pictures.county_seats import CountySeats, OwnUnits, Seat
from visuals.pictures.markup import fitted, group, hover, room, svg, tag, text
from visuals.pictures.state_marks import state_mark
from visuals.words import Lang, Words, word

_WIDTH, _MIDDLE, _RADIUS = 1160, 560, 62
_LEFT, _RIGHT = 372, 742
"""Where the marks of the left side stand, and where the right side begins."""
_ROW, _HEAD, _BETWEEN = 25, 30, 14
_MOST = 14
"""Helpers of one force that are drawn; more are counted."""
_DOT, _DOTS_A_ROW, _NAMES = 15, 26, 31

_PICTURE = Words("{name}：今天谁在帮，哪些席位空着", "{name}: who helps it today, and which seats are empty")
_NO_HELPER = Words("无结对记录", "no pairing on record")
_MORE = Words("还有 {count} 家", "{count} more")
_GAPS = Words("空席 {count}", "{count} empty seats")
_NO_GAP = Words("席位已满", "every seat taken")
_UNKNOWN = Words("未填报 {count}", "{count} not reported")
_THROUGH = Words("至 {day}", "to {day}")
_MET = Words("{met}/{all} 已结对", "{met} of {all} paired")
_AND_MORE = Words("等 {count} 个", "of {count}")


@dataclass(frozen=True, slots=True)
class _Line:
    """A seat drawn at a height, and the force whose colour it has."""

    seat: Seat
    force: Force
    y: float


def butterfly(county: CountySeats, lang: Lang) -> Markup:
    left, left_height = _left(county, lang)
    right, right_height = _right(county.own, lang)
    height = max(left_height, right_height, 4 * _RADIUS) + 20
    middle = height / 2
    lifted_left, lifted_right = (height - left_height) / 2, (height - right_height) / 2
    return svg(
        _WIDTH,
        height,
        _PICTURE.said(lang, name=county.name),
        group(*_left_wires(left, lifted_left, middle), class_="wires"),
        group(*_right_wires(right, lifted_right, middle), class_="wires"),
        group(*_heads(left, lang), *(_drawn(line, lang) for line in left), transform=f"translate(0 {lifted_left:.1f})"),
        group(*(drawn for _, drawn, _ in right), transform=f"translate(0 {lifted_right:.1f})"),
        _centre(county, middle, lang),
    )


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


def _heads(lines: Sequence[_Line], lang: Lang) -> Iterator[Markup]:
    for force in Force:
        first = min((line.y for line in lines if line.force is force), default=None)
        if first is not None:
            y = first - _ROW / 2
            yield text(_LEFT, y - 10, word(force, Force, lang), "head", "end")
            yield tag("path", d=f"M{_LEFT - 220} {y - 4:.1f}H{_LEFT + 6}", class_=f"rule {force}")


def _drawn(line: _Line, lang: Lang) -> Markup:
    seat, y = line.seat, line.y
    if seat.state == "":
        return text(_LEFT - 14, y + 4.5, seat.name, "quiet", "end")
    if not seat.taken:
        said = f"{seat.name} · {word(seat.state, State, lang)}"
        return group(
            state_mark(seat.state, _LEFT, y, title=said), text(_LEFT - 14, y + 4.5, said, f"wanted {seat.state}", "end")
        )
    through = _THROUGH.said(lang, day=seat.through) if seat.through else ""
    aside = " · ".join(filter(None, (seat.detail, through)))
    return group(
        hover(" · ".join(filter(None, (seat.name, aside)))),
        tag("circle", cx=_LEFT, cy=y, r=5.5, class_=f"seat {line.force}"),
        tag(
            "text",
            *((tag("tspan", aside, class_="quiet"),) if aside else ()),
            tag("tspan", fitted(seat.name, 15), dx=8 if aside else None),
            x=_LEFT - 14,
            y=y + 4.5,
            text_anchor="end",
        ),
    )


def _left_wires(lines: Sequence[_Line], lifted: float, middle: float) -> Iterator[Markup]:
    for line in lines:
        if line.seat.state == "":
            continue
        look = f"wire {line.force}" if line.seat.taken else f"wire empty {line.seat.state}"
        yield _curve(_LEFT + 7, line.y + lifted, _MIDDLE - _RADIUS, middle, look)


def _curve(x1: float, y1: float, x2: float, y2: float, class_: str, width: float | None = None) -> Markup:
    bend = (x1 + x2) / 2
    d = f"M{x1:.1f} {y1:.1f}C{bend:.1f} {y1:.1f} {bend:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"
    return tag("path", d=d, class_=class_, stroke_width=width)


_Block = tuple[float, Markup, OwnUnits]


def _right(own: Sequence[OwnUnits], lang: Lang) -> tuple[list[_Block], float]:
    blocks, y = list[_Block](), 6.0
    for units in own:
        drawn, height = _block(units, y, lang)
        blocks.append((y + 22, drawn, units))
        y += height + _BETWEEN
    return blocks, y


def _block(units: OwnUnits, y: float, lang: Lang) -> tuple[Markup, float]:
    """A head, a mark for each unit, and the names of some that wait."""
    head = group(
        text(_RIGHT + 12, y + 12, units.title, "head"),
        text(_WIDTH - 4, y + 12, _MET.said(lang, met=units.met, all=len(units.units)), "count", "end"),
        tag("path", d=f"M{_RIGHT + 6} {y + 18:.1f}H{_WIDTH}", class_="rule"),
    )
    marks = []
    for place, (name, state) in enumerate(units.units):
        row, column = divmod(place, _DOTS_A_ROW)
        at = _RIGHT + 18 + column * _DOT, y + 30 + row * _DOT
        marks.append(state_mark(state, *at, 5, title=f"{name} · {word(state, State, lang)}"))
    height = 30 + ((len(units.units) - 1) // _DOTS_A_ROW + 1) * _DOT
    waiting = [(name, state) for name, state in units.units if state in GAP_STATES]
    if not waiting:
        return group(head, *marks), height
    said = text(_RIGHT + 12, y + height + 6, _named([name for name, _ in waiting], lang), "wanted small")
    return group(head, *marks, said), height + 12


def _named(names: Sequence[str], lang: Lang) -> str:
    """As many names as there is room for, and how many there are in all."""
    more = f" {_AND_MORE.said(lang, count=len(names))}"
    shown = list[str]()
    for name in names:
        if room("、".join([*shown, fitted(name, 14)])) > _NAMES - room(more):
            break
        shown.append(fitted(name, 14))
    return "、".join(shown) + (more if len(shown) < len(names) else "")


def _right_wires(blocks: Sequence[_Block], lifted: float, middle: float) -> Iterator[Markup]:
    """As thick as many of the units are paired."""
    for y, _, units in blocks:
        share = units.met / len(units.units)
        look = "wire own" if share else "wire own none"
        yield _curve(_MIDDLE + _RADIUS, middle, _RIGHT + 6, y + lifted, look, 1.2 + 9 * share)


def _centre(county: CountySeats, y: float, lang: Lang) -> Markup:
    lines = [(fitted(county.name, 6), "name"), (fitted(county.place, 9), "quiet")]
    if county.empty:
        lines.append((_GAPS.said(lang, count=county.empty), "wanted"))
    if county.unknown:
        lines.append((_UNKNOWN.said(lang, count=county.unknown), "quiet"))
    if not county.empty and not county.unknown:
        lines.append((_NO_GAP.said(lang), ""))
    top = y - 10 * (len(lines) - 1) + 4
    return group(
        tag("circle", cx=_MIDDLE, cy=y, r=_RADIUS, class_="centre"),
        *(text(_MIDDLE, top + 20 * place, said, look, "middle") for place, (said, look) in enumerate(lines)),
    )
