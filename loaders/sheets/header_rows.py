"""Where the header of a sheet is: below titles, in one row or in two."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from loaders.sheets.header_words import meaning_of, words_of
from loaders.sheets.headers import Mapped, Recognised, as_written, recognise
from loaders.sheets.sheet import Cell, is_blank

LOOKED_THROUGH = 40
"""Rows in which a header is looked for."""
_FEWEST = 2
"""Different cells of a header; a title or a sentence has one."""
_SEVERAL = 3
"""Different cells that a row of 填报单位：… | 单位：元 does not have."""


@dataclass(frozen=True, slots=True)
class Head:
    """The header of a sheet. `last` is its lower row; `titles` are the texts above it, top down."""

    cells: Sequence[Cell]
    last: int
    found: Recognised | None
    titles: tuple[str, ...]
    is_continued: bool = False
    """Whether its lower row repeats the merged words of the upper one."""


def find_head(rows: Iterator[Sequence[Any]], mapped: Mapped | None = None) -> Head | None:
    """The first header of a whole table; else what is most like one, or the first row. None for an empty sheet."""
    looked_at = [list(row) for row in islice(rows, LOOKED_THROUGH + 1)]
    titles: list[str] = []
    best: Head | None = None
    for place, row in enumerate(looked_at[:LOOKED_THROUGH]):
        if all(map(is_blank, row)):
            continue
        head = _head_at(looked_at, place, tuple(titles), mapped)
        if head.found and head.found.is_whole and not _begins_with_title(head, looked_at, place, mapped):
            return head
        if best is None or _likeness(head) > _likeness(best):
            best = head
        titles += dict.fromkeys(as_written(cell) for cell in row if not is_blank(cell))
    return best


def _head_at(rows: list[list[Any]], place: int, titles: tuple[str, ...], mapped: Mapped | None) -> Head:
    row = rows[place]
    if len({as_written(cell) for cell in row if not is_blank(cell)}) < _FEWEST:
        return Head(row, place + 1, None, titles)
    single = Head(row, place + 1, recognise(row, mapped=mapped), titles)
    below = rows[place + 1] if place + 1 < len(rows) else []
    if all(map(is_blank, below)):
        return single
    # Of two readings that say as much, the plain one; an office's blank beside 帮扶单位 belongs to it.
    readings = [single]
    for above in (_carried(row, below), row):
        joined = recognise(above, below, mapped)
        readings.append(Head(_joined(above, below), place + 2, joined, titles, _continues(row, below, joined)))
    return max(readings, key=_sense)


def _begins_with_title(head: Head, rows: list[list[Any]], place: int, mapped: Mapped | None) -> bool:
    """Whether the upper of two rows is no header: 填报单位：… and 单位：万元 above a row that says all by itself."""
    if head.last != place + 2 or head.found is None or recognise(rows[place], mapped=mapped) is not None:
        return False
    words = {**words_of(head.found.table), **(mapped or {}).get(head.found.table.name, {})}
    if any(meaning_of(words, as_written(cell)) for cell in rows[place] if not is_blank(cell)):
        return False
    alone = recognise(rows[place + 1], mapped=mapped)
    return alone is not None and alone.is_whole and alone.columns == head.found.columns


def _sense(head: Head) -> tuple[bool, int, bool]:
    if head.found is None:
        return False, 0, False
    return head.found.is_whole, head.found.found, head.is_continued


def _likeness(head: Head) -> tuple[bool, int]:
    """How like a header a row is that is none: nearly one, or with several cells; of two such the upper.

    A refusal repeats it, and rows of data below may hold what nobody should repeat.
    """
    return head.found is not None, 0 if head.found else min(len(set(map(str, head.cells))), _SEVERAL)


def _continues(row: Sequence[Any], below: Sequence[Any], found: Recognised | None) -> bool:
    """Whether the lower row repeats merged words of the upper one in the columns we know, and adds to others."""
    if found is None:
        return False
    pairs = [(row[place], below[place]) for place in found.columns.values() if place < min(len(row), len(below))]
    repeats = [as_written(under) == as_written(above) for above, under in pairs if not is_blank(under)]
    return bool(repeats) and all(repeats)


def _carried(row: Sequence[Any], below: Sequence[Any]) -> list[Any]:
    """The upper row with a word carried on over the blanks beside it that have something below."""
    carried: list[Any] = []
    for place, cell in enumerate(row):
        covers = is_blank(cell) and place < len(below) and not is_blank(below[place]) and carried
        carried.append(carried[-1] if covers else cell)
    return carried


def _joined(row: Sequence[Any], below: Sequence[Any]) -> list[Cell]:
    """One header out of two rows, to tell which columns have none."""
    longest = max(len(row), len(below))
    both = ([*cells, *([None] * (longest - len(cells)))] for cells in (row, below))
    return [under if is_blank(above) else above for above, under in zip(*both, strict=True)]
