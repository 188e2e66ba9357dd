"""Coverage month by month, and the months in which it falls off."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from graph_model.days import month_start
from graph_model.snapshot.snapshot import Snapshot
from queries.timeline import TIMELINE, Row
from queries.timeline import Params as TimelineParams


@dataclass(frozen=True, slots=True)
class Month:
    """Over all rules: units that a rule applies to, those it finds met, gaps, unknown; ids of links that end."""

    month: str
    past: bool
    applies: int
    met: int
    gap: int
    unknown: int
    ending: frozenset[str]

    @property
    def start(self) -> int:
        return month_start(_index(self.month))

    @property
    def beyond(self) -> int:
        """The first day of the month after it."""
        return month_start(_index(self.month) + 1)


def _index(month: str) -> int:
    """As days counts months: `year * 12 + month - 1`.

    >>> _index("2026-12"), _index("2027-01")
    (24323, 24324)
    """
    year, _, number = month.partition("-")
    return int(year) * 12 + int(number) - 1


@dataclass(frozen=True, slots=True)
class Cliff:
    """A month to come in which less is met than in the one before it."""

    place: int
    month: Month
    before: int

    @property
    def drop(self) -> int:
        return self.before - self.month.met


def months_of(
    graph: Snapshot,
    slot: int | None,
    day: int,
    *,
    between: tuple[int, int] | None = None,
    rules: Collection[str] | None = None,
) -> list[Month]:
    """A year on both sides of a day, or the months `between` (both included); over some rules, by id, or all."""
    first, last = between or (None, None)
    answer = TIMELINE.answer(graph, TimelineParams(day, from_=first, to=last, within=slot))
    rows = dict[str, list[Row]]()
    for row in answer.page(0, answer.total):
        if rules is None or row.rule in rules:
            rows.setdefault(row.month, []).append(row)
    return [_summed(month, told) for month, told in rows.items()]


def _summed(month: str, rows: Sequence[Row]) -> Month:
    return Month(
        month,
        rows[0].past,
        sum(row.applies for row in rows),
        sum(row.met for row in rows),
        sum(row.gap for row in rows),
        sum(row.unknown for row in rows),
        frozenset(link for row in rows for link in row.ending),
    )


def cliffs(months: Sequence[Month]) -> list[Cliff]:
    """In the order of their months."""
    falls = enumerate(pairwise(months), 1)
    return [Cliff(place, now, before.met) for place, (before, now) in falls if not now.past and now.met < before.met]
