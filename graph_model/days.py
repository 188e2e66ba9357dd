"""Whole days, and the precision with which somebody knew them.

Inside the program a day is a number of days since 1970-01-01 (as in numpy's datetime64[D]) and a
term is half-open: in force on `since`, no longer on `until`. Outside it is always `since` and
`through`, both included.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from graph_model.errors import UsageError
from graph_model.plain_text import plain

BEGINNING = -(2**31)
"""Stands for an empty `since`: before every day."""
OPEN = 2**31 - 1
"""Stands for an empty `until`: after every day."""

SHANGHAI = ZoneInfo("Asia/Shanghai")
_EPOCH = date(1970, 1, 1)
_EARLIEST, _LATEST = 1900, 2200

_FORMS = tuple(
    re.compile(form, re.ASCII)
    for form in (
        r"(\d{4})(?:-(\d{1,2})-(\d{1,2})|/(\d{1,2})/(\d{1,2})|\.(\d{1,2})\.(\d{1,2}))",
        r"(\d{4})(?:(\d{2})(\d{2})?)?",
        r"(\d{4})[-./](\d{1,2})",
        r"(\d{4})年(?:(\d{1,2})月(?:(\d{1,2})[日号])?)?",
    )
)
_MIDNIGHT = re.compile(r"(?:(?<=[日号])|[ T])0{1,2}:00(?::00(?:\.0+)?)?$")
"""What programs add to a day that somebody gave without an hour. Any other hour may be an hour of something."""


class Precision(StrEnum):
    """How exactly a day is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


PRECISIONS = tuple(Precision)


@dataclass(frozen=True, slots=True)
class Period:
    """What a cell says: one day, or the whole month or year that is all anybody knows."""

    first: int
    last: int
    precision: Precision


def number(day: date) -> int:
    return (day - _EPOCH).days


def day_of(number_of_day: int) -> date:
    return _EPOCH + timedelta(days=number_of_day)


def iso(number_of_day: int) -> str:
    return day_of(number_of_day).isoformat()


def today() -> int:
    """Today in Asia/Shanghai, wherever the program runs."""
    return number(datetime.now(SHANGHAI).date())


def in_shanghai(time: str) -> datetime:
    """The moment of an import, ISO with its zone, as clocks in Shanghai show it.

    >>> f"{in_shanghai('2026-11-24T18:30:00+00:00'):%Y-%m-%d %H:%M}"
    '2026-11-25 02:30'
    """
    return datetime.fromisoformat(time).astimezone(SHANGHAI)


def parse_period(text: str) -> Period | None:
    """Read a day, month or year as INTERFACES §1 lists them; None when it is none of them.

    Full-width digits, stray spaces, 号 for 日 and a midnight behind a day do not matter.

    >>> parse_period("2021年6月").precision
    <Precision.MONTH: 'month'>
    >>> parse_period("2021-02-30") is None
    True
    """
    text = plain(text)
    of_a_day = _MIDNIGHT.sub("", text)
    for form in _FORMS:
        if found := form.fullmatch(of_a_day):
            period = _period(*(int(part) for part in found.groups() if part is not None))
            return period if of_a_day == text or (period and period.precision is Precision.DAY) else None
    return None


def _period(year: int, month: int | None = None, day: int | None = None) -> Period | None:
    if not _EARLIEST <= year <= _LATEST:
        return None
    if month is None:
        return Period(number(date(year, 1, 1)), number(date(year, 12, 31)), Precision.YEAR)
    if not 1 <= month <= 12:
        return None
    length = monthrange(year, month)[1]
    if day is None:
        return Period(number(date(year, month, 1)), number(date(year, month, length)), Precision.MONTH)
    if not 1 <= day <= length:
        return None
    exact = number(date(year, month, day))
    return Period(exact, exact, Precision.DAY)


def parse_day(text: str, option: str = "--as-of") -> int:
    """A whole day for an option; a month or year means its last day (what was so by then)."""
    if (period := parse_period(text)) is None:
        raise UsageError(
            f"{option} {text!r} 不是日期，请写成 2026-06-30 · {option} {text!r} is not a day like 2026-06-30."
        )
    return period.last


def as_written(number_of_day: int, precision: str) -> str:
    """A day with only what was known of it: 2021, 2021-06 or 2021-06-30."""
    return iso(number_of_day)[: {"year": 4, "month": 7}.get(precision, 10)]


def month_start(months_since_year_zero: int) -> int:
    """First day of a month counted as `year * 12 + month - 1`."""
    return number(date(months_since_year_zero // 12, months_since_year_zero % 12 + 1, 1))


def month_index(number_of_day: int) -> int:
    """The month a day lies in, counted as `year * 12 + month - 1`."""
    day = day_of(number_of_day)
    return day.year * 12 + day.month - 1


def month_name(index: int) -> str:
    return f"{index // 12:04d}-{index % 12 + 1:02d}"
