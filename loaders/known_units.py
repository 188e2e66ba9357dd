"""What the ledger already says of a unit, in the shape in which a table says it."""

import math

from graph_model.ledger.draft import UnitFacts
from graph_model.snapshot.snapshot import Snapshot


def known_facts(graph: Snapshot, slot: int) -> UnitFacts | None:
    """The facts of a unit held now; None when it is new."""
    if slot >= len(graph.structure.version) or (version := int(graph.structure.version[slot])) < 0:
        return None
    units = graph.history.units
    return UnitFacts(
        **{
            name: graph.history.names[version] if name == "name" else getattr(units, name)[version].item()
            for name in UnitFacts._fields
        }
    )


def same_facts(one: UnitFacts, other: UnitFacts) -> bool:
    """Equal but for precision: 2025 and 2025-12-31 are the same last day."""
    return all(
        mine == its or (isinstance(mine, float) and math.isnan(mine) and math.isnan(its))
        for name, mine, its in zip(UnitFacts._fields, one, other, strict=True)
        if name != "precision"
    )
