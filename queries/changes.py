"""What changed between two states of the ledger?"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, NamedTuple

import numpy as np

from graph_model.question import Answer, Heading, Option, Question, Takes
from graph_model.snapshot.snapshot import Snapshot
from queries.version_rows import SOURCES, Event, Version


@dataclass(frozen=True, slots=True)
class Params:
    day: int
    since: Annotated[
        int, Option(Takes.MOMENT, "自", "Imports after this one (a number or a time); 0, the default, for all.")
    ] = 0
    until: Annotated[int | None, Option(Takes.MOMENT, "至", "Imports up to this one; default: known_at.")] = None


class Row(NamedTuple):
    change: Annotated[str, Heading("变化", "Change", "added, ended, corrected or withdrawn.")]
    what: Annotated[str, Heading("对象", "What", "unit, pairing, dispatch, return or rule.")]
    id: Annotated[str, Heading("编号", "Id", "Its id.")]
    before: Annotated[dict[str, Any] | None, Heading("原值", "Before", "The whole row before; null when added.")]
    after: Annotated[dict[str, Any] | None, Heading("新值", "After", "The whole row after; null when withdrawn.")]
    import_: Annotated[int, Heading("装入", "Import", "The import that changed it.")]
    file: Annotated[str | None, Heading("文件", "File", "File of the row after, else before.")]
    sheet: Annotated[str | None, Heading("工作表", "Sheet", "Its sheet; null for a CSV.", brief=False)]
    row: Annotated[int | None, Heading("行", "Row", "Its row as the spreadsheet shows it.")]


def answer(graph: Snapshot, ask: Params) -> Answer[Row]:
    until = graph.known_at if ask.until is None else min(ask.until, graph.known_at)
    events = [event for source in SOURCES for event in source(graph, ask.since, until)]
    # By import, then what, then id: each source has ranked its events by id.
    order = np.lexsort(
        (
            np.array([event.rank for event in events]),
            np.array([event.what for event in events]),
            np.array([event.seq for event in events]),
        )
    ) if events else np.empty(0, np.int64)
    return Answer(len(events), lambda start, stop: [_row(events[each]) for each in order[start:stop].tolist()])


def _row(event: Event) -> Row:
    before, after = (version.row() if version else None for version in (event.before, event.after))
    known: Version = event.after or event.before  # type: ignore[assignment]  # an event has at least one
    return Row(_change(before, after), event.what, event.id(), before, after, event.seq, *known.origin())


def _change(before: dict[str, Any] | None, after: dict[str, Any] | None) -> str:
    if before is None or after is None:
        return "added" if before is None else "withdrawn"
    differing = {name for name in after if after[name] != before.get(name)}
    ended = differing <= {"through", "through_precision"} and after["through"] is not None
    earlier = ended and (before["through"] is None or after["through"] < before["through"])
    return "ended" if differing and earlier else "corrected"




CHANGES = Question(
    name="changes",
    title="变化",
    title_en="Changes",
    meaning="What changed between two states of the ledger?",
    params=Params,
    row=Row,
    answer=answer,
)
