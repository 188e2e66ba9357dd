"""`bangfu copy` there and back: the same ledger, and the same answers after every import."""

from pathlib import Path

import pytest

from api.desk import Desk
from graph_model.stores.sqlite import SqliteStore
from queries import QUESTIONS
from tests.api.conftest import Run
from tests.literal.asking import loaded
from tests.literal.tables import write_tables
from tests.neo4j.conftest import Database
from tests.neo4j.ledgers import assert_same_ledger
from tests.neo4j.worlds import LOADS, OPTIONS


def make(store: str | Path, folder: Path) -> None:
    with Desk.open(store, create=True) as desk:
        for number, load in enumerate(LOADS):
            loaded(desk, write_tables(load, folder / str(number)))


def answers(store: str | Path) -> list[object]:
    with Desk.open(store) as desk:
        newest = desk.graph().known_at
        return [
            desk.ask(question, {"as_of": "2024-03-02", "known_at": str(known_at), **OPTIONS.get(question, {})})
            for known_at in range(newest + 1)
            for question in QUESTIONS
            if known_at or question != "unit"  # before the first load there is no unit to ask about
        ]


def test_there_and_back(bangfu: Run, database: Database, tmp_path: Path) -> None:
    before, after = tmp_path / "before.db", tmp_path / "after.db"
    make(before, tmp_path)

    there = bangfu("copy", "--from", before, "--to", database.url)
    back = bangfu("copy", "--from", database.url, "--to", after)

    assert (there.code, back.code, there.err, back.err) == (0, 0, "", "")
    assert answers(database.url) == answers(before) == answers(after)
    one, other = SqliteStore(before), SqliteStore(after)
    assert_same_ledger(other.history(), one.history())
    assert [one.receipt(seq) for seq in range(one.seq() + 1)] == [other.receipt(seq) for seq in range(other.seq() + 1)]


def test_a_copy_that_was_broken_off_goes_on(bangfu: Run, database: Database, tmp_path: Path) -> None:
    before = tmp_path / "before.db"
    with Desk.open(before, create=True) as desk:
        loaded(desk, write_tables(LOADS[0], tmp_path / "first"))
    bangfu("copy", "--from", before, "--to", database.url)
    with Desk.open(before) as desk:
        loaded(desk, write_tables(LOADS[1], tmp_path / "second"))

    assert "1" in bangfu("copy", "--from", before, "--to", database.url, "--lang", "en").text
    assert answers(database.url) == answers(before)


def test_another_ledger_is_left_alone(bangfu: Run, database: Database, tmp_path: Path) -> None:
    make(tmp_path / "one.db", tmp_path)
    make(database.url, tmp_path / "other")

    told = bangfu("copy", "--from", tmp_path / "one.db", "--to", database.url)

    assert (told.code, told.out, told.err.count("\n")) == (2, b"", 1)
    assert "holds another ledger" in told.err


@pytest.mark.parametrize("args", [("--to", "x.db"), ("--from", "no-such.db", "--to", "x.db"), ("--from", "no-such.db")])
def test_what_cannot_be_copied(bangfu: Run, tmp_path: Path, args: tuple[str, ...]) -> None:
    told = bangfu("copy", *args)

    assert told.code in (2, 3)
    assert told.err.count("\n") == 1
    assert not (tmp_path / "x.db").exists()
