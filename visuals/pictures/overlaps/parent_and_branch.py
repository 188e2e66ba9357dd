"""A helper and a unit above it that both reach one unit."""

from markupsafe import Markup

from visuals.pictures.markup import group, svg, tag, text
from visuals.pictures.overlaps.boxes import WIDTH, Box, End, box, wire
from visuals.words import Lang, Words

_LEFT, _RIGHT, _BETWEEN = 0.43, 0.31, 30
"""The boxes as parts of the width."""

_PICTURE = Words("{upper}和它的下属{branch}都帮{unit}", "{upper} and {branch}, which is part of it, both help {unit}")
_PART = Words("下属", "part of it")


def parent_and_branch(upper: End, branch: End, unit: str, lang: Lang, width: float = WIDTH) -> Markup:
    above = _helper(upper, 0, width, lang)
    below = _helper(branch, 0, width, lang)
    height = above.height + below.height + _BETWEEN + 8
    above = _helper(upper, 4 + above.height / 2, width, lang)
    below = _helper(branch, height - 4 - below.height / 2, width, lang)
    middle = height / 2
    right = box(width * (1 - _RIGHT) - 2, middle, width * _RIGHT, unit, look="recipient")
    x, y1, y2 = 2 + width * _LEFT / 2, above.y + above.height / 2, below.y - below.height / 2
    return svg(
        width,
        height,
        _PICTURE.said(lang, upper=upper.name, branch=branch.name, unit=unit),
        group(
            tag("path", d=f"M{x} {y1:.1f}V{y2:.1f}", class_="belongs"),
            text(x + 8, (y1 + y2) / 2 + 4.5, _PART.said(lang), "quiet small"),
        ),
        *(wire(above.right, above.y, right.x, middle - 7, force) for force in _wires(upper)),
        *(wire(below.right, below.y, right.x, middle + 7, force) for force in _wires(branch)),
        above.drawn,
        below.drawn,
        right.drawn,
    )


def _helper(end: End, y: float, width: float, lang: Lang) -> Box:
    return box(2, y, width * _LEFT, end.name, end.said_forces(lang))


def _wires(end: End) -> tuple[str, ...]:
    return tuple(end.forces[:1]) or ("",)
