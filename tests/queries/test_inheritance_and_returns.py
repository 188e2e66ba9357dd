"""Covered in name only, and the difference between "nobody helps" and "nobody has said"; worked out by hand."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.literal.asking import Reader, both_readers, only, unit
from tests.literal.world import STATES, Dispatch, Load, Pairing, Return, Rule

DAY = "2024-03-02"
EVE, TODAY, NEXT = date(2024, 3, 1), date(2024, 3, 2), date(2024, 3, 3)

# A county, a township, a village; and the firm that sends somebody.
UNITS = (
    unit("county", "c1"),
    unit("township", "t1", "c1"),
    unit("village", "v1", "t1"),
    unit("local_soe", "f"),
)
TEAM = Rule("r", "mechanism", ("village",), link="dispatch", post=("first_secretary",), inherit=True)


def sent(host: str, since: date = EVE, through: date | None = None, post: str = "first_secretary") -> Dispatch:
    return Dispatch(f"{host}-{since}", "soe", "f", host, post, since=since, through=through)


def without_inheritance() -> Rule:
    return Rule("r", "mechanism", ("village",), link="dispatch", post=("first_secretary",))


@both_readers
@pytest.mark.parametrize(
    ("links", "rule", "state"),
    [
        pytest.param([sent("t1")], TEAM, "inherited", id="a team at the township covers the village in name"),
        pytest.param([sent("c1")], TEAM, "inherited", id="and so does one at the county, two steps above"),
        pytest.param([sent("t1")], without_inheritance(), "unknown", id="not under a rule that does not inherit"),
        pytest.param([sent("t1"), sent("v1")], TEAM, "covered", id="one's own comes first"),
        pytest.param([sent("t1", EVE, EVE)], TEAM, "unknown", id="not after it ended: an end above is no end here"),
        pytest.param([sent("t1", EVE, TODAY)], TEAM, "inherited", id="on its last day"),
        pytest.param([sent("t1", TODAY)], TEAM, "inherited", id="on its first day"),
        pytest.param([sent("t1", NEXT)], TEAM, "unknown", id="not before it starts: a plan above is no plan here"),
        pytest.param([sent("t1"), sent("v1", NEXT)], TEAM, "inherited", id="inherited comes before planned"),
        pytest.param([sent("t1"), sent("v1", EVE, EVE)], TEAM, "inherited", id="and before lapsed"),
        pytest.param([sent("t1", post="specialist")], TEAM, "unknown", id="only a link that matches is inherited"),
    ],
)
def test_what_a_unit_above_has(reader: Reader, tmp_path: Path, links: list[Dispatch], rule: Rule, state: str) -> None:
    with reader(tmp_path, Load(units=UNITS, dispatches=tuple(links), rules=(rule,))) as ask:
        [row] = ask("coverage", DAY)

        assert {one: row[one] for one in STATES} == {one: int(one == state) for one in STATES}
        assert row["filled"] == int(state == "covered")


@both_readers
@pytest.mark.parametrize(
    ("host", "state"),
    [
        pytest.param("t1", "unknown", id="a township's links count for the county that it stands for"),
        pytest.param("c1", "unknown", id="which the village does not lie in"),
        pytest.param("c2", "inherited", id="it inherits from the county that it lies in"),
    ],
)
def test_a_unit_above_that_stands_for_another(reader: Reader, tmp_path: Path, host: str, state: str) -> None:
    units = (
        unit("county", "c1"),
        unit("county", "c2"),
        unit("township", "t1", "c2", stands_for="c1"),
        unit("village", "v1", "t1"),
        unit("local_soe", "f"),
    )

    with reader(tmp_path, Load(units=units, dispatches=(sent(host),), rules=(TEAM,))) as ask:
        [row] = ask("coverage", DAY)

        assert {one: row[one] for one in STATES} == {one: int(one == state) for one in STATES}


@both_readers
def test_one_of_two_is_partial_though_there_is_one_above(reader: Reader, tmp_path: Path) -> None:
    rule = Rule("r", "mechanism", ("village",), link="dispatch", inherit=True, min=2)

    with reader(tmp_path, Load(units=UNITS, dispatches=(sent("t1"), sent("v1")), rules=(rule,))) as ask:
        assert [row["state"] for row in ask("gaps", DAY)] == ["partial"]


@both_readers
def test_what_is_inherited_fills_no_slot_and_has_no_helper(reader: Reader, tmp_path: Path) -> None:
    with reader(tmp_path, Load(units=UNITS, dispatches=(sent("t1"),), rules=(TEAM,))) as ask:
        [row] = ask("gaps", DAY)

        assert only(row, "unit county state owed has reported gap_since last_helper next_start") == {
            "unit": "v1",
            "county": "c1",
            "state": "inherited",
            "owed": 1,
            "has": 0,
            "reported": False,
            "gap_since": None,
            "last_helper": None,
            "next_start": None,
        }
        assert [row["sole"] for row in ask("helpers", DAY)] == [0]


PAIRED = Rule("r", "full_domain", ("village",))
SOE = Rule("r", "full_domain", ("village",), force=("soe",))
TWO_FORCES = Rule("r", "full_domain", ("village",), force=("soe", "designated"))


def told(**more: Any) -> Return:
    return replace(Return("pairing", "c1", TODAY), **more)


@both_readers
@pytest.mark.parametrize(
    ("returned", "rule", "state"),
    [
        pytest.param(told(), PAIRED, "uncovered", id="a return of that day says that there is none"),
        pytest.param(told(as_of=EVE), PAIRED, "uncovered", id="and one of the day before"),
        pytest.param(told(as_of=NEXT), PAIRED, "unknown", id="one of the day after says nothing yet"),
        pytest.param(told(within="v1"), PAIRED, "uncovered", id="about the village itself"),
        pytest.param(told(within="t1"), PAIRED, "uncovered", id="about its township"),
        pytest.param(told(within="c2"), PAIRED, "unknown", id="not about another county"),
        pytest.param(told(table="dispatch"), PAIRED, "unknown", id="not about the other table"),
        pytest.param(told(kind="village"), PAIRED, "uncovered", id="about villages"),
        pytest.param(told(kind="school"), PAIRED, "unknown", id="not about schools"),
        pytest.param(told(kind="county"), PAIRED, "unknown", id="the kind is the unit's, not that of its county"),
        pytest.param(told(force="soe"), SOE, "uncovered", id="about the only force of the rule"),
        pytest.param(told(force="designated"), SOE, "unknown", id="not about another force"),
        pytest.param(told(force="soe"), TWO_FORCES, "unknown", id="one of two forces is half the story"),
        pytest.param(told(force="soe"), PAIRED, "unknown", id="any force is more than one"),
        pytest.param(told(), SOE, "uncovered", id="all forces are more than the rule's one"),
    ],
)
def test_uncovered_is_said_and_unknown_is_not(
    reader: Reader, tmp_path: Path, returned: Return, rule: Rule, state: str
) -> None:
    units = (*UNITS, unit("county", "c2"))

    with reader(tmp_path, Load(units=units, returns=(returned,), rules=(rule,))) as ask:
        [row] = ask("gaps", DAY, unknown=True)

        assert row["state"] == state
        assert row["reported"] == (state == "uncovered")
        assert row["reported_as_of"] == (returned.as_of.isoformat() if state == "uncovered" else None)
        assert len(ask("gaps", DAY)) == int(state == "uncovered")
        assert len(ask("gaps", DAY, state="unknown")) == int(state == "unknown")


@both_readers
@pytest.mark.parametrize(
    ("since", "through", "state"),
    [
        pytest.param(TODAY, None, "unknown", id="a village founded the day after was not in it"),
        pytest.param(EVE, None, "uncovered", id="a village founded on the day was"),
        pytest.param(None, TODAY, "uncovered", id="so was one that ends later"),
    ],
)
def test_a_return_is_about_the_units_of_its_day(
    reader: Reader, tmp_path: Path, since: date | None, through: date | None, state: str
) -> None:
    village = unit("village", "v1", "t1", since=since, through=through)
    units = (*UNITS[:2], village)

    with reader(tmp_path, Load(units=units, returns=(told(as_of=EVE),), rules=(PAIRED,))) as ask:
        assert [row["state"] for row in ask("gaps", DAY, unknown=True)] == [state]


@both_readers
@pytest.mark.parametrize(
    ("since", "through", "state"),
    [
        pytest.param(NEXT, None, "planned", id="what is planned is planned, reported or not"),
        pytest.param(EVE, EVE, "lapsed", id="what has lapsed has lapsed"),
    ],
)
def test_a_return_changes_only_the_unknown(
    reader: Reader, tmp_path: Path, since: date, through: date | None, state: str
) -> None:
    link = Pairing("p", "soe", "f", "v1", since=since, through=through)
    returns = (told(as_of=EVE), told(as_of=TODAY, within="t1"), told(as_of=NEXT))

    with reader(tmp_path, Load(units=UNITS, pairings=(link,), returns=returns, rules=(PAIRED,))) as ask:
        [row] = ask("gaps", DAY)

        assert only(row, "state reported reported_as_of") == {
            "state": state,
            "reported": True,
            "reported_as_of": DAY,
        }


@both_readers
def test_full_domain_counts_a_gap_before_the_unknown(reader: Reader, tmp_path: Path) -> None:
    """Two rules for the village: under one it is covered, under the other nobody has said; then somebody does."""
    link = Pairing("p", "soe", "f", "v1", since=EVE)
    rules = (SOE, Rule("q", "full_domain", ("village",), force=("designated",)))
    loads = (
        Load(units=UNITS, pairings=(link,), rules=rules),
        Load(returns=(told(force="designated"),)),
    )
    with reader(tmp_path, *loads) as ask:
        [before] = ask("full-domain", DAY, known_at="1")
        [after] = ask("full-domain", DAY, known_at="2")

        assert only(before, "all paired gap unknown") == {"all": 1, "paired": 0, "gap": 0, "unknown": 1}
        assert only(after, "all paired gap unknown") == {"all": 1, "paired": 0, "gap": 1, "unknown": 0}
