"""Days as a table writes them: as precisely as they are known, and so that reading gives the same day."""

from collections.abc import Iterable
from functools import lru_cache
from itertools import repeat

import numpy as np

from graph_model.days import BEGINNING, OPEN, PRECISIONS, as_written, iso, parse_period
from graph_model.snapshot.history import UNDATED
from graph_model.snapshot.texts import Ints


def first_days(days: Ints, precision: Ints) -> list[str]:
    """`since`: 2021, 2021-06 or 2021-06-30; nothing where nobody said it. `precision` is packed as in the history."""
    return _written(days, precision % 3, True, repeat(OPEN))


def through_days(until: Ints, precision: Ints) -> list[str]:
    """`through`, the last day in force, from the first day no longer in force."""
    return _written(np.where(until == OPEN, OPEN, until - 1), precision // 3 % 3, False, repeat(OPEN))


def seen_days(days: Ints, precision: Ints, until: Ints) -> list[str]:
    """`seen`: a month or year of it means its last day, and never one after `through`."""
    return _written(days, precision // 9 % 3, False, (until - 1).tolist())


def _written(days: Ints, precision: Ints, first: bool, latest: Iterable[int]) -> list[str]:
    return list(map(written_day, days.tolist(), precision.tolist(), repeat(first), latest))


@lru_cache(maxsize=1 << 16)
def written_day(day: int, precision: int, first: bool, latest: int = OPEN) -> str:
    """One day, `precision` the index of its own; whole where less would be read as another day."""
    if day in (BEGINNING, UNDATED, OPEN):
        return ""
    text = as_written(day, PRECISIONS[precision])
    period = parse_period(text)
    if period is None:
        return iso(day)
    return text if (period.first if first else min(period.last, latest)) == day else iso(day)
