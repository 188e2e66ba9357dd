"""Flows of links; where there are too many places, the smallest are gathered as “其余 N”."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from graph_model.vocabulary import Force
from visuals.words import Lang, Words

MOST_MIDDLES, MOST_ENDS = 12, 40
"""Provinces and prefectures that are drawn by name."""

_REST = Words("其余 {count} 个", "{count} more")


class Node(NamedTuple):
    """A place of the picture; `id` is a unit's, empty for what is gathered and for what lies in no such place."""

    key: str
    id: str
    name: str


class Flow(NamedTuple):
    """Links of one force to one place; `pairings` and `dispatches` add up to `links`."""

    force: Force
    middle: Node
    end: Node
    pairings: int
    dispatches: int

    @property
    def links(self) -> int:
        return self.pairings + self.dispatches


def gathered(flows: Sequence[Flow], lang: Lang) -> list[Flow]:
    """The same links with the smallest places of both columns as one each; named places keep their order."""
    middles, ends = Counter[Node](), Counter[Node]()
    for flow in flows:
        middles[flow.middle] += flow.links
        ends[flow.end] += flow.links
    above = {flow.end: flow.middle for flow in flows}
    few = set(_least(middles, MOST_MIDDLES))
    small = _least(Counter({end: count for end, count in ends.items() if above[end] not in few}), MOST_ENDS)
    left = Counter(above[end] for end in small)
    renamed = {end: _rest(f"{above[end].key}/rest", left[above[end]], lang) for end in small if left[above[end]] > 1}
    rest = _rest("rest", len(few), lang)
    renamed |= {end: rest._replace(key="rest/rest") for end in ends if above[end] in few}
    return _merged(
        [
            flow._replace(middle=rest if flow.middle in few else flow.middle, end=renamed.get(flow.end, flow.end))
            for flow in flows
        ]
    )


def _merged(flows: Sequence[Flow]) -> list[Flow]:
    """Flows with the same ends as one; by middle, end and force, what is gathered last."""
    counts = dict[tuple[Node, Node, Force], tuple[int, int]]()
    for flow in flows:
        pairings, dispatches = counts.get((flow.middle, flow.end, flow.force), (0, 0))
        counts[flow.middle, flow.end, flow.force] = pairings + flow.pairings, dispatches + flow.dispatches
    middles = _places(key[0] for key in counts)
    ends = _places(key[1] for key in counts)
    order = sorted(counts, key=lambda key: (middles[key[0]], ends[key[1]], key[2].number))
    return [Flow(force, middle, end, *counts[middle, end, force]) for middle, end, force in order]


def _places(nodes: Iterable[Node]) -> dict[Node, tuple[bool, int]]:
    """Where each stands in a column."""
    return {node: (not node.id, place) for place, node in enumerate(dict.fromkeys(nodes))}


def _least(counts: Counter[Node], most: int) -> list[Node]:
    """All but so many of the largest; nothing where only one would be left out."""
    ordered = sorted(counts, key=lambda node: (-counts[node], node.key))
    return ordered[most:] if len(ordered) > most + 1 else []


def _rest(key: str, count: int, lang: Lang) -> Node:
    return Node(key, "", _REST.said(lang, count=count))
