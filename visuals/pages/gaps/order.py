"""The order of a list of gaps: groups, then what it is sorted by, then the question's own order."""

from collections.abc import Callable, Mapping

import numpy as np

from graph_model.days import BEGINNING
from graph_model.snapshot.history import NOBODY, UNDATED
from graph_model.snapshot.texts import Ints
from graph_model.vocabulary import State
from queries.gap_listing import GapListing

_LAST = 2**62
"""Sorts behind everything, whichever way round: there is nothing to sort by."""


def _age(listing: GapListing) -> Ints:
    """The oldest first, those that were never filled before them; the unknown are no gaps and have no age."""
    since = listing.gap_since.astype(np.int64)
    since[since == UNDATED] = BEGINNING
    since[listing.state == State.UNKNOWN.number] = _LAST
    return since


def _next(listing: GapListing) -> Ints:
    start = listing.next_start.astype(np.int64)
    start[start == UNDATED] = _LAST
    return start


SORTS: Mapping[str, Callable[[GapListing], Ints]] = {
    "rule": lambda listing: listing.rule,
    "county": lambda listing: listing.graph.structure.rank[listing.unit],
    "state": lambda listing: listing.state,
    "age": _age,
    "next": _next,
}


def _county(listing: GapListing) -> Ints:
    return listing.graph.structure.county[listing.unit]


GROUPINGS: Mapping[str, Callable[[GapListing], Ints]] = {
    "rule": lambda listing: listing.rule,
    "county": _county,
    "kind": lambda listing: listing.graph.structure.kind[listing.unit],
    "state": lambda listing: listing.state,
}
"""What the rows of one group have in common: a place in the standings, a slot, or the number of a term."""


def group_keys(listing: GapListing, group_by: str) -> Ints:
    """The key of each row's group; one for all where there are none."""
    made = GROUPINGS.get(group_by)
    return np.zeros(len(listing), np.int32) if made is None else made(listing)


def ordered(listing: GapListing, sort: str, group_by: str) -> Ints:
    """Places of the listing in the order in which they are shown."""
    places, group = np.arange(len(listing)), group_keys(listing, group_by)
    if group_by == "county":
        ranks = listing.graph.structure.id_rank
        group = np.where(group == NOBODY, -1, ranks[group])
    name = sort.removeprefix("-")
    key = SORTS[name](listing).astype(np.int64)
    if sort != name:
        key = np.where(key == _LAST, _LAST, -key)
    return np.lexsort((places, key, group))
