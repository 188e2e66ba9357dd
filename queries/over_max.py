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
from queries.reach import FORCES_OF, force_bits, runs, starts_of_runs


class Pile(NamedTuple):
    """More helpers at one unit than a rule's max; ids and codes in order."""

    unit: int
    rule: str
    helpers: list[str]
    forces: list[str]


@dataclass(frozen=True, slots=True)
class Piles:
    """By count descending, unit and rule; piles of one size at one unit are `alike`: they share a number.

    `links` are places of the wiring: `size` of them from `low` on.
    """

    graph: Snapshot
    rules: Sequence[Rule]
    rule: Ints
    unit: Ints
    low: Ints
    size: Ints
    alike: Ints
    links: Ints

    def page(self, start: int, stop: int) -> list[Pile]:
        """By count descending, unit, helpers and rule: so piles that are alike are made together."""
        low = int(np.searchsorted(self.alike, self.alike[start]))
        high = int(np.searchsorted(self.alike, self.alike[stop - 1], "right"))
        alike = self.alike[low:high].tolist()
        made = zip(alike, self._made(slice(low, high)), strict=True)
        ordered = sorted(made, key=lambda each: (each[0], each[1].helpers, each[1].rule))
        return [pile for _, pile in ordered[start - low : stop - low]]

    def _made(self, rows: slice) -> Iterator[Pile]:
        links = self.links[runs(self.low[rows], self.size[rows])]
        helpers = self.graph.ids(self.graph.wiring.source[links])
        forces = force_bits(self.graph, links).tolist()
        bounds = pairwise(np.append(0, np.cumsum(self.size[rows])).tolist())
        for unit, rule, (low, high) in zip(self.unit[rows].tolist(), self.rule[rows].tolist(), bounds, strict=True):
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
    order = np.lexsort((graph.structure.id_rank[unit], -count))
    unit, count = unit[order], count[order]
    alike = np.cumsum(starts_of_runs(unit) | starts_of_runs(count), dtype=np.int32)
    return Piles(graph, rules, rule[order], unit, low[order], size[order], alike, links)


class _Over(NamedTuple):
    """The units over one rule's max: n, how many links in force match, and all those links."""

    unit: Ints
    n: Ints
    size: Ints
    links: Ints


_NONE = _Over(*[np.empty(0, np.int32)] * 4)


def _over(graph: Snapshot, rule: Rule, day: int, inside: Bools | None) -> _Over:
    """Helpers are told apart only where there are enough links for it to matter.

    Links are sorted by unit: there are more than `max` where the next but `max` is of the same unit.
    """
    assert rule.max is not None
    matched = graph.matched(rule)
    links = live(matched, day)
    at = matched.at[links]
    alike = at[: -rule.max] == at[rule.max :]
    if not alike.any():
        return _NONE
    crowded = np.zeros(len(matched.units), np.bool_)
    crowded[at[rule.max :][alike]] = True
    kept = crowded[at]
    links, at = links[kept], at[kept]
    heads = np.flatnonzero(starts_of_runs(at))
    unit, size = matched.units[at[heads]], np.diff(np.append(heads, len(at)))
    n = np.add.reduceat(first_of_each_helper(matched, links).view(np.int8), heads, dtype=np.int32)
    over = (n > rule.max) & graph.exist(unit, day)
    if inside is not None:
        over &= inside[unit]
    return _Over(unit[over], n[over], size[over], matched.hit[links[np.repeat(over, size)]])
