"""Rule packs that replace and retire one another, and returns that are repeated or corrected."""

from pathlib import Path

import pytest

from api.desk import Desk
from loaders.samples import sichuan39
from tests.ledger.tables import UNITS, counted, faults, load, shown

OWN = '[pack]\nid = "own"\n[[rule]]\nid = "r"\nrecipient = ["county"]\nlink = "pairing"\n'
SECOND = '[[rule]]\nid = "s"\nrecipient = ["县"]\nlink = "选派"\neach = "force"\n'


def rules(desk: Desk) -> list[tuple[str, int]]:
    return [(rule.id, rule.min) for rule in desk.rules()]


def test_a_new_store_has_the_shipped_pack_until_there_is_one_of_ones_own(desk: Desk, tmp_path: Path) -> None:
    shipped = rules(desk)
    before = desk.ask("coverage", {"known_at": "0", "as_of": "2026-01-01"})

    load(desk, tmp_path, units=UNITS, rules=OWN)

    assert ([pack.id for pack in desk.packs()], rules(desk)) == (["own"], [("r", 1)])
    assert {row["rule"] for row in desk.ask("coverage", {"known_at": "0"})["rows"]} == {name for name, _ in shipped}
    assert desk.ask("coverage", {"known_at": "0", "as_of": "2026-01-01"}) == before
    load(desk, tmp_path, rules=OWN)
    assert desk.ask("changes", {"since": "1"})["rows"] == []


def test_a_pack_replaces_the_pack_of_its_id(desk: Desk, tmp_path: Path) -> None:
    load(desk, tmp_path, rules=OWN + SECOND)
    assert len(rules(desk)) == 6

    receipt = load(desk, tmp_path, rules=OWN + "min = 2\n")

    assert (counted(receipt), rules(desk)) == ({"rules": (1, 0, 0)}, [("r", 2)])
    assert shown(desk, "change what id", "changes", since="1") == [
        ("corrected", "rule", "r"),
        ("withdrawn", "rule", "s"),
    ]


def test_a_second_pack_of_ones_own_stands_beside_the_first(desk: Desk, tmp_path: Path) -> None:
    load(desk, tmp_path, rules=OWN)

    load(desk, tmp_path, rules=SECOND.join(['[pack]\nid = "more"\n', ""]))

    assert [pack.id for pack in desk.packs()] == ["own", "more"]
    assert len(rules(desk)) == 6


@pytest.mark.parametrize(
    ("second", "reason"),
    [
        pytest.param(
            OWN + "min = 2\n", "the pack own is another in a.toml; this one was not loaded.", id="one pack told twice"
        ),
        pytest.param(
            OWN.replace("own", "other"),
            "rule r is in another pack already; this pack was not loaded.",
            id="one rule in two",
        ),
    ],
)
def test_packs_that_contradict_each_other_are_not_both_taken(
    desk: Desk, tmp_path: Path, second: str, reason: str
) -> None:
    receipt = load(desk, tmp_path, a=OWN, b=second)

    assert [passed.reason.split(" · ")[1] for passed in receipt.passed] == [reason]
    assert (receipt.exit_code, rules(desk)) == (1, [("r", 1)])


@pytest.mark.parametrize(
    ("pack", "said"),
    [
        pytest.param('[pack]\nid = "x"\n[[rule]\n', "is not correct TOML", id="broken TOML"),
        pytest.param(OWN + "mini = 2\n", "mini is no field of a rule pack", id="an unknown field"),
        pytest.param(OWN + "min = 0\n", "must be a whole number, 1 or more", id="a minimum of nothing"),
        pytest.param(OWN + "min = 3\nmax = 2\n", "must not be less than min", id="less allowed than owed"),
        pytest.param(OWN + 'force = ["navy"]\n', "is not one of: east_west", id="an unknown force"),
        pytest.param(OWN.replace("county", "kingdom"), "is not one of: province", id="an unknown kind"),
        pytest.param(OWN + 'since = "2025-02-30"\n', "is not a day like 2026-06-30", id="no day"),
        pytest.param(OWN + OWN.partition("\n[[")[2].join(["[[", ""]), "is in line", id="a rule told twice"),
    ],
)
def test_of_a_pack_with_a_fault_nothing_is_taken(desk: Desk, tmp_path: Path, pack: str, said: str) -> None:
    shipped = rules(desk)

    receipt = load(desk, tmp_path, units=UNITS, rules=pack)

    assert said in receipt.passed[0].reason
    assert (receipt.exit_code, rules(desk), counted(receipt)["units"]) == (1, shipped, (6, 0, 0))
    assert all(sheet.read == sheet.accepted + sheet.unchanged + sheet.rejected for sheet in receipt.sheets)


def test_the_shipped_pack_owes_78_partners_and_195_task_forces_to_the_39_counties(desk: Desk) -> None:
    desk.load([Path(sichuan39.__path__[0], "units.csv")])

    slots = dict(shown(desk, "rule slots", "coverage"))
    assert slots["county-central-soe"] + slots["county-local-soe"] == 78
    assert sum(owed for rule, owed in slots.items() if rule.startswith("county-task-force:")) == 195


RETURNS = "table,within,kind,force,as_of,basis\n"


@pytest.mark.parametrize(
    ("rows", "expected", "change"),
    [
        pytest.param("pairings,513,,,2025,文件一\n", (0, 1, 0), {}, id="the same"),
        pytest.param("结对,青山州,,,2025-12-31,文件一\n", (0, 1, 0), {}, id="the same in other words"),
        pytest.param("pairings,513,,,2025,文件二\n", (1, 0, 0), {"return.corrected": 1}, id="another basis"),
        pytest.param("pairings,513,,,2026,文件一\n", (1, 0, 0), {"return.added": 1}, id="another day"),
        pytest.param("pairings,513,county,,2025,文件一\n", (1, 0, 0), {"return.added": 1}, id="for counties only"),
        pytest.param("dispatches,513,,soe,2025,文件一\n", (1, 0, 0), {"return.added": 1}, id="another table and force"),
        pytest.param("pairings,513,,,2025,文件一\npairings,513,,,2025,文件二\n", (0, 1, 1), {}, id="a contradiction"),
        pytest.param(
            "pairings,513,,,2026,甲\npairings,513,,,2026,甲\n", (1, 1, 0), {"return.added": 1}, id="said twice"
        ),
    ],
)
def test_returns_again(
    desk: Desk, tmp_path: Path, rows: str, expected: tuple[int, int, int], change: dict[str, int]
) -> None:
    load(desk, tmp_path, units=UNITS, returns=RETURNS + "pairings,513,,,2025,文件一\n")

    receipt = load(desk, tmp_path, returns=RETURNS + rows)

    assert (counted(receipt), receipt.changes) == ({"returns": expected}, change)


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        pytest.param("pairings,没有,,,2025,", ("within", "unknown_unit"), id="a place nobody knows"),
        pytest.param("军队,513,,,2025,", ("table", "unknown_kind"), id="a table that there is not"),
        pytest.param("pairings,513,,,,", ("as_of", "missing"), id="no day"),
        pytest.param("pairings,513,,navy,2025,", ("force", "unknown_force"), id="an unknown force"),
        pytest.param("pairings,513,王国,,2025,", ("kind", "unknown_kind"), id="an unknown kind"),
    ],
)
def test_a_return_that_cannot_be_taken(desk: Desk, tmp_path: Path, row: str, fault: tuple[str, str]) -> None:
    receipt = load(desk, tmp_path, units=UNITS, returns=RETURNS + row + "\n")

    assert [(column, code) for _, column, code, _ in faults(receipt)] == [fault]
