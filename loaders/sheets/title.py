"""What a title or the name of a sheet says of all its rows: the force, and the day it is told as of."""

import re
from functools import cache

from graph_model.days import Precision, parse_period
from graph_model.names import normalised
from graph_model.plain_text import plain
from graph_model.vocabulary import Force
from loaders.cells.day_cells import Day, last_of
from loaders.cells.readers import term_words

_TOO_LOOSE = frozenset({"对口帮扶"})
"""In a column of forces one of the five; in a title also hospitals, schools and other provinces do it."""
_EXCEPTED = re.compile(r"(?:不含|不包括|不包含|除)[^()（）,，;；。]*")
_QUOTES = re.compile("[“”\"'‘’「」]")

_AS_OF = re.compile(r"截至|(?<![报名送交请])截止")
_DAY = re.compile(
    r"[到于]?:?([0-9]{4}年(?:[0-9]{1,2}月(?:[0-9]{1,2}[日号])?)?|[0-9]{4}(?:[-./][0-9]{1,2}){1,2}(?![0-9])|[0-9]{4,8})(.{0,3})"
)
_TO = r"[-./~—–至到][0-9]"
_GOES_ON = {
    Precision.DAY: re.compile(_TO),
    Precision.MONTH: re.compile(rf"{_TO}|[0-9初前]|[上中下]旬|[上下]半"),
    Precision.YEAR: re.compile(rf"{_TO}|[0-9初前]|中(?![省央])|[上下]半|第?[一二三四]季|[春夏秋冬]"),
}
"""What behind a date makes it another one: 2025年初, 2021—2025年."""


def forces_named(text: str) -> set[Force]:
    """The forces that a title names, the longest word first: 省内对口帮扶 is not 对口支援.

    >>> forces_named('2025年国有企业结对帮扶安排表'), forces_named('结对帮扶安排表')
    ({<Force.SOE: 'soe'>}, set())
    """
    said = _QUOTES.sub("", _EXCEPTED.sub("", normalised(text)))
    return {Force.of(_words()[found]) for found in _pattern().findall(said)}


@cache
def _words() -> dict[str, str]:
    words = term_words(Force)
    return {word: code for word, code in words.items() if not word.isascii() and word not in _TOO_LOOSE}


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(_words(), key=len, reverse=True))))


def day_seen(text: str) -> Day | None:
    """The day of 截至2025年6月30日, a month or year as its last day; None for any other date, and for two."""
    told = plain(text)
    days = {day for found in _AS_OF.finditer(told) if (day := _day_at(told[found.end() :])) is not None}
    return days.pop() if len(days) == 1 else None


def _day_at(text: str) -> Day | None:
    found = _DAY.match(text)
    period = parse_period(found[1]) if found else None
    if found is None or period is None or _GOES_ON[period.precision].match(found[2]):
        return None
    return last_of(period)
