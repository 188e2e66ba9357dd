"""An export for other programs: JSON, GraphML and GEXF read back, a Cypher script taken apart by a slow reader."""

import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import networkx
import pytest

from api.desk import Desk
from tests.visuals.cypher_reading import does, rows, statements
from tests.visuals.exports import exported, written
from visuals.export import Export
from visuals.export_formats import writer_of
from visuals.export_graph import graph_of
from visuals.words import FICTIONAL, Lang

GRAPHS: dict[str, Callable[[Path], Any]] = {
    ".graphml": lambda path: networkx.read_graphml(path, force_multigraph=True),
    ".gexf": lambda path: networkx.read_gexf(path, version="1.2draft"),
}
every_graph = pytest.mark.parametrize("suffix", GRAPHS)
every_format = pytest.mark.parametrize("suffix", [".json", ".graphml", ".gexf", ".cypher"])

HOSTILE = """\
id,kind,name,short_name,parent
h-1,county,"a'; MATCH (n) DETACH DELETE n; //",\\u0027 \\\\u0027}] AS x DETACH DELETE x //,
h-2,school,</script><script>alert(1)</script>,]]> &lt; \N{BELL}\N{PARAGRAPH SEPARATOR}$x `y` {z},h-1
"""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Desk.open(":memory:", create=True) as opened:
        folder = written(tmp_path / "in")
        (folder / "h.csv").write_text(HOSTILE, encoding="utf-8")
        assert opened.load([folder]).exit_code == 0
        yield opened


