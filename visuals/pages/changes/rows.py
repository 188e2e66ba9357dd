"""The rows of a period: counted by what and change, narrowed to some of them, and a page of them in words."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from graph_model.vocabulary import Change, What
from visuals.pages.ask import Answered, Ask
from visuals.pages.changes.period import Period
from visuals.pages.paging import Paging, paging
from visuals.words import word

MOST_COUNTED = 8_000
"""Up to so many rows are looked at one by one; beyond, a period is counted by its imports, and not narrowed."""
ROWS = 100
"""On one page."""


class Cell(NamedTuple):
    """So many rows of one object and change; `href` lists them alone, None where there are too many to look through."""

    rows: int
    href: str | None
    is_here: bool


class Counted(NamedTuple):
    """A line for each kind of object that changed, a cell for each change; `columns` are the words of these."""

    columns: Sequence[str]
    lines: Sequence[tuple[str, Sequence[Cell]]]


class Listed(NamedTuple):
    """A page of the rows that fit; `counted` is None where there are too many to count."""

    rows: Sequence[Any]
    pages: Paging
    counted: Counted | None


def listed(ask: Ask, answer: Answered, period: Period) -> Listed:
    """Of the answer, what the options `what`, `change` and `page` leave. Raises UsageError."""
    if answer.total > MOST_COUNTED:
        counted = _counted(ask, _by_import(ask, period), narrows=False) if ask.within is None else None
        pages = paging(ask, answer.total, ROWS)
        return Listed(answer.page(pages.start, pages.stop), pages, counted)
    every = answer.page(0, answer.total)
    what, change = ask.options.get("what"), ask.options.get("change")
    fits = [row for row in every if what in (None, row.what) and change in (None, row.change)]
    counts = Counter((row.what, row.change) for row in every)
    pages = paging(ask, len(fits), ROWS)
    return Listed(fits[pages.start : pages.stop], pages, _counted(ask, counts, narrows=True))


def _by_import(ask: Ask, period: Period) -> Mapping[tuple[str, str], int]:
    """What the imports say that they did."""
    counts = Counter[tuple[str, str]]()
    for record in ask.graph.history.imports[period.since + 1 : period.until + 1]:
        for name, count in record.counts.items():
            what, _, change = name.partition(".")
            counts[what, change] += count
    return counts


def _counted(ask: Ask, counts: Mapping[tuple[str, str], int], *, narrows: bool) -> Counted:
    whats = [what for what in What if any(counted[0] == what for counted in counts)]
    changes = [change for change in Change if any(counted[1] == change for counted in counts)]
    return Counted(
        [word(change, Change, ask.lang) for change in changes],
        [
            (
                word(what, What, ask.lang),
                [_cell(ask, what, change, counts.get((what, change), 0), narrows=narrows) for change in changes],
            )
            for what in whats
        ],
    )


def _cell(ask: Ask, what: str, change: str, count: int, *, narrows: bool) -> Cell:
    """Chosen again, it is given up."""
    if not narrows:
        return Cell(count, None, False)
    is_here = (ask.options.get("what"), ask.options.get("change")) == (what, change)
    told = {"what": None, "change": None} if is_here else {"what": what, "change": change}
    return Cell(count, ask.here(page=None, **told), is_here)
