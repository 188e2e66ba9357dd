"""One import is all there or not at all, whoever dies, waits or writes at the same time."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from itertools import count
from pathlib import Path
from socket import gethostname
from threading import Thread

import pytest

from api.desk import Desk
from graph_model.errors import StoreError
from graph_model.ledger.entry import Entry
from graph_model.ledger.replay import entries
from graph_model.snapshot.history import History
from graph_model.stores import neo4j_rows, neo4j_writing
from graph_model.stores.neo4j import Neo4jStore
from graph_model.stores.neo4j_writing import Writer
from graph_model.stores.sqlite import IN_MEMORY, SqliteStore
from tests.literal.asking import loaded, unit
from tests.literal.tables import write_tables
from tests.literal.world import Load
from tests.neo4j.conftest import Database
from tests.neo4j.ledgers import assert_same_ledger
from tests.neo4j.worlds import LOADS

DEAD = "{host}:999999999:dead"
"""A writer whose process is no more: no system gives so high a number."""


StoreWith = Callable[..., Neo4jStore]


class KilledError(BaseException):
    """As if the process ended here."""


@pytest.fixture
def _few_rows_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a small import takes as many transactions as a large one."""
    for module in (neo4j_rows, neo4j_writing):
        monkeypatch.setattr(module, "AT_ONCE", 3)


@pytest.fixture
def planned(tmp_path: Path) -> History:
    """The ledger of three loads, made in SQLite."""
    with Desk.open(":memory:", create=True) as desk:
        for number, load in enumerate(LOADS):
            loaded(desk, write_tables(load, tmp_path / str(number)))
        return desk.graph().history


def imports(history: History) -> list[Entry]:
    return list(entries(history, lambda _: "{}"))


@pytest.fixture
def store_with(database: Database) -> Iterator[StoreWith]:
    """A store on the server that is given some imports; closed after the test, however that ends."""
    with ExitStack() as stack:

        def made(*written: Entry) -> Neo4jStore:
            store = stack.enter_context(closing(Neo4jStore(database.address, written[0])))
            for entry in written[1:]:
                store.write(entry)
            return store

        yield made


def die_in_step(monkeypatch: pytest.MonkeyPatch, last: int) -> None:
    """Let writers made from now on die when they begin their transaction number `last`."""
    transact, begun = Writer._transact, count(1)

    def dying(self: Writer, *given: object) -> None:
        if next(begun) == last:
            raise KilledError
        transact(self, *given)  # type: ignore[arg-type]  # whatever it was given

    monkeypatch.setattr(Writer, "_transact", dying)
    monkeypatch.setattr(Writer, "_give_up", lambda *_: None)


@pytest.mark.usefixtures("_few_rows_at_once")
@pytest.mark.parametrize("number", [pytest.param(2, id="the second load"), pytest.param(3, id="the third load")])
def test_a_writer_that_dies_is_as_if_it_had_never_begun(
    database: Database, store_with: StoreWith, planned: History, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    *before, dying = imports(planned)[: number + 1]
    store = store_with(*before)
    expected = store.history()
    monkeypatch.setattr(Writer, "of", lambda bolt: Writer(bolt, DEAD.format(host=gethostname())))

    deaths = 0
    for step in range(1, 100):
        with monkeypatch.context() as patched:
            die_in_step(patched, step)
            try:
                store.write(dying)
            except KilledError:
                deaths += 1
                assert_same_ledger(store.history(), expected)
                assert store.record(number) is None
                continue
        break
    assert deaths >= 3
    assert_same_ledger(store.history(), store_with_sqlite(planned, number))
    assert database.rows("MATCH (i:Import) WHERE i.state <> 'done' RETURN i") == []


def store_with_sqlite(planned: History, number: int) -> History:
    """The ledger after so many loads, as SQLite holds it."""
    first, *later = imports(planned)[: number + 1]
    store = SqliteStore(IN_MEMORY, first)
    for entry in later:
        store.write(entry)
    return store.history()


@pytest.mark.usefixtures("_few_rows_at_once")
def test_two_that_load_at_once_come_one_after_the_other(database: Database, tmp_path: Path) -> None:
    with Desk.open(database.url, create=True) as desk:
        loaded(desk, write_tables(LOADS[0], tmp_path / "first"))

    def load(name: str) -> None:
        units = tuple(unit("school", f"{name}{number}", "c1") for number in range(10))
        with Desk.open(database.url) as desk:
            loaded(desk, write_tables(Load(units), tmp_path / name))

    both = [Thread(target=load, args=(name,)) for name in ("x", "y")]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()

    found = database.rows("MATCH (u:School) RETURN u.import, count(*), count(DISTINCT left(u.id, 1)) ORDER BY u.import")
    assert found == [[2, 10, 1], [3, 10, 1]]


def test_a_writer_that_was_silent_too_long_stops(database: Database, store_with: StoreWith, planned: History) -> None:
    first, second, third, _ = imports(planned)
    store = store_with(first, second)
    slow, quick = Writer.of(store.bolt), Writer.of(store.bolt)
    slow._claim()
    database.rows("MATCH (l:Ledger) SET l.beat = datetime() - duration('PT1H')")

    quick.write(third)

    with pytest.raises(StoreError, match="took over"):
        slow._append(third)
    assert_same_ledger(store.history(), store_with_sqlite(planned, 2))


def test_somebody_who_is_writing_is_waited_for_and_then_named(
    store_with: StoreWith, planned: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(neo4j_writing, "_WAIT_SECONDS", 0.3)
    first, second, *_ = imports(planned)
    store = store_with(first)
    other = Writer.of(store.bolt)
    other._claim()

    with pytest.raises(StoreError, match="being written by another program"):
        store.write(second)


def test_a_graph_that_does_not_fit_its_ledger_takes_no_import(
    database: Database, store_with: StoreWith, planned: History
) -> None:
    first, second, third, _ = imports(planned)
    store = store_with(first, second)
    database.rows("MATCH (u:Slot {id: 'c1'}) DETACH DELETE u")
    before = database.rows("MATCH (n) RETURN labels(n) AS of, count(*) ORDER BY of")

    with pytest.raises(StoreError, match="rows the server made"):
        store.write(third)
    assert database.rows("MATCH (n) RETURN labels(n) AS of, count(*) ORDER BY of") == before


@pytest.fixture(autouse=True)
def _no_writer_left(database: Database) -> Iterator[None]:
    yield
    assert database.rows("MATCH (i:Import) WHERE i.state = 'running' RETURN i.seq") == []
