"""The ledger in Neo4j is the ledger in SQLite, whatever was loaded into it, and read whole or bit by bit."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from api.desk import Desk
from api.stores import neo4j_address
from graph_model.stores.neo4j import Neo4jStore
from graph_model.stores.sqlite import SqliteStore
from tests.literal.asking import loaded
from tests.literal.ledger import worlds
from tests.literal.strategies import History, histories
from tests.literal.tables import write_tables
from tests.neo4j.conftest import Database
from tests.neo4j.ledgers import assert_same_ledger

EXAMPLES = int(os.environ.get("BANGFU_EXAMPLES", "5"))

searching = settings(
    max_examples=EXAMPLES,
    deadline=None,
    phases=[phase for phase in Phase if phase is not Phase.shrink],
    # The server is emptied before each example, not only after the test.
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture],
)


def neo4j_store(database: Database) -> Neo4jStore:
    return Neo4jStore(neo4j_address(database.url, os.environ))


@searching
@given(history=histories(chinese=False))
def test_what_is_read_back_is_what_sqlite_holds(
    database: Database, tmp_path_factory: pytest.TempPathFactory, history: History
) -> None:
    check_read_back(database, tmp_path_factory, history)


@pytest.mark.slow
@settings(searching, max_examples=20 * EXAMPLES)
@given(history=histories(chinese=False))
def test_what_is_read_back_is_what_sqlite_holds_long(
    database: Database, tmp_path_factory: pytest.TempPathFactory, history: History
) -> None:
    check_read_back(database, tmp_path_factory, history)


def check_read_back(database: Database, factory: pytest.TempPathFactory, history: History) -> None:
    database.clean()
    with a_folder(factory) as folder, ExitStack() as stack:
        here = stack.enter_context(Desk.open(folder / "s.db", create=True))
        there = stack.enter_context(Desk.open(database.url, create=True))
        step_by_step = None
        for number, _ in enumerate(worlds(history.loads)[1:], start=1):
            tables = write_tables(history.loads[number - 1], folder / str(number), None)
            for desk in (here, there):
                loaded(desk, tables)
            store = neo4j_store(database)
            step_by_step = store.history(step_by_step)
            store.close()
        sqlite, neo4j = SqliteStore(folder / "s.db"), neo4j_store(database)
        whole = neo4j.history()
        expected = sqlite.history()
        assert step_by_step is not None
        for found in (whole, step_by_step, there.graph().history):
            assert [each[2:5] for each in found.imports] == [each[2:5] for each in expected.imports]
            assert_same_ledger(replace(found, imports=expected.imports), expected)  # their times differ
        sqlite.close()
        neo4j.close()


@contextmanager
def a_folder(factory: pytest.TempPathFactory) -> Iterator[Path]:
    with TemporaryDirectory(dir=factory.getbasetemp()) as name:
        yield Path(name)
