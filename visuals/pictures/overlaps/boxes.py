"""What the pictures of overlaps are made of: a box with a unit's name, and bands between boxes."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from markupsafe import Markup

from graph_model.vocabulary import Force
from visuals.pictures.markup import fitted, group, hover, room, tag, text
from visuals.words import AND, Lang, word

WIDTH = 420
"""Of a picture with real names; one that only explains may be narrower."""
EM, SMALL_EM = 14, 12.5
_LINE = 19


@dataclass(frozen=True, slots=True)
class End:
    """A unit at one end of links: its name, and the forces of its links to the other end."""

    name: str
    forces: Sequence[str] = ()

    def said_forces(self, lang: Lang) -> str:
        return AND.said(lang).join(word(force, Force, lang) for force in self.forces)


@dataclass(frozen=True, slots=True)
class Box:
    """A box as it was drawn: `drawn` around its middle height `y`."""

    drawn: Markup
    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width


def box(x: float, y: float, width: float, name: str, detail: str = "", look: str = "helper") -> Box:
    """A name in a box, broken into two lines where it is long; the whole name shows on hovering."""
    lines = wrapped(name, (width - 16) / EM)
    said = [(line, "strong") for line in lines]
    if detail:
        said += [(line, "quiet small") for line in wrapped(detail, (width - 16) / SMALL_EM)]
    height = len(said) * _LINE + 11
    top = y - height / 2
    drawn = group(
        hover(f"{name} · {detail}" if detail else name),
        tag("rect", x=x, y=top, width=width, height=height, rx=5, class_=f"box {look}"),
        *(
            text(x + width / 2, top + 20 + place * _LINE, line, class_, "middle")
            for place, (line, class_) in enumerate(said)
        ),
    )
    return Box(drawn, x, y, width, height)


def wrapped(said: str, ems: float, most: int = 2) -> list[str]:
    """A text in lines of so many ems, Latin words kept whole; what is left over is cut.

    >>> wrapped("示例省生态环境厅", 5), wrapped("Example bureau of roads", 9), wrapped("示例省生态环境厅", 3)
    (['示例省生', '态环境厅'], ['Example bureau', 'of roads'], ['示例省', '生态…'])
    """
    if " " not in said and ems < room(said) <= ems * most:
        ems = min(ems, ceil(room(said) / most))  # lines of one length, and no character by itself
    lines, rest = list[str](), said
    while rest and len(lines) < most - 1 and room(rest) > ems:
        end = _break(rest, ems)
        lines.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    return [*lines, fitted(rest, ems)] if rest else lines


def _break(said: str, ems: float) -> int:
    """How much of a text stands on the first line."""
    end = len(said)
    while end > 1 and room(said[:end]) > ems:
        end -= 1
    space = said.rfind(" ", 0, end + 1)
    inside_a_word = end < len(said) and said[end].isascii() and said[end - 1].isascii()
    return space if inside_a_word and space > 0 else end


def wire(x1: float, y1: float, x2: float, y2: float, force: str = "", *, strand: bool = False) -> Markup:
    """A curve from one end to the other; the colour of a force is always said in words as well."""
    bend = (x1 + x2) / 2
    d = f"M{x1:.1f} {y1:.1f}C{bend:.1f} {y1:.1f} {bend:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"
    return tag("path", d=d, class_=f"{'strand' if strand else 'wire'} {force or 'plain'}")
