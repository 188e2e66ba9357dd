"""One helper that reaches one unit under several forces: a band for each."""

from collections.abc import Sequence

from markupsafe import Markup

from graph_model.vocabulary import Force
from visuals.pictures.markup import fitted, group, hover, room, svg, tag, text
from visuals.pictures.overlaps.boxes import SMALL_EM, WIDTH, box, wire
from visuals.words import AND, Lang, Words, word

_BOX, _BETWEEN, _PILL = 0.29, 32, 21
"""A box as a part of the width."""

_PICTURE = Words("{helper}以{forces}帮{unit}", "{helper} helps {unit} under {forces}")


def two_forces(helper: str, unit: str, forces: Sequence[str], lang: Lang, width: float = WIDTH) -> Markup:
    height = max(len(forces) * _BETWEEN + 16, 92)
    middle = height / 2
    left = box(2, middle, width * _BOX, helper)
    right = box(width * (1 - _BOX) - 2, middle, width * _BOX, unit, look="recipient")
    first = middle - (len(forces) - 1) * _BETWEEN / 2
    said = [word(force, Force, lang) for force in forces]
    bands = [
        _band(force, title, left.right, right.x, middle, first + place * _BETWEEN)
        for place, (force, title) in enumerate(zip(forces, said, strict=True))
    ]
    label = _PICTURE.said(lang, helper=helper, unit=unit, forces=AND.said(lang).join(said))
    return svg(width, height, label, *bands, left.drawn, right.drawn)


def _band(force: str, title: str, x1: float, x2: float, middle: float, y: float) -> Markup:
    bend, spread = (x1 + x2) / 2, (y - middle) * 0.45
    said = fitted(title, (x2 - x1 - 18) / SMALL_EM)
    width = room(said) * SMALL_EM + 16
    return group(
        hover(title),
        wire(x1, middle + spread, bend, y, force, strand=True),
        wire(bend, y, x2, middle + spread, force, strand=True),
        tag(
            "rect", x=bend - width / 2, y=y - _PILL / 2, width=width, height=_PILL, rx=_PILL / 2, class_=f"pill {force}"
        ),
        text(bend, y + 4.5, said, "small", "middle"),
    )
