"""Where pages have their answers from: the desk, as far as who asks may see."""

from collections.abc import Mapping, Sequence
from typing import Any

from api.access.scope import Scope
from api.access.scoped_ledger import imports_within
from api.answers import Asked
from api.desk import Desk
from api.http.problems import ProblemError
from api.import_list import import_rows
from api.options import import_at
from graph_model.question import Question
from graph_model.snapshot.snapshot import Snapshot
from visuals.words import Words


class PageSource:
    """The same answers that the API gives the same caller; `place` limits them."""

    def __init__(self, desk: Desk, place: Scope | None) -> None:
        self._desk, self._place = desk, place

    def answer(self, question: str | Question[Any, Any], options: Mapping[str, str | bool]) -> Asked:
        return self._desk.answer(question, options, self._place)

    def understood(self, question: Question[Any, Any], options: Mapping[str, str | bool]) -> tuple[Any, int | None]:
        """The question's params, and the place that limits whoever asks."""
        understood = self._desk.understood(question, options, self._place)
        return understood.params, understood.view.slot if understood.view else None

    def imports(self) -> Sequence[tuple[Any, ...]]:
        """As `/api/v1/imports` lists them."""
        return import_rows(self._desk) if self._place is None else imports_within(self._desk, self._place)

    def receipt(self, number: int) -> Mapping[str, Any]:
        """Raises UsageError where there is no such import, ProblemError for who is limited to a place."""
        if self._place is not None:
            raise ProblemError(403, Words("这个令牌不能看回执。", "This token may not see receipts."))
        return self._desk.receipt(number)

    def past(self, known_at: int) -> Snapshot:
        return self._desk.graph(known_at)

    def import_of(self, text: str) -> int:
        """The import that a number or a time names. Raises UsageError."""
        return import_at(self._desk.graph().history, text, "since")
