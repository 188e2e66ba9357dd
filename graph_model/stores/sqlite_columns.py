"""Columns in and out of SQLite, a hundred thousand rows at a time.

Reading lets SQLite join each column of a block into one text, which numpy then parses: five times
as fast as fetching rows, and SQLite does its part without holding Python's lock (measured:
1.3 µs a row of ten numbers against 6 µs).
"""

import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from graph_model.days import BEGINNING, OPEN
from graph_model.snapshot.history import NOBODY, UNDATED
from graph_model.snapshot.texts import Texts
from graph_model.stores.sqlite_tables import REALS

_BLOCK = 20_000
_BETWEEN_TEXTS = "\x1f"

EMPTY: Mapping[str, int] = {
    "parent": NOBODY,
    "stands_for": NOBODY,
    "since": UNDATED,
    "seen": UNDATED,
    "until": OPEN,
    "removed": OPEN,
}
"""What an empty cell of the ledger is inside the program. A unit's empty `since` is BEGINNING."""


def read_block(
    connection: sqlite3.Connection,
    table: str,
    text: str,
    numbers: list[tuple[str, type[np.generic]]],
    first: int,
    last: int,
) -> tuple[Texts, dict[str, npt.NDArray[Any]]]:
    """Rows `first` to `last - 1`: their text column, and each column of numbers."""
    chosen = ", ".join([f"group_concat({text}, char(31))", *(_joined(name) for name, _ in numbers)])
    query = f"SELECT {chosen} FROM {table} WHERE n >= ? AND n < ?"
    texts: list[str] = []
    parts: dict[str, list[npt.NDArray[Any]]] = {name: [np.empty(0, dtype)] for name, dtype in numbers}
    for start in range(first, last, _BLOCK):
        block, *columns = connection.execute(query, (start, min(start + _BLOCK, last))).fetchone()
        texts += block.split(_BETWEEN_TEXTS)
        for (name, dtype), column in zip(numbers, columns, strict=True):
            parts[name].append(np.fromstring(column, np.float64 if name in REALS else np.int64, sep=",").astype(dtype))
    return Texts.of(texts), {name: np.concatenate(blocks) for name, blocks in parts.items()}


def _joined(name: str) -> str:
    if name in REALS:
        # printf makes 0.0 of an empty cell.
        return f"group_concat(CASE WHEN \"{name}\" IS NULL THEN 'nan' ELSE printf('%!.17g', \"{name}\") END)"
    return f'group_concat(ifnull("{name}", {EMPTY[name]}))' if name in EMPTY else f'group_concat("{name}")'


def rows_to_write(first: int, texts: Texts, columns: list[tuple[str, npt.NDArray[Any]]]) -> Iterator[tuple[Any, ...]]:
    """The rows of new versions as SQLite takes them, an empty cell for what is not said."""
    for start in range(0, len(texts), _BLOCK):
        chosen = np.arange(start, min(start + _BLOCK, len(texts)))
        plain = [_plain(name, column[chosen]) for name, column in columns]
        yield from zip((chosen + first).tolist(), texts.take(chosen), *plain, strict=True)


def _plain(name: str, column: npt.NDArray[Any]) -> list[Any]:
    if name in REALS:
        return [None if value != value else value for value in column.tolist()]
    if name not in EMPTY:
        return list(column.tolist())
    empty = {EMPTY[name], BEGINNING} if name == "since" else {EMPTY[name]}
    return [None if value in empty else value for value in column.tolist()]
