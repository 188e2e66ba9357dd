"""Since when one unit has too few helpers, who was the last and who comes next: under each of some rules."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from graph_model.snapshot.history import NOBODY
from graph_model.snapshot.snapshot import Snapshot
from queries.cells import iso_days
from queries.gap_links import GapLinks, OfRule


class GapTerms(NamedTuple):
    """Days are ISO, helpers are slots; None where there is none. As the columns of the question `gaps`."""

    since: str | None
    last_helper: int | None
    next_start: str | None
    next_helper: int | None


def gap_terms(graph: Snapshot, slot: int, rules: Sequence[str], day: int) -> list[GapTerms]:
    """`rules` are ids of rules that apply to the unit; one answer for each, whatever its state is."""
    known = {rule.id: rule for rule in graph.rules}
    matched = [graph.matched(known[rule]) for rule in rules]
    if not matched:
        return []
    of = [OfRule(each, np.searchsorted(each.units, [slot]).astype(np.int32)) for each in matched]
    links = GapLinks(graph, of, day)
    last, coming = links.last_helper().tolist(), links.next_helper().tolist()
    return [
        GapTerms(since, None if one == NOBODY else one, start, None if other == NOBODY else other)
        for since, one, start, other in zip(
            iso_days(links.gap_since()), last, iso_days(links.next_start()), coming, strict=True
        )
    ]
