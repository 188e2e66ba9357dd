"""A desk that watches: what it has worked out about names goes on where no unit changed, and only there."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from api.desk import Desk
from graph_model.errors import NameNotFoundError
from graph_model.stores.sqlite import SqliteStore
from tests.api.small import DAY, write_tables


class Two(NamedTuple):
    """A desk that watches, and one that somebody else imports with."""

    watching: Desk
    other: Desk
    folder: Path

    def load(self, text: str) -> None:
        path = self.folder / "more.csv"
        path.write_text(text, encoding="utf-8")
        self.other.load([path])
        self.watching.refresh()

    def found(self, name: str) -> Any:
        return self.watching.ask("unit", {"unit": name, "as_of": DAY})["rows"][0]


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Two]:
    store = tmp_path / "w.db"
    with Desk.make(store) as watching, Desk.open(store) as other:
        other.load([write_tables(tmp_path / "tables")])
        watching.watch()
        yield Two(watching, other, tmp_path)


def test_after_links_came_in_names_lead_where_they_did(two: Two) -> None:
    before = two.found("白石县")
    two.load("id,force,helper,recipient,since\nn-1,soe,第一能源公司,白石县,2024\n")
    after = two.found("白石县")

    assert after["unit"] == before["unit"]
    assert [link["id"] for link in after["helped_by"]] == [*(link["id"] for link in before["helped_by"]), "n-1"]


def test_after_units_came_in_their_names_count(two: Two) -> None:
    two.found("白石县")
    two.load("id,kind,name,parent\n511003,county,红岩县,511\n")
    two.load("id,kind,name\nsoe-1,central_soe,第一能源集团\n")
    two.other.add_alias("白石老县", "511002")
    two.watching.refresh()

    assert two.found("红岩县")["unit"]["id"] == "511003"
    assert two.found("第一能源集团")["unit"]["id"] == two.found("第一能源公司")["unit"]["id"] == "soe-1"
    assert two.found("白石老县")["unit"]["id"] == "511002"
    two.other.remove_alias("白石老县", "511002")
    two.watching.refresh()
    with pytest.raises(NameNotFoundError):
        two.found("白石老县")


def test_who_misspells_a_name_is_helped_however_many_did_before(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph_model.names.likely._SECONDS", 0.0)
    two.load("id,kind,name,parent\n511003,county,红岩县,511\n")

    with pytest.raises(NameNotFoundError) as refused:
        two.found("红崖县")
    assert any("红岩县" in candidate for candidate in refused.value.candidates)


def test_who_sees_an_import_finds_its_arrays_beside_the_store(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    def worked_out(*_: object) -> None:
        raise AssertionError("the importer has worked it out already")

    monkeypatch.setattr(SqliteStore, "history", worked_out)
    two.load("id,force,helper,recipient,since\nn-1,soe,第一能源公司,白石县,2024\n")

    assert "n-1" in [link["id"] for link in two.found("白石县")["helped_by"]]
    folder = two.folder / "w.db.snapshot"
    assert len([path for path in folder.iterdir() if path.is_dir()]) == 1
