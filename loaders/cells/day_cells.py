"""A day in a cell of its own: a first day, a last day, a day on which something was so."""

import math
import re
from datetime import date
from typing import NamedTuple

from graph_model.days import PRECISIONS, Period, Precision, number, parse_period
from graph_model.plain_text import plain
from loaders.cells.faults import Fault, shown, text_of
from loaders.sheets.sheet import Cell

_YEARS_OF_DATE_CELLS = range(1910, 2201)
"""The number 2021 in a cell with a date format is a day of 1905, or of 1909 in the other date system."""


class Day(NamedTuple):
    """A day and the index of its precision; `number` is None in an empty cell."""

    number: int | None
    precision: int


NO_DAY = Day(None, 0)

_START = re.compile(r"[自从]?(.+?)(?:起|开始|以来)?")
_END = re.compile(r"(?:截至|截止到?|至|到)?(.+?)(?:截?止)?")
_SEEN = re.compile(r"(?:截至|截止到?)?(.+)")
OPEN_WORDS = r"至今(?:有效)?|(?:长期|永久)(?:有效)?|无固定期限|无期限|不限期"
_OPEN = re.compile(OPEN_WORDS)


def read_first_day(cell: Cell) -> Day | Fault:
    """2021年6月, 2021年6月起, 自2021年6月起: a month or year means its first day."""
    period = period_in(cell, _START)
    return first_of(period) if period else _nothing_or_fault(cell)


def read_last_day(cell: Cell) -> Day | Fault:
    """2025年12月, 至2025年12月, 2025年12月止: a month or year means its last day; 至今 and 长期 are open."""
    if _OPEN.fullmatch(plain(text_of(cell))):
        return NO_DAY
    period = period_in(cell, _END)
    return last_of(period) if period else _nothing_or_fault(cell)


def read_day_seen(cell: Cell) -> Day | Fault:
    """2025年6月30日, 截至2025年6月: a month or year means its last day."""
    period = period_in(cell, _SEEN)
    return last_of(period) if period else _nothing_or_fault(cell)


def first_of(period: Period) -> Day:
    return Day(period.first, PRECISIONS.index(period.precision))


def last_of(period: Period) -> Day:
    return Day(period.last, PRECISIONS.index(period.precision))


def start_in(text: str) -> Period | None:
    """The day, month or year of a plain text with or without 自 and 起 around it."""
    return _inside(text, _START)


def end_in(text: str) -> Period | None:
    """The day, month or year of a plain text with or without 至 and 止 around it."""
    return _inside(text, _END)


def period_in(cell: Cell, around: re.Pattern[str] | None = None) -> Period | None:
    """The day, month or year in a cell. A number 2021.1 may be October, so it is nothing."""
    if isinstance(cell, date):
        known = cell.year in _YEARS_OF_DATE_CELLS
        return Period(number(cell), number(cell), Precision.DAY) if known else None
    if isinstance(cell, bool) or (isinstance(cell, float) and _maybe_october(cell)):
        return None
    text = plain(text_of(cell))
    return _inside(text, around) if around else parse_period(text)


def _inside(text: str, around: re.Pattern[str]) -> Period | None:
    found = around.fullmatch(text)
    return parse_period(found[1]) if found else None


def _maybe_october(cell: float) -> bool:
    return math.isclose(cell * 10 % 10, 1) and not cell.is_integer()


def _nothing_or_fault(cell: Cell) -> Day | Fault:
    if not text_of(cell):
        return NO_DAY
    text = shown(cell)
    return Fault(
        "bad_date",
        f"“{text}”不是日期，请写成 2025-06-30、2025-06 或 2025 · "
        f"{text!r} is not a day like 2025-06-30, 2025-06 or 2025.",
    )
