"""Whatever stands in a sheet: nothing is raised but a sentence, every row is counted, no person's name is kept."""

import json
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.desk import Desk
from graph_model.errors import BangfuError
from loaders.receipts.receipt import Receipt, SheetReceipt
from tests.loaders.fuzzed_tables import SECRET, TABLES, Fuzzed, tables
from tests.loaders.office_tables import BASE

CODES = {
    *("missing", "bad_date", "start_after_end", "bad_number", "unknown_unit", "ambiguous_unit", "unknown_force"),
    *("unknown_kind", "unknown_post", "unknown_field", "unknown_role", "duplicate", "many_to_many"),
    *("context_mismatch", "bad_character", "too_long", "struck_through"),
}
fuzzed = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
each_table = pytest.mark.parametrize("headers", [pytest.param(headers, id=name) for name, headers in TABLES.items()])


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = tmp_path_factory.mktemp("base") / "bangfu.db"
    with Desk.open(store, create=True) as desk:
        assert desk.load([BASE]).exit_code == 0
    return store


@each_table
@settings(fuzzed, max_examples=12)
@given(data=st.data())
def test_a_csv(base: Path, headers: tuple[str, ...], data: st.DataObject) -> None:
    _load_and_look(base, data.draw(tables(headers)), "t.csv")


@each_table
@settings(fuzzed, max_examples=4)
@given(data=st.data())
def test_a_workbook(base: Path, headers: tuple[str, ...], data: st.DataObject) -> None:
    _load_and_look(base, data.draw(tables(headers)), "t.xlsx")


@pytest.mark.slow
@pytest.mark.parametrize("name", ["t.csv", "t.xlsx"])
@each_table
@settings(fuzzed, max_examples=600)
@given(data=st.data())
def test_many(base: Path, headers: tuple[str, ...], name: str, data: st.DataObject) -> None:
    _load_and_look(base, data.draw(tables(headers)), name)


def _load_and_look(base: Path, table: Fuzzed, name: str) -> None:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        store = Path(shutil.copy(base, folder))
        path = table.as_csv(folder / name) if name.endswith(".csv") else table.as_xlsx(folder / name)
        with Desk.open(store) as desk:
            try:
                desk.try_load([path])
            except BangfuError as refused:
                _look_at_refusal(desk, path, str(refused))
            else:
                receipt = _loaded(desk, path, len(table.rows))
                _load_again(desk, path, receipt)
                _load_rejects(desk, receipt)
        path.unlink()
        assert [name for name, content in _contents(folder) if SECRET.encode() in content] == []


def _look_at_refusal(desk: Desk, path: Path, sentence: str) -> None:
    """Refused as a whole: the load says what the trial said, and leaves the ledger as it was."""
    before = desk.graph().history.seq
    with pytest.raises(BangfuError) as refused:
        desk.load([path])
    assert str(refused.value) == sentence
    assert " · " in sentence
    assert desk.graph().history.seq == before


def _loaded(desk: Desk, path: Path, height: int) -> Receipt:
    """Loads a table, after a trial that must say the same."""
    trial = desk.try_load([path])
    before = _ends(desk)
    receipt = desk.load([path], rejects_to=path.parent)

    assert [_counts(sheet) for sheet in trial.receipt.sheets] == [_counts(sheet) for sheet in receipt.sheets]
    assert (trial.receipt.changes, trial.receipt.made) == (receipt.changes, receipt.made)
    for sheet in receipt.sheets:
        _look_at(sheet, height)
    told = json.dumps(receipt.as_json(), ensure_ascii=False)
    assert SECRET not in told
    assert before <= _ends(desk)
    return receipt


def _look_at(sheet: SheetReceipt, height: int) -> None:
    assert sheet.read == sheet.accepted + sheet.unchanged + sheet.rejected + sheet.ignored
    assert min(_counts(sheet)) >= 0
    assert {issue.code for issue in sheet.errors} <= CODES
    assert all(issue.message for issue in sheet.errors)
    bad, ignored = {issue.row for issue in sheet.errors}, [row for row, _ in sheet.ignored_rows]
    assert len(bad) == sheet.rejected
    assert len(ignored) == len(set(ignored)) == sheet.ignored
    assert bad.isdisjoint(ignored)
    assert all(1 < row <= height for row in (*bad, *ignored))


def _load_again(desk: Desk, path: Path, first: Receipt) -> None:
    """The same file a second time: nothing new, and the same rows are in the way."""
    before = _links(desk)

    again = desk.load([path])

    assert [sheet.accepted for sheet in again.sheets] == [0] * len(again.sheets)
    assert [sheet.read for sheet in again.sheets] == [sheet.read for sheet in first.sheets]
    assert _links(desk) == before


def _load_rejects(desk: Desk, receipt: Receipt) -> None:
    """Rows that nobody has corrected are still not understood; a contradiction is a correction in a later load."""
    before = _ends(desk)
    for sheet in receipt.sheets:
        if sheet.rejects and not any(issue.code == "duplicate" for issue in sheet.errors):
            desk.load([sheet.rejects])
    helpers_made = {made.id for made in receipt.made}
    assert [ends for ends in _ends(desk) - before if ends[2] not in helpers_made] == []


def _counts(sheet: SheetReceipt) -> tuple[int, ...]:
    return sheet.read, sheet.accepted, sheet.unchanged, sheet.rejected, sheet.ignored


def _links(desk: Desk) -> list[dict[str, Any]]:
    return [row for table in ("pairings", "dispatches") for row in desk.ask(table, {"all_time": True})["rows"]]


def _ends(desk: Desk) -> set[tuple[str, str, str, str]]:
    return {
        (table, row["force"], row[source], row[target])
        for table, source, target in (("pairings", "helper", "recipient"), ("dispatches", "sender", "host"))
        for row in desk.ask(table, {"all_time": True})["rows"]
    }


def _contents(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file that a load leaves: the store, what lies beside it, rows to correct."""
    for path in (path for path in folder.rglob("*") if path.is_file()):
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as book:
                yield from ((f"{path.name}/{part}", book.read(part)) for part in book.namelist())
        yield path.name, path.read_bytes()
