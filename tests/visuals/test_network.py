"""The network as one file: what is drawn, worked out by hand; hostile names; no request; 3,000 units."""

import json
import re
import tomllib
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest

from api.desk import Desk
from graph_model.days import parse_day
from tests.visuals.reports import DAY, HOSTILE, elements, loaded
from visuals.network.asked import MOST, NetworkAsk
from visuals.network.chosen import chosen
from visuals.network.page import network_page
from visuals.words import FICTIONAL, Lang

VENDORED = sorted(Path(__file__).parents[2].glob("*/**/vendor/vendored.toml"))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Desk.open(":memory:", create=True) as opened:
        loaded(opened, tmp_path / "in")
        yield opened


def page(desk: Desk, within: str = "", around: str = "", lang: Lang = Lang.ZH, **more: Any) -> str:
    graph, day = desk.graph(), parse_day(DAY)
    place, unit = (graph.find(each) if each else None for each in (within, around))
    return network_page(graph, NetworkAsk(day, within=place, around=unit, limit=MOST), lang, **more)


def data(html: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="graph">(.*?)</script>', html, re.DOTALL)
    assert found
    read: dict[str, Any] = json.loads(found[1])
    return read


def lines(html: str) -> list[tuple[str, str, str, str]]:
    return sorted((each["from"], each["to"], each["force"], each["state"]) for each in data(html)["edges"])


def test_within_a_place_is_every_link_to_what_lies_there(desk: Desk) -> None:
    html = page(desk, within="510101")

    assert lines(html) == [
        # The dispatch to the task force counts for the county that it stands for, like the pairing and the cadre.
        ("h-east", "510101", "east_west", "in_force"),
        ("h-east", "510101", "east_west", "in_force"),
        ("h-soe", "510101", "soe", "in_force"),
        ("h-town", "t-1", "east_west", "in_force"),
        ("h-town", "t-2", "east_west", "lapsed"),
        ("h-town", "t-3", "east_west", "planned"),
    ]
    assert {node["id"] for node in data(html)["nodes"]} == {"510101", "h-east", "h-soe", "h-town", "t-1", "t-2", "t-3"}


def test_around_a_unit_is_whom_it_helps_and_who_helps_it(desk: Desk) -> None:
    assert [line[:2] for line in lines(page(desk, around="h-east"))] == [
        ("h-east", "510101"),
        ("h-east", "510101"),
        ("h-east", "510102"),
    ]
    # The task force is drawn as the county it stands for.
    assert lines(page(desk, around="tf")) == lines(page(desk, around="510101"))


def test_lines_say_force_and_state_by_colour_and_dashes(desk: Desk) -> None:
    edges = data(page(desk, within="510101"))["edges"]
    by_end = {(edge["from"], edge["to"]): edge for edge in edges}

    assert by_end["h-town", "t-1"]["dashes"] is False
    assert by_end["h-town", "t-3"]["dashes"] == [6, 5]
    assert by_end["h-town", "t-2"]["color"]["color"] == "#9aa4af"
    assert by_end["h-soe", "510101"]["color"]["color"] != by_end["h-town", "t-1"]["color"]["color"]
    assert by_end["h-soe", "510101"]["arrows"] == "to"
    # Two dispatches of one force and state are one line, the pairing is another.
    (dispatches,) = [edge["title"] for edge in edges if "选派" in edge["title"]]
    assert dispatches == "湖区 → 清溪县\n选派 · 东西部协作 · 有效\n2024-01-01 – 2027-12-31 ×2"
    assert "2024-01-01 – 2026-08-15" in by_end["h-soe", "510101"]["title"]


def test_positions_are_given_and_no_two_units_share_one(desk: Desk) -> None:
    nodes = data(page(desk))["nodes"]

    assert len({(node["x"], node["y"]) for node in nodes}) == len(nodes) == 8
    assert "physics: false" in page(desk)
    assert page(desk) == page(desk)


@pytest.mark.parametrize("lang", list(Lang))
def test_hostile_names_are_text_and_nothing_is_asked_of_anybody(desk: Desk, lang: Lang) -> None:
    html = page(desk, lang=lang, title=HOSTILE)

    found = elements(html)
    names = {name for _, given in found for name in given}
    assert [tag for tag, _ in found].count("script") == 3
    assert not {tag for tag, _ in found} & {"img", "iframe", "link", "object", "a"}
    assert not {name for name in names if name.startswith("on")} | names & {"src", "href", "style"}
    assert HOSTILE in [node["title"].partition("\n")[0] for node in data(html)["nodes"]]
    assert "sourceMappingURL" not in html
    assert "default-src 'none'" in html


def test_fictional_data_is_marked_for_good(desk: Desk) -> None:
    html = page(desk, fictional=True)

    assert f'<div class="band" role="note">{FICTIONAL}</div>' in html
    assert FICTIONAL in re.findall(r"<title>(.*)</title>", html)[0]


def test_an_empty_place_says_so(desk: Desk) -> None:
    html = page(desk, within="t-4")

    assert "这里没有结对和选派。" in html
    assert "<script" not in html


def test_thousands_of_units_are_cut_to_the_most_connected_and_that_is_said(tmp_path: Path) -> None:
    """3,200 villages in 40 counties, each with a helper of its own, and one helper of all the counties."""
    counties = [f"c-{number:02}" for number in range(40)]
    villages = [(f"v-{number:04}", counties[number % 40]) for number in range(3_200)]
    units = ["id,kind,name,parent", *(f"{county},county,县{county}," for county in counties)]
    units += [f"{village},village,村{village},{county}" for village, county in villages] + ["hub,central_soe,总公司,"]
    links = ["id,force,helper,recipient,since", *(f"p-{c},soe,hub,{c},2024" for c in counties)]
    links += [f"q-{village},soe,{county},{village},2024" for village, county in villages]
    (tmp_path / "u.csv").write_text("\n".join(units) + "\n", encoding="utf-8")
    (tmp_path / "l.csv").write_text("\n".join(links) + "\n", encoding="utf-8")
    with Desk.open(":memory:", create=True) as desk:
        assert desk.load([tmp_path]).exit_code == 0
        started = perf_counter()
        html = page(desk)
        took = perf_counter() - started

    nodes = data(html)["nodes"]
    assert len(nodes) == MOST
    assert {"hub", *counties} <= {node["id"] for node in nodes}
    assert "画出关系最多的 3000 个，另有 241 个没有画出" in html
    assert len({(node["x"], node["y"]) for node in nodes}) == MOST
    assert took < 20, "positions are no work for a spring layout of 3,000 units"


def test_helpers_that_share_nobody_are_drawn_with_whom_they_help(tmp_path: Path) -> None:
    """30 helpers of 20, 21 … 49 villages each: the largest are drawn whole, and one as far as it fits."""
    sizes = {f"h-{number:02}": 20 + number for number in range(30)}
    villages = {f"{helper}-v{number:02}": helper for helper, size in sizes.items() for number in range(size)}
    units = ["id,kind,name,parent", "c,county,县,", *(f"{helper},central_soe,{helper}," for helper in sizes)]
    links = ["id,force,helper,recipient,since", *(f"p-{v},soe,{h},{v},2024" for v, h in villages.items())]
    (tmp_path / "u.csv").write_text("\n".join([*units, *(f"{v},village,{v},c" for v in villages)]), encoding="utf-8")
    (tmp_path / "l.csv").write_text("\n".join(links), encoding="utf-8")
    with Desk.open(":memory:", create=True) as desk:
        assert desk.load([tmp_path]).exit_code == 0
        graph = desk.graph()
        found = chosen(graph, NetworkAsk(parse_day(DAY), limit=120))

    drawn = {graph.id(unit) for unit in found.units}
    ends = {graph.id(end) for tie in found.ties for end in (tie.source, tie.target)}
    assert (len(drawn), drawn, found.of) == (120, ends, len(sizes) + len(villages))
    assert drawn & sizes.keys() == {"h-29", "h-28", "h-27"}
    assert {v for v, helper in villages.items() if helper in ("h-29", "h-28")} <= drawn


@pytest.mark.parametrize("listed", VENDORED, ids=lambda path: path.parts[-4])
def test_vendored_files_are_as_they_came(listed: Path) -> None:
    files = tomllib.loads(listed.read_text(encoding="utf-8"))["file"]

    for each in files:
        assert sha256((listed.parent / each["name"]).read_bytes()).hexdigest() == each["sha256"]
        assert (listed.parent / each["licence_file"]).stat().st_size > 500
    others = {path.name for path in listed.parent.iterdir()} - {"vendored.toml"}
    assert others == {each[name] for each in files for name in ("name", "licence_file")}
