"""Random ledgers, exported and loaded: into a new store all of it comes back, in its own nothing changes.

`BANGFU_EXAMPLES=500 pytest tests/visuals/test_round_trips.py` looks longer.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.desk import Desk
from loaders.receipts.receipt import total
from tests.literal.ledger import worlds
from tests.literal.strategies import History, histories
from tests.literal.tables import write_tables
from tests.visuals.exports import changed_nothing, contents, exported, loadable
from visuals.template import Templates
from visuals.words import Lang

few = settings(
    max_examples=int(os.environ.get("BANGFU_EXAMPLES", "25")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@contextmanager
def a_store(factory: pytest.TempPathFactory, history: History) -> Iterator[tuple[Desk, Path]]:
    """A store with the loads of a history, and a folder beside it."""
    with TemporaryDirectory(dir=factory.getbasetemp()) as name, Desk.open(":memory:", create=True) as desk:
        for number, load in enumerate(history.loads, 1):
            assert desk.load([write_tables(load, Path(name) / f"load-{number}")]).rejected == 0
        yield desk, Path(name)


@few
@given(data=st.data())
def test_an_export_of_any_import_makes_the_same_ledger(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    history = data.draw(histories(chinese=False), "history")
    lang, suffix = data.draw(st.sampled_from(Lang)), data.draw(st.sampled_from([".zip", ".zip", ".xlsx"]))
    known_at = data.draw(st.integers(1, len(history.loads)), "known_at")

    with a_store(tmp_path_factory, history) as (desk, folder), Desk.open(":memory:", create=True) as other:
        first = exported(desk, folder / f"first{suffix}", lang, known_at=known_at)
        receipt = other.load([loadable(first)])
        second = exported(other, folder / f"second{suffix}", lang)

        world = worlds(history.loads)[known_at]
        summed = total(sheet for sheet in receipt.sheets if sheet.table != "rules")
        held = len(world.units) + len(world.links) + len(world.returns)
        assert (summed.read, summed.accepted) == (held, held)
        assert contents(second) == contents(first)


@few
@given(data=st.data())
def test_an_export_and_untouched_templates_change_nothing(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    history = data.draw(histories(chinese=False), "history")
    lang = data.draw(st.sampled_from(Lang))

    with a_store(tmp_path_factory, history) as (desk, folder):
        within = data.draw(st.sampled_from([None, *(unit.id for unit in worlds(history.loads)[-1].units)]), "within")
        place = folder / "templates"
        place.mkdir()
        slot = None if within is None else desk.graph().find(within)
        templates = Templates.of(desk.graph(), lang, within=slot)
        for table in templates.tables:
            with (place / f"{table.name}.xlsx").open("wb") as out:
                templates.write(table, out)

        assert changed_nothing(desk.load([place]))
        assert changed_nothing(desk.load([loadable(exported(desk, folder / "all.zip", lang))]))


def test_ids_that_look_like_row_numbers_and_remembered_names_come_back(tmp_path: Path) -> None:
    tables = tmp_path / "tables"
    tables.mkdir()
    (tables / "u.csv").write_text("id,kind,name\n511001,county,青溪县\nf-1,local_soe,第一公司\n", encoding="utf-8")
    (tables / "p.csv").write_text(
        "id,force,helper,recipient,since\n1,soe,f-1,511001,2021\n2,east_west,f-1,511001,2022\n", encoding="utf-8"
    )
    with Desk.open(":memory:", create=True) as desk, Desk.open(":memory:", create=True) as other:
        assert desk.load([tables]).rejected == 0
        desk.add_alias("老青溪", "511001")
        whole = loadable(exported(desk, tmp_path / "one.xlsx"))

        assert changed_nothing(desk.load([whole]))
        assert other.load([whole]).rejected == 0
        assert [row["id"] for row in other.ask("pairings", {"all_time": True})["rows"]] == ["1", "2"]
        assert contents(exported(other, tmp_path / "two.xlsx")) == contents(whole)
