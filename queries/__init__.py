"""The questions. A new one is a module here and a line in the list."""

from typing import Any

from graph_model.errors import UsageError
from graph_model.question import Question
from queries.changes import CHANGES
from queries.coverage import COVERAGE
from queries.dispatches import DISPATCHES
from queries.full_domain import FULL_DOMAIN
from queries.gaps import GAPS
from queries.helpers import HELPERS
from queries.overlaps import OVERLAPS
from queries.pairings import PAIRINGS
from queries.timeline import TIMELINE
from queries.unit import UNIT

QUESTIONS: dict[str, Question[Any, Any]] = {
    question.name: question
    for question in (
        COVERAGE,
        GAPS,
        OVERLAPS,
        PAIRINGS,
        DISPATCHES,
        UNIT,
        FULL_DOMAIN,
        TIMELINE,
        HELPERS,
        CHANGES,
    )
}


def find_question(name: str) -> Question[Any, Any]:
    """A question by name; raises UsageError with the names there are."""
    if (question := QUESTIONS.get(name.replace("_", "-"))) is None:
        raise UsageError(f"没有“{name}”这个问题 · there is no question {name!r}; there are: {', '.join(QUESTIONS)}.")
    return question
