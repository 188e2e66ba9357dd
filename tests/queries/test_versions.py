"""What was known when: corrections, additions and packs, each asked again after the next; worked out by hand."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.literal.asking import Ask, Reader, both_readers, only, program, unit
from tests.literal.world import STATES, Load, Pairing, Return, Rule

DAY = "2024-03-02"
BEGIN, EVE, TODAY, NEXT = date(2024, 1, 1), date(2024, 3, 1), date(2024, 3, 2), date(2024, 3, 3)
C1, C2 = unit("county", "c1"), unit("county", "c2")
UNITS = (C1, unit("village", "v1", "c1"), unit("local_soe", "f"), unit("local_soe", "g"))
RULE = Rule("r", "full_domain", ("village",))
LINK = Pairing("p", "soe", "f", "v1", since=BEGIN)
FIRST = Load(units=UNITS, pairings=(LINK,), rules=(RULE,))
SEEN = Pairing("p", "soe", "f", "v1", seen=TODAY)


def states(ask: Ask, *imports: int) -> list[str]:
    """The state of the one village under the one rule, after each import."""
    found = []
    for known_at in imports:
        [row] = ask("coverage", DAY, known_at=str(known_at))
        found += [state for state in STATES if row[state]]
    return found


@both_readers
@pytest.mark.parametrize(
    ("second", "expected"),
    [
        pytest.param(Load(pairings=(replace(LINK, through=EVE),)), ["covered", "lapsed"], id="an end is told"),
        pytest.param(Load(pairings=(replace(LINK, through=TODAY),)), ["covered", "covered"], id="an end today"),
        pytest.param(Load(pairings=(replace(LINK, since=NEXT),)), ["covered", "planned"], id="a start is corrected"),
        pytest.param(
            Load(pairings=(replace(LINK, recipient="c1"),)), ["covered", "unknown"], id="the recipient was another"
        ),
        pytest.param(Load(pairings=(LINK,)), ["covered", "covered"], id="the same again"),
        pytest.param(
            Load(rules=(replace(RULE, min=2),)), ["covered", "partial"], id="the pack asks for more than it did"
        ),
        pytest.param(
            Load(rules=(replace(RULE, helper=("school",)),)), ["covered", "unknown"], id="the pack asks for others"
        ),
        pytest.param(
            Load(units=(C1, replace(UNITS[2], kind="school")), rules=(replace(RULE, helper=("local_soe",)),)),
            ["covered", "unknown"],
            id="the helper turns out to be of another kind",
        ),
    ],
)
def test_an_old_import_answers_as_it_did(reader: Reader, tmp_path: Path, second: Load, expected: list[str]) -> None:
    with reader(tmp_path, FIRST, second) as ask:
        assert states(ask, 1, 2) == expected


@both_readers
def test_a_return_that_comes_later_changes_nothing_before(reader: Reader, tmp_path: Path) -> None:
    second = Load(returns=(Return("pairing", "c1", EVE),))

    with reader(tmp_path, replace(FIRST, pairings=()), second) as ask:
        assert states(ask, 1, 2, 1) == ["unknown", "uncovered", "unknown"]


@both_readers
def test_a_tag_that_comes_later_changes_nothing_before(reader: Reader, tmp_path: Path) -> None:
    rule = replace(RULE, scope="here")
    loads = (replace(FIRST, rules=(rule,)), Load(units=(replace(C1, scope=("here",)),)), Load(units=(C1,)))

    with reader(tmp_path, *loads) as ask:
        applies = [ask("coverage", DAY, known_at=str(number))[0]["applies"] for number in (1, 2, 3)]

        assert applies == [0, 1, 0]


@both_readers
def test_a_unit_that_moves_is_counted_where_it_was_known_to_be(reader: Reader, tmp_path: Path) -> None:
    second = Load(units=(C2, replace(UNITS[1], parent="c2", name="新村")))

    with reader(tmp_path, replace(FIRST, pairings=(replace(LINK, through=EVE),)), second) as ask:
        for known_at, county, name in (("1", "c1", "v1号"), ("2", "c2", "新村")):
            assert [row["place"] for row in ask("coverage", DAY, by="county", known_at=known_at)] == [county]
            [gap] = ask("gaps", DAY, within=county, known_at=known_at)
            assert only(gap, "unit name county") == {"unit": "v1", "name": name, "county": county}
            [link] = ask("pairings", DAY, all_time=True, known_at=known_at)
            assert link["recipient_name"] == name


@both_readers
def test_a_unit_that_stands_for_another_only_later(reader: Reader, tmp_path: Path) -> None:
    branch = unit("party_organization", "o", "g")
    loads = (
        Load(units=(*UNITS, branch), pairings=(LINK, replace(LINK, id="q", helper="o")), rules=(RULE,)),
        Load(units=(replace(branch, stands_for="f"),)),
    )
    with reader(tmp_path, *loads) as ask:
        assert [len(ask("helpers", DAY, known_at=number)) for number in ("1", "2")] == [2, 1]


@both_readers
@pytest.mark.parametrize(
    ("later", "expected"),
    [
        pytest.param(replace(SEEN, seen=EVE), [(DAY, 1), ("2024-03-01", 2)], id="seen earlier corrects it"),
        pytest.param(replace(SEEN, seen=NEXT), [(DAY, 1), (DAY, 1)], id="seen again later is unchanged"),
        pytest.param(SEEN, [(DAY, 1), (DAY, 1)], id="seen again on the same day is unchanged"),
    ],
)
def test_the_earliest_day_on_which_a_link_was_seen_stays(
    reader: Reader, tmp_path: Path, later: Pairing, expected: Sequence[tuple[str, int]]
) -> None:
    with reader(tmp_path, replace(FIRST, pairings=(SEEN,)), Load(pairings=(later,))) as ask:
        rows = [ask("pairings", DAY, all_time=True, known_at=number) for number in ("1", "2")]

        assert [(row["seen"], row["import"]) for [row] in rows] == expected


@both_readers
def test_a_known_start_corrects_a_link_that_was_only_seen(reader: Reader, tmp_path: Path) -> None:
    with reader(tmp_path, replace(FIRST, pairings=(SEEN,)), Load(pairings=(LINK,))) as ask:
        assert [len(ask("pairings", "2024-03-01", known_at=number)) for number in ("1", "2")] == [0, 1]
        [row] = ask("pairings", DAY)
        assert only(row, "id since file row import") == {
            "id": "p",
            "since": "2024-01-01",
            "file": "pairings.csv",
            "row": 2,
            "import": 2,
        }


@both_readers
def test_a_pack_replaces_the_pack_of_its_id_and_stands_beside_others(reader: Reader, tmp_path: Path) -> None:
    first = replace(FIRST, rules=(RULE, replace(RULE, id="gone")))
    other = Load(rules=(replace(RULE, id="other"),), pack="another")

    with reader(tmp_path, first, other, Load(rules=(RULE, replace(RULE, id="new")))) as ask:
        rules = [[row["rule"] for row in ask("coverage", DAY, known_at=number)] for number in ("1", "2", "3")]

        assert rules == [["gone", "r"], ["gone", "other", "r"], ["new", "other", "r"]]


def test_the_pack_that_ships_is_in_force_until_there_is_one_of_one_s_own(tmp_path: Path) -> None:
    with program(tmp_path, Load(units=UNITS), Load(rules=(RULE,))) as ask:
        shipped = [row["rule"] for row in ask("coverage", DAY, known_at="1")]

        assert len(shipped) == 24 - 1 + 5
        assert {"county-central-soe", "county-task-force:soe", "key-village-team"} <= set(shipped)
        assert [row["rule"] for row in ask("coverage", DAY, known_at="0")] == shipped
        assert [row["rule"] for row in ask("coverage", DAY, known_at="2")] == ["r"]
        assert [row["rule"] for row in ask("coverage", DAY)] == ["r"]


def changes(ask: Ask, since: str = "1", until: str = "2") -> list[tuple[object, ...]]:
    rows = ask("changes", DAY, since=since, until=until)
    return [(row["change"], row["what"], row["id"], row["import"]) for row in rows]


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        pytest.param(FIRST, [], id="a load in which all is unchanged"),
        pytest.param(
            Load(pairings=(replace(LINK, through=NEXT),)), [("ended", "pairing", "p", 2)], id="an end that appeared"
        ),
        pytest.param(
            Load(pairings=(replace(LINK, through=NEXT, role="lead"),)),
            [("corrected", "pairing", "p", 2)],
            id="an end and something else",
        ),
        pytest.param(
            Load(pairings=(replace(LINK, helper="g"),)), [("corrected", "pairing", "p", 2)], id="another helper"
        ),
        pytest.param(
            Load(pairings=(replace(LINK, id="A", helper="g"), LINK)),
            [("added", "pairing", "A", 2)],
            id="a new link beside the old one",
        ),
        pytest.param(
            Load(units=(C1, C2, replace(UNITS[1], parent="c2"))),
            [("added", "unit", "c2", 2), ("corrected", "unit", "v1", 2)],
            id="a new unit, and one that lies elsewhere",
        ),
        pytest.param(
            Load(rules=(replace(RULE, id="n"),)),
            [("added", "rule", "n", 2), ("withdrawn", "rule", "r", 2)],
            id="a rule that the pack no longer has",
        ),
    ],
)
def test_what_an_import_changed(tmp_path: Path, second: Load, expected: list[tuple[object, ...]]) -> None:
    with program(tmp_path, FIRST, second) as ask:
        assert changes(ask) == expected
        assert changes(ask, since="2") == []


@pytest.mark.parametrize(
    ("through", "change"),
    [
        pytest.param(EVE, "ended", id="moved earlier"),
        pytest.param(NEXT, "corrected", id="moved later"),
        pytest.param(None, "corrected", id="taken away"),
    ],
)
def test_an_end_that_moves(tmp_path: Path, through: date | None, change: str) -> None:
    first = replace(FIRST, pairings=(replace(LINK, through=TODAY),))

    with program(tmp_path, first, Load(pairings=(replace(LINK, through=through),))) as ask:
        [row] = ask("changes", DAY, since="1", until="2")
        before, after = row["before"], row["after"]

        assert only(row, "change what id import file row") == {
            "change": change,
            "what": "pairing",
            "id": "p",
            "import": 2,
            "file": "pairings.csv",
            "row": 2,
        }
        assert isinstance(before, dict)
        assert isinstance(after, dict)
        ends = {"force": "soe", "helper": "f", "recipient": "v1", "since": "2024-01-01"}
        assert only(before, "force helper recipient since through") == {**ends, "through": DAY}
        assert only(after, "force helper recipient since") == ends
        assert after["through"] == (through.isoformat() if through else None)


def test_changes_are_told_by_import_then_kind_of_thing_then_id(tmp_path: Path) -> None:
    third = Load(units=(C2,), pairings=(replace(LINK, through=NEXT), replace(LINK, id="A", helper="g")))

    with program(tmp_path, FIRST, Load(units=(C1,)), third) as ask:
        told = [one for one in changes(ask, "0", "3") if one[1] not in ("rule", "return")]

        assert told == [
            ("added", "pairing", "p", 1),
            ("added", "unit", "c1", 1),
            ("added", "unit", "f", 1),
            ("added", "unit", "g", 1),
            ("added", "unit", "v1", 1),
            ("added", "pairing", "A", 3),
            ("ended", "pairing", "p", 3),
            ("added", "unit", "c2", 3),
        ]
