"""The flow picture: true heights, words for every colour, links, and nothing that a name brings in."""

import re
from collections import defaultdict
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from api.desk import Desk
from graph_model.days import parse_day
from graph_model.vocabulary import Force, Kind
from tests.visuals.pictures.drawn import HOSTILE, SVG, assert_harmless, links, read, texts, title
from visuals.pictures.flow.flow import Hrefs, flow_picture
from visuals.pictures.flow.flows import Flows, flows
from visuals.pictures.flow.gathering import Flow, Node
from visuals.pictures.flow.stacks import stacked
from visuals.words import Lang

DAY = parse_day("2026-11-24")
HREFS = Hrefs(lambda unit: f"/county/{unit}", lambda force: f"/pairings?force={force}")
A, B = Node("a", "51", "甲州"), Node("b", "52", "乙州")
A1, A2, B1 = Node("a/1", "5101", "清溪"), Node("a/2", "5102", "云岭"), Node("b/rest", "", "其余 3 个")
SMALL = Flows(
    Kind.PREFECTURE,
    Kind.COUNTY,
    [
        Flow(Force.EAST_WEST, A, A1, 10, 0),
        Flow(Force.SOE, A, A1, 2, 3),
        Flow(Force.SOE, A, A2, 5, 0),
        Flow(Force.EAST_WEST, B, B1, 0, 20),
    ],
)


def streams(picture: str) -> list[ElementTree.Element]:
    return [each for each in read(picture).iter(f"{SVG}path") if "stream" in each.get("class", "")]


def test_every_band_says_from_where_to_where_and_how_many() -> None:
    said = [title(each) for each in streams(str(flow_picture(SMALL, Lang.ZH, HREFS)))]

    assert said == [
        "东西部协作 → 甲州：10 条（结对 10，选派 0）",
        "东西部协作 → 乙州：20 条（结对 0，选派 20）",
        "国有企业帮扶 → 甲州：10 条（结对 7，选派 3）",
        "东西部协作 · 甲州 → 清溪：10 条（结对 10，选派 0）",
        "国有企业帮扶 · 甲州 → 清溪：5 条（结对 2，选派 3）",
        "国有企业帮扶 · 甲州 → 云岭：5 条（结对 5，选派 0）",
        "东西部协作 · 乙州 → 其余 3 个：20 条（结对 0，选派 20）",
    ]


def test_bars_and_bands_are_as_high_as_there_are_links() -> None:
    stacks = stacked(SMALL)
    scale = stacks.ends[B1].height / 20

    for bars in (stacks.forces, stacks.middles, stacks.ends):
        assert sum(bar.height for bar in bars.values()) == pytest.approx(40 * scale)
        assert sum(bar.links for bar in bars.values()) == 40
    for bands in (stacks.into, stacks.onward):
        assert sum(band.thick for band in bands) == pytest.approx(40 * scale)


def test_bands_fill_the_bars_at_both_ends(example: Desk) -> None:
    stacks = stacked(flows(example.graph(), None, DAY, Lang.ZH))
    starts, ends = defaultdict[object, float](float), defaultdict[object, float](float)
    for band in (*stacks.into, *stacks.onward):
        starts[band.start] += band.thick
        ends[band.end] += band.thick

    assert starts == pytest.approx(
        {key: bar.height for bars in (stacks.forces, stacks.middles) for key, bar in bars.items()}
    )
    assert ends == pytest.approx(
        {key: bar.height for bars in (stacks.middles, stacks.ends) for key, bar in bars.items()}
    )


def test_nothing_in_a_column_overlaps_and_names_have_room(example: Desk) -> None:
    stacks = stacked(flows(example.graph(), None, DAY, Lang.ZH))

    for bars, apart in ((stacks.forces, 40), (stacks.middles, 16), (stacks.ends, 16)):
        ordered = sorted(bars.values(), key=lambda bar: bar.y)
        assert ordered[0].y >= 0
        assert ordered[-1].y + ordered[-1].height <= stacks.height + 0.01
        for above, below in pairwise(ordered):
            assert below.y >= above.y + above.height - 0.01
            assert below.middle - above.middle >= apart


def test_names_and_numbers_stand_at_every_bar_and_lead_on() -> None:
    found = links(str(flow_picture(SMALL, Lang.ZH, HREFS)))

    assert {address: texts(each) for address, each in found.items()} == {
        "/pairings?force=east_west": ["东西部协作", "30"],
        "/pairings?force=soe": ["国有企业帮扶", "10"],
        "/county/51": ["甲州20"],
        "/county/52": ["乙州20"],
        "/county/5101": ["清溪15"],
        "/county/5102": ["云岭5"],
    }
    assert found["/county/5101"].get("aria-label") == "清溪：15 条"
    assert "其余 3 个20" in texts(read(str(flow_picture(SMALL, Lang.ZH, HREFS))))


def test_forces_are_told_apart_without_colour() -> None:
    drawn = read(str(flow_picture(SMALL, Lang.ZH, HREFS)))

    assert [each.text for each in drawn.iter(f"{SVG}text") if each.get("class") == "initial"] == ["东", "东", "企"]


def test_english_is_complete(example: Desk) -> None:
    picture = str(flow_picture(flows(example.graph(), None, DAY, Lang.EN), Lang.EN, HREFS))

    assert not re.search(r"[\u4e00-\u9fff]", picture)
    assert "East-west collaboration → Liangshan: " in picture


def test_the_example_is_small_and_harmless(example: Desk) -> None:
    picture = str(flow_picture(flows(example.graph(), None, DAY, Lang.ZH), Lang.ZH, HREFS))

    assert len(picture.encode()) < 120_000
    assert_harmless(picture)
    assert len(links(picture)) == 5 + 8 + 39


def test_hostile_names_stay_text() -> None:
    hostile = Node("x", HOSTILE, HOSTILE)
    picture = str(
        flow_picture(Flows(Kind.PREFECTURE, Kind.COUNTY, [Flow(Force.SOE, hostile, hostile, 1, 0)]), Lang.ZH, HREFS)
    )

    assert_harmless(picture)
    assert HOSTILE in "".join(read(picture).itertext())


@pytest.mark.parametrize(("lang", "said"), [(Lang.ZH, "请换一天"), (Lang.EN, "choose another day")])
def test_without_a_link_it_says_what_to_do(lang: Lang, said: str) -> None:
    picture = str(flow_picture(Flows(Kind.PREFECTURE, Kind.COUNTY, []), lang, HREFS))

    assert said in picture
    assert "<svg" not in picture
