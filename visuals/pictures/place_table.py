"""How each place stands under each rule on a day: counts in columns, summed as a page needs them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from graph_model.rules import Rule
from graph_model.snapshot.snapshot import Snapshot
from graph_model.snapshot.texts import Ints
from graph_model.vocabulary import GAP_STATES, State
from queries.selection import places_within
from visuals.pictures.levels import places_of

Counts = npt.NDArray[np.int64]
GAPS = [state.number for state in GAP_STATES]
"""The last axis of the counts, where it is a gap."""


@dataclass(frozen=True, slots=True)
class PlaceTable:
    """`counts[r, p, s]`: units of place `p` in state `s` under rule `r`; `filled[r, p]`: their slots that are filled.

    The last place is for units that lie in none; `places`, of a `level`, are slots, by id.
    """

    rules: Sequence[Rule]
    level: str
    places: Ints
    counts: Counts
    filled: Counts

    def total(self, *states: State) -> int:
        """Units times rules in some states; in all of them, without any given."""
        chosen = self.counts[:, :, [state.number for state in states]] if states else self.counts
        return int(chosen.sum())

    @property
    def gaps(self) -> Counts:
        """By place; the last is none."""
        summed: Counts = self.counts[:, :, GAPS].sum(axis=(0, 2))
        return summed

    @property
    def slots(self) -> Counts:
        """By rule and place, as `filled`."""
        owed: Counts = self.counts.sum(axis=2) * np.array([rule.min for rule in self.rules])[:, None]
        return owed

    @property
    def unknown(self) -> Counts:
        summed: Counts = self.counts[:, :, State.UNKNOWN.number].sum(axis=0)
        return summed

    @property
    def owed(self) -> int:
        """Places to which some rule applies, or within which one does."""
        return int(self._owed().sum())

    @property
    def without_gap(self) -> int:
        return int((self._owed() & (self.gaps[:-1] == 0)).sum())

    @property
    def all_met(self) -> int:
        """Places in which nothing is a gap and nothing is unknown."""
        return int((self._owed() & (self.gaps[:-1] == 0) & (self.unknown[:-1] == 0)).sum())

    def _owed(self) -> npt.NDArray[np.bool_]:
        """Without the last place, which is none."""
        return np.asarray(self.counts[:, :-1].any(axis=(0, 2)))

    def of_group(self, group: str) -> "PlaceTable":
        chosen = [place for place, rule in enumerate(self.rules) if rule.group == group]
        rules = [self.rules[place] for place in chosen]
        return PlaceTable(rules, self.level, self.places, self.counts[chosen], self.filled[chosen])


def place_table(graph: Snapshot, rules: Sequence[Rule], day: int, within: int | None, level: str) -> PlaceTable:
    """Of units within a place, if one is given, by the places of a level in which they lie."""
    places = places_of(graph, rules, within, level)
    column: Ints = getattr(graph.structure, level)
    number = np.full(len(column) + 1, len(places), np.int64)
    number[places] = np.arange(len(places))
    counts = np.zeros((len(rules), len(places) + 1, len(State)), np.int64)
    filled = np.zeros(counts.shape[:2], np.int64)
    for row, rule in enumerate(rules):
        standing = graph.standing(rule, day)
        chosen = places_within(graph, standing, within)
        place = number[column[standing.units[chosen]]]
        joint = place * len(State) + standing.state[chosen]
        counts[row] = np.bincount(joint, minlength=counts[row].size).reshape(counts[row].shape)
        filled[row] = np.bincount(place, np.minimum(standing.has[chosen], rule.min), len(places) + 1)
    return PlaceTable(rules, level, places, counts, filled)
