"""What can be wrong between bangfu and a server: one sentence each, and nothing was changed."""

import time
from pathlib import Path

import pytest

from tests.api.conftest import Run
from tests.literal.tables import write_tables
from tests.neo4j.conftest import Database
from tests.neo4j.worlds import LOADS

PASSWORD = "not-the-right-one-and-never-shown"


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    return write_tables(LOADS[0], tmp_path / "tables")


@pytest.mark.parametrize("url", ["bolt://127.0.0.1:1", "neo4j://127.0.0.1:1"])
@pytest.mark.parametrize("command", [["coverage"], ["load", "tables"]], ids=["a question", "a load"])
@pytest.mark.usefixtures("tables")
def test_a_server_that_is_down_is_said_at_once(bangfu: Run, url: str, command: list[str]) -> None:
    start = time.monotonic()
    told = bangfu(*command, "--store", url)

    assert time.monotonic() - start < 2
    assert (told.code, told.out, told.err.count("\n")) == (3, b"", 1)
    assert "cannot be reached" in told.err


def test_a_wrong_password_is_not_shown(database: Database, bangfu: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BANGFU_NEO4J_PASSWORD", PASSWORD)

    told = bangfu("coverage", "--store", database.url)

    assert (told.code, told.out, told.err.count("\n")) == (3, b"", 1)
    assert "does not take this user and password" in told.err
    assert PASSWORD not in told.err


def test_a_password_in_a_file(
    database: Database, bangfu: Run, tables: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "secret").write_text(f"{database.address.password}\n", encoding="utf-8")
    monkeypatch.setenv("BANGFU_NEO4J_PASSWORD", PASSWORD)
    monkeypatch.setenv("BANGFU_NEO4J_PASSWORD_FILE", str(tmp_path / "secret"))

    assert bangfu("load", tables, "--store", database.url).code == 0


def test_a_password_file_that_is_not_there(database: Database, bangfu: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BANGFU_NEO4J_PASSWORD_FILE", "no-such-file")

    told = bangfu("coverage", "--store", database.url)

    assert (told.code, told.err.count("\n")) == (2, 1)
    assert "no-such-file" in told.err


def test_a_database_that_is_not_there(database: Database, bangfu: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BANGFU_NEO4J_DATABASE", "nowhere")

    told = bangfu("coverage", "--store", database.url)

    assert (told.code, told.out, told.err.count("\n")) == (3, b"", 1)
    assert "has no such database" in told.err


def test_a_server_without_a_ledger(database: Database, bangfu: Run) -> None:
    told = bangfu("coverage", "--store", database.url)

    assert (told.code, told.err.count("\n")) == (3, 1)
    assert "holds no ledger yet" in told.err


def test_a_load_that_is_refused_leaves_nothing(database: Database, bangfu: Run, tables: Path) -> None:
    with (tables / "units.csv").open("a", encoding="utf-8") as file:
        file.write("x9,no-such-kind,某\n")

    assert bangfu("load", tables, "--strict", "--store", database.url).code == 2
    assert bangfu("load", tables, "--dry-run", "--store", database.url).code == 1
    assert database.rows("MATCH (n) RETURN count(n)") == [[0]]


def test_somebody_else_s_graph_is_left_alone(database: Database, bangfu: Run, tables: Path) -> None:
    database.rows("CREATE (:Film {title: 'x'})")

    told = bangfu("load", tables, "--store", database.url)

    assert (told.code, told.out, told.err.count("\n")) == (3, b"", 1)
    assert "somebody else's graph" in told.err
    assert database.rows("MATCH (n) RETURN labels(n)") == [[["Film"]]]


def test_somebody_else_s_graph_can_be_shared(database: Database, bangfu: Run, tables: Path) -> None:
    database.rows("CREATE (:Film {title: 'x'})")

    assert bangfu("load", tables, "--adopt", "--store", database.url).code == 0
    assert bangfu("coverage", "--store", database.url).code == 0
    assert database.rows("MATCH (n:Film) RETURN count(n)") == [[1]]


def test_a_ledger_of_a_later_release(database: Database, bangfu: Run, tables: Path) -> None:
    bangfu("load", tables, "--store", database.url)
    database.rows("MATCH (l:Ledger) SET l.format = '99'")

    for command in (["coverage"], ["load", tables]):
        told = bangfu(*command, "--store", database.url)
        assert (told.code, told.out, told.err.count("\n")) == (3, b"", 1)
        assert "has format 99" in told.err
