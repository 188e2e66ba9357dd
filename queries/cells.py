"""Columns of an answer from columns of numbers: days as ISO texts, slots as ids and names."""

from collections.abc import Callable, Iterable, Sequence
from functools import cache, partial
from typing import Any, TypeVar

import numpy as np

from graph_model.days import BEGINNING, OPEN, PRECISIONS, iso
from graph_model.snapshot.history import NOBODY, UNDATED
from graph_model.snapshot.snapshot import Snapshot
from graph_model.snapshot.texts import Ints, Texts

R = TypeVar("R", bound=tuple[Any, ...])

_NO_DAY = (BEGINNING, UNDATED, OPEN)


class _IsoTexts(dict[int, str | None]):
    """Each day is written once: there are few days and many rows."""

    def __missing__(self, day: int) -> str | None:
        self[day] = text = None if day in _NO_DAY else iso(day)
        return text


_ISO = _IsoTexts()


def iso_days(days: Ints) -> list[str | None]:
    """`2026-11-23`, or None for a day that nobody said."""
    return [_ISO[day] for day in days.tolist()]


def last_days(until: Ints) -> list[str | None]:
    """`through`, the last day in force, from the first day no longer in force."""
    return iso_days(np.where(until == OPEN, until, until - 1))


def precisions(days: Sequence[str | None], packed: Ints, place: int) -> list[str | None]:
    """How exactly each day is known: `place` is 1 for since, 3 for through, 9 for seen."""
    known = [str(PRECISIONS[number]) for number in (packed // place % 3).tolist()]
    return [None if day is None else precision for day, precision in zip(days, known, strict=True)]


def unit_ids(graph: Snapshot, slots: Ints) -> list[str | None]:
    return _or_none(slots, graph.ids(np.maximum(slots, 0))) if len(graph.history.ids) else [None] * len(slots)


def unit_names(graph: Snapshot, slots: Ints) -> list[str | None]:
    return _or_none(slots, graph.names(np.maximum(slots, 0))) if len(graph.history.ids) else [None] * len(slots)


def _or_none(slots: Ints, texts: list[str]) -> list[str | None]:
    made: list[str | None] = [*texts]
    for place in np.flatnonzero(slots == NOBODY).tolist():
        made[place] = None
    return made


def rows_of(row: type[R], columns: Iterable[Iterable[Any]]) -> list[R]:
    """Columns as rows of a NamedTuple, made as plain tuples are: a quarter of the time of `_make`."""
    make: Callable[[Iterable[Any]], R] = partial(tuple.__new__, row)
    return list(map(make, zip(*columns, strict=True)))


def words(texts: Texts, numbers: Ints) -> list[str | None]:
    """Texts that repeat, by their numbers; None for the empty one."""
    return [text or None for text in texts.take(numbers)]


def codes(terms: type[Any], numbers: Ints) -> list[str]:
    """The codes of a closed list by their numbers."""
    kinds: Any = terms
    listed = _codes(kinds)
    return [listed[number] for number in numbers.tolist()]


@cache
def _codes(terms: Any) -> tuple[str, ...]:
    return tuple(str(term) for term in terms)
