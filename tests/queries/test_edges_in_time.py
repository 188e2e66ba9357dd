"""What holds on the first day and the last, the day before and the day after; worked out by hand."""

from datetime import date
from pathlib import Path

import pytest

from tests.literal.asking import Ask, Reader, both_readers, only, program, unit
from tests.literal.tables import write_tables
from tests.literal.world import STATES, Load, Pairing, Rule, Unit

COUNTY = unit("county", "c1")
GROUP, FIRM = unit("central_soe", "g"), unit("local_soe", "f")
UNITS = (COUNTY, GROUP, FIRM)
RULE = Rule("r", "five_forces", ("county",))

EVE, NEW_YEAR = date(2023, 12, 31), date(2024, 1, 1)
DAY_1, DAY_2, DAY_3 = date(2024, 3, 1), date(2024, 3, 2), date(2024, 3, 3)


def pairing(
    id: str,
    since: date | None = None,
    through: date | None = None,
    seen: date | None = None,
    helper: str = "g",
) -> Pairing:
    return Pairing(id, "soe", helper, "c1", since=since, through=through, seen=seen)


def load(*pairings: Pairing, rule: Rule = RULE, units: tuple[Unit, ...] = UNITS) -> Load:
    return Load(units=units, pairings=pairings, rules=(rule,))


def state_on(ask: Ask, day: str) -> str:
    """The state of the one unit under the one rule."""
    [row] = ask("coverage", day)
    assert row["applies"] == 1
    [state] = [state for state in STATES if row[state]]
    return state


TERM = pairing("p", DAY_2, DAY_2)


@both_readers
@pytest.mark.parametrize(
    ("links", "day", "state"),
    [
        pytest.param([pairing("p", DAY_2)], "2024-03-01", "planned", id="the day before the first it is planned"),
        pytest.param([pairing("p", DAY_2)], "2024-03-02", "covered", id="the first day is in force"),
        pytest.param([pairing("p", DAY_2)], "2099-12-31", "covered", id="an open end never ends"),
        pytest.param([pairing("p", DAY_1, DAY_2)], "2024-03-02", "covered", id="the last day is in force"),
        pytest.param([pairing("p", DAY_1, DAY_2)], "2024-03-03", "lapsed", id="the day after the last it has lapsed"),
        pytest.param([TERM], "2024-03-01", "planned", id="before its one day a link is planned"),
        pytest.param([TERM], "2024-03-02", "covered", id="a link of one day is in force on it"),
        pytest.param([TERM], "2024-03-03", "lapsed", id="after its one day a link has lapsed"),
        pytest.param([pairing("p", seen=DAY_2)], "2024-03-02", "covered", id="a link counts from the day it was seen"),
        pytest.param([pairing("p", seen=DAY_2)], "2024-03-01", "unknown", id="before its seen a link says nothing"),
        pytest.param(
            [pairing("p", seen=DAY_2, through=DAY_2)], "2024-03-02", "covered", id="seen on its last day it is in force"
        ),
        pytest.param(
            [pairing("p", seen=DAY_2, through=DAY_2)], "2024-03-03", "lapsed", id="a link that was seen can lapse"
        ),
        pytest.param(
            [pairing("p", DAY_1, DAY_1), pairing("q", DAY_3)],
            "2024-03-02",
            "planned",
            id="planned comes before lapsed",
        ),
        pytest.param(
            [pairing("p", DAY_1, DAY_1), pairing("q", seen=DAY_3)],
            "2024-03-02",
            "lapsed",
            id="a link that will be seen plans nothing, so the old one shows as lapsed",
        ),
        pytest.param(
            [pairing("p", DAY_1, EVE.replace(2024)), pairing("q", DAY_3)],
            "2024-03-02",
            "covered",
            id="in force comes before planned",
        ),
    ],
)
def test_the_state_on_a_day(reader: Reader, tmp_path: Path, links: list[Pairing], day: str, state: str) -> None:
    with reader(tmp_path, load(*links)) as ask:
        assert state_on(ask, day) == state


TERMS = load(pairing("p", date(2023, 1, 1), EVE), pairing("q", NEW_YEAR, date(2024, 12, 31), helper="f"))


@both_readers
@pytest.mark.parametrize("day", ["2023-12-31", "2024-01-01"])
def test_terms_that_meet_at_new_year_leave_no_gap(reader: Reader, tmp_path: Path, day: str) -> None:
    with reader(tmp_path, TERMS) as ask:
        assert state_on(ask, day) == "covered"
        assert ask("gaps", day) == []