def document(path: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return read


def test_json_is_the_tables_with_whole_days_and_their_precision(desk: Desk, tmp_path: Path) -> None:
    told = document(exported(desk, tmp_path / "all.json"))

    assert list(told) == ["known_at", "time", "within", "units", "pairings", "dispatches", "returns", "packs"]
    assert (told["known_at"], told["within"]) == (1, None)
    assert [unit["id"] for unit in told["units"]] == [
        *("007", "51", "5101", "5102", "f-1", "f-2", "f-3", "h-1", "h-2"),
    ]
    assert told["units"][0] | {"x": 1} == {
        "id": "007",
        "kind": "county",
        "name": "<b>青溪</b>县",
        "short_name": "=1+1",
        "name_en": None,
        "aliases": ["溪县", "=溪"],
        "parent": "5101",
        "stands_for": None,
        "scope": ["key", "sichuan39"],
        "lat": -30.5,
        "lon": 101.0,
        "since": "1950-01-01",
        "since_precision": "year",
        "through": "2030-06-30",
        "through_precision": "month",
        "x": 1,
    }
    assert told["pairings"][0] == {
        "id": "P.2",
        "force": "soe",
        "helper": "f-1",
        "recipient": "5102",
        "role": None,
        "agreement": None,
        "since": "2021-06-01",
        "since_precision": "month",
        "through": "2025-02-28",
        "through_precision": "month",
        "seen": None,
        "basis": "'=x",
        "note": "=1",
    }
    assert [(each["id"], each["headcount"], each["field"]) for each in told["dispatches"]] == [
        ("d-2", 1, None),
        ("p-1", 3, "发改"),
    ]
    assert [each["within"] for each in told["returns"]] == ["51", "5101"]
    assert [pack["id"] for pack in told["packs"]] == ["own"]
    assert 'id = "z-last"' in told["packs"][0]["toml"]


@every_graph
def test_a_graph_is_read_back_with_equal_nodes_links_and_attributes(desk: Desk, tmp_path: Path, suffix: str) -> None:
    made = graph_of(Export.of(desk.graph(), Lang.ZH), lambda *_: None)

    read = GRAPHS[suffix](exported(desk, tmp_path / f"all{suffix}"))

    assert dict(read.nodes(data=True)) == dict(made.nodes(data=True))
    assert links_of(read) == links_of(made)
    assert len(links_of(made)) == 3 + 2 + 5 + 1  # pairings, dispatches, parents, one that stands for another


def links_of(graph: Any) -> list[Any]:
    return sorted(graph.edges(keys=True, data=True), key=lambda each: each[2])


@every_graph
def test_what_stands_on_nodes_and_links(desk: Desk, tmp_path: Path, suffix: str) -> None:
    graph = GRAPHS[suffix](exported(desk, tmp_path / f"all{suffix}", Lang.EN))

    assert graph.nodes["007"] == {
        "label": "<b>青溪</b>县",
        "kind": "county",
        "kind_word": "County",
        "name": "<b>青溪</b>县",
        "short_name": "=1+1",
        "aliases": "溪县、=溪",
        "scope": "key、sichuan39",
        "lat": -30.5,
        "lon": 101.0,
        "since": "1950-01-01",
        "since_precision": "year",
        "through": "2030-06-30",
        "through_precision": "month",
    }
    assert graph["f-1"]["007"]["pairing:p-1"]["relation"] == "PAIRED_WITH"
    assert graph["f-1"]["007"]["dispatch:p-1"] == {
        "id": "dispatch:p-1",
        "link_id": "p-1",
        "relation": "DISPATCHED_TO",
        "label": "Seconded cadre",
        "force": "designated",
        "post": "seconded_cadre",
        "field": "发改",
        "headcount": 3,
        "since": "2022-02-28",
        "since_precision": "day",
    }
    assert graph["f-3"]["f-2"]["stands_for:f-3"]["relation"] == "STANDS_FOR"
    assert graph["f-3"]["f-2"]["pairing:p:3"]["seen"] == "2023-06-30"


@every_format
def test_the_same_ledger_gives_the_same_bytes_and_an_earlier_one_its_own(
    desk: Desk, tmp_path: Path, suffix: str
) -> None:
    one, two = (exported(desk, tmp_path / f"{name}{suffix}").read_bytes() for name in "ab")
    (tmp_path / "later.csv").write_text("id,force,helper,recipient,since,through\np-1,soe,f-1,007,2021,2024\n")
    desk.load([tmp_path / "later.csv"])

    assert one == two
    assert exported(desk, tmp_path / f"then{suffix}", known_at=1).read_bytes() == one
    assert exported(desk, tmp_path / f"now{suffix}").read_bytes() != one


@every_format
def test_fictional_data_says_so(desk: Desk, suffix: str) -> None:
    out = io.BytesIO()
    writer_of(suffix)(Export.of(desk.graph(), Lang.EN, fictional=True), out, lambda *_: None)

    text = out.getvalue().decode()

    assert FICTIONAL in text.splitlines()[0] + "".join(text.splitlines()[1:2])
    if suffix == ".cypher":
        made = [does(each) for each in statements(text)[1:] if "SET" in does(each)]
        assert all(each.endswith(".fictional = true") for each in made)


def test_a_cypher_script_says_what_the_ledger_says(desk: Desk, tmp_path: Path) -> None:
    script = statements(exported(desk, tmp_path / "all.cypher").read_text(encoding="utf-8"))

    assert script[0] == "CREATE CONSTRAINT unit_id IF NOT EXISTS FOR (u:Unit) REQUIRE u.id IS UNIQUE"
    ends = "MATCH (a:Unit {id: c[0]}) MATCH (b:Unit {id: c[1]}) MERGE (a)"
    assert [does(statement).split(" = ")[0] for statement in script[1:]] == [
        *(f"MERGE (u:Unit {{id: c[0]}}) SET u:{label}, u.kind" for label in ("County", "Province", "Prefecture")),
        *(f"MERGE (u:Unit {{id: c[0]}}) SET u:{label}, u.kind" for label in ("LocalSoe", "School")),
        "MERGE (u:Unit {id: c[0]}) SET u:PartyOrganization, u.kind",
        f"{ends}-[:PART_OF]->(b)",
        f"{ends}-[:STANDS_FOR]->(b)",
        f"{ends}-[x:PAIRED_WITH {{id: c[2]}}]->(b) SET x.force",
        f"{ends}-[x:DISPATCHED_TO {{id: c[2]}}]->(b) SET x.force",
    ]
    pairings, dispatches = ({row["id"]: row for row in rows(script[place])} for place in (9, 10))
    assert pairings["P.2"] == {
        "source": "f-1",
        "target": "5102",
        "id": "P.2",
        "force": "soe",
        "basis": "'=x",
        "note": "=1",
        "since": "2021-06-01",
        "until": "2025-03-01",
        "since_precision": "month",
        "until_precision": "month",
    }
    assert pairings["p:3"]["seen"] == "2023-06-30"
    assert pairings["p-1"]["basis"] == "换行 文件"
    assert dispatches["p-1"]["headcount"] == "3"
    for read in ("x.since = date(c[6])", "x.until = date(c[8])", "x.seen = date(c[10])"):
        assert read in does(script[9])
    assert "x.headcount = toInteger(c[6])" in does(script[10])
    assert "u.aliases = split(c[5], '、')" in does(script[1])
    assert rows(script[7])[0] == {"source": "007", "target": "5101"}


def test_hostile_names_stay_texts_in_a_cypher_script(desk: Desk, tmp_path: Path) -> None:
    script = statements(exported(desk, tmp_path / "all.cypher").read_text(encoding="utf-8"))

    units = {row["id"]: row for statement in script[1:7] for row in rows(statement)}

    assert units["h-1"]["name"] == "a'; MATCH (n) DETACH DELETE n; //"
    assert units["h-1"]["short_name"] == r"\u0027 \\u0027}] AS x DETACH DELETE x //"
    assert units["h-2"]["name"] == "</script><script>alert(1)</script>"
    assert units["007"]["name"] == "<b>青溪</b>县"


def test_a_part_of_it_names_the_unit(desk: Desk, tmp_path: Path) -> None:
    told = document(exported(desk, tmp_path / "part.json", within="5101"))

    assert told["within"] == "青山州 (5101)"
    assert [each["id"] for each in told["pairings"]] == ["p-1", "p:3"]
    assert [each["id"] for each in told["units"]] == ["007", "51", "5101", "f-1", "f-2", "f-3"]
