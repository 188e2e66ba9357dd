"""The embedded store: one SQLite file in WAL mode. Readers never wait for a writer."""

import json
import sqlite3
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from graph_model.days import BEGINNING, OPEN
from graph_model.errors import StoreError
from graph_model.ledger.entry import Entry, empty_history
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
from graph_model.stores.base import MovedError
from graph_model.stores.small_versions import SMALL, from_json, to_json
from graph_model.stores.sqlite_columns import read_block, rows_to_write
from graph_model.stores.sqlite_tables import FORMAT, TABLES
from graph_model.vocabulary import Kind

_WAIT_SECONDS = 5
_CACHE_KIB = 65_536


class SqliteStore:
    """The ledger in a file; `":memory:"` for one that lives as long as the object."""

    def __init__(self, path: Path | str, first: Entry | None = None) -> None:
        """Open a store; with `first`, make it when there is none and write that as import 0."""
        self.path = str(path)
        with self._errors():
            if first is None and self.path != ":memory:" and not Path(path).is_file():
                raise StoreError(
                    f"没有数据库 {self.path}；先用 bangfu load 装入表格，或运行 bangfu demo · "
                    f"there is no store {self.path}; load tables with bangfu load, or run bangfu demo."
                )
            self._connection = _connect(self.path)
            if first is not None:
                self._make(first)
            self.identity = self._meta()

    def _make(self, first: Entry) -> None:
        """Tables and import 0 in one transaction: a store is never half made."""
        run = self._connection.execute
        if run("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            return
        run("PRAGMA journal_mode = WAL")
        run("BEGIN IMMEDIATE")
        try:
            if not run("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                for table in TABLES:
                    run(table)
                run("INSERT INTO meta VALUES ('bangfu', ?), ('identity', ?)", (FORMAT, uuid.uuid4().hex))
                self._connection.executemany(
                    "INSERT INTO kinds VALUES (?, ?)", [(kind.number, kind.value) for kind in Kind]
                )
                run("INSERT INTO words VALUES (0, '')")
                self._append(empty_history(), first)
            run("COMMIT")
        except BaseException:
            run("ROLLBACK")
            raise

    def _meta(self) -> str:
        """The store's identity; raises unless the file is a store of ours that this release reads."""
        try:
            meta = dict(self._connection.execute("SELECT key, value FROM meta").fetchall())
        except sqlite3.OperationalError as error:
            if "no such table" not in str(error):
                raise
            meta = {}
        if "bangfu" not in meta:
            raise StoreError(
                f"{self.path} 是别的程序的数据库，未作改动；请用 --store 指定另一个文件 · "
                f"{self.path} belongs to another program and was left alone; name another file with --store."
            )
        if meta["bangfu"] != FORMAT:
            raise StoreError(
                f"{self.path} 的格式是 {meta['bangfu']}，本程序读 {FORMAT}；请升级 bangfu · "
                f"{self.path} has format {meta['bangfu']}, this release reads {FORMAT}; upgrade bangfu."
            )
        return str(meta["identity"])

    def seq(self) -> int:
        with self._errors():
            return int(self._connection.execute("SELECT max(n) FROM imports").fetchone()[0])

    def receipt(self, seq: int) -> str:
        with self._errors():
            found = self._connection.execute("SELECT receipt FROM imports WHERE n = ?", (seq,)).fetchone()
        return str(found[0]) if found else "{}"

    def history(self, known: History | None = None) -> History:
        known = known or empty_history()
        with self._errors(), self._reading() as run:
            seq = int(run("SELECT max(n) FROM imports").fetchone()[0])
            if seq == known.seq:
                return known
            # Units on a thread and a connection of their own: SQLite works outside Python's lock.
            with ThreadPoolExecutor(1) as pool:
                units = pool.submit(self._units, known, self._count(run, "unit_versions"), seq)
                links, link_ids = self._links(known, self._count(run, "link_versions"), seq)
                read = self._small(known, seq)
                versions, names = units.result()
            return History(
                seq=seq, units=versions, names=names, links=links, link_ids=link_ids, **read
            )

    @contextmanager
    def _reading(self) -> Iterator[Any]:
        """One moment of the ledger for all that is read inside."""
        self._connection.execute("BEGIN")
        try:
            yield self._connection.execute
        finally:
            self._connection.execute("COMMIT")

    def _count(self, run: Any, table: str) -> int:
        return int(run(f"SELECT ifnull(max(n) + 1, 0) FROM {table}").fetchone()[0])

    def _units(self, known: History, count: int, seq: int) -> tuple[UnitVersions, Texts]:
        with self._another() as connection:
            names, new = read_block(
                connection, "unit_versions", "name", columns(UnitVersions), len(known.units.unit), count
            )
            new["since"][new["since"] == UNDATED] = BEGINNING
            new["kind"] = self._kinds(connection)[new["kind"]]
            merged = self._merged(connection, "unit_versions", known.units, new, seq)
            return UnitVersions(**merged), known.names.joined(names)

    def _links(self, known: History, count: int, seq: int) -> tuple[LinkVersions, Texts]:
        ids, new = read_block(
            self._connection, "link_versions", "id", columns(LinkVersions), len(known.links.helper), count
        )
        merged = self._merged(self._connection, "link_versions", known.links, new, seq)
        return LinkVersions(**merged), known.link_ids.joined(ids)

    def _merged(
        self, connection: sqlite3.Connection, table: str, known: Any, new: dict[str, Any], seq: int
    ) -> dict[str, Any]:
        """Known columns and new ones, with what was closed since; nothing later than `seq`."""
        merged = {name: np.concatenate([getattr(known, name), column]) for name, column in new.items()}
        closed = connection.execute(
            f"SELECT n, removed FROM {table} WHERE removed IS NOT NULL AND removed <= ?", (seq,)
        ).fetchall()
        merged["removed"][:] = OPEN
        if closed:
            rows, removed = zip(*closed, strict=True)
            merged["removed"][list(rows)] = removed
        return merged

    def _kinds(self, connection: sqlite3.Connection) -> Any:
        """From the numbers that this store gave to kinds to those of this release."""
        numbers = {n: Kind.of(code).number for n, code in connection.execute("SELECT n, code FROM kinds")}
        table = np.zeros(max(numbers) + 1, np.int8)
        table[list(numbers)] = list(numbers.values())
        return table

    def _small(self, known: History, seq: int) -> dict[str, Any]:
        """Everything there is little of."""
        run = self._connection.execute
        ids = [row[0] for row in run("SELECT id FROM units WHERE n >= ? ORDER BY n", (len(known.ids),))]
        words = [row[0] for row in run("SELECT text FROM words WHERE n >= ? ORDER BY n", (len(known.words),))]
        imports = [
            ImportRecord(n, time, who, action, program, json.loads(counts))
            for n, time, who, action, program, counts in run(
                "SELECT n, time, who, action, program, counts FROM imports WHERE n <= ? ORDER BY n", (seq,)
            )
        ]
        read: dict[str, Any] = {
            "ids": known.ids.joined(Texts.of(ids)),
            "words": known.words.joined(Texts.of(words)),
            "link_classes": tuple(
                LinkClass(*row)
                for row in run("SELECT link, force, role, post, field FROM link_classes ORDER BY n")
            ),
            "origins": tuple(Origin(*row) for row in run("SELECT file, sheet, col FROM origins ORDER BY n")),
            "imports": tuple(imports),
        }
        for what in SMALL:
            rows = run(
                "SELECT body, added, removed FROM small_versions WHERE what = ? AND added <= ? ORDER BY place",
                (what, seq),
            )
            read[what] = tuple(
                from_json(what, body, added, OPEN if removed is None or removed > seq else removed)
                for body, added, removed in rows
            )
        return read

    def write(self, entry: Entry) -> None:
        run = self._connection.execute
        with self._errors():
            run("BEGIN IMMEDIATE")
            try:
                if int(run("SELECT max(n) FROM imports").fetchone()[0]) != entry.base:
                    raise MovedError("另一次装入刚刚完成 · another import has just come in.")
                counts = {name: self._count(run, name) for name in _NUMBERED}
                self._append_at(counts, entry)
                run("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    run("ROLLBACK")
                raise

    def _append(self, history: History, entry: Entry) -> None:
        self._append_at(
            {
                "words": len(history.words),
                "units": 0,
                "unit_versions": 0,
                "link_versions": 0,
                "link_classes": 0,
                "origins": 0,
            },
            entry,
        )

    def _append_at(self, counts: dict[str, int], entry: Entry) -> None:
        run, many = self._connection.execute, self._connection.executemany
        record = entry.record
        run(
            "INSERT INTO imports VALUES (?, ?, ?, ?, ?, ?, ?)",
            (*record[:5], json.dumps(dict(record.counts), sort_keys=True), entry.receipt),
        )
        many("INSERT INTO words VALUES (?, ?)", _numbered(counts["words"], entry.words))
        many("INSERT INTO units VALUES (?, ?)", _numbered(counts["units"], entry.ids))
        many("INSERT INTO link_classes VALUES (?, ?, ?, ?, ?, ?)", _placed(counts["link_classes"], entry.link_classes))
        many("INSERT INTO origins VALUES (?, ?, ?, ?)", _placed(counts["origins"], entry.origins))
        self._versions("unit_versions", counts, entry.names, entry.units, UnitVersions)
        self._versions("link_versions", counts, entry.link_ids, entry.links, LinkVersions)
        self._close("unit_versions", entry.closed.units.tolist(), entry.seq)
        self._close("link_versions", entry.closed.links.tolist(), entry.seq)
        for what in SMALL:
            self._small_versions(what, entry)

    def _versions(self, table: str, counts: dict[str, int], texts: Texts, versions: Any, of: type[Any]) -> None:
        kept = [(name, getattr(versions, name)) for name, _ in columns(of)]
        marks = ", ".join("?" * (len(kept) + 2))
        self._connection.executemany(
            f"INSERT INTO {table} VALUES ({marks})", rows_to_write(counts[table], texts, kept)
        )

    def _close(self, table: str, rows: list[int], seq: int) -> None:
        self._connection.executemany(
            f"UPDATE {table} SET removed = ? WHERE n = ?", [(seq, row) for row in rows]
        )

    def _small_versions(self, what: str, entry: Entry) -> None:
        run = self._connection.execute
        count = run("SELECT count(*) FROM small_versions WHERE what = ?", (what,)).fetchone()[0]
        for row in getattr(entry.closed, what):
            run("UPDATE small_versions SET removed = ? WHERE what = ? AND place = ?", (entry.seq, what, row))
        self._connection.executemany(
            "INSERT INTO small_versions (what, place, body, added) VALUES (?, ?, ?, ?)",
            [(what, count + place, to_json(row), entry.seq) for place, row in enumerate(getattr(entry, what))],
        )

    @contextmanager
    def _another(self) -> Iterator[sqlite3.Connection]:
        """A second connection for a thread; in memory there is only the one."""
        if self.path == ":memory:":
            yield self._connection
            return
        connection = _connect(self.path)
        try:
            yield connection
        finally:
            connection.close()

    def close(self) -> None:
        self._connection.close()

    @contextmanager
    def _errors(self) -> Iterator[None]:
        """SQLite's failures become ours here, and only here."""
        try:
            yield
        except sqlite3.Error as error:
            raise StoreError(_sentence(self.path, error)) from error


_NUMBERED = ("words", "units", "link_classes", "origins", "unit_versions", "link_versions")


def _connect(path: str) -> sqlite3.Connection:
    """A connection that works in threads; a file that nobody may write is opened to be read."""
    connection = sqlite3.connect(path, timeout=_WAIT_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError as error:
        connection.close()
        if "readonly" not in str(error) and "unable to open" not in str(error):
            raise
        uri = f"{Path(path).absolute().as_uri()}?mode=ro&immutable=1"
        connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return connection


def _numbered(first: int, texts: Texts) -> Iterator[tuple[int, str]]:
    return enumerate((texts[place] for place in range(len(texts))), first)


def _placed(first: int, rows: tuple[Any, ...]) -> list[tuple[Any, ...]]:
    return [(first + place, *row) for place, row in enumerate(rows)]


def _sentence(path: str, error: sqlite3.Error) -> str:
    """What happened to the file, and what to do, in a sentence."""
    said = str(error)
    for part, zh, en in _SENTENCES:
        if part in said:
            return f"{path} {zh} · {path} {en}"
    return f"{path} 读写失败（{said}）· {path} could not be read or written ({said})."


_SENTENCES = (
    ("locked", "正被另一个程序写入，请稍后再试", "is being written by another program; try again in a moment."),
    ("not a database", "不是 bangfu 的数据库，未作改动", "is not a bangfu store and was left alone."),
    ("malformed", "已损坏，请从备份恢复", "is damaged; restore it from a backup."),
    ("full", "所在磁盘已满，什么也没有写入", "is on a full disk; nothing was written."),
    ("disk I/O", "所在磁盘读写失败，什么也没有写入", "could not be written to disk; nothing was written."),
    ("readonly", "是只读的，无法写入", "is read-only."),
    ("unable to open", "打不开，请检查文件夹是否存在、可写", "cannot be opened; check that its folder exists and is writable."),
)
