"""A server that stops in the middle, and one that may only be read: each test has a server of its own."""

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from graph_model.stores import neo4j_rows
from graph_model.stores.neo4j_writing import Writer
from tests.api.conftest import Run
from tests.literal.tables import write_tables
from tests.neo4j.worlds import LOADS
from tests.server.running import USER, Server, free_port, running

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("database")]  # where there can be a server at all

_PASSWORD = "only-for-tests"
_READ_ONLY = "server.databases.default_to_read_only=true\n"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BANGFU_NEO4J_USER", USER)
    monkeypatch.setenv("BANGFU_NEO4J_PASSWORD", _PASSWORD)
    return tmp_path / "home"


@contextmanager
def server_on(home: Path, port: int, config: str = "") -> Iterator[Server]:
    with running(home, _PASSWORD, port, "-XX:TieredStopAtLevel=1", config=config) as server:
        yield server


def test_a_server_that_stops_in_the_middle_of_an_import(
    bangfu: Run, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = (write_tables(load, tmp_path / str(number)) for number, load in enumerate(LOADS[:2]))
    port = free_port()
    with ExitStack() as stack:
        server = stack.enter_context(server_on(home, port))
        assert bangfu("load", first, "--store", server.url).code == 0
        before = bangfu("pairings", "--all-time", "--store", server.url, "--format", "json").text
        with monkeypatch.context() as patched:
            patched.setattr(neo4j_rows, "AT_ONCE", 2)
            stop_in_step(patched, server, 3)
            told = bangfu("load", second, "--store", server.url)
        assert (told.code, told.out, told.err.count("\n")) == (3, b"", 1)
        asked = bangfu("coverage", "--store", server.url)
        assert (asked.code, asked.out, asked.err.count("\n")) == (3, b"", 1)

    with server_on(home, port) as server:
        assert bangfu("pairings", "--all-time", "--store", server.url, "--format", "json").text == before
        assert bangfu("load", second, "--store", server.url).code == 0
        assert [row["seq"] for row in imports(bangfu, server)] == [0, 1, 2]


def imports(bangfu: Run, server: Server) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = json.loads(bangfu("imports", "--store", server.url, "--format", "json").text)[
        "rows"
    ]
    return rows


def stop_in_step(patched: pytest.MonkeyPatch, server: Server, last: int) -> None:
    transact, begun = Writer._transact, iter(range(1, 1_000))

    def stopping(self: Writer, *given: object) -> None:
        if next(begun) == last:
            server.stop()
        transact(self, *given)  # type: ignore[arg-type]  # whatever it was given

    patched.setattr(Writer, "_transact", stopping)


def test_a_server_that_may_only_be_read(bangfu: Run, home: Path, tmp_path: Path) -> None:
    first, second = (write_tables(load, tmp_path / str(number)) for number, load in enumerate(LOADS[:2]))
    port = free_port()
    with server_on(home, port) as server:
        assert bangfu("load", first, "--store", server.url).code == 0

    with server_on(home, port, _READ_ONLY) as server:
        assert bangfu("coverage", "--store", server.url).code == 0
        told = bangfu("load", second, "--store", server.url)
        assert (told.code, told.out, told.err.count("\n")) == (3, b"", 1)
        assert "does not let this user write" in told.err
