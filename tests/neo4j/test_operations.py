"""Undo, withdrawal, remembered names and completeness: the same ledger on both stores, asked in three ways."""

from pathlib import Path
from typing import Any

import pytest

from api.desk import Desk
from graph_model.days import parse_day
from loaders.load_options import Complete, LoadOptions
from queries import QUESTIONS
from tests.api.small import write_tables
from tests.neo4j.conftest import Database
from tests.neo4j.test_engines import in_database, list_of

WIDE = """\
东西部协作与国企帮扶一览表,,,
受扶县,东西部协作,国企,结对时间
青溪县,东江区（牵头）、第二建设公司,无,2024年1月至2026年12月
"""
MORE = "编号,帮扶力量,帮扶方,受扶方,起始\nm-1,国企,第一能源公司,白石县,2025\n"


def operate(desk: Desk, folder: Path) -> None:
    """Every way to change a ledger, each as an import of its own."""
    desk.load([folder / "tables"])
    desk.load([folder / "wide.csv"])
    desk.add_alias("老青溪", "511001")
    desk.load([folder / "more.csv"], LoadOptions(complete=Complete("白石县", parse_day("2026-06-30"), True)))
    desk.withdraw("p-4", "从来没有过")
    desk.undo(2)
    desk.undo(6)
    desk.remove_alias("老青溪", "511001")


@pytest.mark.slow
def test_every_operation_leaves_the_same_ledger(database: Database, tmp_path: Path) -> None:
    database.clean()
    write_tables(tmp_path / "tables")
    for name, text in (("wide", WIDE), ("more", MORE)):
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    with Desk.open(tmp_path / "s.db", create=True) as sqlite, Desk.open(database.url, create=True) as neo4j:
        for desk in (sqlite, neo4j):
            operate(desk, tmp_path)
        with in_database(database) as cypher:
            for known_at in range(1, 9):
                for question in QUESTIONS:
                    options: dict[str, Any] = {"as_of": "2026-03-01", "known_at": str(known_at)}
                    options |= {"unit": "511001"} if question == "unit" else {}
                    expected = sqlite.ask(question, options)
                    assert neo4j.ask(question, options) == expected, (question, known_at)
                    assert list_of(cypher.ask(question, options)) == list_of(expected), (question, known_at)
