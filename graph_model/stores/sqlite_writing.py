"""One import into SQLite: rows appended, versions closed, all inside the caller's transaction."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np

from graph_model.ledger.entry import Entry
from graph_model.snapshot.history import LinkVersions, UnitVersions, columns
from graph_model.snapshot.texts import Texts
from graph_model.stores.small_versions import SMALL, to_json
from graph_model.stores.sqlite_columns import rows_to_write
from graph_model.vocabulary import Kind


def append(connection: sqlite3.Connection, entry: Entry) -> None:
    """Write an entry. Its numbers continue those of the tables, which is why its base must be the newest."""
    record = entry.record
    connection.execute(
        "INSERT INTO imports VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (*record[:5], *(json.dumps(dict(each), ensure_ascii=False) for each in record[5:]), entry.receipt),
    )
    _insert(connection, "words", ((text,) for text in _each(entry.words)))
    _insert(connection, "units", ((text,) for text in _each(entry.ids)))
    _insert(connection, "link_classes", entry.link_classes)
    _insert(connection, "origins", entry.origins)
    kinds = _kinds(connection)
    _versions(connection, "unit_versions", entry.names, entry.units, UnitVersions, kinds)
    _versions(connection, "link_versions", entry.link_ids, entry.links, LinkVersions, kinds)
    _close(connection, "unit_versions", entry.closed.units.tolist(), entry.seq)
    _close(connection, "link_versions", entry.closed.links.tolist(), entry.seq)
    for what in SMALL:
        _small_versions(connection, what, entry)


def _insert(connection: sqlite3.Connection, table: str, rows: Iterable[tuple[str, ...]]) -> None:
    first = _count(connection, table)
    numbered = ((first + place, *row) for place, row in enumerate(rows))
    width = len(connection.execute(f"PRAGMA table_info({table})").fetchall())
    connection.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * width)})", numbered)


def _count(connection: sqlite3.Connection, table: str) -> int:
    return int(connection.execute(f"SELECT ifnull(max(n) + 1, 0) FROM {table}").fetchone()[0])


def _each(texts: Texts) -> Iterator[str]:
    return iter(texts.take(np.arange(len(texts))))


def _kinds(connection: sqlite3.Connection) -> dict[int, int]:
    """The numbers that the store gives to kinds, by those of this release; new kinds are added."""
    stored = {code: n for n, code in connection.execute("SELECT n, code FROM kinds")}
    for kind in Kind:
        if kind.value not in stored:
            stored[kind.value] = len(stored)
            connection.execute("INSERT INTO kinds VALUES (?, ?)", (stored[kind.value], kind.value))
    return {kind.number: stored[kind.value] for kind in Kind}


def _versions(
    connection: sqlite3.Connection, table: str, texts: Texts, versions: Any, of: type[Any], kinds: dict[int, int]
) -> None:
    kept = [(name, getattr(versions, name)) for name, _ in columns(of)]
    stored = np.array([kinds[number] for number in range(len(Kind))], np.int32)
    kept = [(name, stored[column] if name == "kind" else column) for name, column in kept]
    rows = rows_to_write(_count(connection, table), texts, kept)
    connection.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * (len(kept) + 2))})", rows)


def _close(connection: sqlite3.Connection, table: str, rows: list[int], seq: int) -> None:
    connection.executemany(f"UPDATE {table} SET removed = ? WHERE n = ?", [(seq, row) for row in rows])


def _small_versions(connection: sqlite3.Connection, what: str, entry: Entry) -> None:
    run = connection.execute
    count = run("SELECT count(*) FROM small_versions WHERE what = ?", (what,)).fetchone()[0]
    for row in getattr(entry.closed, what):
        run("UPDATE small_versions SET removed = ? WHERE what = ? AND place = ?", (entry.seq, what, row))
    connection.executemany(
        "INSERT INTO small_versions (what, place, body, added) VALUES (?, ?, ?, ?)",
        [(what, count + place, to_json(row), entry.seq) for place, row in enumerate(getattr(entry, what))],
    )
