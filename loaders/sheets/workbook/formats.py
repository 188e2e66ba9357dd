"""Number formats: the few that show what the value alone does not say."""

import re
from datetime import date, timedelta
from enum import Enum, auto


class Shows(Enum):
    DECIMALS = auto()
    """Always two: 2021.10."""
    MONTH = auto()
    """Year and month, no day."""
    YEAR = auto()
    """The year alone."""


_BUILT_IN = {2: Shows.DECIMALS} | dict.fromkeys((17, 27, 36, 50, 52, 57), Shows.MONTH)
"""Of Excel, as it is sold in China; those that a file does not define."""
_SILENT = re.compile(r'\[[^\]]*\]|"[^"]*"|\\.|_.|\*.')
"""Colours, languages and conditions; quoted text; one letter as it is; room of a letter; filling."""
_DECIMALS = re.compile(r"[#0]*0\.00")
_FIRST_MONTH, _FIRST_YEAR, _LAST_YEAR = 1, 1900, 2200
_EPOCH = date(1899, 12, 30)
_EPOCH_OF_1904 = date(1904, 1, 1)
_LEAP = 61
"""Serial numbers before this one are a day off: Excel thinks that 1900 was a leap year."""


def what_shows(number: int, code: str | None) -> Shows | None:
    """Of a format by its number and, if the file defines it, its code."""
    if code is None:
        return _BUILT_IN.get(number)
    plain = _SILENT.sub(lambda found: found[0] if found[0][0] == '"' else "", code).partition(";")[0].strip()
    if _DECIMALS.fullmatch(plain):
        return Shows.DECIMALS
    letters = set(re.findall("[a-z0#@]", _SILENT.sub("", plain).lower()))
    if letters in ({"y", "m"}, {"e", "m"}):
        return Shows.MONTH
    return Shows.YEAR if letters == {"y"} else None


def text_shown(shows: Shows, value: str, *, from_1904: bool) -> str | None:
    """What a cell's stored value means by its format; None where the value says the same."""
    if shows is Shows.DECIMALS:
        return _year_and_month(float(value))
    day = _day(value, from_1904)
    if day is None or day.day != 1:
        return None
    if shows is Shows.MONTH:
        return f"{day:%Y-%m}"
    return f"{day:%Y}" if day.month == _FIRST_MONTH else None


def _year_and_month(value: float) -> str | None:
    """Two decimals that are a month; 2021.60 can only be a 2021.6."""
    text = f"{value:.2f}"
    is_month = _FIRST_YEAR <= value < _LAST_YEAR and "01" <= text[-2:] <= "12"
    return text if is_month and float(text) == value else None


def _day(value: str, from_1904: bool) -> date | None:
    """The day of a serial number without an hour, or of a date in ISO form."""
    if re.match(r"\d{4}-", value):
        return _day_in_iso(value.removesuffix("T00:00:00"))
    serial = float(value)
    if not serial.is_integer() or not _LEAP <= serial < 2_900_000:
        return None
    return (_EPOCH_OF_1904 if from_1904 else _EPOCH) + timedelta(days=serial)


def _day_in_iso(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None
