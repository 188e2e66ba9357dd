"""Every question inside Neo4j: from its `.cypher` file, which a planner can also paste into Neo4j Browser.

A file takes one parameter, the map `$ask`: the server plans a question once, and not again for each set of options.
"""

from collections.abc import Callable, Container, Mapping
from dataclasses import fields
from typing import Any

from graph_model.days import day_of, month_index, month_start
from graph_model.question import Answer, Question, Takes
from queries.cypher_texts import cypher_of, cypher_of_present
from queries.row_shapes import SHAPES

Ask = Callable[[str, str | None, Mapping[str, Any]], list[dict[str, Any]]]
"""Runs a text, or the one for the present, with parameters, and gives rows by the names of their columns."""

EVERYTHING = 2**31 - 1


def answers(question: Question[Any, Any], options: Container[str]) -> bool:
    """Whether a question with these options is answered there. Not so: searching, whom to ask, changes of a place."""
    return question.name not in ("units", "whom-to-ask") and not (question.name == "changes" and "within" in options)


def answer(
    ask: Ask,
    question: Question[Any, Any],
    params: Any,
    known_at: int,
    id_of: Callable[[int], str],
    start: int = 0,
    limit: int | None = None,
    total: int | None = None,
) -> Answer[Any]:
    """Rows from `start` on, at most `limit`; others are not worked out, but counted.

    `id_of` is a slot's id. A `total` that is known from an earlier page is not counted again.
    """
    asked = parameters_of(question, params, known_at, id_of)
    asked |= {"skip": start, "limit": EVERYTHING if limit is None else limit, "total": total}
    found = ask(cypher_of(question.name), cypher_of_present(question.name), asked)
    shapes = SHAPES.get(question.name, {})
    names = [column.name for column in question.columns]
    rows = [
        question.row(*(shapes[name](each[name]) if name in shapes else each[name] for name in names)) for each in found
    ]
    counted = found[0]["total"] if found else total or 0
    return Answer(counted, lambda first, stop: rows[first - start : stop - start])


def parameters_of(
    question: Question[Any, Any], params: Any, known_at: int, id_of: Callable[[int], str]
) -> dict[str, Any]:
    """The question's params as Cypher takes them: ids, codes and dates."""
    takes = {name: option.takes for name, option, _ in question.options}
    said: dict[str, Any] = {"as_of": day_of(params.day), "known_at": known_at}
    for each in fields(params):
        if each.name != "day":
            said[each.name.rstrip("_")] = _plain(takes[each.name], getattr(params, each.name), id_of)
    return _with_defaults(said, params.day)


def _plain(takes: Takes, value: Any, id_of: Callable[[int], str]) -> Any:
    if value is None:
        return None
    match takes:
        case Takes.UNIT:
            return id_of(value)
        case Takes.TERM:
            return str(value)
        case Takes.MONTH:
            return day_of(month_start(value))
        case _:
            return value


def _with_defaults(said: dict[str, Any], day: int) -> dict[str, Any]:
    """Months and imports that follow from the day and the import asked about."""
    if "from" in said:
        said["from"] = said["from"] or day_of(month_start(month_index(day) - 12))
        said["to"] = said["to"] or day_of(month_start(month_index(day) + 12))
    if "until" in said:
        said["until"] = said["known_at"] if said["until"] is None else said["until"]
    return said
