"""Further names of units, remembered across loads."""

from pathlib import Path

import pytest

from api.desk import Desk
from graph_model.errors import UsageError
from tests.ledger.holding import assert_holds_together
from tests.ledger.tables import UNITS, counted, load, shown

LINKS = "id,force,helper,recipient,since\n"


@pytest.fixture
def ledger(desk: Desk, tmp_path: Path) -> Desk:
    load(desk, tmp_path, units=UNITS)
    return desk


def aliases(desk: Desk, unit: str, **options: str) -> list[str]:
    [row] = desk.ask("unit", {"unit": unit, **options})["rows"]
    found: list[str] = row["unit"]["aliases"]
    return found


def test_a_name_is_known_from_then_on_in_loads_and_questions(ledger: Desk, tmp_path: Path) -> None:
    link = LINKS + "p-1,soe,f-1,青山州 青溪,2021\n"
    assert counted(load(ledger, tmp_path, pairings=link))["pairings"] == (0, 0, 1)

    receipt = ledger.add_alias(" 青山州\u200b青溪 ", "青溪县").as_json()

    assert receipt == {
        "import": 3,
        "action": "alias",
        "dry_run": False,
        "alias": "青山州青溪",
        "unit": "513001",
        "unit_name": "青溪县",
        "changes": {"alias.added": 1},
        "kept": [],
    }
    assert ledger.receipt(3) == receipt
    assert counted(load(ledger, tmp_path, pairings=link))["pairings"] == (1, 0, 0)
    assert shown(ledger, "id", within="青山州青溪") == [("p-1",)]


def test_the_unit_shows_names_of_both_sources_at_every_import(ledger: Desk, tmp_path: Path) -> None:
    ledger.add_alias("青溪新区", "513001")
    load(ledger, tmp_path, units="id,kind,name,aliases\n513001,county,青溪县,溪县\n")
    ledger.remove_alias("青溪 新区", "青溪")

    assert [aliases(ledger, "513001", known_at=str(number)) for number in range(1, 5)] == [
        ["青溪特区", "溪县"],
        ["青溪特区", "溪县", "青溪新区"],
        ["溪县", "青溪新区"],
        ["溪县"],
    ]
    rows = ledger.ask("changes", {"since": "1"})["rows"]
    assert [(row["import"], row["change"], row["id"], row["file"], row["row"]) for row in rows] == [
        (2, "corrected", "513001", "units.csv", 4),
        (3, "corrected", "513001", "units.csv", 2),
        (4, "corrected", "513001", "units.csv", 2),
    ]
    assert [(row["before"]["aliases"], row["after"]["aliases"]) for row in rows] == [
        (["青溪特区", "溪县"], ["青溪特区", "溪县", "青溪新区"]),
        (["青溪特区", "溪县", "青溪新区"], ["溪县", "青溪新区"]),
        (["溪县", "青溪新区"], ["溪县"]),
    ]
    differing = [{name for name in row["after"] if row["after"][name] != row["before"][name]} for row in rows]
    assert differing == [{"aliases"}] * 3


def test_a_name_that_changed_with_its_unit_is_one_change(ledger: Desk) -> None:
    """The undo of an undo brings unit and name back; each import has one row for the unit."""
    ledger.add_alias("二号公司", "f-2")
    ledger.undo(2)
    ledger.undo(1)
    ledger.undo(4)
    ledger.undo(3)

    rows = ledger.ask("changes", {"since": "1"})["rows"]
    told = [
        (row["import"], row["change"], (row["after"] or row["before"])["aliases"]) for row in rows if row["id"] == "f-2"
    ]
    assert told == [
        (2, "corrected", ["二号公司"]),
        (3, "corrected", []),
        (4, "withdrawn", []),
        (5, "added", []),
        (6, "corrected", ["二号公司"]),
    ]
    assert_holds_together(ledger.graph())


@pytest.mark.parametrize("name", ["青溪县", "青溪", "溪县", "青 溪 特 区", "513001", "青溪新区"])
def test_a_name_that_leads_there_already_is_said_and_not_written(ledger: Desk, name: str) -> None:
    ledger.add_alias("青溪新区", "513001")

    receipt = ledger.add_alias(name, "513001")

    assert (receipt.seq, receipt.changes, len(ledger.imports())) == (None, {}, 3)


@pytest.mark.parametrize(
    ("name", "unit", "said"),
    [
        pytest.param("白石县", "513001", "白石县 .513002", id="another's name"),
        pytest.param("一公司", "f-2", "第一公司 .f-1", id="another's short name"),
        pytest.param("溪县", "513002", "青溪县 .513001", id="another's alias in its table"),
        pytest.param("青溪新区", "513002", "青溪县 .513001", id="another's remembered name"),
        pytest.param("f-1", "513001", "第一公司 .f-1", id="another's id"),
        pytest.param("新名", "没有的县", "no unit has the id or name", id="nobody"),
        pytest.param("新\u202e名", "513001", "control or direction character", id="a direction character"),
        pytest.param("长" * 201, "513001", "longer than 200", id="too long"),
        pytest.param(" \u200b", "513001", "the name is empty", id="nothing"),
    ],
)
def test_names_that_are_refused(ledger: Desk, name: str, unit: str, said: str) -> None:
    ledger.add_alias("青溪新区", "513001")

    with pytest.raises(UsageError, match=said):
        ledger.add_alias(name, unit)
    assert len(ledger.imports()) == 3


@pytest.mark.parametrize(
    ("name", "unit", "said"),
    [
        pytest.param("没记过", "513001", "not remembered as a name of 513001.*candidates: 青溪新区", id="never added"),
        pytest.param("青溪新区", "513002", "not remembered as a name of 513002", id="another's"),
        pytest.param("溪县", "513001", "is in the units table", id="one of its table"),
    ],
)
def test_names_that_cannot_be_removed(ledger: Desk, name: str, unit: str, said: str) -> None:
    ledger.add_alias("青溪新区", "513001")

    with pytest.raises(UsageError, match=said):
        ledger.remove_alias(name, unit)


def test_adding_and_removing_are_undone_as_loads_are(ledger: Desk) -> None:
    ledger.add_alias("青溪新区", "513001")
    ledger.undo(2)
    assert aliases(ledger, "513001") == ["青溪特区", "溪县"]
    ledger.undo(3)
    assert aliases(ledger, "513001") == ["青溪特区", "溪县", "青溪新区"]
    ledger.remove_alias("青溪新区", "513001")
    assert ledger.undo(5).changes == {"alias.added": 1}
    assert aliases(ledger, "青溪新区") == ["青溪特区", "溪县", "青溪新区"]
