"""An import taken back by another: what comes back, what stays and why; worked out by hand."""

from pathlib import Path
from typing import Any

import pytest

from api.desk import Desk
from graph_model.errors import UsageError
from tests.ledger.holding import assert_holds_together
from tests.ledger.tables import UNITS, load, shown

LINKS = "id,force,helper,recipient,since,through,basis\n"
FIRST = LINKS + "p-1,soe,f-1,513001,2021,,文件一\np-2,soe,f-2,513002,2022-03,2025-12-31,文件二\n"
DISPATCHES = "id,force,sender,host,post,headcount,since\n"
RETURNS = "table,within,kind,force,as_of,basis\n"
OWN = '[pack]\nid = "own"\n[[rule]]\nid = "r"\nrecipient = ["county"]\nlink = "pairing"\n'
SECOND = '[[rule]]\nid = "s"\nrecipient = ["county"]\nlink = "dispatch"\n'
MORE = '[pack]\nid = "more"\n' + SECOND
UNIT = "id,kind,name,parent,stands_for\n"


@pytest.fixture
def ledger(desk: Desk, tmp_path: Path) -> Desk:
    """Import 1 brings units, import 2 two pairings."""
    load(desk, tmp_path, units=UNITS)
    load(desk, tmp_path, pairings=FIRST)
    return desk


def undo(desk: Desk, number: int) -> dict[str, Any]:
    receipt = desk.undo(number).as_json()
    assert_holds_together(desk.graph())
    return receipt


def kept(receipt: dict[str, Any]) -> list[tuple[str, str, str, str | None]]:
    told = [(one["what"], one["id"], one["reason"], one["by"]) for one in receipt["kept"]]
    return [(what, id, reason, by and f"{by['what']} {by['id']}") for what, id, reason, by in told]


def everything(desk: Desk) -> list[list[tuple[Any, ...]]]:
    """All that the ledger says, but for the import that said it."""
    pairings = shown(desk, "id helper recipient role agreement since through seen basis file row")
    dispatches = shown(desk, "id sender host post headcount since through file row", "dispatches")
    units = [
        tuple({**desk.ask("unit", {"unit": id})["rows"][0]["unit"], "import": None}.items())
        for id in sorted(desk.graph().ids(desk.graph().present.nonzero()[0]))
    ]
    returns = sorted((one.id, one.basis) for one in desk.graph().returns)
    rules = [(rule.id, rule.min) for rule in desk.rules()]
    aliases = [one[:2] for one in desk.graph().aliases]
    return [pairings, dispatches, [(str(units),)], [*returns], [*rules], [(pack.id,) for pack in desk.packs()], aliases]


def test_what_an_import_added_goes_and_the_past_stays_as_it_was(ledger: Desk) -> None:
    before = ledger.ask("pairings", {"known_at": "2", "all_time": True})

    receipt = undo(ledger, 2)

    assert receipt == {
        "import": 3,
        "action": "undo",
        "dry_run": False,
        "undone": 2,
        "changes": {"pairing.withdrawn": 2},
        "kept": [],
    }
    assert shown(ledger, "id") == []
    assert ledger.ask("pairings", {"known_at": "2", "all_time": True}) == before
    assert [(record.action, dict(record.counts)) for record in ledger.imports()][-1] == ("undo", receipt["changes"])
    assert ledger.receipt(3) == receipt


def test_what_an_import_corrected_comes_back_with_the_row_it_was_read_from(ledger: Desk, tmp_path: Path) -> None:
    fields = "id since through basis file row import"
    load(
        ledger,
        tmp_path,
        more=LINKS
        + "p-9,soe,f-1,513002,2024,,\np-1,soe,f-1,513001,2021,2024,文件三\np-2,soe,f-1,513002,2022-03,,文件二\n",
    )

    receipt = undo(ledger, 3)

    assert receipt["changes"] == {"pairing.corrected": 2, "pairing.withdrawn": 1}
    assert shown(ledger, fields) == [
        ("p-1", "2021-01-01", None, "文件一", "pairings.csv", 2, 4),
        ("p-2", "2022-03-01", "2025-12-31", "文件二", "pairings.csv", 3, 4),
    ]
    row = ledger.ask("pairings", {"all_time": True})["rows"][0]
    assert (row["since_precision"], row["helper"]) == ("year", "f-1")


