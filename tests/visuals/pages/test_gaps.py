"""The gaps page over a small county with every state in it, worked out by hand."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

import pytest
from markupsafe import escape

from api.desk import Desk
from graph_model.errors import NameNotFoundError, UsageError
from queries.gaps import Row
from tests.visuals.pages.asking import asked, html
from tests.visuals.reports import DAY, HOSTILE, loaded
from visuals.pages import gaps
from visuals.pages.ask import Ask
from visuals.pages.gaps.asked import FILTERS
from visuals.pages.gaps.download import shown_gaps

COUNTY = "510101"
TOWNSHIPS = {"rule": "township-paired", "within": COUNTY}
"""East town is covered, West lapsed on 2026-05-31, South is planned for 2026-09-01; nobody reported of North."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with Desk.open(":memory:", create=True) as opened:
        loaded(opened, tmp_path_factory.mktemp("gaps") / "in")
        yield opened


def names(desk: Desk, **options: str) -> list[str]:
    return [row.name for row in lines(asked(desk, "gaps", DAY, **options))]


def lines(ask: Ask) -> list[Row]:
    return [line.row for block in gaps.content(ask)["blocks"] for line in block.lines]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        pytest.param("rule", ["西镇", "南镇", "北镇"], id="the question's own order"),
        pytest.param("age", ["南镇", "西镇", "北镇"], id="never filled is oldest, the unknown has no age"),
        pytest.param("-age", ["西镇", "南镇", "北镇"], id="the unknown comes last the other way round, too"),
        pytest.param("next", ["南镇", "西镇", "北镇"], id="what starts next"),
        pytest.param("state", ["南镇", "西镇", "北镇"], id="planned, lapsed, unknown"),
        pytest.param("-county", ["北镇", "南镇", "西镇"], id="by unit backwards"),
    ],
)
def test_the_list_is_sorted(desk: Desk, sort: str, expected: list[str]) -> None:
    assert names(desk, **TOWNSHIPS, unknown="true", sort=sort) == expected


def test_groups_say_how_many_they_have_and_lead_to_their_own_list(desk: Desk) -> None:
    found = gaps.content(asked(desk, "gaps", DAY, group="full_domain", group_by="county", unknown="true"))["blocks"]

    assert [(block.title, block.count) for block in found] == [("清溪县", 3), ("云岭县", 1)]
    assert f"within={COUNTY}" in found[0].href
    assert [line.row.name for line in found[1].lines] == ["中镇"]


def test_a_group_that_began_on_the_page_before_says_so(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gaps.page, "ROWS", 2)
    second = gaps.content(asked(desk, "gaps", DAY, **TOWNSHIPS, unknown="true", page="2"))

    (block,) = second["blocks"]
    assert (block.count, block.continued, [line.row.name for line in block.lines]) == (3, True, ["北镇"])
    assert second["pages"].before.endswith("unknown=true")
    assert second["pages"].after is None


def test_a_line_says_how_long_who_was_last_and_who_is_next(desk: Desk) -> None:
    west, south = (
        line for block in gaps.content(asked(desk, "gaps", DAY, **TOWNSHIPS))["blocks"] for line in block.lines
    )

    assert (west.row.gap_since, west.age, west.row.last_helper_name) == ("2026-06-01", "30 天", "湖区一镇")
    assert west.helper_href.startswith("/unit/h-town?")
    assert (south.row.gap_since, south.row.next_start, south.next_name) == (None, "2026-09-01", "湖区一镇")
    assert (west.prefecture, west.county, west.own) == ("青山", "清溪", False)
    assert west.county_href.startswith(f"/county/{COUNTY}?")


def test_the_unknown_is_listed_beside_and_said_to_be_no_gap(desk: Desk) -> None:
    without, beside = html(desk, "gaps", DAY, **TOWNSHIPS), html(desk, "gaps", DAY, **TOWNSHIPS, unknown="true")

    assert "北镇" not in without
    assert "一并列出 1 项未填报" in without
    (row,) = re.findall(r'<tr class="unknown">.*?</tr>', beside, re.DOTALL)
    assert "北镇" in row
    assert "没有人填报，不算缺口" in row
    assert "3 项（含未填报）" in beside
    gap_tile = re.search(r'class="tile all".*?<b>(\d+)</b>', beside, re.DOTALL)
    assert gap_tile is not None
    assert gap_tile[1] == "2"


@pytest.mark.parametrize(
    "options",
    [{}, {"unknown": "true"}, {"within": COUNTY}, {"force": "soe"}, {"rule": "county-task-force"}, {"state": "待启动"}],
)
def test_each_filter_leads_to_as_many_rows_as_it_says(desk: Desk, options: dict[str, str]) -> None:
    content = gaps.content(asked(desk, "gaps", DAY, **options))
    choices = [*content["states"], *(choice for facet in content["facets"] for choice in facet.choices)]

    assert len(choices) > 8
    for choice in choices:
        if not choice.chosen:
            there = dict(parse_qsl(urlsplit(choice.href).query))
            assert gaps.content(asked(desk, "gaps", DAY, **there))["pages"].total == choice.count, choice


