"""Columns of text on a screen of a given width; a Chinese character takes two cells of it.

rich lays tables out too, at 3.5 ms a row (measured): five seconds for the gaps of a province.
"""

from collections.abc import Sequence
from itertools import zip_longest

from rich.cells import cell_len

_NARROWEST_NUMBER, _NARROWEST_TEXT = 4, 8
_WIDE_GAP, _NARROW_GAP = 2, 1


def columns(
    headings: Sequence[str], rows: Sequence[Sequence[str]], numbers: Sequence[bool], width: int | None
) -> tuple[list[str], list[str]]:
    """The lines of the headings, and those of the rows: numbers to the right, nothing wider than `width`."""
    texts = [_widest(cells) for cells in zip(*rows, strict=True)] if rows else [0] * len(headings)
    natural = [max(cell_len(heading), text) for heading, text in zip(headings, texts, strict=True)]
    gap = _WIDE_GAP
    if width is not None and _total(natural, gap) > width:
        gap = _NARROW_GAP
        natural = _fitted(natural, texts, numbers, width)
    between = " " * gap
    body = [line for row in rows for line in _row(row, natural, numbers, between)]
    return _row(headings, natural, numbers, between), body


def too_wide(headings: Sequence[str], rows: Sequence[Sequence[str]], width: int | None) -> bool:
    if width is None:
        return False
    return _total([_widest(cells) for cells in zip(headings, *rows, strict=True)], _WIDE_GAP) > width


def fold(text: str, width: int) -> list[str]:
    """Lines no wider than `width`; broken after a space where there is one, and anywhere else if not.

    >>> fold("青川县、昭觉县", 8)
    ['青川县、', '昭觉县']
    >>> fold("two words", 6)
    ['two', 'words']
    """
    lines = []
    while cell_len(text) > width:
        end, used = 0, 0
        while end < len(text) and (end == 0 or used + cell_len(text[end]) <= width):
            used += cell_len(text[end])
            end += 1
        space = text.rfind(" ", 1, end + 1)
        end = space if space > 0 else end
        lines.append(text[:end].rstrip())
        text = text[end:].lstrip()
    return [*lines, text] if text or not lines else lines


def _fitted(natural: list[int], texts: list[int], numbers: Sequence[bool], width: int) -> list[int]:
    """Numbers need no more than their digits, their headings are folded; then the widest texts give way."""
    widths = [
        min(wide, max(_NARROWEST_NUMBER, text)) if number else wide
        for wide, text, number in zip(natural, texts, numbers, strict=True)
    ]
    cap = max(widths, default=0)
    while _total(widths, _NARROW_GAP) > width and cap > _NARROWEST_TEXT:
        cap -= 1
        widths = [wide if number else min(wide, cap) for wide, number in zip(widths, numbers, strict=True)]
    return widths


def _row(cells: Sequence[str], widths: Sequence[int], numbers: Sequence[bool], gap: str) -> list[str]:
    folded = [fold(cell, width) for cell, width in zip(cells, widths, strict=True)]
    return [
        gap.join(
            _padded(part, width, number) for part, width, number in zip(parts, widths, numbers, strict=True)
        ).rstrip()
        for parts in zip_longest(*folded, fillvalue="")
    ]


def _padded(text: str, width: int, number: bool) -> str:
    room = " " * (width - cell_len(text))
    return room + text if number else text + room


def _total(widths: Sequence[int], gap: int) -> int:
    return sum(widths) + gap * (len(widths) - 1)


def _widest(cells: Sequence[str]) -> int:
    return max(map(cell_len, cells), default=0)
