"""The one server of these tests: the one that BANGFU_TEST_NEO4J names, else one of their own, else none.

Where there is none they are skipped, and say so; with BANGFU_REQUIRE_NEO4J (as in CI) they fail.
"""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from neo4j import Driver, GraphDatabase

from graph_model.stores.bolt import Address
from tests.api.conftest import _a_place_of_its_own, bangfu
from tests.server.jars import NoServerError
from tests.server.running import FOR_TESTS, USER, running

__all__ = ["_a_place_of_its_own", "bangfu"]

_QUICK_TO_START = ("-XX:TieredStopAtLevel=1",)
_PASSWORD = "only-for-tests"


@dataclass(frozen=True, slots=True)
class Database:
    """A server's address, and the driver's own way in, for what no user of bangfu does."""

    address: Address
    driver: Driver

    @property
    def url(self) -> str:
        return self.address.url

    def rows(self, cypher: str, **parameters: object) -> list[list[object]]:
        return [record.values() for record in self.driver.execute_query(cypher, parameters).records]

    def clean(self) -> None:
        self.rows("MATCH (n) DETACH DELETE n")


@pytest.fixture(scope="session")
def _server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str, str]]:
    """URL, user and password."""
    if url := os.environ.get("BANGFU_TEST_NEO4J"):
        yield url, os.environ.get("BANGFU_NEO4J_USER", USER), os.environ.get("BANGFU_NEO4J_PASSWORD", "")
        return
    with ExitStack() as stack:
        home = tmp_path_factory.mktemp("neo4j")
        try:
            server = stack.enter_context(running(home, _PASSWORD, 0, *_QUICK_TO_START, config=FOR_TESTS))
        except NoServerError as error:
            if os.environ.get("BANGFU_REQUIRE_NEO4J"):
                pytest.fail(f"BANGFU_REQUIRE_NEO4J is set, and there is no Neo4j: {error}")
            pytest.skip(f"NOT TESTED against Neo4j: {error}, or name a server that may be emptied: BANGFU_TEST_NEO4J")
        yield server.url, USER, _PASSWORD


@pytest.fixture(scope="session")
def _driver(_server: tuple[str, str, str]) -> Iterator[Driver]:
    url, user, password = _server
    with GraphDatabase.driver(url, auth=(user, password)) as driver:
        (found,) = driver.execute_query("MATCH (n) RETURN count(n) AS found").records
        if found["found"]:
            pytest.fail(f"{url} holds something: these tests empty the server, so give them one that is empty.")
        yield driver


@pytest.fixture
def database(
    _server: tuple[str, str, str], _driver: Driver, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[Database]:
    """The server with nothing in it, and bangfu's settings for it in the environment."""
    url, user, password = _server
    monkeypatch.setenv("BANGFU_NEO4J_USER", user)
    monkeypatch.setenv("BANGFU_NEO4J_PASSWORD", password)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    found = Database(Address(url, user, password), _driver)
    yield found
    found.clean()
