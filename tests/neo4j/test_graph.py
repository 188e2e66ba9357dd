"""What a person sees who opens the graph in Neo4j Browser."""

from datetime import date
from pathlib import Path

import pytest

from api.desk import Desk
from graph_model import cypher
from tests.api.conftest import Run
from tests.literal.asking import loaded, unit
from tests.literal.tables import write_tables
from tests.literal.world import Load, Pairing
from tests.neo4j.conftest import Database
from tests.neo4j.worlds import LOADS


@pytest.fixture
def graph(database: Database, tmp_path: Path) -> Database:
    with Desk.open(database.url, create=True) as desk:
        for number, load in enumerate(LOADS):
            loaded(desk, write_tables(load, tmp_path / str(number)))
    return database


def test_a_plain_match_finds_what_holds_now(graph: Database) -> None:
    found = graph.rows(
        "MATCH (h)-[p:PAIRED_WITH]->(u) "
        "RETURN h.id, p.id, u.id, p.since, p.until, p.seen, p.role, p.import ORDER BY p.id"
    )

    assert [[value.to_native() if hasattr(value, "to_native") else value for value in row] for row in found] == [
        ["g1", "a", "c1", date(2024, 1, 1), None, None, "lead", 3],
        ["g2", "b", "w1", date(2024, 3, 2), None, None, None, 1],
        ["g2", "d", "c1", None, None, date(2024, 3, 2), None, 3],
    ]


def test_what_was_corrected_is_out_of_the_way_and_kept(graph: Database) -> None:
    found = graph.rows(
        "MATCH (h:Unit)-[p:WAS_PAIRED_WITH]->(u:Unit) "
        "RETURN p.id, toString(p.until), p.import, p.removed ORDER BY p.import"
    )

    assert found == [["a", "2024-03-02", 1, 2], ["a", "2024-02-02", 2, 3]]


def test_units_have_a_label_for_their_kind_and_lie_in_each_other(graph: Database) -> None:
    found = graph.rows(
        "MATCH (v:Unit:Village)-[:PART_OF]->(c:Unit:County) RETURN v.id, v.name, c.id, c.scope ORDER BY v.id"
    )

    assert found == [["v1", "新村", "c2", None], ["v2", "v2号", "c2", None]]
    assert graph.rows("MATCH (w:WorkTeam)-[:STANDS_FOR]->(v:Village) RETURN w.id, v.id") == [["w1", "v2"]]
    assert graph.rows("MATCH (v:UnitVersion)<-[:WAS]-(u:Unit) RETURN v.name, u.id ORDER BY u.id") == [
        ["v1号", "v1"],
        ["w1号", "w1"],
    ]


def test_rules_stand_as_each_that_they_are_expanded_into(graph: Database) -> None:
    assert graph.rows("MATCH (r:Rule) RETURN r.id, r.declared, r.min ORDER BY r.id") == [
        ["r1", "r1", 2],
        ["r2:designated", "r2", 1],
        ["r2:soe", "r2", 1],
        ["r3", "r3", 2],
    ]


def test_returns_hang_on_the_unit_they_speak_of(graph: Database) -> None:
    found = graph.rows("MATCH (r:Return)-[:WITHIN]->(u:Unit) RETURN r.table, u.id, toString(r.as_of) ORDER BY r.n")

    assert found == [["pairing", "c2", "2024-01-01"], ["dispatch", "p1", "2024-03-01"]]


def test_all_that_is_declared_unique_or_sought_is_online(graph: Database) -> None:
    online = {name for (name,) in graph.rows("SHOW INDEXES YIELD name, state WHERE state = 'ONLINE' RETURN name")}

    assert {name for name, _ in cypher.constraints()} <= online


WICKED = "x'}) DETACH DELETE n //`\"\\ $rows {id: 1} :Unit"


def test_text_from_tables_stays_text(database: Database, bangfu: Run, tmp_path: Path) -> None:
    village = unit("village", "v1", "c1", scope=(WICKED,))
    load = Load(
        (unit("county", "c1"), unit("local_soe", "g1"), village),
        (Pairing("a", "soe", "g1", "v1", agreement=WICKED, since=date(2024, 1, 1), basis=WICKED),),
    )
    tables = write_tables(load, tmp_path / "tables")
    units = tables / "units.csv"
    units.write_text(units.read_text(encoding="utf-8").replace("g1号", WICKED), encoding="utf-8")

    assert bangfu("load", tables, "--store", database.url).code == 0

    assert database.rows("MATCH (h)-[p:PAIRED_WITH]->(u) RETURN h.name, p.basis, p.agreement, u.scope") == [
        [WICKED, WICKED, WICKED, [WICKED]]
    ]
    assert database.rows("MATCH (u:Unit) RETURN count(u)") == [[3]]
    told = bangfu("gaps", "--within", WICKED, "--store", database.url, "--format", "csv")
    assert told.code == 0
