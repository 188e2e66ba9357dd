"""Imports of two desks on one store: nothing is lost, and what was planned on an older ledger is planned again."""

from collections.abc import Callable
from pathlib import Path

import pytest

from api.desk import Desk
from graph_model.errors import StoreError
from graph_model.stores.base import MovedError
from graph_model.stores.sqlite import SqliteStore
from tests.api.small import write_tables


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    write_tables(tmp_path / "tables")
    opened = Desk.open("bangfu.db", create=True)
    opened.load([tmp_path / "tables"])
    return opened


@pytest.mark.parametrize(
    ("act", "left"),
    [
        pytest.param(lambda desk: desk.undo(1), [], id="undo"),
        pytest.param(lambda desk: desk.withdraw("p-2", "错填"), ["p-3", "p-4"], id="withdraw"),
        pytest.param(lambda desk: desk.add_alias("新名", "soe-2"), ["p-2", "p-3", "p-4"], id="alias"),
        pytest.param(lambda desk: desk.load(["tables"]), ["p-1", "p-2", "p-3", "p-4"], id="load"),
    ],
)
def test_what_another_writes_in_between_counts(
    desk: Desk, act: Callable[[Desk], object], left: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between planning and writing, somebody else withdraws p-1."""
    plain = SqliteStore.write
    written: list[int] = []

    def write(store: SqliteStore, entry: object) -> None:
        monkeypatch.setattr(SqliteStore, "write", plain)
        with Desk.open("bangfu.db") as other:
            written.append(other.withdraw("p-1", "错填").seq or 0)
        plain(store, entry)  # type: ignore[arg-type]  # passed on as it came

    with desk:
        monkeypatch.setattr(SqliteStore, "write", write)
        act(desk)

        assert written == [2]
        assert [record.seq for record in desk.imports()] == [0, 1, 2, 3]
        assert [row["id"] for row in desk.ask("pairings", {"all_time": True})["rows"]] == left


def test_when_others_never_stop_it_is_said(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def write(*_: object) -> None:
        raise MovedError("another")

    monkeypatch.setattr(SqliteStore, "write", write)
    with desk, pytest.raises(StoreError, match="others keep writing"):
        desk.undo(1)
