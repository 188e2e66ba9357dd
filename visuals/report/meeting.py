"""What happened since the last meeting: gaps closed and opened, and what imports changed within a place."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph_model.snapshot.history import NOBODY
from graph_model.snapshot.snapshot import Snapshot
from graph_model.vocabulary import Change, What
from queries.changes import CHANGES
from queries.changes import Params as ChangeParams
from queries.changes import Row as ChangeRow
from queries.gaps import GAPS
from queries.gaps import Params as GapParams
from queries.gaps import Row as GapRow
from visuals.values import for_people, only_differing
from visuals.words import Lang, word

MOST = 60
"""Rows that each of the three lists shows; it says how many more there are."""


@dataclass(frozen=True, slots=True)
class Then:
    """The last meeting: its day, and the graph as it was known."""

    day: int
    graph: Snapshot


@dataclass(frozen=True, slots=True)
class Changed:
    """One row that an import changed, in words."""

    change: str
    what: str
    said: str
    file: str
    sheet: str
    row: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """`had_data`: the ledger held something then, so that gaps can be compared."""

    day: int
    import_: int
    had_data: bool
    closed: Sequence[GapRow]
    opened: Sequence[GapRow]
    counts: Sequence[tuple[str, str, int]]
    rows: Sequence[Changed]
    total: int


def since_then(graph: Snapshot, slot: int, day: int, then: Then, lang: Lang) -> Meeting:
    before, now = _gaps(then.graph, slot, then.day), _gaps(graph, slot, day)
    had_data = bool(then.graph.present[slot])
    # Without data then, all there is would be new: half a million rows that say nothing.
    changes = list(_changes(graph, slot, then.graph.known_at)) if had_data else []
    counted = Counter((row.what, row.change) for row in changes)
    return Meeting(
        day=then.day,
        import_=then.graph.known_at,
        had_data=had_data,
        closed=[before[key] for key in sorted(before.keys() - now.keys())],
        opened=[now[key] for key in sorted(now.keys() - before.keys())] if had_data else [],
        counts=[
            (word(what, What, lang), word(change, Change, lang), counted[what, change])
            for what in What
            for change in Change
            if counted[what, change]
        ],
        rows=[change_said(graph, row, lang) for row in changes[:MOST]],
        total=len(changes),
    )


def _gaps(graph: Snapshot, slot: int, day: int) -> Mapping[tuple[str, str], GapRow]:
    if not graph.present[slot]:
        return {}
    answer = GAPS.answer(graph, GapParams(day, within=slot))
    return {(row.rule, row.unit): row for row in answer.page(0, answer.total)}


_PLACES = ("recipient", "host", "within")
"""Fields by which a row lies somewhere."""


def _changes(graph: Snapshot, slot: int, since: int) -> Iterator[ChangeRow]:
    inside = set(graph.ids(graph.within(slot).nonzero()[0]))
    answer = CHANGES.answer(graph, ChangeParams(day=0, since=since, within=slot))
    for row in answer.page(0, answer.total):
        told = row.after or row.before or {}
        at = {told[name] for name in _PLACES if name in told}
        if row.what == What.UNIT:
            at = {row.id}
        if at & inside:
            yield row


def change_said(graph: Snapshot, row: ChangeRow, lang: Lang) -> Changed:
    """A change in words: whose, and what differs."""
    names = ("before", "after")
    before, after = only_differing(names, (row.before, row.after))
    whole = row.after or row.before or {}
    arrow = f"{for_people(before, None, lang)} → {for_people(after, None, lang)}" if before and after else ""
    ends = _ends(graph, whole)
    return Changed(
        change=word(row.change, Change, lang),
        what=word(row.what, What, lang),
        said=" · ".join(filter(None, (ends or str(whole.get("name") or row.id), arrow))),
        file=row.file or "",
        sheet=row.sheet or "",
        row="" if row.row is None else str(row.row),
    )


def _ends(graph: Snapshot, told: Mapping[str, Any]) -> str:
    """Both ends of a link, by their names."""
    ends = [told[name] for name in ("helper", "sender", "recipient", "host") if told.get(name)]
    return " → ".join(_unit_name(graph, end) for end in ends)


def _unit_name(graph: Snapshot, unit: str) -> str:
    """Its id, where the ledger holds it no longer."""
    slot = graph.find(unit)
    return unit if slot == NOBODY else graph.name(slot)
