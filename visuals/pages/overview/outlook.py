"""What the slider runs over: some two years of months, the same for every day in them, and where coverage falls off."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from graph_model.days import month_index
from graph_model.rules import Rule
from graph_model.snapshot.snapshot import Snapshot
from visuals.pages.overview.endings import rows_ending
from visuals.pictures.curve_chart import Span
from visuals.pictures.months import Cliff, Month, cliffs, months_of

BEFORE, AFTER = 12, 12
"""Months on both sides of today's."""


@dataclass(frozen=True, slots=True)
class Fall:
    """A cliff, and `day`: the first on which all that ends in its month has ended."""

    cliff: Cliff
    day: int

    @property
    def month(self) -> str:
        return self.cliff.month.month


@dataclass(frozen=True, slots=True)
class Outlook:
    """`months` in order, and those in which coverage falls off."""

    months: Sequence[Month]
    falls: Sequence[Fall]

    @property
    def span(self) -> Span:
        return Span.of(self.months)


def window(day: int, today: int) -> tuple[int, int]:
    """First and last month: those around today, moved by whole years until the day lies in them.

    So the curve stays where it is while a day is looked for.
    """
    wanted, middle = month_index(day), month_index(today)
    if wanted > middle + AFTER:
        middle += -(-(wanted - middle - AFTER) // 12) * 12
    elif wanted < middle - BEFORE:
        middle -= -(-(middle - BEFORE - wanted) // 12) * 12
    return middle - BEFORE, middle + AFTER


def outlook(graph: Snapshot, rules: Sequence[Rule], day: int, today: int, within: int | None) -> Outlook:
    """Worked out once for a ledger, a place, some rules and a window."""
    between = window(day, today)
    ids = tuple(rule.id for rule in rules)
    key = ("outlook", ids, between, today, within)
    made: Outlook = graph.remember(key, lambda: _made(graph, frozenset(ids), between, today, within), _weight)
    return made


def _made(graph: Snapshot, rules: frozenset[str], between: tuple[int, int], today: int, within: int | None) -> Outlook:
    if not rules:
        return Outlook([], [])
    months = months_of(graph, within, today, between=between, rules=rules)
    return Outlook(months, [Fall(cliff, _last_end(graph, cliff, within)) for cliff in cliffs(months)])


def _last_end(graph: Snapshot, cliff: Cliff, within: int | None) -> int:
    month = cliff.month
    rows = rows_ending(graph, month.start, month.beyond, within=within, ids=month.ending)
    # A month in which a rule itself ends falls off without a link that does.
    return int(np.max(graph.history.links.until[rows], initial=month.start))


def _weight(made: Outlook) -> int:
    return 1 + sum(len(month.ending) for month in made.months)
