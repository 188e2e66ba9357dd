"""What each import added and removed, object by object, from the versions of the history."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from graph_model.days import PRECISIONS, iso
from graph_model.snapshot.history import NOBODY, LinkVersions, ReturnVersion, UnitVersions
from graph_model.snapshot.snapshot import Snapshot
from graph_model.snapshot.texts import Ints
from graph_model.vocabulary import LinkTable
from queries.link_rows import columns_named, link_columns
from queries.rule_fields import rule_row

NONE = -1
"""No version: nothing before, or nothing after."""

Place = tuple[str | None, str | None, int | None]
"""File, sheet and row that a version was read from."""


@dataclass(frozen=True, slots=True)
class Touched:
    """Objects of one kind that imports touched, in columns.

    `seq` is the import, `rank` orders the objects by id, `before` and `after` are versions or NONE;
    `unit` gives the slots that versions are about (a link's recipient or host; NOBODY for a rule), `what` and
    `place` say what kind of object a version is of and where it was read, `rows` what they say.
    """

    seq: Ints
    rank: Ints
    before: Ints
    after: Ints
    unit: Callable[[Ints], Ints]
    what: Callable[[int], str]
    rows: Callable[[list[int]], list[dict[str, Any]]]
    place: Callable[[int], Place]


def touched_links(graph: Snapshot, since: int, until: int) -> Touched:
    history, links = graph.history, graph.history.links

    def table(version: int) -> str:
        return history.link_classes[int(links.link_class[version])].link

    seq, before, after = paired(links, lambda each: (table(each), history.link_ids[each]), since, until)
    return Touched(
        seq=seq,
        rank=graph.wiring.id_rank[np.maximum(before, after)],
        before=before,
        after=after,
        unit=lambda versions: links.recipient[versions],
        what=table,
        rows=lambda versions: link_rows(graph, versions, [table(version) for version in versions]),
        place=lambda version: place_of(graph, int(links.origin[version]), int(links.row[version])),
    )


def paired(
    versions: UnitVersions | LinkVersions, key: Callable[[int], Any], since: int, until: int
) -> tuple[Ints, Ints, Ints]:
    """Import, version removed and version added of each object that an import touched."""
    removed = np.flatnonzero((since < versions.removed) & (versions.removed <= until))
    added = np.flatnonzero((since < versions.added) & (versions.added <= until))
    gone = {(int(versions.removed[version]), key(version)): version for version in removed.tolist()}
    before = np.full(len(added), NONE)
    # Only an import that removed something can have replaced it.
    for place in np.flatnonzero(np.isin(versions.added[added], versions.removed[removed])).tolist():
        version = int(added[place])
        before[place] = gone.pop((int(versions.added[version]), key(version)), NONE)
    withdrawn = np.array(list(gone.values()), np.int64)
    return (
        np.r_[versions.added[added], versions.removed[withdrawn]],
        np.r_[before, withdrawn],
        np.r_[added, np.full(len(withdrawn), NONE)],
    )


def link_rows(graph: Snapshot, versions: list[int], tables: list[str]) -> list[dict[str, Any]]:
    """Versions of links, each in the columns of its table."""
    columns = link_columns(graph, np.array(versions, np.int64))
    rows = {
        table: zip(*columns_named(columns, names), strict=True)
        for table, names in ((LinkTable.PAIRING, PAIRING_ROW), (LinkTable.DISPATCH, DISPATCH_ROW))
    }
    both = zip(tables, rows[LinkTable.PAIRING], rows[LinkTable.DISPATCH], strict=True)
    return [
        dict(zip(*((PAIRING_ROW, pairing) if table == LinkTable.PAIRING else (DISPATCH_ROW, dispatch)), strict=True))
        for table, pairing, dispatch in both
    ]


_TAIL = ("since", "since_precision", "through", "through_precision", "seen", "basis", "note")
PAIRING_ROW = ("id", "force", "helper", "recipient", "role", "agreement", *_TAIL)
DISPATCH_ROW = ("id", "force", "sender", "host", "post", "field", "headcount", *_TAIL)

RETURN_ROW = ("id", "table", "within", "kind", "force", "as_of", "as_of_precision", "basis")


def touched_returns(graph: Snapshot, since: int, until: int) -> Touched:
    returns = graph.history.returns
    touched = _few(graph, "return", returns, lambda each: each.id, lambda each: return_row(graph, each), since, until)
    within = np.array([each.within for each in returns], np.int64)
    return replace(touched, unit=lambda versions: within[versions])


def touched_rules(graph: Snapshot, since: int, until: int) -> Touched:
    rules = graph.history.rules
    return _few(
        graph, "rule", rules, lambda each: each.rule.id, lambda each: rule_row(each.pack, each.rule), since, until
    )


def return_row(graph: Snapshot, each: ReturnVersion) -> dict[str, Any]:
    """A return in the columns of its table."""
    return {
        "id": each.id,
        "table": f"{each.table}{'es' if each.table == LinkTable.DISPATCH else 's'}",
        "within": graph.history.ids[each.within],
        "kind": each.kind or None,
        "force": each.force or None,
        "as_of": iso(each.as_of),
        "as_of_precision": str(PRECISIONS[each.precision]),
        "basis": each.basis or None,
    }


def _few(
    graph: Snapshot,
    what: str,
    versions: Sequence[Any],
    key: Callable[[Any], str],
    row: Callable[[Any], dict[str, Any]],
    since: int,
    until: int,
) -> Touched:
    """Objects of which there are few, kept as rows and not as columns."""
    pairs: dict[tuple[int, str], list[int]] = {}
    for version, each in enumerate(versions):
        if since < each.removed <= until:
            pairs.setdefault((each.removed, key(each)), [NONE, NONE])[0] = version
        if since < each.added <= until:
            pairs.setdefault((each.added, key(each)), [NONE, NONE])[1] = version
    ranks = {name: rank for rank, name in enumerate(sorted({name for _, name in pairs}))}
    versions_of = np.array(list(pairs.values()), np.int64).reshape(-1, 2)
    return Touched(
        seq=np.array([seq for seq, _ in pairs], np.int64),
        rank=np.array([ranks[name] for _, name in pairs], np.int64),
        before=versions_of[:, 0],
        after=versions_of[:, 1],
        unit=lambda versions: np.full(len(versions), NOBODY),
        what=lambda _: what,
        rows=lambda chosen: [row(versions[version]) for version in chosen],
        place=lambda version: place_of(graph, versions[version].origin, versions[version].row),
    )


def place_of(graph: Snapshot, origin: int, row: int) -> Place:
    known = graph.history.origins[origin]
    return known.file, known.sheet or None, row
