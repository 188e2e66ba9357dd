"""What each import added and removed, object by object, from the versions of the history."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from graph_model.days import PRECISIONS, iso
from graph_model.snapshot.history import LinkVersions, UnitVersions
from graph_model.snapshot.snapshot import Snapshot
from graph_model.vocabulary import LinkTable
from queries.link_rows import columns_named, link_columns
from queries.rule_fields import rule_row
from queries.unit_fields import unit_row

Origin3 = tuple[str | None, str | None, int | None]


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an object; its row is made when it is printed."""

    row: Callable[[], dict[str, Any]]
    origin: Callable[[], Origin3]


@dataclass(frozen=True, slots=True)
class Event:
    """One object in one import. `rank` orders objects of one kind by id."""

    seq: int
    what: str
    rank: int
    id: Callable[[], str]
    before: Version | None
    after: Version | None


def _replaced(
    versions: UnitVersions | LinkVersions, keys: Callable[[int], Any], since: int, until: int
) -> Iterator[tuple[int, int, int]]:
    """(import, row removed or -1, row added or -1) of each object that an import touched."""
    removed = np.flatnonzero((since < versions.removed) & (versions.removed <= until)).tolist()
    added = np.flatnonzero((since < versions.added) & (versions.added <= until)).tolist()
    gone = {(int(versions.removed[row]), keys(row)): row for row in removed}
    for row in added:
        seq = int(versions.added[row])
        yield seq, gone.pop((seq, keys(row)), -1) if gone else -1, row
    for (seq, _), row in gone.items():
        yield seq, row, -1


def unit_events(graph: Snapshot, since: int, until: int) -> Iterator[Event]:
    units, history = graph.history.units, graph.history

    def version(row: int) -> Version | None:
        made = Version(lambda: unit_row(graph, row), lambda: _origin(graph, units.origin[row], units.row[row]))
        return made if row >= 0 else None

    for seq, before, after in _replaced(units, lambda row: int(units.unit[row]), since, until):
        slot = int(units.unit[max(before, after)])
        rank = int(graph.structure.id_rank[slot])
        yield Event(seq, "unit", rank, partial(history.ids.__getitem__, slot), version(before), version(after))


def link_events(graph: Snapshot, since: int, until: int) -> Iterator[Event]:
    history, links = graph.history, graph.history.links

    def version(row: int) -> Version | None:
        made = Version(lambda: link_row(graph, row), lambda: _origin(graph, links.origin[row], links.row[row]))
        return made if row >= 0 else None

    def what(row: int) -> str:
        return history.link_classes[int(links.link_class[row])].link

    for seq, before, after in _replaced(links, lambda row: (what(row), history.link_ids[row]), since, until):
        row = max(before, after)
        rank = int(graph.wiring.id_rank[row])
        yield Event(seq, what(row), rank, partial(history.link_ids.__getitem__, row), version(before), version(after))


def link_row(graph: Snapshot, row: int) -> dict[str, Any]:
    """One version of a link, in the columns of its table."""
    columns = link_columns(graph, np.array([row]))
    table = graph.history.link_classes[graph.history.links.link_class[row]].link
    names = _PAIRING_ROW if table == LinkTable.PAIRING else _DISPATCH_ROW
    return {name: values[0] for name, values in zip(names, columns_named(columns, names), strict=True)}


_TAIL = ("since", "since_precision", "through", "through_precision", "seen", "basis", "note")
_PAIRING_ROW = ("id", "force", "helper", "recipient", "role", "agreement", *_TAIL)
_DISPATCH_ROW = ("id", "force", "sender", "host", "post", "field", "headcount", *_TAIL)


def return_events(graph: Snapshot, since: int, until: int) -> Iterator[Event]:
    return _small_events(
        graph, "return", graph.history.returns, lambda each: each.id, lambda each: return_row(graph, each), since, until
    )


def return_row(graph: Snapshot, each: Any) -> dict[str, Any]:
    return {
        "id": each.id,
        "table": each.table,
        "within": graph.history.ids[each.within],
        "kind": each.kind or None,
        "force": each.force or None,
        "as_of": iso(each.as_of),
        "as_of_precision": str(PRECISIONS[each.precision]),
        "basis": each.basis or None,
    }


def rule_events(graph: Snapshot, since: int, until: int) -> Iterator[Event]:
    return _small_events(
        graph,
        "rule",
        graph.history.rules,
        lambda each: each.rule.id,
        lambda each: rule_row(each.pack, each.rule),
        since,
        until,
    )


def _small_events(
    graph: Snapshot,
    what: str,
    versions: Sequence[Any],
    key: Callable[[Any], str],
    row: Callable[[Any], dict[str, Any]],
    since: int,
    until: int,
) -> Iterator[Event]:
    touched: dict[tuple[int, str], list[Any]] = {}
    for each in versions:
        if since < each.removed <= until:
            touched.setdefault((each.removed, key(each)), [None, None])[0] = each
        if since < each.added <= until:
            touched.setdefault((each.added, key(each)), [None, None])[1] = each

    def version(each: Any) -> Version | None:
        made = Version(lambda: row(each), lambda: _origin(graph, each.origin, each.row))
        return made if each is not None else None

    ranks = {name: rank for rank, name in enumerate(sorted({name for _, name in touched}))}
    for (seq, name), (before, after) in touched.items():
        yield Event(seq, what, ranks[name], partial(str, name), version(before), version(after))


def _origin(graph: Snapshot, origin: int, row: int) -> Origin3:
    known = graph.history.origins[origin]
    return known.file, known.sheet or None, int(row)


SOURCES = (unit_events, link_events, return_events, rule_events)

