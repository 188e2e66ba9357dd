"""A term in one cell: 2021年6月至2025年12月, 2021.06—长期, 2021-2025年.

Each end is read by the one reading of days (`graph_model.days.parse_period`); here is only where the
cell is split, and what the right side may take from the left.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from graph_model.days import Period, Precision
from graph_model.plain_text import plain
from loaders.cells.day_cells import NO_DAY, OPEN_WORDS, Day, end_in, first_of, last_of, period_in, start_in
from loaders.cells.faults import Fault, shown, text_of
from loaders.sheets.sheet import Cell

_LONGEST = 80
_DASHES = "\u2010-\u2015\u2212\u2500\u2501\u2e3a\u2e3b\ufe58\u301c\u223c~"
"""All that is drawn for a dash or a tilde, as a regex range; the hyphen-minus also stands inside days."""
_SPLIT = re.compile(f"[,、;]?(?:[{_DASHES}至到]|--)[-{_DASHES}至到]*|-+[{_DASHES}至到]+")
_OPEN_TAIL = re.compile(
    f"(.+?)[,、;(]?[-{_DASHES}]*(?:{OPEN_WORDS}|[-{_DASHES}至到]+(?:今|现在|目前|{OPEN_WORDS}))\\)?"
)
_ONLY_OPEN = re.compile(OPEN_WORDS)
_ONLY_END = re.compile(r"[至到](.+?)止?|(.+)止")

_YEAR_AND_MONTH = re.compile(r"([0-9]{4})[年./-]([0-9]{1,2})")
_UNFINISHED = re.compile(r"([0-9]{4}年(?:[0-9]{1,2}月)?[0-9]{1,2})")
_FOLLOWING_MONTH = re.compile(r"[0-9]{1,2}月(?:[0-9]{1,2}[日号])?止?")
_FOLLOWING_DAY = re.compile(r"[0-9]{1,2}[日号]止?")
_FOLLOWING_DOTTED = re.compile(r"[0-9]{1,2}([./])[0-9]{1,2}")


class Span(NamedTuple):
    """First and last day of a term; a day without a number was not said, or is open."""

    since: Day
    through: Day


def read_term(cell: Cell) -> Span | Fault:
    """The term in a period cell; one date alone is its start, and nothing stands in a blank cell.

    Faults: `missing` (only 长期 or 至今), `bad_date`, `start_after_end`.
    """
    text = plain(text_of(cell))
    if not text:
        return Span(NO_DAY, NO_DAY)
    if _ONLY_OPEN.fullmatch(text):
        said = shown(cell)
        return Fault("missing", f"“{said}”没有写从哪天起 · {said!r} does not say since when.")
    span = (_one_date(cell, text) or _two_dates(text)) if len(text) <= _LONGEST else None
    if span is None:
        return _bad_term(cell)
    if span.since.number is not None and span.through.number is not None and span.since.number > span.through.number:
        said = shown(cell)
        return Fault("start_after_end", f"“{said}”的起始在截止之后 · {said!r} starts after its end.")
    return span


def _bad_term(cell: Cell) -> Fault:
    said = shown(cell)
    return Fault(
        "bad_date",
        f"“{said}”不是起止日期，请写成 2021-06 或 2021-06至2025-12 · "
        f"{said!r} is not a term like 2021-06 or 2021-06至2025-12.",
    )


def _one_date(cell: Cell, text: str) -> Span | None:
    """A start alone, a start that is open, or an end alone."""
    if not isinstance(cell, str):
        period = period_in(cell)
        return Span(first_of(period), NO_DAY) if period else None
    if period := start_in(text):
        return Span(first_of(period), NO_DAY)
    if (found := _OPEN_TAIL.fullmatch(text)) and (period := start_in(found[1])):
        return Span(first_of(period), NO_DAY)
    if (found := _ONLY_END.fullmatch(text)) and (period := end_in(found[1] or found[2])):
        return Span(NO_DAY, last_of(period))
    return None


def _two_dates(text: str) -> Span | None:
    """Both ends, where there is exactly one way to see two dates in the text."""
    seams = list(_SPLIT.finditer(text)) or list(re.finditer("-", text))
    spans = {span for seam in seams for span in _sides(text[: seam.start()], text[seam.end() :])}
    return spans.pop() if len(spans) == 1 else None


def _sides(left: str, right: str) -> Iterator[Span]:
    if _UNFINISHED.fullmatch(left) and (unit := re.fullmatch(r"[0-9]{1,2}([月日号])止?", right)):
        left += unit[1]  # 2021年6-12月
    since = start_in(left)
    if since is None:
        return
    through = end_in(right) or end_in(_completed(left, since, right))
    if through is not None:
        yield Span(first_of(since), last_of(through))


def _completed(left: str, since: Period, right: str) -> str:
    """The right side with the year, or the year and the month, that it leaves to the left."""
    if (found := _YEAR_AND_MONTH.search(left)) is None:
        return ""
    year, month = found.groups()
    if _FOLLOWING_MONTH.fullmatch(right):
        return f"{year}年{right}"
    if since.precision is Precision.DAY and _FOLLOWING_DAY.fullmatch(right):
        return f"{year}年{month}月{right}"
    dotted = _FOLLOWING_DOTTED.fullmatch(right)
    if since.precision is Precision.DAY and dotted and left.count(dotted[1]) == 2:
        return f"{year}{dotted[1]}{right}"
    return ""
