"""What every `.cypher` file is held to: its parameters, its labels, its order, and how Neo4j goes about it."""

import re
from pathlib import Path
from typing import Any

import pytest

from api.desk import Desk
from graph_model import labels
from graph_model.days import day_of, month_start
from graph_model.question import Question
from queries import QUESTIONS
from queries.cypher_texts import cypher_of, cypher_of_present
from queries.in_database import answers, parameters_of
from tests.literal.asking import loaded
from tests.literal.tables import write_tables
from tests.neo4j.conftest import Database
from tests.neo4j.worlds import LOADS, OPTIONS

every_question = pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)

KNOWN = {
    *(node.label for node in labels.NODES),
    *(labels.was(node) for node in labels.SMALL.values()),
    *(name for link in (*labels.LINKS.values(), *labels.PLACES.values()) for name in (link.label, link.was)),
    *("WAS", "WITHIN", "Tagged", "WasTagged"),
}


def without_comments(text: str) -> str:
    return re.sub(r"//.*", "", text)


def asked(question: Question[Any, Any]) -> dict[str, Any]:
    """The parameters that the question is given when nothing but the day is said."""
    page = {"skip": 0, "limit": 100, "total": None}
    given = parameters_of(question, question.params(day=0), 3, str)
    return {**{name: value for name, value in given.items() if answers(question, {name})}, **page}


@every_question
def test_a_file_uses_exactly_the_parameters_that_it_is_given(question: Question[Any, Any]) -> None:
    used = set(re.findall(r"\$ask\.(\w+)", without_comments(cypher_of(question.name))))

    assert set(re.findall(r"\$(\w+)", cypher_of(question.name))) == {"ask"}
    # A question about one unit has one row, one about changes knows no day; most count while they work.
    assert set(asked(question)) - used <= {"skip", "limit", "total", "as_of"}
    assert used <= set(asked(question))


@every_question
def test_a_file_begins_with_what_it_asks_and_an_example_of_its_parameters(question: Question[Any, Any]) -> None:
    comment = [line for line in cypher_of(question.name).splitlines() if line.startswith("//")]

    assert comment[0].endswith("?") or question.name == "unit"
    example = " ".join(line.removeprefix("//") for line in comment[1:3])
    assert ":params {ask: {" in example
    assert set(asked(question)) - {"total"} <= set(re.findall(r"(\w+): ", example))


@every_question
def test_a_file_names_only_what_the_schema_declares(question: Question[Any, Any]) -> None:
    named = re.findall(r"[(\[]\w*:([A-Z][\w|]*)", without_comments(cypher_of(question.name)))

    assert named
    assert {part for each in named for part in each.split("|")} <= KNOWN


@every_question
def test_a_file_ends_in_a_total_order(question: Question[Any, Any]) -> None:
    assert re.search(r"\nORDER BY [^\n]*\b(id|unit|helper|kind|rule|place, '')\)?\n$", cypher_of(question.name))


@every_question
def test_the_text_for_the_present_looks_at_nothing_former(question: Question[Any, Any]) -> None:
    text = cypher_of_present(question.name)

    if question.name == "changes":
        assert text is None
    else:
        assert text is not None
        looked_at = [line for line in without_comments(text).splitlines() if "WHERE false" not in line]
        assert not re.search(r"WAS_|Was[A-Z]|former|removed|known_at", "\n".join(looked_at))


@pytest.fixture
def store(database: Database, tmp_path: Path) -> Database:
    with Desk.open(database.url, create=True) as desk:
        for number, load in enumerate(LOADS):
            loaded(desk, write_tables(load, tmp_path / str(number)))
    return database


@pytest.mark.slow
@every_question
def test_no_plan_looks_at_every_node_or_at_every_pair(store: Database, question: Question[Any, Any]) -> None:
    ask = {**asked(question), "unit": OPTIONS["unit"]["unit"], "as_of": day_of(month_start(2024 * 12))}
    for text in filter(None, (cypher_of(question.name), cypher_of_present(question.name))):
        plan = store.driver.execute_query(f"PROFILE {text}", ask=ask).summary.profile
        assert plan is not None
        operators = {each["operatorType"].split("@")[0] for each in parts(plan)}
        assert not {name for name in operators if "AllNodes" in name or "Cartesian" in name}, question.name
        assert not {name for name in operators if "AllRelationships" in name}, question.name


def parts(plan: dict[str, Any]) -> list[dict[str, Any]]:
    return [plan, *(part for child in plan.get("children", []) for part in parts(child))]
