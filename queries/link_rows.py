"""Rows of links as tables write them: shared by the questions that list pairings and dispatches."""

from typing import Any

import numpy as np

from graph_model.snapshot.snapshot import Snapshot
from graph_model.snapshot.texts import Bools, Ints
from graph_model.vocabulary import Force, Kind, LinkTable
from queries.cells import codes, iso_days, last_days, precisions, words


def listed_links(
    graph: Snapshot,
    table: LinkTable,
    day: int,
    *,
    source: int | None = None,
    target: int | None = None,
    force: Force | None = None,
    kind: Kind | None = None,
    within: int | None = None,
    all_time: bool = False,
    **parts: str | None,
) -> Ints:
    """Rows of the history of the links asked for, by id. Ends are the units written in the table.

    `parts` (role, post, field) are what the class of the link must say.
    """
    wiring, links = graph.wiring, graph.history.links
    chosen = graph.alive.copy()
    if not all_time:
        chosen &= (wiring.start <= day) & (day < wiring.until)
    if graph.history.link_classes:
        chosen &= _classes(graph, table, force, parts)[links.link_class[wiring.link]]
    rows = wiring.link[chosen]
    if source is not None:
        rows = rows[links.helper[rows] == source]
    if target is not None:
        rows = rows[links.recipient[rows] == target]
    if kind is not None:
        rows = rows[graph.structure.kind[links.recipient[rows]] == kind.number]
    if within is not None:
        rows = rows[graph.within(within)[links.recipient[rows]]]
    return rows[np.argsort(wiring.id_rank[rows])]


def _classes(graph: Snapshot, table: LinkTable, force: Force | None, parts: dict[str, str | None]) -> Bools:
    """Which classes of links fit."""
    return np.array(
        [
            each.link == table
            and force in (None, each.force)
            and all(wanted in (None, getattr(each, part)) for part, wanted in parts.items())
            for each in graph.history.link_classes
        ],
        np.bool_,
    )


def link_columns(graph: Snapshot, rows: Ints) -> dict[str, list[Any]]:
    """Every column that an answer about links can have, for some rows of the history."""
    history, links = graph.history, graph.history.links
    classes = [history.link_classes[number] for number in links.link_class[rows].tolist()]
    origins = [history.origins[number] for number in links.origin[rows].tolist()]
    since, seen = iso_days(links.since[rows]), iso_days(links.seen[rows])
    through = last_days(links.until[rows])
    precision = links.precision[rows]
    return {
        "id": history.link_ids.take(rows),
        "force": [each.force for each in classes],
        **_end(graph, links.helper[rows], "helper"),
        **_end(graph, links.recipient[rows], "recipient"),
        "role": [each.role or None for each in classes],
        "post": [each.post or None for each in classes],
        "field": [each.field or None for each in classes],
        "headcount": links.headcount[rows].tolist(),
        "agreement": words(history.words, links.agreement[rows]),
        "since": since,
        "since_precision": precisions(since, precision, 1),
        "through": through,
        "through_precision": precisions(through, precision, 3),
        "seen": seen,
        "basis": words(history.words, links.basis[rows]),
        "note": words(history.words, links.note[rows]),
        "file": [each.file for each in origins],
        "sheet": [each.sheet or None for each in origins],
        "row": links.row[rows].tolist(),
        "column": [each.column or None for each in origins],
        "import": links.added[rows].tolist(),
    }


def _end(graph: Snapshot, slots: Ints, name: str) -> dict[str, list[Any]]:
    return {
        name: graph.ids(slots),
        f"{name}_name": graph.names(slots),
        f"{name}_kind": codes(Kind, graph.structure.kind[slots]),
    }


_AS_PAIRING = {"sender": "helper", "host": "recipient"}
"""The ends of a dispatch by the names that they have in a pairing."""


def columns_named(columns: dict[str, list[Any]], names: tuple[str, ...]) -> list[list[Any]]:
    """Some columns, by the names of a row's fields (`import_` is `import`, which Python keeps to itself)."""
    chosen = []
    for name in names:
        end, *rest = name.rstrip("_").split("_", 1)
        chosen.append(columns["_".join((_AS_PAIRING.get(end, end), *rest))])
    return chosen
