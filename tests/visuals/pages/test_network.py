"""The network page: what is drawn first, what the legend counts, who may see what; answers worked out by hand."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from api.desk import Desk
from tests.visuals.pages.asking import content, html
from tests.visuals.reports import DAY, HOSTILE, loaded
from visuals.words import Lang


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with Desk.open(":memory:", create=True) as opened:
        loaded(opened, tmp_path_factory.mktemp("network") / "in")
        yield opened


def told(desk: Desk, place: str | None = None, **options: str) -> Mapping[str, Any]:
    return content(desk, "network", DAY, place=place, **options)


def lines(desk: Desk, place: str | None = None, **options: str) -> list[tuple[str, str, str]]:
    edges = told(desk, place, **options)["data"]["edges"]
    return sorted((edge["from"], edge["to"], edge["state"]) for edge in edges)


def units(desk: Desk, place: str | None = None, **options: str) -> dict[str, Any]:
    return {node["id"]: node for node in told(desk, place, **options)["data"]["nodes"]}


def boxes(desk: Desk, **options: str) -> dict[str, tuple[int, bool]]:
    legend = told(desk, **options)["legend"]
    return {box.code: (box.there_are, box.is_ticked) for each in legend for box in each.boxes}


EAST = ("h-east", "510101", "in_force")


def test_first_come_counties_and_who_helps_them_now(desk: Desk) -> None:
    far, soe = ("h-east", "510102", "in_force"), ("h-soe", "510101", "in_force")

    assert lines(desk) == [EAST, EAST, far, soe]
    assert lines(desk, within="5101") == [EAST, EAST, far, soe]


def test_within_a_county_comes_all_that_lies_there_and_is_not_over(desk: Desk) -> None:
    towns = [("h-town", "t-1", "in_force"), ("h-town", "t-3", "planned")]
    over = ("h-town", "t-2", "lapsed")

    assert lines(desk, within="510101") == [EAST, EAST, ("h-soe", "510101", "in_force"), *towns]
    assert over in lines(desk, within="510101", state="all")
    assert over in lines(desk, around="h-town")


def test_the_legend_counts_what_there_would_be_without_it(desk: Desk) -> None:
    found = boxes(desk, within="510101", kind="county,local_soe", force="soe")

    assert [found[each] for each in ("in_force", "planned", "lapsed")] == [(4, True), (1, True), (1, False)]
    assert [found[each] for each in ("east_west", "soe", "group_talent")] == [(5, False), (1, True), (0, False)]
    # Two counties, four townships, one firm; kinds of which there are none have no box.
    assert [found[each] for each in ("county", "township", "local_soe")] == [(2, True), (4, False), (1, True)]
    assert "hospital" not in found
    assert lines(desk, within="510101", kind="county,local_soe", force="soe") == [("h-soe", "510101", "in_force")]


def test_who_is_expanded_brings_others_and_moves_nobody(desk: Desk) -> None:
    before, after = units(desk, within="510101"), units(desk, within="510101", expand="h-east", kind="county")
    whole = units(desk, within="510101", kind="county")

    assert set(after) - set(whole) == {"510102"}
    assert {each: (node["x"], node["y"]) for each, node in after.items() if each in whole} == {
        each: (node["x"], node["y"]) for each, node in whole.items()
    }
    assert (after["510102"]["pinned"], after["h-east"]["whole"], before["h-east"]["whole"]) == (True, True, False)


def test_a_limited_reader_sees_no_line_to_elsewhere(desk: Desk) -> None:
    assert ("h-east", "510102", "in_force") not in lines(desk, "510101", around="h-east", expand="510101")
    assert lines(desk, "510101", around="h-east") == [EAST, EAST]
    found = units(desk, "510101", around="h-east")
    assert found["h-east"]["href"] is None
    assert found["510101"]["href"] is not None


def test_place_and_unit_together_say_so_and_offer_all(desk: Desk) -> None:
    drawn = html(desk, "network", DAY, around="h-east", within="510102")

    assert lines(desk, around="h-east", within="510102") == [("h-east", "510102", "in_force")]
    assert "只画受扶方在 云岭县 的连线" in drawn
    assert 'href="/network?as_of=2026-06-30&amp;around=h-east"' in drawn


def test_the_cap_is_said(desk: Desk) -> None:
    drawn = html(desk, "network", DAY, within="510101", limit="2")

    # A county, its two helpers and two of four townships with the helper of theirs; what is over is not drawn.
    assert "一共 6 个，画出连线最多的 2 个" in drawn


def test_an_empty_picture_says_what_to_do(desk: Desk) -> None:
    drawn = html(desk, "network", DAY, within="t-4")

    assert "这里没有结对和选派。换一个地区或单位" in drawn
    assert 'id="graph"' not in drawn


@pytest.mark.parametrize("lang", list(Lang))
def test_hostile_names_are_texts(desk: Desk, lang: Lang) -> None:
    drawn = html(desk, "network", DAY, around="h-soe", lang=lang)
    told = re.findall(r'<script type="application/json" id="graph">(.*?)</script>', drawn, re.DOTALL)

    assert HOSTILE not in drawn
    assert "<img" not in drawn
    [node] = [node for node in json.loads(told[0])["nodes"] if node["id"] == "h-soe"]
    assert node["title"].split("\n")[0] == HOSTILE
    assert " style=" not in drawn


def test_side_by_side_lie_those_of_one_kind_that_are_drawn(desk: Desk) -> None:
    """Of three townships that are or were helped, two are on the day and later."""
    [now] = told(desk, within="510101")["data"]["sectors"]
    [ever] = told(desk, within="510101", state="all")["data"]["sectors"]

    assert (now["kind"], sorted(now["units"]), sorted(ever["units"])) == (
        "township",
        ["t-1", "t-3"],
        ["t-1", "t-2", "t-3"],
    )
