"""Imports as a caller limited to a place sees them: those that touched the place, and what they did there."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from api.access.scope import Scope, View
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


def receipt_within(desk: Desk, scope: Scope, seq: int, receipt: Mapping[str, Any]) -> dict[str, Any] | None:
    """What a receipt says of the place; None for an import that did not touch it.

    Files, their counts and their rejected rows are left out: nobody can say in which place a rejected row lies.
    """
    graph = desk.graph()
    changes = _counts(graph, scope).get(seq)
    if changes is None:
        return None
    view = scope.view(graph)
    cut = {"import": seq, "dry_run": False, "changes": dict(changes)}
    if "files" not in receipt:  # it tells of no tables: something was taken back, or a name remembered
        return {**cut, "action": receipt["action"]}
    made = [{**each, "file": None, "row": None, "near": []} for each in receipt["made"] if view.shows(each["id"])]
    return {**cut, "files": [], "passed": [], "made": made, "complete": _complete_within(receipt["complete"], view)}


def _complete_within(complete: Mapping[str, Any] | None, view: View) -> dict[str, Any] | None:
    """What was declared complete, where that is a unit of the place."""
    if complete is None or not view.holds(complete["within"]):
        return None
    return {**complete, "missing": [link for link in complete["missing"] if view.holds(link["recipient"])]}


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