@both_readers
def test_the_helper_changes_over_new_year(reader: Reader, tmp_path: Path) -> None:
    with reader(tmp_path, TERMS) as ask:
        assert [row["id"] for row in ask("pairings", "2023-12-31")] == ["p"]
        assert [row["id"] for row in ask("pairings", "2024-01-01")] == ["q"]
        assert [row["id"] for row in ask("pairings", "2024-01-01", all_time=True)] == ["p", "q"]


@both_readers
def test_a_day_between_two_terms_is_a_gap_of_a_day(reader: Reader, tmp_path: Path) -> None:
    with reader(tmp_path, load(pairing("p", EVE, DAY_1), pairing("q", DAY_3, helper="f"))) as ask:
        [row] = ask("gaps", "2024-03-02")

        assert only(row, "state gap_since last_helper last_helper_name next_start next_helper") == {
            "state": "planned",
            "gap_since": "2024-03-02",
            "last_helper": "g",
            "last_helper_name": "g号",
            "next_start": "2024-03-03",
            "next_helper": "f",
        }


TWO = Rule("r", "five_forces", ("county",), min=2)


@both_readers
@pytest.mark.parametrize(
    ("links", "rule", "day", "since"),
    [
        pytest.param([pairing("p", DAY_1, DAY_1)], RULE, "2024-03-02", "2024-03-02", id="from the day after the end"),
        pytest.param([pairing("p", DAY_1, DAY_1)], RULE, "2024-12-31", "2024-03-02", id="and so ever after"),
        pytest.param([pairing("p", DAY_3)], RULE, "2024-03-02", None, id="never covered, no first day"),
        pytest.param(
            [pairing("p", DAY_1)], TWO, "2024-03-03", None, id="one of two is a gap, and two there never were"
        ),
        pytest.param(
            [pairing("p", DAY_1), pairing("q", DAY_1, DAY_2, helper="f")],
            TWO,
            "2024-03-03",
            "2024-03-03",
            id="partial from the day after the second left",
        ),
        pytest.param(
            [pairing("p", DAY_1, DAY_2), pairing("q", DAY_2, helper="f")],
            TWO,
            "2024-03-03",
            "2024-03-03",
            id="one day of two is enough to end the run before it",
        ),
        pytest.param(
            [pairing("p", EVE, EVE), pairing("q", DAY_1, DAY_1, helper="f")],
            RULE,
            "2024-03-02",
            "2024-03-02",
            id="the latest run, not the first",
        ),
        pytest.param(
            [pairing("p", EVE, EVE), pairing("q", DAY_1, DAY_1, helper="f")],
            TWO,
            "2024-03-02",
            None,
            id="two one after the other are never two",
        ),
        pytest.param(
            [pairing("p", seen=DAY_1, through=DAY_2)], RULE, "2024-03-03", "2024-03-03", id="seen, then ended"
        ),
        pytest.param(
            [pairing("p", EVE, EVE), pairing("q", seen=DAY_1, through=DAY_1)],
            RULE,
            "2024-02-29",
            "2024-01-01",
            id="before it was seen a link ends no gap",
        ),
    ],
)
def test_since_when_there_is_a_gap(
    reader: Reader, tmp_path: Path, links: list[Pairing], rule: Rule, day: str, since: str | None
) -> None:
    with reader(tmp_path, load(*links, rule=rule)) as ask:
        [row] = ask("gaps", day)

        assert row["gap_since"] == since


@both_readers
def test_a_gap_runs_on_through_days_on_which_neither_unit_nor_rule_was_valid(reader: Reader, tmp_path: Path) -> None:
    county = unit("county", "c1", since=DAY_2)
    rule = Rule("r", "five_forces", ("county",), since=DAY_3)

    with reader(tmp_path, load(pairing("p", EVE, EVE), rule=rule, units=(county, GROUP))) as ask:
        [row] = ask("gaps", "2024-03-03")

        assert row["gap_since"] == "2024-01-01"


@both_readers
def test_of_two_that_end_or_start_on_one_day_the_smallest_id_is_named(reader: Reader, tmp_path: Path) -> None:
    links = [
        pairing("B", EVE, DAY_1, helper="f"),
        pairing("a", EVE, DAY_1, helper="g"),
        pairing("Z", EVE, EVE, helper="g"),
        pairing("D", DAY_3, helper="f"),
        pairing("c", DAY_3, helper="g"),
    ]
    with reader(tmp_path, load(*links)) as ask:
        [row] = ask("gaps", "2024-03-02")

        assert only(row, "last_helper next_helper") == {"last_helper": "f", "next_helper": "f"}


