"""Which links a network is about: places of the wiring, worked out on whole columns before anything is drawn."""

import numpy as np

from graph_model.snapshot.snapshot import Snapshot
from graph_model.snapshot.texts import Bools, Ints
from graph_model.vocabulary import Force, LinkTable
from visuals.network.asked import NetworkAsk
from visuals.network.link_states import LinkState


def held(graph: Snapshot, day: int, only: int | None) -> Bools:
    """Links that the day says something about: one only seen later says nothing yet. `only` is a limited reader's."""
    wiring = graph.wiring
    links = np.asarray(graph.alive & (wiring.dated | (wiring.start <= day)))
    return links if only is None else np.asarray(links & graph.within(only)[wiring.target])


def there_are(graph: Snapshot, ask: NetworkAsk, held: Bools) -> Ints:
    """What is asked for, before anything is left out by kind, force or state."""
    wiring, fits = graph.wiring, held.copy()
    if ask.within is not None:
        fits &= graph.within(ask.within)[wiring.target]
    if ask.around is None:
        return np.flatnonzero(fits)
    places = np.flatnonzero(fits & touching(graph, ask.around))
    return np.union1d(places, _between(graph, places, held))


def touching(graph: Snapshot, unit: int) -> Bools:
    """Links at one end of which the unit is, or that for which it stands."""
    end = int(graph.structure.counts_for[unit])
    return np.asarray((graph.wiring.target == end) | (graph.wiring.source == end))


def _between(graph: Snapshot, places: Ints, held: Bools) -> Ints:
    """Links among the units that are there already."""
    wiring = graph.wiring
    there = np.zeros(len(graph.present), np.bool_)
    there[wiring.source[places]] = there[wiring.target[places]] = True
    return np.flatnonzero(held & there[wiring.source] & there[wiring.target])


def of_kinds(graph: Snapshot, places: Ints, ask: NetworkAsk) -> Ints:
    """Links between units of the kinds asked for, or to the one around or within which they are."""
    if not ask.kind:
        return places
    fits = graph.of_kinds(ask.kind)
    for unit in (ask.around, ask.within):
        if unit is not None:
            fits[int(graph.structure.counts_for[unit])] = True
    return places[fits[graph.wiring.source[places]] & fits[graph.wiring.target[places]]]


def of_forces_and_states(graph: Snapshot, places: Ints, ask: NetworkAsk) -> Ints:
    if ask.force:
        fits = np.array([each.force in ask.force for each in graph.history.link_classes], np.bool_)
        places = places[fits[graph.history.links.link_class[graph.wiring.link[places]]]]
    if ask.state:
        places = places[np.isin(states_of(graph, places, ask.day), [state.number for state in ask.state])]
    return places


def states_of(graph: Snapshot, places: Ints, day: int) -> Ints:
    """Numbers of `LinkState`."""
    planned, over = day < graph.wiring.start[places], graph.wiring.until[places] <= day
    return np.asarray(
        np.where(planned, LinkState.PLANNED.number, np.where(over, LinkState.LAPSED.number, LinkState.IN_FORCE.number))
    )


def lines_of(graph: Snapshot, places: Ints, day: int) -> tuple[Ints, Ints, Ints, Ints]:
    """Distinct lines, of which each may stand for several links: source, target, numbers of force and of state."""
    wiring, classes = graph.wiring, graph.history.link_classes
    units, tables, states = len(graph.present), len(LinkTable), len(LinkState)
    kinds = np.array(
        [Force.of(each.force).number * tables + LinkTable.of(each.link).number for each in classes] or [0], np.int64
    )
    key = wiring.source[places].astype(np.int64) * units + wiring.target[places]
    key = key * len(Force) * tables + kinds[graph.history.links.link_class[wiring.link[places]]]
    key = np.unique(key * states + states_of(graph, places, day))
    ends = key // (states * tables * len(Force))
    return ends // units, ends % units, key // (states * tables) % len(Force), key % states
