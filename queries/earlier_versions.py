"""What the ledger used to say of the links of a unit, and by what names it knew the unit before."""

from typing import Any

import numpy as np

from graph_model.snapshot.history import held
from graph_model.snapshot.snapshot import Snapshot
from queries.link_rows import link_columns


def earlier_links(graph: Snapshot, slot: int, within: int | None = None) -> list[dict[str, Any]]:
    """Versions of links, written to the unit at either end, that an import replaced or withdrew; newest first.

    Columns as those of the questions about links, and `removed`, the import that did so, and `table`.
    """
    links = graph.history.links
    chosen = (links.helper == slot) | (links.recipient == slot)
    chosen &= (links.removed <= graph.known_at) & (links.added <= graph.known_at)
    if within is not None:
        chosen &= graph.within(within)[links.recipient]
    rows = np.flatnonzero(chosen)
    rows = rows[np.lexsort((rows, -links.removed[rows].astype(np.int64)))]
    classes = [graph.history.link_classes[number].link for number in links.link_class[rows].tolist()]
    columns = {**link_columns(graph, rows), "removed": links.removed[rows].tolist(), "table": classes}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def former_names(graph: Snapshot, slot: int) -> list[tuple[str, int]]:
    """Official names that the ledger held before, each with the import that replaced it; newest first."""
    units, current = graph.history.units, graph.name(slot)
    chosen = (units.unit == slot) & (units.removed <= graph.known_at) & ~held(units, graph.known_at)
    rows = np.flatnonzero(chosen)[::-1].tolist()
    names: dict[str, int] = {}
    for row in rows:
        names.setdefault(graph.history.names[row], int(units.removed[row]))
    return [(name, seq) for name, seq in names.items() if name != current]
