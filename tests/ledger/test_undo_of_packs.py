"""Undos of packs: rules stay with their pack, and the shipped pack is in force where none of one's own is."""

from pathlib import Path

import pytest

from api.desk import Desk
from tests.ledger.tables import load, shown
from tests.ledger.test_undo import MORE, OWN, SECOND, everything, kept, undo

R, S = ("r", 1), ("s", 1)


def rules(desk: Desk) -> list[tuple[str, int]]:
    return [(rule.id, rule.min) for rule in desk.rules()]


def packs(desk: Desk) -> list[tuple[str, bool]]:
    return sorted((pack.id, pack.shipped) for pack in desk.packs())


@pytest.fixture
def shipped(desk: Desk) -> list[tuple[str, int]]:
    return rules(desk)


def test_without_its_first_pack_a_store_has_the_shipped_one_again(
    desk: Desk, tmp_path: Path, shipped: list[tuple[str, int]]
) -> None:
    before = desk.ask("coverage", {"as_of": "2026-01-01"})["rows"]
    load(desk, tmp_path, rules=OWN)

    receipt = undo(desk, 1)

    assert (rules(desk), packs(desk)) == (shipped, [("sichuan-39", True)])
    assert desk.ask("coverage", {"as_of": "2026-01-01"})["rows"] == before
    assert receipt["changes"] == {"rule.added": 24, "rule.withdrawn": 1, "pack.added": 1, "pack.withdrawn": 1}
    # And a pack of one's own retires it once more.
    load(desk, tmp_path, rules=OWN)
    assert (rules(desk), packs(desk)) == ([R], [("own", False)])


def test_a_pack_that_was_changed_is_as_it_was(desk: Desk, tmp_path: Path) -> None:
    load(desk, tmp_path, rules=OWN + SECOND)
    before = everything(desk)
    load(desk, tmp_path, rules=OWN.replace('"own"', '"own"\nversion = "2"') + "min = 2\n")

    receipt = undo(desk, 2)

    assert receipt["changes"] == {"rule.added": 1, "rule.corrected": 1, "pack.corrected": 1}
    assert everything(desk) == before
    assert [pack.version for pack in desk.packs()] == [""]


def test_a_pack_stays_for_a_rule_that_was_changed_since(desk: Desk, tmp_path: Path) -> None:
    load(desk, tmp_path, rules=OWN + SECOND)
    load(desk, tmp_path, rules=OWN + "min = 2\n" + SECOND)

    receipt = undo(desk, 1)

    assert (rules(desk), packs(desk)) == ([("r", 2)], [("own", False)])
    assert kept(receipt) == [
        ("rule", "r", "changed", "import 2"),
        ("pack", "own", "named", "rule r"),
        ("pack", "sichuan-39", "retired", "pack own"),
    ]


def test_the_shipped_pack_stays_retired_beside_a_second_pack_and_comes_with_the_undo_of_that(
    desk: Desk, tmp_path: Path, shipped: list[tuple[str, int]]
) -> None:
    load(desk, tmp_path, rules=OWN)
    load(desk, tmp_path, rules=MORE)

    assert kept(undo(desk, 1)) == [("pack", "sichuan-39", "retired", "pack more")]
    assert (rules(desk), packs(desk)) == ([S], [("more", False)])
    undo(desk, 2)
    assert (rules(desk), packs(desk)) == (shipped, [("sichuan-39", True)])
    # The undo of that brings the second pack back, and the shipped one goes.
    undo(desk, 4)
    assert (rules(desk), packs(desk)) == ([S], [("more", False)])


def test_a_pack_of_ones_own_that_comes_back_retires_the_shipped_one(desk: Desk, tmp_path: Path) -> None:
    load(desk, tmp_path, rules=OWN)
    load(desk, tmp_path, rules=MORE)
    undo(desk, 2)
    undo(desk, 1)
    assert packs(desk) == [("sichuan-39", True)]

    receipt = undo(desk, 3)

    assert (rules(desk), packs(desk)) == ([S], [("more", False)])
    assert receipt["changes"] == {"rule.added": 1, "rule.withdrawn": 24, "pack.added": 1, "pack.withdrawn": 1}


def test_a_rule_does_not_come_back_where_another_pack_has_its_id(desk: Desk, tmp_path: Path) -> None:
    """Pack own had r and s, lost s, and pack more has had s since then."""
    load(desk, tmp_path, rules=OWN + SECOND)
    load(desk, tmp_path, rules=OWN)
    load(desk, tmp_path, rules=MORE)

    receipt = undo(desk, 2)

    assert (receipt["import"], kept(receipt)) == (None, [("rule", "s", "taken", "pack more")])


def test_rules_of_ones_own_with_the_shipped_packs_ids(
    desk: Desk, tmp_path: Path, shipped: list[tuple[str, int]]
) -> None:
    load(desk, tmp_path, rules=OWN.replace('id = "r"', 'id = "county-east-west"'))
    assert rules(desk) == [("county-east-west", 1)]

    receipt = undo(desk, 1)

    assert (receipt["kept"], rules(desk)) == ([], shipped)
    assert ("corrected", "rule", "county-east-west") in shown(desk, "change what id", "changes", since="1")
    assert receipt["changes"]["rule.corrected"] == 1
