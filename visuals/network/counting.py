"""How many lines and units there would be, by force, state and kind: what the legend says."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from graph_model.snapshot.snapshot import Snapshot
from graph_model.snapshot.texts import Ints
from graph_model.vocabulary import Force, Kind, Term
from visuals.network.asked import NetworkAsk
from visuals.network.link_states import LinkState
from visuals.network.links_there import held, lines_of, there_are


class Counts(NamedTuple):
    """Lines by force and by state, units by kind."""

    force: Mapping[str, int]
    state: Mapping[str, int]
    kind: Mapping[str, int]


def counts(graph: Snapshot, ask: NetworkAsk, only: int | None = None) -> Counts:
    """What there would be without a filter and without a cap."""
    key = ("network counts", ask.day, ask.around, ask.within, only)
    return graph.remember(key, lambda: _counts(graph, ask, only))


def _counts(graph: Snapshot, ask: NetworkAsk, only: int | None) -> Counts:
    wiring, places = graph.wiring, there_are(graph, ask, held(graph, ask.day, only))
    _, _, force, state = lines_of(graph, places, ask.day)
    units = np.unique(np.concatenate([wiring.source[places], wiring.target[places]]))
    return Counts(
        _numbered(Force, force),
        _numbered(LinkState, state),
        _numbered(Kind, graph.structure.kind[units]),
    )


def _numbered(terms: type[Term], numbers: Ints) -> Mapping[str, int]:
    found = np.bincount(numbers, minlength=len(terms))
    return {str(term): int(found[term.number]) for term in terms}
