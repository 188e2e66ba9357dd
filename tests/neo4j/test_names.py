"""BANGFU_ANSWER=database: whom a name means is found in the server, as the snapshot finds it, without one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from api.desk import Desk
from graph_model.errors import NameNotFoundError
from graph_model.stores.neo4j import Neo4jStore
from tests.neo4j.conftest import Database
from tests.neo4j.test_engines import in_database

pytestmark = pytest.mark.slow

_HEAD = "id,kind,name,short_name,name_en,aliases,parent,stands_for\n"
_FIRST = """\
990000,province,云上省,云上,Yunshang,,,
990100,prefecture,南山州,,,南山自治州、南州,990000,
990101,county,东川县,东川,,,990100,
990102,county,西川县,,,西县,990100,
990101001,township,兴隆镇,,,,990101,
990102001,township,兴隆镇,,,,990102,
bureau-1,department,农业局,,,,990101,
group,private_firm,天成公司,天成,,,990101,
branch,private_firm,天成一厂,,,,group,
shop,private_firm,天成公司,,,,990102,
"""
_SECOND = """\
990102,county,西江县,,,,990100,
branch,private_firm,天成一厂,,,,shop,
"""
TEXTS = {
    "its id": "990101",
    "an id in full width": "９９０１０１",
    "its name": "东川县",
    "with spaces": " 东 川　县",
    "its short name": "东川",
    "its English name": "YUNSHANG",
    "one of its aliases": "南州",
    "an alias that somebody gave it": "老东川",
    "a name of before": "西川县",
    "an alias of before": "西县",
    "its label": "兴隆镇 (990102001, 乡镇（街道）)",
    "a path": "云上省南山州东川县兴隆镇",
    "a path by a short name": "东川兴隆镇",
    "a body after its place": "东川县农业局",
    "one of two, that with parts": "天成公司",
    "one of two": "兴隆镇",
    "nobody": "北川县",
    "a path to nobody": "西江县农业局",
}


@pytest.fixture
def desks(database: Database, tmp_path: Path) -> Iterator[tuple[Desk, Desk]]:
    """Two that answer alike: from a snapshot, and inside the server."""
    with Desk.open(database.url, create=True) as desk:
        for number, rows in enumerate((_FIRST, _SECOND)):
            table = tmp_path / str(number) / "units.csv"
            table.parent.mkdir()
            table.write_text(_HEAD + rows, encoding="utf-8")
            receipt = desk.load([table])
            assert not [error for sheet in receipt.sheets for error in sheet.errors]
        desk.add_alias("老东川", "990101")
        desk.graph()
        with in_database(database) as inside:
            yield desk, inside


@pytest.mark.parametrize("known_at", ["1", "2", "3"])
def test_a_text_leads_where_it_leads_in_a_snapshot(desks: tuple[Desk, Desk], known_at: str) -> None:
    for said, text in TEXTS.items():
        found = [_answer(desk, text, known_at) for desk in desks]
        assert found[1] == found[0], said


def test_names_need_no_snapshot(desks: tuple[Desk, Desk], monkeypatch: pytest.MonkeyPatch) -> None:
    def fill(*_: object) -> None:
        pytest.fail("a snapshot was filled")

    monkeypatch.setattr(Neo4jStore, "history", fill)
    known = {said: text for said, text in TEXTS.items() if "nobody" not in said}
    answers = {said: _answer(desks[1], text, "3") for said, text in known.items()}

    assert {said: answer[0] for said, answer in answers.items() if said != "one of two"} == {
        "its id": "990101",
        "an id in full width": "990101",
        "its name": "990101",
        "with spaces": "990101",
        "its short name": "990101",
        "its English name": "990000",
        "one of its aliases": "990100",
        "an alias that somebody gave it": "990101",
        "a name of before": "990102",
        "an alias of before": "990102",
        "its label": "990102001",
        "a path": "990101001",
        "a path by a short name": "990101001",
        "a body after its place": "bureau-1",
        "one of two, that with parts": "shop",
    }
    assert "兴隆镇 (990101001, " in answers["one of two"][0]
    assert not desks[1].is_fictional()


def test_a_ledger_of_a_release_without_names_still_answers(desks: tuple[Desk, Desk], database: Database) -> None:
    database.rows("MATCH (x:Name) DELETE x")
    database.rows("MATCH (l:Ledger) REMOVE l.named")
    with in_database(database) as inside:
        assert _answer(inside, "兴隆镇", "3") == _answer(desks[0], "兴隆镇", "3")
        assert _answer(inside, "东川", "3")[0] == "990101"


def _answer(desk: Desk, text: str, known_at: str) -> tuple[str, ...]:
    """The id of the unit and its name; or what is said instead."""
    try:
        (row,) = desk.ask("unit", {"unit": text, "known_at": known_at, "as_of": "2026-01-01"})["rows"]
    except NameNotFoundError as error:
        return str(error), type(error).__name__
    return row["unit"]["id"], row["unit"]["name"]
