"""Filling the history from SQLite: only what is missing, units and links side by side."""

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from graph_model.days import BEGINNING, OPEN
from graph_model.snapshot.history import (
    UNDATED,
    History,
    ImportRecord,
    LinkClass,
    LinkVersions,
    Origin,
    UnitVersions,
    columns,
)
from graph_model.snapshot.texts import Texts
from graph_model.stores.small_versions import SMALL, from_json
from graph_model.stores.sqlite_columns import read_block
from graph_model.vocabulary import Kind


@dataclass(frozen=True, slots=True)
class Reading:
    """One look at the ledger: `known` is what the reader has, `another` opens a second connection."""

    connection: sqlite3.Connection
    another: Callable[[], sqlite3.Connection] | None
    known: History

    def history(self) -> History:
        """Everything up to the newest import, all of it as of one moment."""
        with self._one_moment():
            seq = int(self._one("SELECT max(n) FROM imports"))
            if seq == self.known.seq:
                return self.known
            counts = [self._one(f"SELECT ifnull(max(n) + 1, 0) FROM {table}") for table in _VERSIONS]
            # Units on a thread and a connection of their own: SQLite works outside Python's lock.
            with ThreadPoolExecutor(1) as pool:
                units = pool.submit(self._units, counts[0], seq)
                links, link_ids = self._links(counts[1], seq)
                small = self._small(seq)
                versions, names = units.result()
            return History(seq=seq, units=versions, names=names, links=links, link_ids=link_ids, **small)

    @contextmanager
    def _one_moment(self) -> Iterator[None]:
        self.connection.execute("BEGIN")
        try:
            yield
        finally:
            self.connection.execute("COMMIT")

    def _one(self, query: str) -> int:
        return int(self.connection.execute(query).fetchone()[0])

    def _units(self, count: int, seq: int) -> tuple[UnitVersions, Texts]:
        connection = self.another() if self.another else self.connection
        try:
            first = len(self.known.units.unit)
            names, new = read_block(connection, "unit_versions", "name", _read_columns(UnitVersions), first, count)
            new["since"][new["since"] == UNDATED] = BEGINNING
            new["kind"] = _kinds(connection)[new["kind"]]
            merged = _merged(connection, "unit_versions", self.known.units, new, seq)
        finally:
            if self.another:
                connection.close()
        return UnitVersions(**merged), self.known.names.joined(names)

    def _links(self, count: int, seq: int) -> tuple[LinkVersions, Texts]:
        first = len(self.known.links.helper)
        ids, new = read_block(self.connection, "link_versions", "id", _read_columns(LinkVersions), first, count)
        merged = _merged(self.connection, "link_versions", self.known.links, new, seq)
        return LinkVersions(**merged), self.known.link_ids.joined(ids)

    def _small(self, seq: int) -> dict[str, Any]:
        """Everything there is little of."""
        run, known = self.connection.execute, self.known
        ids = run("SELECT id FROM units WHERE n >= ? ORDER BY n", (len(known.ids),))
        words = run("SELECT text FROM words WHERE n >= ? ORDER BY n", (len(known.words),))
        imports = run(f"{RECORDS} WHERE n <= ? ORDER BY n", (seq,))
        return {
            "ids": known.ids.joined(Texts.of(text for (text,) in ids)),
            "words": known.words.joined(Texts.of(text for (text,) in words)),
            "link_classes": tuple(
                LinkClass(*row) for row in run("SELECT link, force, role, post, field FROM link_classes ORDER BY n")
            ),
            "origins": tuple(Origin(*row) for row in run("SELECT file, sheet, col FROM origins ORDER BY n")),
            "imports": tuple(map(record_of, imports)),
            **{what: tuple(self._small_versions(what, seq)) for what in SMALL},
        }

    def _small_versions(self, what: str, seq: int) -> Iterator[Any]:
        query = "SELECT body, added, removed FROM small_versions WHERE what = ? AND added <= ? ORDER BY place"
        for body, added, removed in self.connection.execute(query, (what, seq)):
            yield from_json(what, body, added, OPEN if removed is None or removed > seq else removed)


RECORDS = "SELECT n, time, who, action, program, counts, files FROM imports"


def record_of(row: Sequence[Any]) -> ImportRecord:
    return ImportRecord._make((*row[:5], *map(json.loads, row[5:])))


def _read_columns(of: type[UnitVersions] | type[LinkVersions]) -> list[tuple[str, type[np.generic]]]:
    """All columns but `removed`, which few versions have: those come by an index of their own."""
    return [column for column in columns(of) if column[0] != "removed"]


_VERSIONS = ("unit_versions", "link_versions")


def _merged(connection: sqlite3.Connection, table: str, known: Any, new: dict[str, Any], seq: int) -> dict[str, Any]:
    """Known columns and new ones, with what was closed since; nothing later than `seq`."""
    merged = {name: np.concatenate([getattr(known, name), column]) for name, column in new.items()}
    closed = connection.execute(
        f"SELECT n, removed FROM {table} WHERE removed IS NOT NULL AND removed <= ?", (seq,)
    ).fetchall()
    merged["removed"] = np.full(len(merged["added"]), OPEN, np.int32)
    if closed:
        rows, removed = zip(*closed, strict=True)
        merged["removed"][list(rows)] = removed
    return merged


def _kinds(connection: sqlite3.Connection) -> npt.NDArray[np.int8]:
    """From the numbers that this store gave to kinds to those of this release."""
    numbers = {n: Kind.of(code).number for n, code in connection.execute("SELECT n, code FROM kinds")}
    table = np.zeros(max(numbers) + 1, np.int8)
    table[list(numbers)] = list(numbers.values())
    return table