def test_places_lead_down_and_up_again(desk: Desk) -> None:
    def places(**options: str) -> dict[str, str]:
        facets = {facet.name: facet for facet in gaps.content(asked(desk, "gaps", DAY, **options))["facets"]}
        return {choice.said: choice.href for choice in facets["place"].choices}

    assert set(places(unknown="true")) == {"清溪县", "云岭县"}  # one province, one prefecture: nothing to choose there
    chosen = places(within=COUNTY, unknown="true")
    assert set(chosen) == {"清溪县", "云岭县"}
    assert "within=5101" in chosen["清溪县"].split("&")  # chosen: the link leads out of it


def test_what_is_chosen_can_be_dropped_one_by_one(desk: Desk) -> None:
    content = gaps.content(asked(desk, "gaps", DAY, **TOWNSHIPS, state="lapsed"))

    assert [(each.name, each.said, each.count) for each in content["chosen"]] == [
        ("state", "已到期", 2),
        ("rule", "乡镇（街道）结对", 1),
        ("within", "清溪县", 1),
    ]
    assert not set(FILTERS) & set(dict(parse_qsl(urlsplit(content["nothing_chosen"]).query)))


def test_a_file_holds_the_rows_of_the_page_in_its_order(desk: Desk) -> None:
    options = {"group_by": "state", "sort": "-age", "unknown": "true"}
    shown = shown_gaps(asked(desk, "gaps", DAY, **options))
    rows = shown.page(0, shown.count)

    assert list(rows) == lines(asked(desk, "gaps", DAY, **options))
    answer = desk.ask("gaps", {"as_of": DAY, "unknown": True})
    assert sorted(map(repr, rows)) == sorted(repr(Row(**row)) for row in answer["rows"])
    assert shown.options == options


def test_no_gap_is_said_with_what_nobody_reported(desk: Desk) -> None:
    text = html(desk, "gaps", DAY, within="510102", group="full_domain")

    assert "没有缺口，都落实了" in text
    assert "另有 1 项没有人填报" in text
    assert "state=unknown" in text


def test_filters_that_leave_nothing_say_which_one_to_drop(desk: Desk) -> None:
    text = html(desk, "gaps", DAY, **TOWNSHIPS, state="partial")

    assert "这样筛，一项缺口也没有" in text
    assert "去掉“未配足”</a> · 2 项" in text
    assert "导出" not in text


def test_an_empty_ledger_says_what_to_do() -> None:
    with Desk.open(":memory:", create=True) as empty:
        text = html(empty, "gaps", DAY)

    assert "账本里还没有数据" in text
    assert 'href="/imports?as_of=' in text


def test_a_print_view_has_all_rows_up_to_a_number_that_it_says(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gaps.page, "ROWS", 2)
    whole = html(desk, "gaps", DAY, print="true")
    monkeypatch.setattr(gaps.page, "PRINTED", 3)
    cut = html(desk, "gaps", DAY, print="true")

    total = desk.ask("gaps", {"as_of": DAY})["total"]
    assert whole.count('<td class="quiet d place-name">') == total > 3
    assert "翻页" not in whole
    assert cut.count('<td class="quiet d place-name">') == 3
    assert f"这里是前 3 行，共 {total} 行" in cut


def test_hostile_names_are_text(desk: Desk) -> None:
    text = html(desk, "gaps", "2026-09-30", rule="county-local-soe")  # its pairing with the local SOE is over

    assert HOSTILE not in text
    assert str(escape(HOSTILE)) in text


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"sort": "colour"}, "sort does not take 'colour'"),
        ({"group_by": "force"}, "group_by does not take 'force'"),
        ({"page": "0"}, "page is a whole number"),
        ({"unknown": "maybe"}, "unknown does not take 'maybe'"),
        ({"state": "gone"}, "--state does not take 'gone'"),
        ({"rule": "no-rule"}, "there is no rule 'no-rule'"),
    ],
)
def test_a_wrong_option_is_said(desk: Desk, options: dict[str, str], said: str) -> None:
    with pytest.raises((UsageError, NameNotFoundError), match=said):
        gaps.content(asked(desk, "gaps", DAY, **options))


def test_a_reader_limited_to_a_place_sees_and_counts_only_that(desk: Desk) -> None:
    text = html(desk, "gaps", DAY, place="510102", unknown="true")

    assert "云岭" in text
    assert "清溪" not in text
    content = gaps.content(asked(desk, "gaps", DAY, place="510102", unknown="true"))
    assert content["pages"].total == desk.ask("gaps", {"as_of": DAY, "within": "510102", "unknown": True})["total"]
