"""Imports as a caller limited to a place sees them: those that touched the place, and what they did there."""

from collections import Counter
from typing import Any

from api.access.scope import Scope
from api.desk import Desk
from graph_model.days import today
from graph_model.snapshot.snapshot import Snapshot
from queries.changes import CHANGES, Params

_EVERYWHERE = "rule"
"""Rules are everybody's; an import of rules alone touched no place."""


def imports_within(desk: Desk, scope: Scope) -> list[tuple[Any, ...]]:
    """Rows of the list of imports; neither files nor who, which say something of other places."""
    counted = _counts(desk.graph(), scope)
    return [
        (record.seq, record.time, "", record.action, record.program, dict(counted[record.seq]), {}, None, None)
        for record in desk.imports()
        if record.seq in counted
    ]


def touched(desk: Desk, scope: Scope, since: int) -> int | None:
    """The newest import after `since` that touched the place; None when none did."""
    return max((seq for seq in _counts(desk.graph(), scope) if seq > since), default=None)


def _counts(graph: Snapshot, scope: Scope) -> dict[int, Counter[str]]:
    """How many of what each import changed within the place."""
    made: dict[int, Counter[str]] = graph.remember(("imports", scope), lambda: _counted(graph, scope))
    return made


def _counted(graph: Snapshot, scope: Scope) -> dict[int, Counter[str]]:
    view, counts = scope.view(graph), dict[int, Counter[str]]()
    params = view.narrowed(CHANGES, Params(today()))
    if params is None:
        return counts
    changes = CHANGES.answer(graph, params)
    for row in changes.page(0, changes.total):
        if row.what != _EVERYWHERE:
            counts.setdefault(row.import_, Counter())[f"{row.what}.{row.change}"] += 1
    return counts
