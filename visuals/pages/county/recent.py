"""What the newest imports changed in a county, in words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from graph_model.snapshot.snapshot import Snapshot
from queries.changes import Row
from visuals.pages.ask import Answered
from visuals.report.meeting import Changed, change_said
from visuals.values import moment
from visuals.words import Lang

IMPORTS, ROWS = 3, 5
"""Imports that are told of, and rows of each."""


@dataclass(frozen=True, slots=True)
class RecentImport:
    """An import, how many objects of the place it changed, and the first of them; `time` is Beijing time."""

    seq: int
    time: str
    count: int
    rows: Sequence[Changed]


Changes = Callable[[int], Answered]
"""The changes of the place up to an import, by import."""


def recent(graph: Snapshot, changes: Changes, lang: Lang) -> list[RecentImport]:
    """The newest first; only imports that changed something there."""
    told, answer = list[RecentImport](), changes(graph.known_at)
    while answer.total and len(told) < IMPORTS:
        seq = answer.page(answer.total - 1, answer.total)[0].import_
        before = changes(seq - 1) if seq else None
        first = before.total if before else 0
        told.append(_of_import(graph, seq, answer.total - first, answer.page(first, first + ROWS), lang))
        if before is None:
            break
        answer = before
    return told


def _of_import(graph: Snapshot, seq: int, count: int, rows: Sequence[Row], lang: Lang) -> RecentImport:
    said = [change_said(graph, row, lang) for row in rows[:count]]
    return RecentImport(seq, moment(graph.history.imports[seq].time), count, said)
