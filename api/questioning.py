"""Questions put to an open store: options made out, answered from a graph or inside the store, page by page."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from api.answers import Asked
from api.cursors import Cursor
from api.graphs import Graphs
from api.options import Options, as_of_day, directory_of, given, import_at, params_of, whole_number
from graph_model.days import today
from graph_model.names.refusals import UnknownNameError
from graph_model.question import Answer, Question, Takes
from graph_model.snapshot.history import History
from graph_model.snapshot.snapshot import Snapshot, snapshot_at
from queries import find_question, in_database

if TYPE_CHECKING:
    from api.access.scope import Scope, View
    from graph_model.stores.neo4j import Neo4jStore

_TOTALS = 10_000

Typed = Mapping[str, str | bool]


class Understood(NamedTuple):
    """Options made out: the graph they speak of, the day, the question's params, and where to go on."""

    graph: Snapshot
    day: int
    params: Any
    cursor: Cursor | None
    view: "View | None"


class Questions:
    """Answers from the graphs of a store, or from the store itself where it can answer."""

    def __init__(self, graphs: Graphs) -> None:
        self._graphs = graphs
        self._totals: dict[tuple[Any, ...], int] = {}

    def answer(self, question: str | Question[Any, Any], options: Options, scope: "Scope | None" = None) -> Asked:
        """An answer whose rows are made when they are asked for; `scope` cuts it to a place."""
        chosen = find_question(question) if isinstance(question, str) else question
        typed = given(options)
        # What a place may see is worked out here, whatever the store can answer.
        inside = self._graphs.inside if scope is None and in_database.answers(chosen, typed) else None
        graph, day, params, cursor, view = self._understood(chosen, typed, scope, inside)
        start = cursor.start_of(chosen.name, params) if cursor else 0
        limit = whole_number("limit", typed["limit"]) if "limit" in typed else None
        if inside is not None:
            answer = self._answered_inside(inside, chosen, graph, params, start, limit)
        else:
            answer = graph.remember((chosen.name, params), lambda: _answer(chosen, graph, params), _rows_of)
            answer = view.cut(chosen, answer) if view else answer
        stop = answer.total if limit is None else min(answer.total, start + limit)
        following = Cursor.after(stop, day, graph.known_at, chosen.name, params) if stop < answer.total else None
        return Asked(chosen, day, graph.known_at, answer.total, start, stop, following, answer)

    def understood(self, question: Question[Any, Any], options: Options, scope: "Scope | None" = None) -> Understood:
        """What is asked, for an answer that is no list of rows. `params` is None where a place is not there yet."""
        return self._understood(question, given(options), scope, None)

    def _answered_inside(
        self,
        store: "Neo4jStore",
        chosen: Question[Any, Any],
        graph: Snapshot,
        params: Any,
        start: int,
        limit: int | None,
    ) -> Answer[Any]:
        """Worked out by the server; what a question comes to at an import never changes, so it is counted once."""
        asked = in_database.parameters_of(chosen, params, graph.known_at, graph.id)
        key = (chosen.name, *sorted(asked.items(), key=lambda item: item[0]))
        answer = in_database.answer(
            store.ask, chosen, params, graph.known_at, graph.id, start, limit, self._totals.get(key)
        )
        if len(self._totals) >= _TOTALS:
            self._totals.clear()
        self._totals[key] = answer.total
        return answer

    def _understood(
        self, chosen: Question[Any, Any], typed: Typed, scope: "Scope | None", inside: "Neo4jStore | None"
    ) -> Understood:
        """What is asked. Where the store answers, it also knows who is meant; a name that nobody has needs a graph."""
        if inside is not None:
            named = [
                str(typed[each.name])
                for each in chosen.options
                if each.option.takes is Takes.UNIT and each.name in typed
            ]
            history = inside.outline(named)
            if history is not None:
                with suppress(UnknownNameError):  # whom somebody may have meant instead, only a whole graph knows
                    return _meant(partial(_outline_at, history), chosen, typed)
        self._look_ahead(typed)
        return _meant(self._graphs.at, chosen, typed, scope)

    def _look_ahead(self, typed: Typed) -> None:
        """Look for imports of others where somebody asks for one that is not known here yet."""
        asked = Cursor.read(str(typed["cursor"])).known_at if "cursor" in typed else typed.get("known_at")
        text = str(asked)
        if text.isascii() and text.isdigit() and len(text) < 10 and int(text) > self._graphs.at().history.seq:
            self._graphs.refresh()


def _answer(question: Question[Any, Any], graph: Snapshot, params: Any) -> Answer[Any]:
    return Answer.of([]) if params is None else question.answer(graph, params)


def _outline_at(history: History, known_at: int | None) -> Snapshot:
    return snapshot_at(history, history.seq if known_at is None else known_at)


def _meant(
    graph_at: Callable[[int | None], Snapshot],
    chosen: Question[Any, Any],
    typed: Typed,
    scope: "Scope | None" = None,
) -> Understood:
    history = graph_at(None).history
    cursor = Cursor.read(str(typed["cursor"])) if "cursor" in typed else None
    day = cursor.as_of if cursor else as_of_day(typed, today())
    known_at = import_at(history, str(typed["known_at"])) if "known_at" in typed else history.seq
    graph = graph_at(import_at(history, str(cursor.known_at), "cursor") if cursor else known_at)
    view = scope.view(graph) if scope else None
    params = params_of(chosen, view.names if view else directory_of(graph), day, typed)
    return Understood(graph, day, view.narrowed(chosen, params) if view else params, cursor, view)


def _rows_of(answer: Answer[Any]) -> int:
    """What an answer weighs among those that are kept."""
    return answer.total + 1
