"""What the ledger already says of units, in the shape in which a table says it."""

import math
from collections.abc import Sequence

import numpy as np

from graph_model.ledger.draft import UnitFacts
from graph_model.snapshot.snapshot import Snapshot
from graph_model.snapshot.structure import ABSENT


def known_facts(graph: Snapshot, slots: Sequence[int]) -> list[UnitFacts | None]:
    """The facts of each unit held now; None for a new one."""
    known = len(graph.structure.version)
    held = np.array([slot if slot < known else ABSENT for slot in slots], np.int64)
    if not known or not len(held):
        return [None] * len(slots)
    version = np.where(held == ABSENT, ABSENT, graph.structure.version[held])
    rows = np.maximum(version, 0)
    units = graph.history.units
    columns = [
        graph.history.names.take(rows) if name == "name" else getattr(units, name)[rows].tolist()
        for name in UnitFacts._fields
    ]
    facts = map(UnitFacts._make, zip(*columns, strict=True))
    return [each if row != ABSENT else None for each, row in zip(facts, version.tolist(), strict=True)]


def same_facts(one: UnitFacts, other: UnitFacts) -> bool:
    """Equal but for precision: 2025 and 2025-12-31 are the same last day."""
    return _comparable(one) == _comparable(other)


def _comparable(facts: UnitFacts) -> tuple[object, ...]:
    """The facts without precision, and with a place that nobody said equal to another such."""
    lat, lon = (None if math.isnan(degrees) else degrees for degrees in (facts.lat, facts.lon))
    return facts._replace(lat=0, lon=0, precision=0), lat, lon
