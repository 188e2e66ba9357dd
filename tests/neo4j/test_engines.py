"""Three ways to one answer: a snapshot on SQLite, a snapshot on Neo4j, and Cypher inside Neo4j."""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from api.desk import Desk
from graph_model.errors import NameNotFoundError
from graph_model.stores.neo4j import Neo4jStore
from queries import QUESTIONS
from tests.literal.asking import READINGS, loaded
from tests.literal.ledger import worlds
from tests.literal.options import options_of
from tests.literal.strategies import histories
from tests.literal.tables import write_tables
from tests.literal.world import World
from tests.neo4j.conftest import Database
from tests.neo4j.worlds import LOADS

EXAMPLES = int(os.environ.get("BANGFU_EXAMPLES", "5"))

searching = settings(
    max_examples=EXAMPLES,
    deadline=None,
    phases=[phase for phase in Phase if phase is not Phase.shrink or "BANGFU_SHRINK" in os.environ],
    # The server is emptied before each example, not only after the test.
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture],
)


def test_no_question_is_left_out() -> None:
    assert {*READINGS, "changes"} == {*QUESTIONS}


@searching
@given(data=st.data())
def test_three_ways_to_one_answer(
    database: Database, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Of the newest import: planning the texts for the present is most of what this takes."""
    compare(database, tmp_path_factory, data, newest_only=True)


@pytest.mark.slow
@settings(searching, max_examples=20 * EXAMPLES)
@given(data=st.data())
def test_three_ways_to_one_answer_on_many_graphs(
    database: Database, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    compare(database, tmp_path_factory, data)


def compare(
    database: Database, factory: pytest.TempPathFactory, data: st.DataObject, newest_only: bool = False
) -> None:
    """After one to three loads, every import (or the newest) is asked about by each question, in each way."""
    history = data.draw(histories(chinese=False), "history")
    database.clean()
    with a_folder(factory) as folder:
        tables = [write_tables(load, folder / str(number)) for number, load in enumerate(history.loads)]
        with three_desks(database, folder, tables) as desks:
            held = [*enumerate(worlds(history.loads))][-1 if newest_only else 1 :]
            for number, world in held:
                for question in QUESTIONS:
                    options = data.draw(asked(question, world, number), question)
                    sqlite, neo4j, cypher = (desk.ask(question, options) for desk in desks)
                    assert neo4j == sqlite, question
                    assert list_of(cypher) == list_of(sqlite), question


def test_inside_the_server_units_named_by_id_need_no_snapshot(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Desk.open(database.url, create=True) as desk:
        loaded(desk, write_tables(LOADS[0], tmp_path / "tables"))
        expected = {question: desk.ask(question, options) for question, options in BY_ID.items()}

    def fill(*_: object) -> None:
        pytest.fail("a snapshot was filled")

    monkeypatch.setattr(Neo4jStore, "history", fill)
    with in_database(database) as desk:
        assert {question: desk.ask(question, options) for question, options in BY_ID.items()} == expected


def test_inside_the_server_units_may_be_named_too(database: Database, tmp_path: Path) -> None:
    with Desk.open(database.url, create=True) as desk:
        loaded(desk, write_tables(LOADS[0], tmp_path / "tables"))
    with in_database(database) as desk:
        by_name, by_id = (desk.ask("gaps", {"as_of": "2024-03-02", "within": name}) for name in ("c1号", "c1"))
        assert by_name == by_id
        with pytest.raises(NameNotFoundError, match="no unit has the id or name"):
            desk.ask("gaps", {"within": "nowhere"})


def test_inside_the_server_pages_put_together_are_the_whole_answer(database: Database, tmp_path: Path) -> None:
    with Desk.open(database.url, create=True) as desk:
        loaded(desk, write_tables(LOADS[0], tmp_path / "tables"))
    with in_database(database) as desk:
        for question in ("coverage", "gaps", "pairings", "changes"):
            whole = desk.ask(question, {"as_of": "2024-03-02"})
            page = desk.ask(question, {"as_of": "2024-03-02", "limit": "1"})
            rows = page["rows"]
            while page["next"]:
                page = desk.ask(question, {"limit": "1", "cursor": page["next"]})
                assert page["total"] == whole["total"]
                rows = rows + page["rows"]
            assert rows == whole["rows"], question


BY_ID: dict[str, dict[str, str | bool]] = {
    "coverage": {"as_of": "2024-03-02", "within": "p1"},
    "pairings": {"as_of": "2024-03-02", "recipient": "c1", "all_time": True},
    "unit": {"as_of": "2024-03-02", "unit": "v1"},
}


def asked(question: str, world: World, number: int) -> st.SearchStrategy[dict[str, Any]]:
    known = {"known_at": str(number)}
    if question == "changes":
        return st.integers(0, number).map(lambda since: {"as_of": "2024-01-01", "since": str(since), **known})
    return options_of(question, world).map(lambda options: {**options, **known})


def list_of(envelope: Mapping[str, Any]) -> list[Any]:
    """The envelope with its maps as pairs: their keys stand in the same order too."""
    return [*envelope.items(), [[*row.items()] for row in envelope["rows"]], str(envelope["rows"])]


@contextmanager
def three_desks(database: Database, folder: Path, tables: Sequence[Path]) -> Iterator[tuple[Desk, Desk, Desk]]:
    with ExitStack() as stack:
        sqlite = stack.enter_context(Desk.open(folder / "s.db", create=True))
        neo4j = stack.enter_context(Desk.open(database.url, create=True))
        for table in tables:
            loaded(sqlite, table)
            loaded(neo4j, table)
        yield sqlite, neo4j, stack.enter_context(in_database(database))


def in_database(database: Database) -> Desk:
    """A desk whose questions are answered by the server."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("BANGFU_ANSWER", "database")
        return Desk.open(database.url)


@contextmanager
def a_folder(factory: pytest.TempPathFactory) -> Iterator[Path]:
    with TemporaryDirectory(dir=factory.getbasetemp()) as name:
        yield Path(name)
