"""Which links and units a network shows, and which it leaves out when they are too many."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from graph_model.snapshot.snapshot import Snapshot
from graph_model.snapshot.texts import Bools, Ints
from visuals.network.asked import MOST, NetworkAsk
from visuals.network.link_states import LinkState
from visuals.network.links_there import held, lines_of, of_forces_and_states, of_kinds, states_of, there_are, touching

_MOST_ADDED = 150
"""Units that one expansion adds."""


class Tie(NamedTuple):
    """Links of one table, force and state between two units, drawn as one line; `rows` are of the history."""

    source: int
    target: int
    table: str
    force: str
    state: str
    rows: tuple[int, ...]

    @property
    def many(self) -> int:
        return len(self.rows)


class Added(NamedTuple):
    """What an expansion of one unit brought."""

    centre: int
    units: Sequence[int]
    ties: Sequence[Tie]


@dataclass(frozen=True, slots=True)
class Chosen:
    """`of` units there would be; `units` are drawn, the most connected first, then those `added`."""

    units: Sequence[int]
    ties: Sequence[Tie]
    of: int
    added: Sequence[Added] = ()

    @property
    def is_cut(self) -> bool:
        return len(self.units) < self.of


def chosen(graph: Snapshot, ask: NetworkAsk, only: int | None = None) -> Chosen:
    """Links whose recipient lies within a unit, or that have the unit at one end; else all of them.

    `only` is the place to which a reader is limited: no link is shown whose recipient lies elsewhere.
    """
    links, wiring = held(graph, ask.day, only), graph.wiring
    places = of_forces_and_states(graph, of_kinds(graph, there_are(graph, ask, links), ask), ask)
    source, target, _, _ = lines_of(graph, places, ask.day)
    order = _most_connected(graph, source, target, ask)
    drawn = _drawn(graph, source, target, order, ask)
    ties = _ties(graph, places[drawn[wiring.source[places]] & drawn[wiring.target[places]]], ask.day)
    found, known = Chosen(order[drawn[order]].tolist(), list(ties), len(order)), set[int]()
    for unit in ask.expand:
        known = known or set(order.tolist())
        found = _expanded(graph, ask, found, int(graph.structure.counts_for[unit]), links, known)
    return found


def _most_connected(graph: Snapshot, source: Ints, target: Ints, ask: NetworkAsk) -> Ints:
    """The units there are, those with the most lines first; the one in the middle before them."""
    degree = np.bincount(np.concatenate([source, target]), minlength=len(graph.present))
    if ask.around is not None:
        degree[graph.structure.counts_for[ask.around]] = np.iinfo(np.int64).max
    there = np.flatnonzero(degree)
    return np.asarray(there[np.lexsort((graph.structure.id_rank[there], -degree[there]))])


def _drawn(graph: Snapshot, source: Ints, target: Ints, order: Ints, ask: NetworkAsk) -> Bools:
    """As many as the limit allows, the most connected first; who would be left without a line makes room for others."""
    most = min(ask.limit, MOST)
    first, linked, near = (np.zeros(len(graph.present), np.bool_) for _ in range(3))
    lines = np.bincount(np.concatenate([source, target]), minlength=len(first))
    first[order[:most]] = lines[order[:most]] > 1  # who has one line comes with its hub
    both = first[source] & first[target]
    linked[source[both]] = linked[target[both]] = True
    if ask.around is not None:
        linked[graph.structure.counts_for[ask.around]] = True
    near[source[linked[target]]] = near[target[linked[source]]] = True
    others = order[near[order] & ~linked[order]]
    linked[others[: most - int(linked.sum())]] = True
    return _with_hubs(source, target, order, linked, most)


def _with_hubs(source: Ints, target: Ints, order: Ints, drawn: Bools, most: int) -> Bools:
    """What room is left goes to the most connected of the others, each with neighbours of its own."""
    room = most - int(drawn.sum())
    waiting = order[~drawn[order]][:most]
    if not room or not len(waiting):
        return drawn
    rank = np.zeros(len(drawn), np.int64)
    rank[order] = np.arange(len(order))
    ends, others = np.concatenate([source, target]), np.concatenate([target, source])
    by_end = np.argsort(ends, kind="stable")
    first = np.searchsorted(ends, waiting, "left", by_end)
    last = np.searchsorted(ends, waiting, "right", by_end)
    for hub, start, stop in zip(waiting.tolist(), first.tolist(), last.tolist(), strict=True):
        if not room:
            break
        near = np.unique(others[by_end[start:stop]])
        new = near[~drawn[near]]
        if drawn[hub] or (room == 1 and len(new) == len(near)):
            continue
        new = np.append(new[np.argsort(rank[new])][: room - 1], hub)
        room -= int((~drawn[new]).sum())
        drawn[new] = True
    return drawn


def _ends(ties: Iterable[Tie]) -> set[int]:
    return {end for tie in ties for end in tie[:2]}


def _among(ties: Sequence[Tie], units: Collection[int]) -> list[Tie]:
    drawn = set(units)
    return [tie for tie in ties if tie.source in drawn and tie.target in drawn]


def _expanded(graph: Snapshot, ask: NetworkAsk, before: Chosen, centre: int, links: Bools, known: set[int]) -> Chosen:
    """With the neighbours of one of the units drawn, whatever their kind and place; `known` are all there are."""
    if centre not in before.units:
        return before
    drawn, lines = set(before.units), {tie[:5] for tie in before.ties}
    places = of_forces_and_states(graph, np.flatnonzero(links & touching(graph, centre)), ask)
    ties = list(_ties(graph, places, ask.day))
    others = _ends(ties) - drawn
    known |= others
    room = max(min(_MOST_ADDED, MOST - len(drawn)), 0)
    new = sorted(others, key=lambda unit: int(graph.structure.id_rank[unit]))[:room]
    added = Added(centre, new, [tie for tie in _among(ties, [*drawn, *new]) if tie[:5] not in lines])
    return Chosen([*before.units, *new], [*before.ties, *added.ties], len(known), (*before.added, added))


def _ties(graph: Snapshot, places: Ints, day: int) -> Iterator[Tie]:
    wiring, links = graph.wiring, graph.history.links
    rows = wiring.link[places]
    classes = [graph.history.link_classes[number] for number in links.link_class[rows].tolist()]
    together = dict[tuple[int, int, str, str, str], list[int]]()
    states = tuple(LinkState)
    for source, target, each, state, row in zip(
        wiring.source[places].tolist(),
        wiring.target[places].tolist(),
        classes,
        states_of(graph, places, day).tolist(),
        rows.tolist(),
        strict=True,
    ):
        together.setdefault((source, target, each.link, each.force, states[state]), []).append(row)
    for key, those in together.items():
        yield Tie(*key, tuple(those))
