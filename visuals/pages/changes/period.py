"""Between which two states of the ledger changes are told: after one import and up to another."""

from collections.abc import Sequence
from typing import NamedTuple

from graph_model.days import in_shanghai, number
from visuals.pages.ask import Ask
from visuals.pages.words.changes import WORDS
from visuals.values import moment

_A_MONTH = 30
_LISTED = 200
"""Imports that the lists to choose from hold, the newest."""


class Period(NamedTuple):
    """Imports after `since` and up to `until`."""

    since: int
    until: int


class Way(NamedTuple):
    """One period to choose with a click."""

    title: str
    href: str
    is_here: bool


def period(ask: Ask) -> Period:
    """What the address says; else what the newest import changed that the page knows of. Raises UsageError."""
    until = min(ask.source.import_of(ask.options["until"]), ask.graph.known_at) if "until" in ask.options else None
    last = ask.graph.known_at if until is None else until
    since = ask.source.import_of(ask.options["since"]) if "since" in ask.options else max(last - 1, 0)
    return Period(min(since, last), last)


def ways(ask: Ask, chosen: Period) -> list[Way]:
    known = ask.graph.known_at
    periods = [
        ("last", Period(max(known - 1, 0), known)),
        ("month", Period(_before(ask, ask.day - _A_MONTH), known)),
        ("all", Period(0, known)),
    ]
    return [
        Way(
            WORDS[name].said(ask.lang),
            ask.here(since=each.since, until=None, page=None, what=None, change=None),
            each == chosen and name == next(other for other, one in periods if one == chosen),
        )
        for name, each in periods
    ]


def _before(ask: Ask, day: int) -> int:
    """The newest import up to a day in Shanghai; 0 where all are later."""
    known = ask.graph.history.imports[: ask.graph.known_at + 1]
    return max((each.seq for each in known if number(in_shanghai(each.time).date()) <= day), default=0)


def choices(ask: Ask) -> Sequence[tuple[int, str]]:
    """Imports to choose from: number and what people see, the newest first."""
    known = ask.graph.history.imports[: ask.graph.known_at + 1]
    return [(each.seq, f"{each.seq} · {moment(each.time)}") for each in reversed(known[-_LISTED:])]
