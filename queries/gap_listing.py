"""Everything that a list of gaps holds, as columns: sorted and grouped before a row is made."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from graph_model.snapshot.snapshot import Snapshot
from graph_model.snapshot.standing import Standing
from graph_model.snapshot.texts import Ints
from queries.gap_links import GapLinks, OfRule
from queries.gaps import Params, Row, rows_of_units, segments_of


@dataclass(frozen=True)
class GapListing:
    """One place a row, in the question's order: rule, county, unit.

    `rule` is a place in `standings`, `at` one in that standing's units; `unit` is a slot, `state` a state's number.
    """

    graph: Snapshot
    day: int
    standings: Sequence[Standing]
    rule: Ints
    at: Ints
    unit: Ints
    state: Ints

    def __len__(self) -> int:
        return len(self.unit)

    @cached_property
    def gap_since(self) -> Ints:
        """First day of each gap; UNDATED where the unit never had enough."""
        return self._links.gap_since() if len(self) else np.empty(0, np.int32)

    @cached_property
    def next_start(self) -> Ints:
        """Day on which the next link starts; UNDATED where none does."""
        return self._links.next_start() if len(self) else np.empty(0, np.int32)

    @cached_property
    def _links(self) -> GapLinks:
        return GapLinks(
            self.graph,
            [OfRule(standing.matched, standing.at[chosen]) for standing, chosen in self._pieces(self._everything)],
            self.day,
        )

    @property
    def _everything(self) -> Ints:
        return np.arange(len(self), dtype=np.int32)

    def _pieces(self, places: Ints) -> list[tuple[Standing, Ints]]:
        """Some places, those of a rule together, as indices into its standing."""
        rules, starts = np.unique(self.rule[places], return_index=True)
        chosen = np.split(self.at[places], starts[1:])
        return [(self.standings[rule], units) for rule, units in zip(rules.tolist(), chosen, strict=True)]

    def rows(self, places: Ints) -> list[Row]:
        """The rows at some places, in the order in which these are given."""
        if not len(places):
            return []
        by_rule = np.argsort(self.rule[places], kind="stable")
        made = rows_of_units(self.graph, self.day, self._pieces(places[by_rule]))
        return [made[place] for place in np.argsort(by_rule).tolist()]


def gap_listing(graph: Snapshot, ask: Params) -> GapListing:
    """What the question lists; worked out once for a graph and its params. Its columns weigh several rows each."""
    listing: GapListing = graph.remember(
        ("gap listing", ask), lambda: _made(graph, ask), lambda made: 4 * len(made) + 1
    )
    return listing


def _made(graph: Snapshot, ask: Params) -> GapListing:
    segments = segments_of(graph, ask)
    standings = [segment.standing for segment in segments]
    listed = [segment.ordered(graph) for segment in segments]
    none = np.empty(0, np.int32)
    pieces = list(zip(standings, listed, strict=True))
    return GapListing(
        graph,
        ask.day,
        standings,
        rule=np.repeat(np.arange(len(listed), dtype=np.int32), [len(each) for each in listed]),
        at=np.concatenate([none, *listed]),
        unit=np.concatenate([none, *(standing.units[chosen] for standing, chosen in pieces)]),
        state=np.concatenate([none, *(standing.state[chosen] for standing, chosen in pieces)]),
    )