def test_an_undo_that_moves_an_end_earlier_is_an_end(ledger: Desk, tmp_path: Path) -> None:
    load(ledger, tmp_path, pairings="id,force,helper,recipient,since,through\np-2,soe,f-2,513002,2022-03,\n")

    assert undo(ledger, 3)["changes"] == {"pairing.ended": 1}
    assert shown(ledger, "change what id", "changes", since="3") == [("ended", "pairing", "p-2")]


def test_what_has_been_changed_since_stays_and_says_by_which_import(ledger: Desk, tmp_path: Path) -> None:
    load(ledger, tmp_path, pairings=LINKS + "p-1,soe,f-1,513001,2021,2026,文件四\n")

    receipt = undo(ledger, 2)

    assert kept(receipt) == [("pairing", "p-1", "changed", "import 3")]
    assert (receipt["changes"], shown(ledger, "id basis")) == ({"pairing.withdrawn": 1}, [("p-1", "文件四")])


def test_a_link_that_was_withdrawn_since_is_back_already_and_not_told(ledger: Desk) -> None:
    ledger.withdraw("p-1", "错填")

    receipt = undo(ledger, 2)

    assert (kept(receipt), receipt["changes"]) == ([], {"pairing.withdrawn": 1})


def test_a_value_that_has_come_back_is_still_the_one_that_the_import_left(ledger: Desk, tmp_path: Path) -> None:
    """Corrected to something else and back again: that is what import 2 left."""
    load(ledger, tmp_path, pairings=LINKS + "p-1,soe,f-1,513001,2021,2026,文件一\n")
    load(ledger, tmp_path, pairings=LINKS + "p-1,soe,f-1,513001,2021,,文件一\n")

    assert undo(ledger, 2)["changes"] == {"pairing.withdrawn": 2}


def test_units_that_are_still_named_stay_with_all_that_is_above_them(ledger: Desk) -> None:
    """The pairings name four units; those lie in 513, which lies in 51."""
    receipt = undo(ledger, 1)

    assert receipt["import"] is None
    assert sorted(kept(receipt)) == [
        ("unit", "51", "named", "unit 513"),
        ("unit", "513", "named", "unit 513001"),
        ("unit", "513001", "named", "pairing p-1"),
        ("unit", "513002", "named", "pairing p-2"),
        ("unit", "f-1", "named", "pairing p-1"),
        ("unit", "f-2", "named", "pairing p-2"),
    ]
    undo(ledger, 2)
    assert undo(ledger, 1)["changes"] == {"unit.withdrawn": 6}


@pytest.mark.parametrize(
    ("tables", "by"),
    [
        pytest.param(
            {"dispatches": DISPATCHES + "d-1,soe,f-1,513001,专班成员,1,2021\n"}, "dispatch d-1", id="a dispatch"
        ),
        pytest.param({"units": UNIT + "b-1,local_soe,分公司,f-1,\n"}, "unit b-1", id="a part of it"),
        pytest.param({"units": UNIT + "b-1,party_organization,党委,,f-1\n"}, "unit b-1", id="a stand-in"),
        pytest.param({"returns": RETURNS + "pairings,f-1,,,2025,\n"}, "return", id="a return"),
    ],
)
def test_a_unit_is_kept_for_what_names_it(desk: Desk, tmp_path: Path, tables: dict[str, str], by: str) -> None:
    load(desk, tmp_path, units="id,kind,name\n513001,county,青溪县\n")
    load(desk, tmp_path, units="id,kind,name\nf-1,local_soe,第一公司\nf-2,local_soe,第二公司\n")
    load(desk, tmp_path, **tables)

    receipt = undo(desk, 2)

    [(what, id, reason, named)] = kept(receipt)
    assert (what, id, reason, receipt["changes"]) == ("unit", "f-1", "named", {"unit.withdrawn": 1})
    assert named == (by if by != "return" else f"return {desk.graph().returns[0].id}")


