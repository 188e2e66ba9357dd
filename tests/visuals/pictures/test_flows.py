"""The links of the flow picture add up to what the questions count, at every level of it."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.desk import Desk
from graph_model.days import parse_day
from graph_model.vocabulary import Force, Kind
from queries.dispatches import DISPATCHES
from queries.dispatches import Params as DispatchParams
from queries.pairings import PAIRINGS
from queries.pairings import Params as PairingParams
from visuals.pictures.flow.flows import Flows, flow_rows, flows
from visuals.pictures.flow.gathering import Flow, Node, gathered
from visuals.words import Lang

DAY = parse_day("2026-11-24")
UNITS = """\
id,kind,name,short_name,name_en,parent,stands_for
51,province,川省,,,,
5101,prefecture,青山州,青山,Green Mountains,51,
510101,county,清溪县,清溪,Clear Brook County,5101,
s-1,school,清溪中学,,,510101,
org,party_organization,中学支部,,,,s-1
510102,county,云岭县,云岭,,5101,
510201,county,独县,,,,
far,university,远方大学,,,51,
h,local_soe,甲公司,,,,
"""
PAIRINGS_TABLE = """\
id,force,helper,recipient,since,through
p-1,soe,h,510101,2024-01-01,
p-2,soe,h,org,2024-01-01,
p-3,east_west,h,510102,2024-01-01,2026-11-24
p-over,east_west,h,510102,2024-01-01,2026-11-23
p-later,east_west,h,510102,2026-11-25,
p-lone,soe,h,510201,2024-01-01,
p-far,designated,h,far,2024-01-01,
p-prefecture,designated,h,5101,2024-01-01,
"""
DISPATCHES_TABLE = """\
id,force,sender,host,post,headcount,since
d-1,soe,h,510101,seconded_cadre,9,2024-01-01
"""


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Desk]:
    for name, text in {"u": UNITS, "p": PAIRINGS_TABLE, "d": DISPATCHES_TABLE}.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    with Desk.open(":memory:", create=True) as desk:
        assert desk.load([tmp_path]).exit_code == 0
        yield desk


def told(shown: Flows) -> dict[tuple[str, str, str], tuple[int, int]]:
    return {(flow.force, flow.middle.name, flow.end.name): (flow.pairings, flow.dispatches) for flow in shown.flows}


def test_links_are_counted_once_for_the_unit_stood_for_on_the_day(small: Desk) -> None:
    shown = flows(small.graph(), None, DAY, Lang.ZH)

    assert told(shown) == {
        ("soe", "青山", "清溪"): (2, 1),  # nine people are one dispatch; the branch stands for the school
        ("east_west", "青山", "云岭"): (1, 0),  # not the one that ended the day before, nor the one of tomorrow
        ("designated", "青山", "不属任何县（市、区）"): (1, 0),
        ("soe", "不属任何市（州）", "独县"): (1, 0),
        ("designated", "不属任何市（州）", "不属任何县（市、区）"): (1, 0),
    }
    assert (shown.total, shown.middle, shown.end) == (7, Kind.PREFECTURE, Kind.COUNTY)


def test_a_place_keeps_what_lies_in_it(small: Desk) -> None:
    graph = small.graph()

    assert told(flows(graph, graph.find("510101"), DAY, Lang.EN)) == {("soe", "Green", "Clear"): (2, 1)}
    assert flows(graph, graph.find("h"), DAY, Lang.ZH).flows == []


def test_the_table_says_the_same_in_words(small: Desk) -> None:
    rows = flow_rows(flows(small.graph(), None, DAY, Lang.ZH), Lang.ZH)

    assert tuple(rows[0]) == ("国有企业帮扶", "青山", "清溪", 2, 1, 3)
    assert sum(row.links for row in rows) == 7


@pytest.mark.parametrize("within", [None, "513400", "513431"])
def test_the_example_adds_up_to_pairings_and_dispatches(example: Desk, within: str | None) -> None:
    graph = example.graph()
    slot = None if within is None else graph.find(within)
    shown = flows(graph, slot, DAY, Lang.ZH)

    for force in Force:
        of_force = [flow for flow in shown.flows if flow.force is force]
        pairings = PAIRINGS.answer(graph, PairingParams(DAY, force=force, within=slot)).total
        dispatches = DISPATCHES.answer(graph, DispatchParams(DAY, force=force, within=slot)).total
        assert sum(flow.pairings for flow in of_force) == pairings
        assert sum(flow.dispatches for flow in of_force) == dispatches


def test_each_county_of_the_example_adds_up(example: Desk) -> None:
    graph = example.graph()
    by_county = Counter[str]()
    for flow in flows(graph, None, DAY, Lang.ZH).flows:
        by_county[flow.end.id] += flow.links

    assert len(by_county) == 39
    for county, links in by_county.items():
        slot = graph.find(county)
        pairings = PAIRINGS.answer(graph, PairingParams(DAY, within=slot)).total
        assert links == pairings + DISPATCHES.answer(graph, DispatchParams(DAY, within=slot)).total


def test_above_sixty_counties_provinces_and_prefectures_are_shown(tmp_path: Path) -> None:
    """20 provinces of 4 prefectures of 1 county: the later the province, the more links it has."""
    units, pairings = ["id,kind,name,parent", "h,local_soe,甲公司,"], ["id,force,helper,recipient,since"]
    for province in range(20):
        units.append(f"p{province:02},province,省{province:02},")
        for number in range(4):
            prefecture = f"p{province:02}-{number}"
            units += [
                f"{prefecture},prefecture,市{prefecture},p{province:02}",
                f"{prefecture}-c,county,县{prefecture},{prefecture}",
            ]
            for link in range(province + number + 1):
                unit = f"{prefecture}-s{link}"
                units.append(f"{unit},school,校{unit},{prefecture}-c")
                pairings.append(f"l-{unit},soe,h,{unit},2024-01-01")
    for name, lines in {"u": units, "p": pairings}.items():
        (tmp_path / f"{name}.csv").write_text("\n".join(lines), encoding="utf-8")
    with Desk.open(":memory:", create=True) as desk:
        assert desk.load([tmp_path]).exit_code == 0
        shown = flows(desk.graph(), None, DAY, Lang.ZH)

    assert shown.total == len(pairings) - 1
    assert (shown.middle, shown.end) == (Kind.PROVINCE, Kind.PREFECTURE)
    middles = list(dict.fromkeys(flow.middle.name for flow in shown.flows))
    assert middles == [*(f"省{province:02}" for province in range(8, 20)), "其余 8 个"]
    of_rest = [flow for flow in shown.flows if flow.middle.name == "其余 8 个"]
    assert [(flow.end.name, flow.links) for flow in of_rest] == [("其余 8 个", sum(4 * p + 10 for p in range(8)))]
    # 48 prefectures are left and 40 are named: of the least eight, four are of the first province.
    eighth = {flow.end.name: flow.links for flow in shown.flows if flow.middle.name == "省08"}
    assert eighth["其余 3 个"] == 9 + 10 + 11
    assert eighth["市p08-3"] == 12


def node(name: str) -> Node:
    return Node(name, name, name)


def test_what_is_gathered_keeps_its_links_and_stands_last() -> None:
    made = [
        Flow(force, node(f"m{middle:02}"), node(f"m{middle:02}/e{end:02}"), middle + 1, end)
        for middle in range(20)
        for end in range(6)
        for force in (Force.SOE, Force.EAST_WEST)
    ]
    shown = gathered(made, Lang.EN)

    assert sum(flow.pairings for flow in shown) == sum(flow.pairings for flow in made)
    assert sum(flow.dispatches for flow in shown) == sum(flow.dispatches for flow in made)
    assert shown[-1].middle.name == "8 more"
    ends = {flow.end for flow in shown if flow.middle.id}
    gathered_ends = [int(end.name.split()[0]) for end in ends if not end.id]
    named = len(ends) - len(gathered_ends)
    assert named + sum(gathered_ends) == 12 * 6
    assert min(gathered_ends) > 1  # one alone keeps its name
    assert 40 <= named <= 41
    assert [flow.force for flow in shown[-2:]] == [Force.EAST_WEST, Force.SOE]


def test_one_too_many_is_not_gathered() -> None:
    made = [Flow(Force.SOE, node(f"m{n:02}"), node(f"e{n:02}"), 1, 0) for n in range(13)]

    assert gathered(made, Lang.ZH) == made
