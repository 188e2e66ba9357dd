"""The file of tokens: beside the store and never in the ledger, readable by its owner alone, hashes only."""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from api.access.roles import Caller, Role
from api.access.secrets import NO_HASH, Secret, new_secret, read_secret
from graph_model.errors import StoreError, UsageError

_TABLE = """CREATE TABLE IF NOT EXISTS tokens (
  id TEXT PRIMARY KEY, what TEXT NOT NULL, name TEXT NOT NULL, role TEXT NOT NULL, within TEXT, hash TEXT NOT NULL,
  parent TEXT, made TEXT NOT NULL, expires TEXT NOT NULL, revoked TEXT) STRICT"""
_COLUMNS = "id, what, name, role, within, hash, parent, made, expires, revoked"
_WAIT_SECONDS = 5
_SETTLED = 100_000_000
"""Nanoseconds after which a file's time tells it from what it was before."""
_LONGEST_NAME = 80
USUAL_DAYS = 365
_SESSION_HOURS, _LINK_MINUTES = 12, 10


class What(StrEnum):
    """What a record is: a token of a person or program, a page's session, or a link that works once."""

    TOKEN = "token"
    SESSION = "session"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Record:
    """One row of the file; times are UTC, ISO. `parent` is the token that a session was opened with."""

    id: str
    what: What
    name: str
    role: Role
    within: str | None
    hash: str
    parent: str | None
    made: str
    expires: str
    revoked: str | None

    def holds(self, now: str) -> bool:
        return self.revoked is None and now < self.expires

    def caller(self) -> Caller:
        token = self.parent or self.id
        return Caller(self.name, self.role, self.within, token, by_cookie=self.what is What.SESSION)


class Tokens:
    """One file of tokens. Every look goes to the file, so what is revoked anywhere is refused at once."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._read: dict[str, Record] = {}
        self._mark: tuple[int, int, int] | None = None

    def exist(self) -> bool:
        """Whether anybody holds a token that still counts."""
        now = _now()
        return any(record.what is What.TOKEN and record.holds(now) for record in self.all())

    def all(self) -> list[Record]:
        """Every record, by the time it was made."""
        return list(self._records().values())

    def _records(self) -> dict[str, Record]:
        """By id; read again when the file is another than it was."""
        try:
            held = self.path.stat()
        except FileNotFoundError:
            return {}
        mark = held.st_mtime_ns, held.st_size, held.st_ino
        if mark != self._mark:
            with self._open() as file:
                rows = file.execute(f"SELECT {_COLUMNS} FROM tokens ORDER BY rowid").fetchall()
            self._read = {row[0]: _record(row) for row in rows}
            # A file written this very moment may be written again under the same time.
            self._mark = mark if time.time_ns() - held.st_mtime_ns > _SETTLED else None
        return self._read

    def add(self, name: str, role: Role, within: str | None = None, days: int = USUAL_DAYS) -> Secret:
        """A new token; it is told once and never again. Raises UsageError for a name that cannot be."""
        if not name.strip() or len(name) > _LONGEST_NAME or not name.isprintable():
            raise UsageError(
                f"令牌的名称要写 1 到 {_LONGEST_NAME} 个字 · a token's name has 1 to {_LONGEST_NAME} characters."
            )
        if role is Role.ADMIN and within is not None:
            raise UsageError("管理令牌不能限定范围 · an admin's token cannot be limited to a place.")
        return self._made(What.TOKEN, name.strip(), role, within, None, timedelta(days=days))

    def revoke(self, named: str) -> list[Record]:
        """Revoke the token with that id, or all of that name, and the sessions opened with them. Raises UsageError."""
        now = _now()
        chosen = [each for each in self.all() if each.what is What.TOKEN and named in (each.id, each.name)]
        if not chosen:
            raise UsageError(
                f"没有令牌“{named}”，请看 bangfu token list · there is no token {named!r}; see bangfu token list."
            )
        with self._open() as file:
            for each in chosen:
                file.execute("UPDATE tokens SET revoked = ? WHERE id = ? OR parent = ?", (now, each.id, each.id))
        return chosen

    def caller(self, text: str, what: What = What.TOKEN) -> Caller | None:
        """Who holds this token or session; None when nobody does, or no longer."""
        record = self._proven(text, what)
        return record.caller() if record is not None else None

    def open_session(self, caller: Caller) -> Secret:
        """For a page: what its cookie holds."""
        return self._made(
            What.SESSION, caller.name, caller.role, caller.within, caller.token or None, timedelta(hours=_SESSION_HOURS)
        )

    def close_session(self, text: str) -> None:
        if (record := self._proven(text, What.SESSION)) is not None:
            self._forget(record.id)

    def make_link(self, name: str, role: Role) -> Secret:
        """A secret that opens one session, soon."""
        return self._made(What.LINK, name, role, None, None, timedelta(minutes=_LINK_MINUTES))

    def use_link(self, text: str) -> Secret | None:
        """The session that a link opens, the first time."""
        record = self._proven(text, What.LINK)
        if record is None or not self._forget(record.id):
            return None
        return self.open_session(Caller(record.name, record.role, record.within))

    def _proven(self, text: str, what: What) -> Record | None:
        secret = read_secret(text)
        record = None if secret is None else self._find(secret.id)
        proven = (secret or Secret("", "")).proves(record.hash if record else NO_HASH)
        if record is None or not proven or record.what is not what or not record.holds(_now()):
            return None
        parent = self._find(record.parent) if record.parent else None
        return record if parent is None or parent.holds(_now()) else None

    def _find(self, unit: str) -> Record | None:
        return self._records().get(unit)

    def _made(
        self, what: What, name: str, role: Role, within: str | None, parent: str | None, lasts: timedelta
    ) -> Secret:
        secret, now = new_secret(), datetime.now(UTC)
        row = (secret.id, what, name, role, within, secret.hash, parent, _iso(now), _iso(now + lasts), None)
        with self._open() as file:
            file.execute("DELETE FROM tokens WHERE what <> 'token' AND expires < ?", (_iso(now),))
            file.execute(f"INSERT INTO tokens ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        return secret

    def _forget(self, unit: str) -> bool:
        """Whether it was there to be forgotten: of two who use a link at once, one is."""
        with self._open() as file:
            return file.execute("DELETE FROM tokens WHERE id = ?", (unit,)).rowcount == 1

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            if not self.path.exists():
                os.close(os.open(self.path, os.O_CREAT | os.O_WRONLY, 0o600))
            with closing(sqlite3.connect(self.path, timeout=_WAIT_SECONDS, isolation_level=None)) as file:
                file.execute(_TABLE)
                yield file
        except (sqlite3.Error, OSError) as error:
            raise StoreError(
                f"令牌文件 {self.path} 读写失败 · the file of tokens {self.path} could not be read or written."
            ) from error


def _record(row: tuple[str, ...]) -> Record:
    unit, what, name, role, *rest = row
    return Record(unit, What(what), name, Role.of(role), *rest)


def _now() -> str:
    return _iso(datetime.now(UTC))


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
