"""Columns of an answer from columns of numbers: days as ISO texts, slots as ids and names."""

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np

from graph_model.days import BEGINNING, OPEN, PRECISIONS, iso
from graph_model.snapshot.history import NOBODY, UNDATED
from graph_model.snapshot.snapshot import Snapshot
from graph_model.snapshot.texts import Ints, Texts

_NO_DAY = (BEGINNING, UNDATED, OPEN)
_FEW = 24
"""Fewer days are written one by one: a column costs as much as so many."""


def iso_days(days: Ints) -> list[str | None]:
    """`2026-11-23`, or None for a day that nobody said."""
    if len(days) < _FEW:
        return [None if day in _NO_DAY else iso(day) for day in days.tolist()]
    said = (days != BEGINNING) & (days != UNDATED) & (days != OPEN)
    texts = np.datetime_as_string(np.where(said, days, 0).astype("datetime64[D]")).tolist()
    return [text if is_said else None for text, is_said in zip(texts, said.tolist(), strict=True)]


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
    return [None if slot == NOBODY else text for slot, text in zip(slots.tolist(), texts, strict=True)]


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
