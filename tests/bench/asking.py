"""Asking one open desk, each time about a day that nobody has asked about, against the clock."""

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np

from api.desk import Desk
from graph_model.vocabulary import Kind
from tests.bench.clocks import Span, middle, timed

FIRST_ROWS = 1_000
TIMELINE_RULE = "village-team"
_PERIOD, _STEP = 881, 37
"""Days between 2025 and May 2027, and how far one is from the next."""
_AGAIN = 201
_UNITS = 51


class Asker:
    """A question is asked so many times, a median taken."""

    def __init__(self, desk: Desk, times: int) -> None:
        self.desk, self.times = desk, times
        self.days = fresh_days()

    def ask(self, question: str, rows: int | None = None, **options: str) -> tuple[Span, int]:
        """What an answer takes until its rows are there: all of them, or so many; and the total."""

        def work() -> int:
            asked = self.desk.answer(question, options)
            asked.page(0, asked.total if rows is None else rows)
            return asked.total

        return timed(work)

    def median(self, question: str, rows: int | None = None, **options: str) -> Span:
        return middle([self.ask(question, rows, as_of=next(self.days), **options)[0] for _ in range(self.times)])

    def first_rows(self, question: str, **options: str) -> Span:
        return self.median(question, FIRST_ROWS, limit=str(FIRST_ROWS), **options)

    def again(self) -> Span:
        """Coverage of a day that has been asked about."""
        day = next(self.days)
        self.ask("coverage", as_of=day)
        return middle([self.ask("coverage", as_of=day)[0] for _ in range(_AGAIN)])

    def one_unit(self, kind: Kind) -> Span:
        """Another unit of the kind each time."""
        graph = self.desk.graph()
        slots = np.flatnonzero(graph.structure.kind == kind.number)
        chosen = np.random.default_rng(1).choice(slots, min(len(slots), _UNITS), replace=False)
        units = [graph.id(int(slot)) for slot in chosen]
        return middle([self.ask("unit", None, as_of=next(self.days), unit=unit)[0] for unit in units])

    def timeline(self) -> Span:
        """24 months of one rule, each time from another month on."""
        spans = []
        for month in range(self.times):
            first, last = (f"{2024 + months // 12}-{months % 12 + 1:02d}" for months in (month, month + 23))
            term = {"from": first, "to": last}  # `from` is no name that Python lets one write
            spans.append(self.ask("timeline", None, as_of=next(self.days), rule=TIMELINE_RULE, **term)[0])
        return middle(spans)


def fresh_days() -> Iterator[str]:
    """Days far from each other, none twice: what one day leaves in a cache is no use to the next."""
    first = date(2025, 1, 1)
    return ((first + timedelta(days=step * _STEP % _PERIOD)).isoformat() for step in range(_PERIOD))
