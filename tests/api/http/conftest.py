import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from starlette.testclient import TestClient

from api.access.places import tokens_of
from api.access.roles import Role
from api.desk import Desk
from api.http.app import create_app
from api.http.import_process import ImportProcess, ImportsIn
from api.http.service import Serving
from api.settings import Settings
from visuals.words import Lang

LOCAL = "http://127.0.0.1:8000"
IMPORTS_IN = ImportProcess()
"""One for all apps of a run: it takes a second to start."""


@pytest.fixture(scope="session", autouse=True)
def _one_import_process() -> Iterator[None]:
    yield
    IMPORTS_IN.close()


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


def served_by(store: Path, serving: Serving | None = None, imports_in: ImportsIn = IMPORTS_IN) -> TestClient:
    return TestClient(create_app(Settings(store, Lang.ZH), serving, imports_in), LOCAL)


@contextmanager
def served(folder: Path, like: Path, imports_in: ImportsIn = IMPORTS_IN) -> Iterator[Own]:
    """A copy of a store, with an API over it."""
    store = folder / "own.db"
    with closing(sqlite3.connect(like)) as held, closing(sqlite3.connect(store)) as copy:
        held.backup(copy)
    with Desk.open(store) as desk, served_by(store, imports_in=imports_in) as client:
        yield Own(store, client, desk)


@pytest.fixture
def own(tmp_path: Path, _small_store: Path) -> Iterator[Own]:
    with served(tmp_path, _small_store) as own:
        yield own


@pytest.fixture
def own_with(tmp_path: Path, _small_store: Path) -> Callable[[ImportsIn], AbstractContextManager[Own]]:
    """The same, with another way to import."""
    return partial(served, tmp_path, _small_store)


@pytest.fixture(scope="module")
def api(_small_store: Path) -> Iterator[TestClient]:
    """The API over the small store; nothing may be loaded into it."""
    with TestClient(create_app(Settings(_small_store, Lang.ZH)), LOCAL, raise_server_exceptions=False) as client:
        yield client