@both_readers
@pytest.mark.parametrize(
    ("day", "applies"),
    [
        pytest.param("2024-02-29", 0, id="not the day before its first"),
        pytest.param("2024-03-01", 1, id="on its first day"),
        pytest.param("2024-03-02", 1, id="on its last day"),
        pytest.param("2024-03-03", 0, id="not the day after its last"),
    ],
)
class TestLifetimes:
    def test_a_rule_applies_while_it_is_valid(self, reader: Reader, tmp_path: Path, day: str, applies: int) -> None:
        rule = Rule("r", "five_forces", ("county",), since=DAY_1, through=DAY_2)

        with reader(tmp_path, load(rule=rule)) as ask:
            assert [row["applies"] for row in ask("coverage", day)] == [applies]
            assert len(ask("coverage", day, by="province")) == applies

    def test_a_rule_applies_while_the_unit_exists(self, reader: Reader, tmp_path: Path, day: str, applies: int) -> None:
        county = unit("county", "c1", since=DAY_1, through=DAY_2)

        with reader(tmp_path, load(units=(county,))) as ask:
            [row] = ask("coverage", day)
            assert only(row, "applies unknown slots filled") == {
                "applies": applies,
                "unknown": applies,
                "slots": applies,
                "filled": 0,
            }


@both_readers
def test_a_link_of_a_unit_outside_its_lifetime_still_counts(reader: Reader, tmp_path: Path) -> None:
    group = unit("central_soe", "g", through=EVE)

    with reader(tmp_path, load(pairing("p", DAY_1), units=(COUNTY, group))) as ask:
        assert state_on(ask, "2024-03-01") == "covered"
        assert [row["helper"] for row in ask("helpers", "2024-03-01")] == ["g"]


@both_readers
@pytest.mark.parametrize(
    ("through", "ending"),
    [
        pytest.param(date(2023, 12, 30), {"2023-12": ["p"], "2024-01": []}, id="31 December is the first day without"),
        pytest.param(date(2023, 12, 31), {"2023-12": [], "2024-01": ["p"]}, id="1 January is the first day without"),
    ],
)
def test_a_link_ends_in_the_month_of_the_first_day_without_it(
    reader: Reader, tmp_path: Path, through: date, ending: dict[str, list[str]]
) -> None:
    with reader(tmp_path, load(pairing("p", date(2023, 1, 1), through))) as ask:
        rows = ask("timeline", "2023-12-31", **{"from": "2023-12", "to": "2024-01"})

        assert {row["month"]: row["ending"] for row in rows} == ending
        assert [row["met"] for row in rows] == [1 - len(ending["2023-12"]), 0]
        assert [row["past"] for row in rows] == [True, False]


@both_readers
def test_the_timeline_runs_from_twelve_months_before_to_twelve_after(reader: Reader, tmp_path: Path) -> None:
    with reader(tmp_path, load(pairing("p", DAY_1))) as ask:
        rows = ask("timeline", "2024-02-29")

        assert [row["month"] for row in rows][:: len(rows) - 1] == ["2023-02", "2025-02"]
        assert len(rows) == 25
        assert [row["past"] for row in rows] == [True] * 13 + [False] * 12
        assert [row["met"] for row in rows] == [0] * 13 + [1] * 12


@pytest.mark.parametrize(
    ("through", "since"),
    [
        pytest.param("2023", "2024", id="years"),
        pytest.param("2023-12", "2024-01", id="months"),
        pytest.param("2023年12月", "2024年1月", id="months in Chinese"),
        pytest.param("2023/12/31", "20240101", id="days written in two ways"),
        pytest.param("2023年", "2024.1.1", id="a year and a day"),
    ],
)
def test_a_month_or_year_is_its_first_day_in_since_and_its_last_in_through(
    tmp_path: Path, through: str, since: str
) -> None:
    folder = write_tables(load(), tmp_path / "load-1")
    (folder / "pairings.csv").write_text(
        f"id,force,helper,recipient,since,through\np,soe,g,c1,2023-05,{through}\nq,soe,f,c1,{since},\n",
        encoding="utf-8",
    )
    with program(tmp_path, folder) as ask:
        assert [row["since"] for row in ask("pairings", "2024-01-01", all_time=True)] == ["2023-05-01", "2024-01-01"]
        assert ask("gaps", "2023-12-31") == ask("gaps", "2024-01-01") == []
