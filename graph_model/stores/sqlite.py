"""The embedded store: one SQLite file in WAL mode. Readers never wait for a writer."""

import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

from graph_model.errors import StoreError
from graph_model.ledger.entry import Entry, empty_history
from graph_model.snapshot.history import History, ImportRecord
from graph_model.stores.base import MovedError
from graph_model.stores.sqlite_reading import RECORDS, Reading, record_of
from graph_model.stores.sqlite_tables import FORMAT, TABLES
from graph_model.stores.sqlite_writing import append

_WAIT_SECONDS = 5
_CACHE_KIB = 65_536
_ONE_PAGE = 4096
IN_MEMORY = ":memory:"


class SqliteStore:
    """The ledger in a file; `":memory:"` for one that lives as long as the object."""

    def __init__(self, path: Path | str, first: Entry | None = None) -> None:
        """Open a store; with `first`, make it where there is none and write that as import 0."""
        self.path = str(path)
        if first is None and self.path != IN_MEMORY and (not Path(path).is_file() or holds_nothing(path)):
            raise StoreError(
                f"没有数据库 {self.path}；先用 bangfu load 导入表格，或运行 bangfu demo · "
                f"there is no store {self.path}; load tables with bangfu load, or run bangfu demo."
            )
        with self._errors():
            self._connection = _connect(self.path)
            if first is not None and self._is_empty():
                self._make(first)
            self.identity = self._check()

    def _is_empty(self) -> bool:
        return not self._connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]

    def _make(self, first: Entry) -> None:
        """Tables and import 0 in one transaction: a store is never half made."""
        self._connection.execute("PRAGMA journal_mode = WAL")
        with self._writing():
            if self._is_empty():
                for table in TABLES:
                    self._connection.execute(table)
                self._connection.execute(
                    "INSERT INTO meta VALUES ('bangfu', ?), ('identity', ?)", (FORMAT, uuid.uuid4().hex)
                )
                self._connection.execute("INSERT INTO words VALUES (0, '')")
                append(self._connection, first)

    def _check(self) -> str:
        """The store's identity; raises unless the file is a store of ours that this release reads."""
        tables = {name for (name,) in self._connection.execute("SELECT name FROM sqlite_master")}
        meta = dict(self._connection.execute("SELECT key, value FROM meta")) if "meta" in tables else {}
        if "bangfu" not in meta:
            raise StoreError(
                f"{self.path} 不是 bangfu 的数据库，未作改动；请用 --store 指定另一个文件 · "
                f"{self.path} is not a bangfu store and was left alone; name another file with --store."
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

    def record(self, seq: int) -> ImportRecord | None:
        with self._errors():
            found = self._connection.execute(f"{RECORDS} WHERE n = ?", (seq,)).fetchone()
        return record_of(found) if found else None

    def receipt(self, seq: int) -> str:
        with self._errors():
            found = self._connection.execute("SELECT receipt FROM imports WHERE n = ?", (seq,)).fetchone()
        return str(found[0]) if found else "{}"

    def history(self, known: History | None = None) -> History:
        another = None if self.path == IN_MEMORY else partial(_connect, self.path)
        with self._errors():
            return Reading(self._connection, another, known or empty_history()).history()

    def write(self, entry: Entry) -> None:
        with self._errors(), self._writing():
            if int(self._connection.execute("SELECT max(n) FROM imports").fetchone()[0]) != entry.base:
                raise MovedError("另一次导入刚刚完成 · another import has just come in.")
            append(self._connection, entry)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """A transaction that no other writer shares: all of it is kept, or none."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            # After a full disk SQLite has rolled back by itself.
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

    def close(self) -> None:
        self._connection.close()

    @contextmanager
    def _errors(self) -> Iterator[None]:
        """SQLite's failures become ours here, and only here."""
        try:
            yield
        except sqlite3.Error as error:
            raise StoreError(_sentence(self.path, error)) from error


def holds_nothing(path: Path | str) -> bool:
    """Whether a file is empty, or as SQLite leaves it when it is stopped before the first table is there."""
    if Path(path).stat().st_size > _ONE_PAGE:
        return False
    try:
        with closing(_connect(str(path))) as connection:
            return not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    except sqlite3.Error:
        return False


def _connect(path: str) -> sqlite3.Connection:
    """A connection for any thread; a file in a folder that nobody may write to is opened to be read."""
    connection = sqlite3.connect(path, timeout=_WAIT_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError as error:
        connection.close()
        if not Path(path).is_file() or not any(part in str(error) for part in ("readonly", "unable to open")):
            raise
        uri = f"{Path(path).absolute().as_uri()}?mode=ro&immutable=1"
        connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    return connection


def _sentence(path: str, error: sqlite3.Error) -> str:
    """What happened to the file, and what to do."""
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
    ("readonly", "是只读的，无法写入", "is read-only and cannot be written."),
    (
        "unable to open",
        "打不开，请检查文件夹是否存在、可写",
        "cannot be opened; check that its folder exists and is writable.",
    ),
)
