"""The county page: what it says of a small county, worked out by hand from its tables."""

from collections.abc import Iterator

import pytest

from api.desk import Desk
from graph_model.vocabulary import Field
from tests.visuals.pages.asking import asked
from tests.visuals.reports import DAY, loaded
from visuals.pages.ask import Ask
from visuals.pages.county import content
from visuals.pages.county.board import Board, board_of
from visuals.pages.county.side import side_of


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with Desk.open(":memory:", create=True) as opened:
        loaded(opened, tmp_path_factory.mktemp("county") / "in")
        yield opened


def county(desk: Desk, unit: str | None = "510101", **options: str) -> Ask:
    return asked(desk, "county", DAY, unit=unit, **options)


def board(desk: Desk, **options: str) -> Board:
    ask = county(desk, **options)
    assert ask.unit is not None
    return board_of(ask, ask.unit)


def test_it_says_who_helps_and_how_many_seats_are_empty(desk: Desk) -> None:
    told = board(desk)

    assert (told.name, told.above, told.helpers) == ("清溪县", "青山州", 3)
    # Five of the five forces, and both agreements; nobody has reported the posts.
    assert told.lacking == 5 + 2
    assert {seat.state for seat in told.empty} == {"uncovered"}
    assert told.unreported == 4 + 1 + 3 + 4
    assert [seat.rule for seat in told.empty if seat.lacks == 2] == ["county-enterprise-agreement"]


def test_the_task_force_has_its_head_first_and_empty_seats(desk: Desk) -> None:
    seats = board(desk).task_force

    assert seats[0].rule.id == "county-task-force-head"
    assert [(post.rule.force[0], [seat.unit for seat in post.seats if seat.taken]) for post in seats[1:]] == [
        ("east_west", ["h-east"]),
        *((force, []) for force in ("intra_province", "designated", "soe", "group_talent")),
    ]


def test_people_are_counted_by_post_and_field_and_empty_posts_are_marked(desk: Desk) -> None:
    cadres = board(desk).cadres

    found = {(cell.post, cell.field): (cell.people, cell.state) for line in cadres.lines for cell in line.cells}
    assert cadres.people == 3
    assert {place: told[0] for place, told in found.items() if told[0]} == {
        ("seconded_cadre", "发改"): 2,
        ("task_force_member", ""): 1,
    }
    assert {place for place, told in found.items() if told == (0, "unknown")} == {
        *(("seconded_cadre", field) for field in ("交通", "农牧", "生态环境", "文旅")),
        *(("group_medical", "医疗"), ("group_education", "教育"), ("group_science", "科技")),
        ("task_force_head", ""),
    }
    assert [(cell.field, cell.people) for cell in cadres.totals if cell.people] == [("发改", 2), ("", 1)]


def test_a_cell_is_the_dispatches_behind_it(desk: Desk) -> None:
    assert [row.id for row in board(desk, post="seconded_cadre", field="发改").dispatches] == ["d-cadre"]
    assert [row.id for row in board(desk, post="task_force_member").dispatches] == ["d-tf"]
    assert board(desk, field="农牧").dispatches == []


def test_what_ends_within_ninety_days_has_its_days_left(desk: Desk) -> None:
    ending = [
        (day.day, day.left, [each.id for each in day.own], [each.id for each in day.others])
        for day in board(desk).ending
    ]

    assert ending == [("2026-07-31", 31, [], ["d-tf"]), ("2026-08-15", 46, ["p-soe"], [])]


def test_units_that_wait_are_listed_by_rule_with_the_unknown_beside(desk: Desk) -> None:
    [townships] = board(desk).waiting

    assert (townships.rule, townships.kind, townships.unknown) == ("township-paired", "township", 1)
    assert [(row.unit, row.state) for row in townships.gaps] == [("t-2", "lapsed"), ("t-3", "planned")]


def test_every_field_says_whom_to_ask_first(desk: Desk) -> None:
    subjects = {subject.field: subject for subject in board(desk).whom.subjects}

    assert list(subjects) == [str(field) for field in Field]
    assert [field for field, subject in subjects.items() if subject.is_answered] == ["发改"]
    assert (subjects["发改"].first.name, subjects["发改"].first.as_what) == ("湖区", "挂职干部 2 人")


def test_a_field_says_why_and_until_when(desk: Desk) -> None:
    whom = board(desk, field="发改").whom

    [first] = whom.advice
    assert (first.unit, first.why, first.term) == ("h-east", "已派人在这个领域", "至 2027-12-31")
    assert (first.left, whom.further, whom.subjects) == (549, 0, ())


def test_the_newest_import_is_told_with_what_it_changed_here(desk: Desk) -> None:
    [told] = board(desk).recent

    # Two dispatches, five pairings, a return, and six units: the county, four townships, the task force.
    assert (told.seq, told.count) == (1, 2 + 5 + 1 + 6)
    assert told.rows[0].said == "湖区 → 清溪县"
    assert (told.rows[0].what, told.rows[0].change) == ("选派", "新增")


def test_the_list_has_the_counties_of_the_place_with_their_gaps(desk: Desk) -> None:
    side = side_of(county(desk), desk.graph().find("510101"))

    [prefecture] = side.prefectures
    assert (prefecture.name, [county.unit for county in prefecture.counties]) == ("青山", ["510101", "510102"])
    # Six of the county itself and two townships; of the other county nobody has reported.
    assert [county.gaps for county in prefecture.counties] == [8, 0]
    assert prefecture.counties[1].met == 1
    assert side.href(prefecture.counties[1]) == f"/county/510102?as_of={DAY}"


def test_the_list_keeps_the_day_the_field_and_a_wider_place(desk: Desk) -> None:
    ask = county(desk, within="5101", field="教育")
    [prefecture] = side_of(ask, ask.unit).prefectures

    assert "within=5101" in side_of(ask, ask.unit).href(prefecture.counties[0])
    narrow = county(desk, within="510102")
    [same] = side_of(narrow, narrow.unit).prefectures
    assert len(same.counties) == 2
    assert "within" not in side_of(narrow, narrow.unit).href(same.counties[0])


@pytest.mark.parametrize("search", ["云岭", "yunling", "510102"])
def test_a_county_is_found_by_name_pinyin_and_code(desk: Desk, search: str) -> None:
    [prefecture] = side_of(county(desk, None, search=search), None).prefectures

    assert [county.unit for county in prefecture.counties] == ["510102"]


def test_the_place_filter_names_the_county_where_the_address_does_not(desk: Desk) -> None:
    shown = content(county(desk, None, within="510101"))["board"]

    assert shown.unit == "510101"


@pytest.mark.parametrize(
    ("unit", "words", "ways"),
    [
        ("5101", "is_place", [f"/?as_of={DAY}&within=5101"]),
        ("51", "is_place", [f"/?as_of={DAY}&within=51"]),
        ("t-1", "is_unit", [f"/unit/t-1?as_of={DAY}", f"/county/510101?as_of={DAY}"]),
        ("h-soe", "is_unit", [f"/unit/h-soe?as_of={DAY}"]),
    ],
)
def test_another_unit_says_what_it_is_and_leads_on(desk: Desk, unit: str, words: str, ways: list[str]) -> None:
    told = content(county(desk, unit))

    assert told["board"] is None
    assert told["notice"].words == words
    assert [way.href for way in told["notice"].ways] == ways
