"""The overview: counts are those of the coverage answer, cliffs lead to what ends there, cells to their gaps."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from api.desk import Desk
from graph_model.days import iso, month_index, month_name, parse_day
from graph_model.errors import UsageError
from graph_model.vocabulary import GAP_STATES
from tests.visuals.pages.asking import asked
from tests.visuals.reports import DAY, elements, loaded
from visuals.pages.ask import Ask
from visuals.pages.frame import page_text
from visuals.pages.overview.outlook import window
from visuals.pages.overview.page import content
from visuals.words import Lang

TODAY = parse_day("2026-07-10")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Desk.open(":memory:", create=True) as opened:
        loaded(opened, tmp_path / "in")
        yield opened


def _ask(desk: Desk, place: str | None = None, **options: str) -> Ask:
    return asked(desk, "overview", DAY, place, today=iso(TODAY), **options)


def _rows(desk: Desk, question: str, **options: str) -> list[Any]:
    answer = desk.answer(question, {"as_of": DAY, **options})
    return answer.page(0, answer.total)


def _gaps(row: Any) -> int:
    return sum(int(getattr(row, state)) for state in GAP_STATES)


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"group": "full_domain"},
        {"force": "soe"},
        {"group": "mechanism", "force": "east_west"},
        {"within": "510101"},
    ],
    ids=str,
)
def test_counts_are_those_of_the_coverage_answer_and_add_up(desk: Desk, options: dict[str, str]) -> None:
    numbers = content(_ask(desk, **options))["numbers"]

    rows = _rows(desk, "coverage", by="county", **options)
    in_counties = [row for row in rows if row.place]
    with_gap = {row.place for row in in_counties if _gaps(row)}
    open_ = {row.place for row in in_counties if row.unknown} | with_gap
    counties = {row.place for row in in_counties}
    assert numbers.due == sum(row.applies for row in rows) > 0
    assert numbers.met == sum(row.covered + row.over for row in rows)
    assert (numbers.over, numbers.partial) == (sum(row.over for row in rows), sum(row.partial for row in rows))
    assert numbers.gap == sum(map(_gaps, rows))
    assert numbers.unknown == sum(row.unknown for row in rows)
    assert numbers.due == numbers.met + numbers.gap + numbers.unknown
    assert numbers.places == len(counties)
    assert numbers.without_gap == len(counties - with_gap)
    assert numbers.all_met == len(counties - open_)


def test_groups_sum_to_the_whole_and_stay_while_one_is_chosen(desk: Desk) -> None:
    every, one = content(_ask(desk)), content(_ask(desk, group="mechanism"))

    assert [each.group for each in every["groups"]] == [
        "five_forces",
        "mechanism",
        "group_talent",
        "shortage_posts",
        "full_domain",
    ]
    assert sum(each.due for each in every["groups"]) == every["numbers"].due
    assert one["groups"] == every["groups"]
    assert one["numbers"].due == every["groups"][1].due < every["numbers"].due


def test_where_the_gaps_are_most_stands_first(desk: Desk) -> None:
    (most,) = content(_ask(desk))["most"]

    # By hand: 清溪县 lacks eight things (test_report), of 云岭县 nobody has reported any.
    assert (most.name, most.above, most.gaps) == ("清溪", "青山", 8)
    assert most.href == f"/county/510101?as_of={DAY}"


@pytest.mark.parametrize("day", ["2025-07-01", "2026-07-10", "2027-07-31", "2024-02-29", "2031-12-31", "1999-01-01"])
def test_the_slider_holds_the_day_and_stays_where_it_is_for_days_near(day: str) -> None:
    first, last = window(parse_day(day), TODAY)

    assert first <= month_index(parse_day(day)) <= last
    assert last - first == 24
    assert (month_index(TODAY) - 12 - first) % 12 == 0
    if "2025-07-01" <= day <= "2027-07-31":
        assert (month_name(first), month_name(last)) == ("2025-07", "2027-07")


def test_a_cliff_leads_to_the_day_just_past_it_and_what_ended_there(desk: Desk) -> None:
    values = content(_ask(desk))

    # d-tf ends with July, p-soe on 15 August: on the 16th both are over. Later p-far ends, and d-cadre with 2027.
    falls = [(fall.month, iso(fall.day), fall.cliff.drop) for fall, _ in values["falls"]]
    assert falls == [("2026-08", "2026-08-16", 2), ("2026-11", "2026-11-01", 1)]
    address = urlsplit(values["falls"][0][1])
    assert parse_qs(address.query) == {"as_of": ["2026-08-16"], "ending": ["2026-08"]}
    past = content(_ask(desk, as_of="2026-08-16", ending="2026-08"))
    assert [(link.id, link.until_known, link.file, link.row) for link, _, _ in past["panel"].links] == [
        ("d-tf", "2026-07", "d.csv", 2),
        ("p-soe", "2026-08-15", "p.csv", 3),
    ]
    assert past["numbers"].met == values["numbers"].met - 2
    assert past["months"] == values["months"]


def test_what_ends_soon_is_what_the_answers_say_ends(desk: Desk) -> None:
    values = content(_ask(desk, ending="soon"))

    rows = [*_rows(desk, "pairings"), *_rows(desk, "dispatches")]
    soon = {row.id for row in rows if row.through and DAY <= row.through <= iso(parse_day(DAY) + 90)}
    assert {link.id for link, _, _ in values["panel"].links} == soon == {"d-tf", "p-soe"}
    assert values["numbers"].ending == values["panel"].total == len(soon)
    of_soe = content(_ask(desk, ending="soon", group="five_forces"))
    assert [link.id for link, _, _ in of_soe["panel"].links] == ["p-soe"]


def test_a_cell_leads_to_the_gaps_of_its_place_and_rule_on_that_day(desk: Desk) -> None:
    values = content(_ask(desk, force="soe"))
    made, to = values["matrix"], values["to"]

    line = next(line for block in made.blocks for line in block.lines if line.place == "510101")
    at = next(place for place, column in enumerate(made.columns) if column.rule == "county-central-soe")
    address = urlsplit(to.cell(line, made.columns[at], line.cells[at]))
    assert address.path == "/gaps"
    assert parse_qs(address.query) == {
        "as_of": [DAY],
        "within": ["510101"],
        "rule": ["county-central-soe"],
        "force": ["soe"],
    }
    assert _rows(desk, "gaps", within="510101", rule="county-central-soe")[0].state == line.cells[at].look


def test_what_nobody_reported_leads_to_the_unknown(desk: Desk) -> None:
    values = content(_ask(desk))
    made = values["matrix"]

    line = next(line for block in made.blocks for line in block.lines if line.place == "510102")
    at = next(place for place, cell in enumerate(line.cells) if cell.look == "unknown")
    assert parse_qs(urlsplit(values["to"].cell(line, made.columns[at], line.cells[at])).query)["state"] == ["unknown"]


def test_only_what_changes_with_the_day_comes_when_a_slider_asks(desk: Desk) -> None:
    whole, part = page_text(_ask(desk)), page_text(_ask(desk, part="day"))

    ids = [given["id"] for _, given in elements(part) if "id" in given and "data-of-day" in given]
    assert ids == ["ov-numbers", "ov-groups", "ov-ending", "ov-matrix", "ov-map", "ov-most"]
    assert set(ids) <= {given.get("id") for _, given in elements(whole)}
    assert "ov-slider" not in part
    assert "part=" not in part
    assert len(part) < len(whole)


def test_the_flow_is_another_view_of_the_same_address(desk: Desk) -> None:
    html = page_text(_ask(desk, view="flow"))

    found = {given.get("id") for _, given in elements(html)}
    assert "ov-flow" in found
    assert not found & {"ov-matrix", "ov-map"}


@pytest.mark.parametrize("options", [{"group": "none"}, {"force": "army"}, {"ending": "2027-13"}, {"view": "tree"}])
def test_an_option_that_is_not_known_is_said(desk: Desk, options: dict[str, str]) -> None:
    with pytest.raises(UsageError, match=" · "):
        content(_ask(desk, **options))


def test_a_limited_reader_sees_the_overview_of_their_place(desk: Desk) -> None:
    html = page_text(_ask(desk, "510101", within="510101", ending="soon", as_of="2026-10-30"))
    numbers = content(_ask(desk, "510101", within="510101"))["numbers"]

    # 云岭县's only link ends on 31 October; it is nobody else's business.
    assert "p-far" not in html
    assert "云岭" not in html
    assert "清溪" in html
    assert numbers.places == 1
    assert numbers.due == sum(row.applies for row in _rows(desk, "coverage", within="510101"))


def test_an_empty_ledger_says_what_to_do() -> None:
    with Desk.open(":memory:", create=True) as desk:
        html = page_text(_ask(desk))
        english = page_text(_ask(desk, lang="en"))

    assert "先导入单位表" in html
    assert ">去导入<" in html
    assert "Import a table of units" in english


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("options", [{}, {"view": "flow"}, {"ending": "2026-08"}])
def test_hostile_names_are_text(desk: Desk, lang: Lang, options: dict[str, str]) -> None:
    html = page_text(_ask(desk, **{"lang": lang, **options}))

    attributes = {name for _, given in elements(html) for name in given}
    assert not {name for name in attributes if name.startswith("on") or name == "style"}
    assert "<script>alert" not in html


def test_the_day_is_in_words_and_steps_go_by_a_month(desk: Desk) -> None:
    zh, en = content(_ask(desk, as_of="2026-08-31")), content(_ask(desk, as_of="2026-08-31", lang="en"))

    assert (zh["in_words"], en["in_words"]) == ("2026年8月31日（周一）", "Mon 31 Aug 2026")
    assert [parse_qs(urlsplit(href).query)["as_of"] for _, href in zh["steps"]] == [["2026-07-31"], ["2026-09-30"]]


def test_narrow_headings_leave_out_what_a_group_shares(desk: Desk) -> None:
    columns = content(_ask(desk, group="shortage_posts"))["matrix"].columns

    assert sorted(column.name for column in columns) == sorted(["发改", "交通", "农牧", "生态环境", "文旅"])
    assert all(column.whole == f"{column.name}紧缺岗位挂职干部" for column in columns)
