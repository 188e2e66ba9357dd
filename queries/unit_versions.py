"""Units that imports touched: by a new version, or by no more than a name that the ledger remembers."""

import numpy as np

from graph_model.snapshot.snapshot import Snapshot
from graph_model.snapshot.texts import Ints
from queries.unit_fields import unit_row
from queries.version_rows import NONE, Touched, paired, place_of


def touched_units(graph: Snapshot, since: int, until: int) -> Touched:
    """Units whose version changed, or whose remembered names did."""
    units = graph.history.units
    pairs = paired(units, lambda version: int(units.unit[version]), since, until)
    seq, before, after = (
        np.r_[some, more].astype(np.int64)
        for some, more in zip(pairs, _renamed(graph, pairs, since, until), strict=True)
    )
    # What is said of a unit depends on the import too: the two in one number, too large for 32 bits.
    count = max(len(units.unit), 1)
    return Touched(
        seq=seq,
        rank=graph.structure.id_rank[units.unit[np.maximum(before, after)]],
        before=np.where(before == NONE, NONE, before + (seq - 1) * count),
        after=np.where(after == NONE, NONE, after + seq * count),
        unit=lambda dated: units.unit[dated % count],
        what=lambda _: "unit",
        rows=lambda dated: [unit_row(graph, each % count, each // count) for each in dated],
        place=lambda dated: place_of(graph, int(units.origin[dated % count]), int(units.row[dated % count])),
    )


def _renamed(graph: Snapshot, pairs: tuple[Ints, Ints, Ints], since: int, until: int) -> Ints:
    """Import and version, before and after, of units of which no more changed than the names remembered."""
    units = graph.history.units
    moments = {(seq, each.unit) for each in graph.history.aliases for seq in (each.added, each.removed)}
    renamed = {(seq, slot) for seq, slot in moments if since < seq <= until}
    if not renamed:
        return np.empty((3, 0), np.int64)
    seqs, before, after = pairs
    renamed -= set(zip(seqs.tolist(), units.unit[np.maximum(before, after)].tolist(), strict=True))
    versions = np.flatnonzero(np.isin(units.unit, [slot for _, slot in renamed]))
    held = [
        (seq, version, version)
        for seq, slot in renamed
        for version in versions[units.unit[versions] == slot].tolist()
        if units.added[version] < seq < units.removed[version]
    ]
    return np.array(held, np.int64).reshape(-1, 3).T