def test_a_unit_is_kept_for_its_remembered_name(ledger: Desk) -> None:
    undo(ledger, 2)
    ledger.add_alias("一号公司", "f-1")

    receipt = undo(ledger, 1)

    assert kept(receipt) == [("unit", "f-1", "named", "alias 一号公司")]
    assert receipt["changes"] == {"unit.withdrawn": 5}


def test_a_corrected_unit_is_what_it_was(ledger: Desk, tmp_path: Path) -> None:
    before = everything(ledger)
    load(
        ledger,
        tmp_path,
        units="id,kind,name,scope,lat,parent\n513001,county,新县,key,30.5,51\nf-9,school,新校,,,513001\n",
    )

    assert undo(ledger, 3)["changes"] == {"unit.corrected": 1, "unit.withdrawn": 1}
    assert everything(ledger) == before


def test_the_undo_of_an_undo_gives_everything_back(desk: Desk, tmp_path: Path) -> None:
    tables = {
        "units": UNITS,
        "pairings": FIRST,
        "dispatches": DISPATCHES + "d-1,soe,f-1,513001,专班成员,2,2021\n",
        "returns": RETURNS + "pairings,513,,,2025,文件一\n",
        "rules": OWN,
    }
    empty = everything(desk)
    load(desk, tmp_path, **tables)
    full = everything(desk)

    assert undo(desk, 1)["kept"] == []
    assert everything(desk) == empty
    assert undo(desk, 2)["kept"] == []
    assert everything(desk) == full
    undo(desk, 3)
    assert everything(desk) == empty


def test_a_second_undo_has_nothing_to_take_back_and_is_no_import(ledger: Desk) -> None:
    undo(ledger, 2)

    receipt = undo(ledger, 2)

    assert (receipt["import"], receipt["changes"], receipt["kept"]) == (None, {}, [])
    assert len(ledger.imports()) == 4


def test_a_load_that_changed_nothing_has_nothing_to_take_back(ledger: Desk, tmp_path: Path) -> None:
    load(ledger, tmp_path, pairings=FIRST)

    assert undo(ledger, 3)["import"] is None


def test_a_dry_run_says_the_same_and_writes_nothing(ledger: Desk) -> None:
    before = everything(ledger)

    dry = ledger.undo(2, dry_run=True).as_json()

    assert (everything(ledger), len(ledger.imports())) == (before, 3)
    assert {**undo(ledger, 2), "import": None, "dry_run": True} == dry


def test_a_link_does_not_come_back_to_a_unit_that_is_gone(ledger: Desk) -> None:
    ledger.withdraw("p-1", "错填")
    undo(ledger, 2)
    undo(ledger, 1)

    assert kept(undo(ledger, 3)) == [("pairing", "p-1", "missing", "unit f-1")]
    assert shown(ledger, "id") == []


def test_a_unit_does_not_come_back_into_one_that_is_gone(desk: Desk, tmp_path: Path) -> None:
    load(desk, tmp_path, units=UNIT + "a,county,甲县,,\n")
    load(desk, tmp_path, units=UNIT + "s,school,乙校,a,\n")
    undo(desk, 2)
    undo(desk, 1)

    assert kept(undo(desk, 3)) == [("unit", "s", "missing", "unit a")]


def test_units_do_not_come_to_lie_above_themselves(desk: Desk, tmp_path: Path) -> None:
    """b lay in a; then b was moved out, and a into b."""
    load(desk, tmp_path, units=UNIT + "a,local_soe,甲,,\nb,local_soe,乙,a,\n")
    load(desk, tmp_path, units=UNIT + "b,local_soe,乙,,\n")
    load(desk, tmp_path, units=UNIT + "a,local_soe,甲,b,\n")

    assert kept(undo(desk, 2)) == [("unit", "b", "circle", None)]
    undo(desk, 3)
    assert undo(desk, 2)["changes"] == {"unit.corrected": 1}


@pytest.mark.parametrize("number", [0, 3, 99, -1])
def test_imports_that_cannot_be_undone(ledger: Desk, number: int) -> None:
    with pytest.raises(UsageError):
        ledger.undo(number)
    assert len(ledger.imports()) == 3
