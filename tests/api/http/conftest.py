import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from starlette.testclient import TestClient

from api.access.places import tokens_of
from api.access.roles import Role
from api.desk import Desk
from api.http.app import create_app
from api.settings import Settings
from visuals.words import Lang

LOCAL = "http://127.0.0.1:8000"


class Own(NamedTuple):
    """A store that a test may change: its path, an API over it, and a desk as another process has one."""

    store: Path
    client: TestClient
    desk: Desk

    def token(self, role: Role, within: str | None = None) -> dict[str, str]:
        """Headers of a new token."""
        secret = tokens_of(self.store).add(f"{role} {within}", role, within)
        return {"Authorization": f"Bearer {secret}"}

    def refresh(self) -> None:
        """As the watch does a few times a second."""
        app: Any = self.client.app
        app.state.service.desk.refresh()

    def load(self, table: str, text: str) -> None:
        """One import by another process."""
        path = self.store.parent / f"{table}.csv"
        path.write_text(text, encoding="utf-8")
        self.desk.load([path])
        self.refresh()


@contextmanager
def served(folder: Path, like: Path) -> Iterator[Own]:
    """A copy of a store, with an API over it."""
    store = folder / "own.db"
    with closing(sqlite3.connect(like)) as held, closing(sqlite3.connect(store)) as copy:
        held.backup(copy)
    with Desk.open(store) as desk, TestClient(create_app(Settings(store, Lang.ZH)), LOCAL) as client:
        yield Own(store, client, desk)


@pytest.fixture
def own(tmp_path: Path, _small_store: Path) -> Iterator[Own]:
    with served(tmp_path, _small_store) as own:
        yield own


@pytest.fixture(scope="module")
def api(_small_store: Path) -> Iterator[TestClient]:
    """The API over the small store; nothing may be loaded into it."""
    with TestClient(create_app(Settings(_small_store, Lang.ZH)), LOCAL, raise_server_exceptions=False) as client:
        yield client
