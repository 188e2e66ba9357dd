"""A link taken back that never was."""

from pathlib import Path

import pytest

from api.desk import Desk
from graph_model.errors import UsageError
from graph_model.vocabulary import LinkTable
from tests.ledger.holding import assert_holds_together
from tests.ledger.tables import UNITS, load, shown

PAIRINGS = "id,force,helper,recipient,since\n"
DISPATCHES = "id,force,sender,host,post,since\n"


@pytest.fixture
def ledger(desk: Desk, tmp_path: Path) -> Desk:
    """x-1 is in both tables, p-2 and d-2 in one each."""
    load(
        desk,
        tmp_path,
        units=UNITS,
        pairings=PAIRINGS + "x-1,soe,f-1,513001,2021\np-2,soe,f-2,513002,2022\n",
        dispatches=DISPATCHES + "x-1,soe,f-1,513001,专班成员,2021\nd-2,soe,f-2,513002,专班成员,2022\n",
    )
    return desk


@pytest.mark.parametrize(
    ("link_id", "table", "receipt"),
    [
        pytest.param(
            "p-2",
            None,
            {"table": "pairing", "id": "p-2", "helper": "f-2", "helper_name": "第二公司", "recipient": "513002",
             "recipient_name": "白石县", "changes": {"pairing.withdrawn": 1}},
            id="in one table",
        ),
        pytest.param(
            "x-1",
            LinkTable.DISPATCH,
            {"table": "dispatch", "id": "x-1", "sender": "f-1", "sender_name": "第一公司", "host": "513001",
             "host_name": "青溪县", "changes": {"dispatch.withdrawn": 1}},
            id="in the table that is named",
        ),
    ],
)  # fmt: skip
def test_the_link_goes_and_its_basis_is_kept(
    ledger: Desk, link_id: str, table: LinkTable | None, receipt: dict[str, object]
) -> None:
    told = ledger.withdraw(link_id, " 县里来函\n更正 ", table).as_json()

    said = {"import": 2, "action": "withdraw", "dry_run": False, "basis": "县里来函 更正", "kept": []}
    assert told == receipt | said
    assert ledger.receipt(2) == told
    assert shown(ledger, "change what id", "changes", since="1") == [("withdrawn", receipt["table"], link_id)]
    assert_holds_together(ledger.graph())


def test_it_comes_back_by_an_undo(ledger: Desk) -> None:
    before = shown(ledger, "id helper recipient since file row")
    ledger.withdraw("p-2", "错填")
    assert shown(ledger, "id") == [("x-1",)]

    ledger.undo(2)

    assert shown(ledger, "id helper recipient since file row") == before


def test_a_link_loaded_again_after_it_was_withdrawn_is_new(ledger: Desk, tmp_path: Path) -> None:
    ledger.withdraw("p-2", "错填")

    receipt = load(ledger, tmp_path, pairings=PAIRINGS + "p-2,soe,f-2,513002,2022\n")

    assert receipt.changes == {"pairing.added": 1}


@pytest.mark.parametrize(
    ("link_id", "basis", "table", "said"),
    [
        pytest.param("x-1", "错填", None, "add --table pairing or --table dispatch", id="in both tables"),
        pytest.param("p-3", "错填", None, "candidates: p-2", id="an id like another"),
        pytest.param("p-2", "错填", LinkTable.DISPATCH, "is in the other table", id="in the other table"),
        pytest.param("p-2", " \n", None, "--basis", id="no basis"),
        pytest.param("p-2", "长" * 2001, None, "longer than 2000", id="a basis that is too long"),
        pytest.param("", "错填", None, "no link has the id ''", id="no id"),
    ],
)
def test_what_cannot_be_withdrawn(ledger: Desk, link_id: str, basis: str, table: LinkTable | None, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        ledger.withdraw(link_id, basis, table)
    assert len(ledger.imports()) == 2


def test_what_has_gone_already_is_said_with_the_import(ledger: Desk) -> None:
    ledger.withdraw("p-2", "错填")

    with pytest.raises(UsageError, match="has not been held since import 2"):
        ledger.withdraw("p-2", "错填")


def test_a_dry_run_writes_nothing(ledger: Desk) -> None:
    receipt = ledger.withdraw("p-2", "错填", dry_run=True)

    assert (receipt.seq, receipt.changes, len(ledger.imports())) == (None, {"pairing.withdrawn": 1}, 2)
