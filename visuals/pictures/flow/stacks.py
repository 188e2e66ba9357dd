"""Where everything stands in the flow picture: bars in three columns, and bands between them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from graph_model.vocabulary import Force
from visuals.pictures.flow.flows import Flows
from visuals.pictures.flow.gathering import Flow, Node

_SLOT, _BETWEEN_GROUPS = 17.0, 11.0
"""Least height of a place with its name, and the room between groups of places."""
_FILLED, _LOWEST = 0.62, 360
"""How much of the height the bars take, where names leave a choice."""
_FORCE_SLOT, _WIDEST_GAP = 42.0, 64.0
"""Least height of a force with its name and number, and the most room between two."""

K = TypeVar("K", Force, Node)


class Bar(NamedTuple):
    y: float
    height: float
    links: int

    @property
    def middle(self) -> float:
        return self.y + self.height / 2


class Band(NamedTuple):
    """Links of one force between two bars: the upper edge at both ends, and how thick."""

    force: Force
    start: Force | Node
    end: Node
    from_y: float
    to_y: float
    thick: float
    pairings: int
    dispatches: int


@dataclass(frozen=True, slots=True)
class Stacks:
    """`into` are the bands to the middle column, `onward` those from it. Heights are true to the number of links."""

    height: float
    forces: Mapping[Force, Bar]
    middles: Mapping[Node, Bar]
    ends: Mapping[Node, Bar]
    into: Sequence[Band]
    onward: Sequence[Band]


def stacked(shown: Flows) -> Stacks:
    """On one scale everywhere; there must be a link."""
    by_force = _sums((flow.force, flow.links) for flow in shown.flows)
    by_middle = _sums((flow.middle, flow.links) for flow in shown.flows)
    by_end = _sums((flow.end, flow.links) for flow in shown.flows)
    groups = dict[Node, dict[Node, None]]()
    for flow in shown.flows:
        groups.setdefault(flow.middle, {})[flow.end] = None
    scale = max(_LOWEST, _SLOT * len(by_end)) * _FILLED / shown.total
    links = {force: by_force[force] for force in Force if by_force[force]}
    slots = [max(count * scale, _FORCE_SLOT) for count in links.values()]
    ends, spans, right = _right(groups, by_end, scale)
    height = max(right, sum(slots))
    ends, spans = _lowered(ends, spans, (height - right) / 2)
    middles = {node: _centred(spans[node], links, scale) for node, links in by_middle.items()}
    forces = _left(links, slots, scale, height)
    return Stacks(
        height,
        forces,
        middles,
        ends,
        list(_bands(_to_middles(shown.flows), forces, middles, scale)),
        list(_bands([(flow.middle, flow.end, flow) for flow in shown.flows], middles, ends, scale)),
    )


def _sums(counted: Iterable[tuple[K, int]]) -> Counter[K]:
    sums = Counter[K]()
    for key, links in counted:
        sums[key] += links
    return sums


Span = tuple[float, float]


def _right(
    groups: Mapping[Node, Mapping[Node, None]], links: Mapping[Node, int], scale: float
) -> tuple[dict[Node, Bar], dict[Node, Span], float]:
    """The last column from top to bottom, from where to where each group goes, and where it ends."""
    bars, spans, y = dict[Node, Bar](), dict[Node, Span](), 0.0
    for group, nodes in groups.items():
        top = y
        for node in nodes:
            slot = max(links[node] * scale + 2, _SLOT)
            bars[node] = _centred((y, y + slot), links[node], scale)
            y += slot
        spans[group] = top, y
        y += _BETWEEN_GROUPS
    return bars, spans, y - _BETWEEN_GROUPS


def _centred(span: Span, links: int, scale: float) -> Bar:
    height = links * scale
    return Bar((span[0] + span[1] - height) / 2, height, links)


def _lowered(bars: dict[Node, Bar], spans: dict[Node, Span], by: float) -> tuple[dict[Node, Bar], dict[Node, Span]]:
    return (
        {node: bar._replace(y=bar.y + by) for node, bar in bars.items()},
        {node: (top + by, below + by) for node, (top, below) in spans.items()},
    )


def _left(links: Mapping[Force, int], slots: Sequence[float], scale: float, height: float) -> dict[Force, Bar]:
    """The first column, spread over the height."""
    free = height - sum(slots)
    gap = min(free / max(len(links) - 1, 1), _WIDEST_GAP)
    y = (free - gap * (len(links) - 1)) / 2
    bars = dict[Force, Bar]()
    for (force, count), slot in zip(links.items(), slots, strict=True):
        bars[force] = _centred((y, y + slot), count, scale)
        y += slot + gap
    return bars


def _to_middles(flows: Sequence[Flow]) -> list[tuple[Force, Node, Flow]]:
    """The flows of each force into each place of the middle column as one."""
    both = dict[tuple[Node, Force], Flow]()
    for flow in flows:
        so_far = both.get((flow.middle, flow.force))
        both[flow.middle, flow.force] = flow if so_far is None else _added(so_far, flow)
    order = sorted(both, key=lambda key: key[1].number)  # stable: places keep their order within a force
    return [(force, middle, both[middle, force]) for middle, force in order]


def _added(one: Flow, other: Flow) -> Flow:
    return one._replace(pairings=one.pairings + other.pairings, dispatches=one.dispatches + other.dispatches)


def _bands(
    pairs: Sequence[tuple[K, Node, Flow]], starts: Mapping[K, Bar], ends: Mapping[Node, Bar], scale: float
) -> Iterator[Band]:
    """One below the other on both bars, in the order given."""
    from_y = {node: bar.y for node, bar in starts.items()}
    to_y = {node: bar.y for node, bar in ends.items()}
    for start, end, flow in pairs:
        thick = flow.links * scale
        yield Band(flow.force, start, end, from_y[start], to_y[end], thick, flow.pairings, flow.dispatches)
        from_y[start] += thick
        to_y[end] += thick
