"""The overlaps page and its pictures, over a few helpers that pile up in each of the four ways."""

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from api.desk import Desk
from graph_model.errors import UsageError
from graph_model.vocabulary import Pattern
from tests.visuals.pages.asking import asked, html
from tests.visuals.reports import marks, words_of
from visuals.pages import overlaps
from visuals.pages.overlaps.lines import Line

DAY = "2026-06-30"
TABLES = {
    "units": """\
id,kind,name,short_name,parent,scope
51,province,川省,,,
5101,prefecture,青山州,青山,51,
510101,county,清溪县,清溪,5101,sichuan39
510102,county,云岭县,云岭,5101,sichuan39
t-1,township,东镇,,510101,
t-2,township,西镇,,510101,
t-3,township,南镇,,510102,
soe-1,local_soe,第一建设集团,,,
soe-1-b,local_soe,第一建设集团二公司,,soe-1,
soe-2,local_soe,第二交通集团,,,
uni,university,东江大学,,,
""",
    "pairings": """\
id,force,helper,recipient,role,since,through
p-1,soe,soe-1,510101,,2024,
p-2,soe,soe-1-b,510101,,2024,
p-3,soe,soe-2,510101,,2024,
p-4,designated,uni,510101,,2024,
p-5,soe,soe-1,t-1,,2024,
p-6,designated,soe-2,t-1,,2024,
p-7,soe,soe-1,t-3,,2024,
p-8,soe,soe-2,t-3,,2024,
p-9,soe,soe-2,510102,,2024,2025-12-31
""",
    "dispatches": """\
id,force,sender,host,post,headcount,since,through
d-1,group_talent,uni,510101,group_education,5,2024,
""",
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("overlaps")
    for name, text in TABLES.items():
        Path(folder / f"{name}.csv").write_text(text, encoding="utf-8")
    with Desk.open(":memory:", create=True) as opened:
        assert opened.load([folder]).exit_code == 0
        yield opened


def picture(desk: Desk, pattern: str, **options: str) -> ElementTree.Element:
    """The first one with real names."""
    drawn = overlaps.content(asked(desk, "overlaps", DAY, pattern=pattern, **options))["pictures"]
    return ElementTree.fromstring(drawn[0][1])


def test_every_pattern_says_how_often_it_is_found(desk: Desk) -> None:
    tabs = overlaps.content(asked(desk, "overlaps", DAY))["tabs"]

    assert [(tab.pattern, tab.count, tab.is_here) for tab in tabs] == [
        ("over_max", 1, True),  # three local SOEs where one is allowed
        ("two_forces", 1, False),  # the university: designated, and group talent
        ("parent_and_branch", 1, False),  # the group and its second company
        ("shared_units", 1, False),  # soe-1 and soe-2: the county, t-1 and t-3
    ]
    assert all("受扶单位" in tab.picture or "单位 1" in tab.picture for tab in tabs)


def test_a_unit_over_its_max_shows_seats_beyond_it(desk: Desk) -> None:
    drawn = picture(desk, "over_max")

    said = words_of(drawn)
    assert {"第一建设集团", "第一建设集团二公司", "第二交通集团", "上限 1 · 现有 3"} <= set(said)
    assert (marks(drawn, "covered"), marks(drawn, "over")) == (1, 2)
    (line,) = overlaps.content(asked(desk, "overlaps", DAY))["lines"]
    assert (line.rule, line.most, line.count, line.where) == ("地方国企结对", 1, 3, "青山")
    assert [helper.forces for helper in line.helpers] == [("soe",)] * 3


def test_two_forces_are_two_bands(desk: Desk) -> None:
    drawn = picture(desk, "two_forces")

    assert words_of(drawn) == ["中省定点帮扶", "“组团式”人才帮扶", "东江大学", "清溪县"]
    bands = [each.get("class") for each in drawn.iter() if "strand" in each.get("class", "")]
    assert bands == ["strand designated"] * 2 + ["strand group_talent"] * 2


def test_a_branch_hangs_under_its_parent(desk: Desk) -> None:
    drawn = picture(desk, "parent_and_branch")

    assert drawn.get("aria-label") == "第一建设集团和它的下属第一建设集团二公司都帮清溪县"
    assert "下属" in words_of(drawn)
    assert len([each for each in drawn.iter() if each.get("class") == "wire soe"]) == 2


def test_shared_units_stand_between_their_two_helpers(desk: Desk) -> None:
    drawn = picture(desk, "shared_units")

    assert set(words_of(drawn)) == {"清溪县", "东镇", "南镇", "第一建设集团", "第二交通集团"}
    assert len([each for each in drawn.iter() if each.get("class") == "wire plain"]) == 6


def test_place_and_least_number_narrow_every_pattern(desk: Desk) -> None:
    inside = overlaps.content(asked(desk, "overlaps", DAY, pattern="shared_units", within="510101"))
    more = overlaps.content(asked(desk, "overlaps", DAY, pattern="shared_units", at_least="4"))

    assert [line.count for line in inside["lines"]] == [2]
    assert [tab.count for tab in more["tabs"]] == [1, 1, 1, 0]
    assert more["lines"] == []


def test_a_long_list_comes_page_by_page(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(overlaps.page, "ROWS", 2)
    pages = [
        overlaps.content(asked(desk, "overlaps", DAY, pattern="shared_units", at_least="1", page=str(number)))
        for number in (1, 2)
    ]

    answer = desk.ask("overlaps", {"as_of": DAY, "pattern": "shared_units", "at_least": "1"})
    assert answer["total"] > 2
    shown = [[name for page in pages for line in page["lines"] for name in line_names(line)]]
    expected = [desk.graph().name(desk.graph().find(each)) for row in answer["rows"][:4] for each in row["helpers"]]
    assert shown == [expected]


def line_names(line: Line) -> list[str]:
    return [helper.name for helper in line.helpers]


@pytest.mark.parametrize("pattern", Pattern)
def test_files_are_the_same_answer_from_the_api(desk: Desk, pattern: str) -> None:
    files = overlaps.content(asked(desk, "overlaps", DAY, pattern=pattern, within="510101", at_least="2"))["files"]

    for format, address in files:
        assert address.startswith("/api/v1/overlaps?as_of=2026-06-30&known_at=1&")
        assert address.endswith(f"pattern={pattern}&within=510101&at_least=2&format={format}")


def test_no_overlap_says_where_else_to_look(desk: Desk) -> None:
    text = html(desk, "overlaps", DAY, within="510102")

    assert "这里没有“超过上限”" in text
    assert "看全部地区" in text
    assert "导出" not in text


def test_a_reader_limited_to_a_place_may_open_only_what_lies_within(desk: Desk) -> None:
    (line,) = overlaps.content(asked(desk, "overlaps", DAY, pattern="shared_units", place="510101"))["lines"]

    assert [unit.name for unit in line.units] == ["清溪县", "东镇"]
    assert [helper.href for helper in line.helpers] == [None, None]
    assert line.units[1].href is not None


def test_a_pattern_that_there_is_not_is_said(desk: Desk) -> None:
    with pytest.raises(UsageError, match="pattern does not take 'piles'"):
        overlaps.content(asked(desk, "overlaps", DAY, pattern="piles"))
