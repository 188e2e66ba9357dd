"""Units over the max of a rule, with the helpers that pile up there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise
from operator import or_
from typing import NamedTuple

import numpy as np

from graph_model.rules import Rule
from graph_model.snapshot.snapshot import Snapshot
from graph_model.snapshot.standing import first_of_each_helper, live
from graph_model.snapshot.texts import Bools, Ints
from queries.reach import FORCES_OF, force_bits, runs


class Pile(NamedTuple):
    """More helpers at one unit than a rule's max; ids and codes in order."""

    unit: int
    rule: str
    helpers: list[str]
    forces: list[str]


@dataclass(frozen=True, slots=True)
class Piles:
    """By count descending, unit and rule. `links` are places of the wiring: `size` of them from `low` on."""

    graph: Snapshot
    rules: Sequence[Rule]
    rule: Ints
    unit: Ints
    count: Ints
    low: Ints
    size: Ints
    links: Ints

    def page(self, start: int, stop: int) -> list[Pile]:
        """By count descending, unit, helpers and rule: piles of one size at one unit are made together."""
        fresh = (self.unit[1:] != self.unit[:-1]) | (self.count[1:] != self.count[:-1])
        alike = np.flatnonzero(np.r_[True, fresh, True])
        low = int(alike[np.searchsorted(alike, start, "right") - 1])
        high = int(alike[np.searchsorted(alike, stop)])
        rank = self.graph.structure.id_rank
        made = sorted(
            self._made(slice(low, high)),
            key=lambda pile: (-len(pile.helpers), rank[pile.unit], pile.helpers, pile.rule),
        )
        return made[start - low : stop - low]

    def _made(self, rows: slice) -> Iterator[Pile]:
        links = self.links[runs(self.low[rows], self.size[rows])]
        helpers = self.graph.ids(self.graph.wiring.source[links])
        forces = force_bits(self.graph, links).tolist()
        bounds = np.cumsum(np.r_[0, self.size[rows]]).tolist()
        for unit, rule, (low, high) in zip(
            self.unit[rows].tolist(), self.rule[rows].tolist(), pairwise(bounds), strict=True
        ):
            bits = reduce(or_, forces[low:high])
            yield Pile(unit, self.rules[rule].id, sorted(set(helpers[low:high])), list(FORCES_OF[bits]))


def piles(graph: Snapshot, day: int, within: int | None) -> Piles:
    rules = [rule for rule in graph.rules if rule.max is not None and rule.valid_on(day)]
    inside = None if within is None else graph.within(within)
    found = [_over(graph, rule, day, inside) for rule in rules]
    rule = np.repeat(np.arange(len(rules)), [len(each.unit) for each in found])
    unit, count, size, links = (
        np.concatenate([np.empty(0, np.int32), *(each[column] for each in found)]) for column in range(4)
    )
    low = np.cumsum(size) - size
    order = np.lexsort((rule, graph.structure.id_rank[unit], -count))
    return Piles(graph, rules, rule[order], unit[order], count[order], low[order], size[order], links)


class _Over(NamedTuple):
    """The units over one rule's max: n, how many links in force match, and all those links."""

    unit: Ints
    n: Ints
    size: Ints
    links: Ints


def _over(graph: Snapshot, rule: Rule, day: int, inside: Bools | None) -> _Over:
    """Helpers are told apart only where there are enough links for it to matter."""
    assert rule.max is not None
    matched = graph.matched(rule)
    applies = graph.exist(matched.units, day)
    if inside is not None:
        applies &= inside[matched.units]
    links = live(matched, day)
    applies &= np.bincount(matched.at[links], minlength=len(applies)) > rule.max
    links = links[applies[matched.at[links]]]
    fresh = links[first_of_each_helper(matched, links)]
    count = np.bincount(matched.at[fresh], minlength=len(applies))
    over = count > rule.max
    links = links[over[matched.at[links]]]
    size = np.bincount(matched.at[links], minlength=len(applies))[over]
    return _Over(matched.units[over], count[over], size, matched.hit[links])
