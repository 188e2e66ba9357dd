"""Two helpers that share units: the units in the middle, a line from each side."""

from collections.abc import Sequence

from markupsafe import Markup

from visuals.pictures.markup import fitted, group, hover, svg, tag, text
from visuals.pictures.overlaps.boxes import SMALL_EM, WIDTH, box, wire
from visuals.words import Lang, Words

_BOX, _UNIT = 0.29, 0.26
"""The boxes and the units between them as parts of the width."""
_ROW, _MOST = 25, 6

_PICTURE = Words("{one}和{other}共帮 {count} 个单位", "{one} and {other} share {count} units")
_MORE = Words("还有 {count} 个", "{count} more")


def shared_units(one: str, other: str, units: Sequence[str], count: int, lang: Lang, width: float = WIDTH) -> Markup:
    """`units` are names, of which some are drawn; `count` is how many there are."""
    named = units if count <= _MOST else units[: _MOST - 1]
    lines = len(named) + (count > len(named))
    height = max(lines * _ROW + 16, 92)
    middle = height / 2
    left, right = (box(x, middle, width * _BOX, name) for x, name in ((2, one), (width * (1 - _BOX) - 2, other)))
    wide = width * _UNIT
    x = (width - wide) / 2
    first = middle - (lines - 1) * _ROW / 2
    drawn = []
    for place, name in enumerate(named):
        y = first + place * _ROW
        drawn += [wire(left.right, middle, x, y), wire(right.x, middle, x + wide, y), _shared(x, y, wide, name)]
    if count > len(named):
        y = first + len(named) * _ROW
        drawn.append(text(width / 2, y + 5, _MORE.said(lang, count=count - len(named)), "quiet small", "middle"))
    return svg(
        width,
        height,
        _PICTURE.said(lang, one=one, other=other, count=count),
        *drawn,
        left.drawn,
        right.drawn,
    )


def _shared(x: float, y: float, wide: float, name: str) -> Markup:
    return group(
        hover(name),
        tag("rect", x=x, y=y - 10.5, width=wide, height=21, rx=10.5, class_="box recipient"),
        text(x + wide / 2, y + 4.5, fitted(name, (wide - 14) / SMALL_EM), "small", "middle"),
    )
