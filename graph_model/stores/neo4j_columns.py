"""Columns of the ledger as properties in Neo4j, and back. Declared once; writing and reading follow.

What a column does not say is no property at all: no `until` is an open end. Texts stand where they belong, for
people; the ledger's numbers for them are found again by the text, which no two numbers share.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from graph_model.days import BEGINNING, OPEN, day_of
from graph_model.snapshot.history import NOBODY, UNDATED
from graph_model.vocabulary import Kind

LIST_MARK = "、"
EPOCH = day_of(0)


class How(Enum):
    """What a column holds, and so what its property is."""

    NUMBER = auto()
    REAL = auto()
    WORD = auto()
    """A word's number; a text."""
    WORDS = auto()
    """A word's number; the list of what 、 separates in it."""
    DAY = auto()
    """A day; a DATE."""
    KIND = auto()
    """A kind's number in this release; its code."""


@dataclass(frozen=True, slots=True)
class Property:
    """One column. `absent` is the value that is not written."""

    column: str
    how: How
    name: str
    absent: int | float | None = None


def _number(column: str, name: str = "", absent: int | None = None) -> Property:
    return Property(column, How.NUMBER, name or column, absent)


def _word(column: str) -> Property:
    return Property(column, How.WORD, column, 0)


def _words(column: str) -> Property:
    return Property(column, How.WORDS, column, 0)


def _day(column: str, absent: int) -> Property:
    return Property(column, How.DAY, column, absent)


_VERSION = (
    _number("precision"),
    _number("origin"),
    _number("row"),
    _number("added", "import"),
    _number("removed", absent=OPEN),
)
UNIT_PROPERTIES = (
    _number("unit", "slot"),
    Property("kind", How.KIND, "kind"),
    _word("short_name"),
    _word("name_en"),
    _words("aliases"),
    _number("parent", "parent_slot", NOBODY),
    _number("stands_for", "stands_for_slot", NOBODY),
    _words("scope"),
    Property("lat", How.REAL, "lat", float("nan")),
    Property("lon", How.REAL, "lon", float("nan")),
    _day("since", BEGINNING),
    _day("until", OPEN),
    *_VERSION,
)
"""All of UnitVersions; beside them stand `n`, `id` and `name`."""
LINK_PROPERTIES = (
    _word("agreement"),
    _number("headcount"),
    _day("since", UNDATED),
    _day("seen", UNDATED),
    _day("until", OPEN),
    _word("basis"),
    _word("note"),
    *_VERSION,
)
"""All of LinkVersions but its ends and its class (`force`, `role`, `post`, `field`); beside them stand `n` and `id`."""

_KINDS = tuple(kind.value for kind in Kind)


def written(each: Property, column: npt.NDArray[Any], word: Callable[[int], str]) -> list[Any]:
    """A column as the values of a property, None where there is none."""
    values: list[Any] = column.tolist()
    match each.how:
        case How.REAL:
            return [None if value != value else value for value in values]
        case How.KIND:
            return [_KINDS[value] for value in values]
        case How.DAY:
            return [None if value == each.absent or value <= UNDATED else _date(value) for value in values]
        case How.WORD:
            return [word(value) if value else None for value in values]
        case How.WORDS:
            return [word(value).split(LIST_MARK) if value else None for value in values]
        case How.NUMBER:
            return values if each.absent is None else [None if value == each.absent else value for value in values]


@lru_cache(maxsize=4096)
def _date(day: int) -> Any:
    return day_of(day)


def asked(each: Property, of: str) -> str:
    """What to return for a property so that `read` understands it: lists in Cypher hold no nulls.

    >>> asked(Property("until", How.DAY, "until", OPEN), "x")
    'coalesce(duration.inDays($epoch, x.until).days, 2147483647)'
    """
    value = f"{of}.{each.name}"
    match each.how:
        case How.DAY:
            return f"coalesce(duration.inDays($epoch, {value}).days, {each.absent})"
        case How.REAL:
            return f"coalesce({value}, NaN)"
        case How.WORD:
            return f"coalesce({value}, '')"
        case How.WORDS:
            return f"coalesce({value}, [])"
        case _:
            return value if each.absent is None else f"coalesce({value}, {each.absent})"


def read(each: Property, values: Sequence[Any], numbers: Mapping[str, int]) -> npt.NDArray[Any]:
    """The column again. `numbers` are those of the ledger's words."""
    match each.how:
        case How.REAL:
            return np.array(values, np.float64)
        case How.KIND:
            return np.array([Kind.of(value).number for value in values], np.int8)
        case How.WORD:
            return np.array([numbers[value] for value in values], np.int32)
        case How.WORDS:
            return np.array([numbers[LIST_MARK.join(value)] for value in values], np.int32)
        case _:
            return np.array(values, np.int64)
