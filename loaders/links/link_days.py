"""Since, through and seen of each row of links, from whichever columns say them."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from loaders.cells.periods import Span
from loaders.cells.readers import NO_DAY, Day, Fault, text_of
from loaders.rows import Rows
from loaders.sheets.header_words import TERM
from loaders.sheets.sheet import Cell

_NO_START = Fault("missing", "起始和见于都是空的 · there is neither since nor seen.")
_ENDS_FIRST = Fault("start_after_end", "起始在截止之后 · since is after through.")
_SEEN_AFTER = Fault("start_after_end", "见于在截止之后 · seen is after through.")
_TWO_DAYS = Fault(
    "context_mismatch", "这一格与同一行的起始或截止不同 · the term differs from since or through in the same row."
)


class Days(NamedTuple):
    """One entry a row; a day without a number was not said, and an end without one is open."""

    since: list[Any]
    through: list[Any]
    seen: list[Any]


def read_days(rows: Rows) -> Days:
    """The days of each row; what is missing or contradicts itself goes to the rows' faults."""
    days = Days(*(list(rows.values.get(name) or [NO_DAY] * len(rows)) for name in Days._fields))
    if TERM in rows.values:
        _take_terms(rows, days)
    for place, (start, end, sight) in enumerate(zip(*days, strict=True)):
        if TERM in rows.values and isinstance(rows.values[TERM][place], Fault):
            continue
        if isinstance(start, Fault) or isinstance(end, Fault) or isinstance(sight, Fault):
            continue
        if start.number is None and sight.number is None:
            _take_title(rows, days, place)
        elif end.number is not None and start.number is not None and start.number > end.number:
            rows.fault(place, _column(rows, "since"), _ENDS_FIRST)
        elif end.number is not None and start.number is None and sight.precision == 0 and sight.number > end.number:
            rows.fault(place, "seen", _SEEN_AFTER)
    return days


def _take_terms(rows: Rows, days: Days) -> None:
    """结对时间 gives what the columns of single days leave open; where both say a day, it must be one day."""
    for place, span in enumerate(rows.values[TERM]):
        if not isinstance(span, Span):
            continue
        for said, column in ((span.since, days.since), (span.through, days.through)):
            beside = column[place]
            if isinstance(beside, Fault) or said.number is None:
                continue
            if beside.number not in (None, said.number):
                rows.fault(place, TERM, _TWO_DAYS)
            column[place] = said


def _take_title(rows: Rows, days: Days, place: int) -> None:
    """截至 2025年6月30日 in the title: the row was so on that day, unless it had ended before."""
    title = rows.sheet.seen
    end = days.through[place].number
    if title is None or (end is not None and title[0] is not None and title[0] > end):
        rows.fault(place, _column(rows, "since"), _NO_START)
    else:
        days.seen[place] = Day(*title)


def _column(rows: Rows, name: str) -> str:
    """The column in which a start would have stood."""
    headers = rows.sheet.headers
    if name not in headers and TERM in headers:
        return TERM
    return name


def says_no_start(cells: Mapping[str, Sequence[Cell]], place: int) -> bool:
    """Whether a row has nothing in any column that could say since when it holds."""
    return not any(text_of(cells[name][place]) for name in ("since", "seen", TERM) if name in cells)
