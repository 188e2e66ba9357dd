"""Which rules a question is about, and which units."""

from collections.abc import Sequence

import numpy as np

from graph_model.rules import Rule
from graph_model.snapshot.snapshot import Snapshot
from graph_model.snapshot.standing import Standing
from graph_model.snapshot.texts import Ints
from graph_model.vocabulary import Force


def select_rules(
    graph: Snapshot, rule: str | None = None, group: str | None = None, force: Force | None = None
) -> Sequence[Rule]:
    """The rules asked for, by id. A declared id means every force it was expanded into."""
    return [
        each
        for each in graph.rules
        if (rule is None or rule in (each.id, each.declared))
        and (group is None or each.group == group)
        and (force is None or force in each.force)
    ]


def places_within(graph: Snapshot, standing: Standing, within: int | None) -> Ints:
    """Indices into `standing.units` of those that are, or lie within, a unit."""
    if within is None:
        return np.arange(len(standing.units))
    first = graph.structure.first[standing.units]
    return np.flatnonzero((first >= graph.structure.first[within]) & (first < graph.structure.last[within]))
