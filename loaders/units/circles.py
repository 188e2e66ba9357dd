"""Units that would lie above themselves, through parents or through whom they stand for."""

from collections.abc import Sequence

from graph_model.ledger.draft import UnitFacts
from graph_model.snapshot.history import NOBODY
from graph_model.snapshot.snapshot import Snapshot
from loaders.units.known_units import known_facts
from loaders.units.unit_rows import REFERENCES, UnitRow


def on_a_circle(graph: Snapshot, rows: Sequence[UnitRow]) -> list[UnitRow]:
    """The rows with which the circle would come; rows that only lie below one are not among them."""
    known = known_facts(graph, [row.slot for row in rows])
    over = {row.slot: _above(row, before) for row, before in zip(rows, known, strict=True)}
    found: list[UnitRow] = []
    clear: set[int] = set()
    for row in rows:
        path: list[int] = []
        slot = row.slot
        while slot != NOBODY and slot not in clear and slot not in path:
            path.append(slot)
            slot = over[slot] if slot in over else _known_above(graph, slot)
        if slot == row.slot and slot in path:
            found.append(row)
        elif slot == NOBODY or slot in clear:
            clear.update(path)
    return found


def _known_above(graph: Snapshot, slot: int) -> int:
    above = graph.structure.above
    return int(above[slot]) if slot < len(above) else NOBODY


def _above(row: UnitRow, before: UnitFacts | None) -> int:
    """The parent, else the unit stood for, once the row is in."""
    said = {"parent": row.parent, "stands_for": row.stands_for}
    if before is not None:
        said |= {name: getattr(before, name) for name in REFERENCES if name not in row.sheet.headers}
    return said["parent"] if said["parent"] != NOBODY else said["stands_for"]
