"""A day as people say it; the page's script says it the same way."""

from graph_model.days import day_of, month_index, month_start
from visuals.words import Lang

_WEEKDAYS = "一二三四五六日"
_EN_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_EN_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def in_words(day: int, lang: Lang) -> str:
    """With the day of the week.

    >>> from graph_model.days import parse_day
    >>> in_words(parse_day("2026-11-24"), Lang.ZH), in_words(parse_day("2026-11-24"), Lang.EN)
    ('2026年11月24日（周二）', 'Tue 24 Nov 2026')
    """
    date = day_of(day)
    if lang is Lang.EN:
        return f"{_EN_DAYS[date.weekday()]} {date.day} {_EN_MONTHS[date.month - 1]} {date.year}"
    return f"{date.year}年{date.month}月{date.day}日（周{_WEEKDAYS[date.weekday()]}）"


def a_month_on(day: int, months: int) -> int:
    """The same day some months later or earlier, or the last of that month where it has no such day.

    >>> from graph_model.days import iso, parse_day
    >>> iso(a_month_on(parse_day("2026-01-31"), 1)), iso(a_month_on(parse_day("2026-03-15"), -12))
    ('2026-02-28', '2025-03-15')
    """
    index = month_index(day) + months
    return min(month_start(index) + day_of(day).day - 1, month_start(index + 1) - 1)
