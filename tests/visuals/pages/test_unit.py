"""The page of a unit: links, states, earlier versions and what if it left, worked out by hand."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from api.desk import Desk
from tests.visuals.pages.asking import content
from tests.visuals.reports import DAY, loaded
from visuals.words import Lang

CORRECTED = """\
id,force,helper,recipient,since,through,basis
p-soe,soe,h-soe,510101,2024-01-01,2026-12-31,协议二
"""
WITHDRAWN = "p-t1"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("unit")
    with Desk.open(folder / "s.db", create=True) as desk:
        loaded(desk, folder / "tables")
        (folder / "more.csv").write_text(CORRECTED, encoding="utf-8")
        desk.load([folder / "more.csv"])
        desk.withdraw(WITHDRAWN, "重复")
        yield desk


def terms(told: Any, lane: str) -> list[tuple[str, str, str]]:
    [found] = [each for each in told["lanes"] if each["name"] == lane]
    return [(link.id, link.term, link.phase) for link in (*found["now"], *found["past"])]


def test_links_are_told_as_precisely_as_they_are_known(desk: Desk) -> None:
    told = content(desk, "unit", DAY, unit="510101")

    assert terms(told, "helped_by") == [
        ("p-soe", "2024-01-01 — 2026-12-31", "in_force"),
        ("p-east", "2021-04 — 未写截止", "in_force"),
    ]
    assert terms(told, "hosts") == [
        ("d-cadre", "2024-01-01 — 2027-12-31", "in_force"),
        ("d-tf", "2024-01-01 — 2026-07", "in_force"),
    ]
    assert told["in_force"] == {"helped_by": 2, "hosts": 2, "helps": 0, "sends": 0}
    assert told["inexact"] == 2
    assert told["ending"] == 1  # the task force's, on 31 July


def test_phases_follow_the_day(desk: Desk) -> None:
    lanes = {unit: terms(content(desk, "unit", DAY, unit=unit), "helped_by") for unit in ("t-2", "t-3")}
    later = terms(content(desk, "unit", "2026-09-01", unit="t-3"), "helped_by")

    assert [link[2] for link in lanes["t-2"]] == ["past"]
    assert [link[2] for link in lanes["t-3"]] == ["planned"]
    assert [link[2] for link in later] == ["in_force"]


def test_states_are_those_of_the_questions_with_the_age_of_their_gaps(desk: Desk) -> None:
    gaps = {row["rule"]: row for row in desk.ask("gaps", {"as_of": DAY, "within": "t-2"})["rows"]}
    titles = {rule.title: rule.id for rule in desk.rules()}
    rows = [row for group in content(desk, "unit", DAY, unit="t-2")["groups"] for row in group.rows]

    assert {titles[row.title]: row.since for row in rows if row.is_gap} == {
        rule: gap["gap_since"] or "从未落实" for rule, gap in gaps.items()
    }
    [lapsed] = [row for row in rows if row.state == "lapsed"]
    days = (date.fromisoformat(DAY) - date(2026, 6, 1)).days + 1
    assert (lapsed.since, lapsed.note) == ("2026-06-01", f"{days} 天，上一家 湖区一镇")


def test_every_link_leads_to_the_import_and_the_row_it_was_read_from(desk: Desk) -> None:
    told = content(desk, "unit", DAY, unit="510101")
    [lane] = [each for each in told["lanes"] if each["name"] == "helped_by"]
    sources = {link.id: link.source for link in lane["now"]}

    assert sources["p-east"].said == "p.csv · 第 2 行"
    assert sources["p-east"].href == f"/imports/1?as_of={DAY}&file=p.csv&row=2"
    assert sources["p-soe"].href == f"/imports/2?as_of={DAY}&file=more.csv&row=2"

    page = content(desk, "imports", DAY, number=1, file="p.csv", row="3")
    assert [(row.about.split(" → ")[1], row.says) for row in page["source_row"]["rows"]] == [
        ("清溪县", "国有企业帮扶 · 2024-01-01 — 2026-08-15")
    ]


def test_what_was_said_before_is_kept_and_so_is_what_was_withdrawn(desk: Desk) -> None:
    [earlier] = content(desk, "unit", DAY, unit="510101")["versions"]
    [gone] = content(desk, "unit", DAY, unit="t-1")["versions"]
    then = content(desk, "unit", DAY, unit="t-1", known_at="1")

    assert (earlier.id, earlier.term, earlier.removed) == ("p-soe", "2024-01-01 — 2026-08-15", 2)
    assert earlier.differs == ["截止日期 2026-08-15 → 2026-12-31"]
    assert (gone.id, gone.differs, gone.removed) == (WITHDRAWN, [], 3)
    assert then["versions"] == []


def test_what_would_be_lost_agrees_with_the_question_helpers(desk: Desk) -> None:
    rows = {row["helper"]: row["sole"] for row in desk.ask("helpers", {"as_of": DAY})["rows"]}
    found = {helper: content(desk, "unit", DAY, unit=helper)["leaving"].sole for helper in rows}

    assert found == rows
    assert max(rows.values()) > 1
    leaving = content(desk, "unit", DAY, unit="h-soe")["leaving"]
    assert {(row.name, row.before, row.after, row.left) for row in leaving.rows} == {("清溪县", "covered", "lapsed", 0)}


def test_who_helps_nobody_cannot_leave(desk: Desk) -> None:
    assert content(desk, "unit", DAY, unit="t-2")["leaving"] is None


def test_a_limited_reader_is_told_of_the_place_only(desk: Desk) -> None:
    told = content(desk, "unit", DAY, unit="510101", place="510101")

    assert [step.href for step in told["chain"]] == [None, None]
    [lane] = [each for each in told["lanes"] if each["name"] == "helped_by"]
    assert {link.href for link in lane["now"]} == {None}
    assert [each.kind for each in told["within_kinds"]] == ["乡镇（街道）", "县级工作专班"]


def test_what_lies_within_is_counted_with_its_gaps(desk: Desk) -> None:
    gaps = desk.ask("gaps", {"as_of": DAY, "within": "510101"})["rows"]
    within = {each.kind: (each.units, each.gaps) for each in content(desk, "unit", DAY, unit="510101")["within_kinds"]}

    assert within["乡镇（街道）"] == (4, sum(row["kind"] == "township" for row in gaps))
    assert within["县级工作专班"] == (1, None)


def test_in_english_and_without_a_unit(desk: Desk) -> None:
    told = content(desk, "unit", DAY, unit="510101", lang=Lang.EN)
    begin = content(desk, "unit", DAY)

    assert told["kind"] == "County"
    assert terms(told, "helped_by")[1][1] == "2021-04 — no end"
    assert [row.helper for row, _, _ in begin["helpers"]] == ["h-east", "h-soe"]
