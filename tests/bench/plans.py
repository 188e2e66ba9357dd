"""How the server goes about each question: what PROFILE says, beside what no plan may do."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from neo4j import GraphDatabase
from rich import box
from rich.console import Console
from rich.table import Table

from api.desk import Desk
from api.options import as_of_day, directory_of, params_of
from graph_model.days import today
from graph_model.question import Question
from queries import QUESTIONS
from queries.cypher_texts import cypher_of, cypher_of_present
from queries.in_database import parameters_of
from tests.bench.asking import TIMELINE_RULE

FORBIDDEN = ("AllNodes", "AllRelationships", "Cartesian")
"""Parts of operators' names: a match without a label, one without a type, every pair of two matches."""
_NARROWED: Mapping[str, Mapping[str, str]] = {
    "timeline": {"rule": TIMELINE_RULE, "from": "2026-01", "to": "2026-01"},
    "helpers": {"at_least": "1000"},
    "changes": {"since": "2"},  # after the two large loads, whose million changes at M fill a heap of 2 GB
}
"""Options with which the longest questions come to an end soon; a plan is the same for all options."""
_PAGE = {"skip": 0, "limit": 1_000, "total": None}


@dataclass(frozen=True, slots=True)
class Plan:
    """What one text came to. `starts` are the operators that rows come from, each with its database hits."""

    question: str
    text: str
    hits: int
    operators: int
    starts: Mapping[str, int]
    forbidden: tuple[str, ...]


def plans(desk: Desk, auth: tuple[str, str], url: str, unit: str) -> Iterator[Plan]:
    """Of every question, asked of the whole graph or of one unit: the text for the present, and that for any import."""
    with GraphDatabase.driver(url, auth=auth, notifications_min_severity="OFF") as driver:
        for name, question in QUESTIONS.items():
            ask = _parameters(desk, question, unit)
            for said, text in (("present", cypher_of_present(name)), ("any import", cypher_of(name))):
                if text is not None:
                    profile = driver.execute_query(f"PROFILE {text}", ask=ask).summary.profile
                    assert profile is not None
                    yield _plan(name, said, profile)


def _parameters(desk: Desk, question: Question[Any, Any], unit: str) -> dict[str, Any]:
    graph = desk.graph()
    options = {each.name: unit for each in question.options if each.option.argument}
    options |= _NARROWED.get(question.name, {})
    params = params_of(question, directory_of(graph), as_of_day(options, today()), options)
    return {**parameters_of(question, params, graph.known_at, graph.id), **_PAGE}


def _plan(question: str, text: str, profile: dict[str, Any]) -> Plan:
    parts = list(_parts(profile))
    names = [part["operatorType"].split("@")[0] for part in parts]
    starts: dict[str, int] = {}
    for name, part in zip(names, parts, strict=True):
        if not part.get("children") and name != "Argument":
            starts[name] = starts.get(name, 0) + _hits(part)
    forbidden = tuple(sorted({name for name in names if any(each in name for each in FORBIDDEN)}))
    return Plan(question, text, sum(map(_hits, parts)), len(parts), starts, forbidden)


def _hits(part: Mapping[str, Any]) -> int:
    return int(part.get("args", {}).get("DbHits", 0))


def _parts(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for child in plan.get("children", []):
        yield from _parts(child)


def print_plans(to: Console, found: list[Plan]) -> None:
    table = Table(title="PROFILE of each question", box=box.SIMPLE, title_justify="left")
    for heading in ("question", "text", "database hits", "operators", "rows come from (hits)", "must not be there"):
        table.add_column(heading, justify="right" if heading in ("database hits", "operators") else "left")
    for plan in found:
        starts = ", ".join(f"{name} {hits:,}" for name, hits in sorted(plan.starts.items(), key=lambda each: -each[1]))
        forbidden = f"[bold red]{', '.join(plan.forbidden)}[/]" if plan.forbidden else "none"
        table.add_row(plan.question, plan.text, f"{plan.hits:,}", str(plan.operators), starts, forbidden)
    to.print(table)
