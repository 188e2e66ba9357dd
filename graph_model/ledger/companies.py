"""Which links must be looked at one by one: found on whole columns, so that there are few."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from graph_model.days import OPEN
from graph_model.ledger.draft import Draft
from graph_model.ledger.fresh_links import FreshLinks, Settled, Verdict
from graph_model.ledger.known_links import KnownLinks
from graph_model.snapshot.history import LinkClass, LinkVersions
from graph_model.snapshot.texts import Ints


def companies(known: KnownLinks, fresh: FreshLinks, settled: Settled) -> Iterator[tuple[list[int], list[int]]]:
    """Fresh places and known rows that claim the same of the same ends, where somebody must look:

    where a row has no id, and so may be about another, or where two are in force on the same day.
    """
    places = np.flatnonzero(settled.verdict == Verdict.ACCEPTED)
    if not len(places):
        return
    claims = _claims(known.draft)
    mine = _ends(fresh.versions, places)
    theirs = _ends(known.links, known.rows)
    near = np.flatnonzero(np.isin(theirs, mine)) if len(theirs) else np.empty(0, np.int64)
    ends = np.concatenate([mine, theirs[near]])
    rows = known.rows[near]
    claim = claims[np.concatenate([fresh.versions.link_class[places], known.links.link_class[rows]])]
    members = np.concatenate([places, -1 - rows.astype(np.int64)])
    start = np.concatenate([fresh.versions.start[places], known.links.start[rows]])
    until = np.concatenate([fresh.versions.until[places], known.links.until[rows]])
    nameless = np.concatenate([[not fresh.ids[place] for place in places.tolist()], np.zeros(len(rows), np.bool_)])
    order = np.lexsort((start, claim, ends))
    ends, claim, members = ends[order], claim[order], members[order]
    first = np.r_[True, (ends[1:] != ends[:-1]) | (claim[1:] != claim[:-1])]
    heads = np.flatnonzero(first)
    sizes = np.diff(np.r_[heads, len(ends)])
    overlapping = ~first & (start[order] < _reached_before(until[order], first))
    to_look_at = (sizes > 1) & np.logical_or.reduceat(overlapping | nameless[order].astype(np.bool_), heads)
    for head, size in zip(heads[to_look_at].tolist(), sizes[to_look_at].tolist(), strict=True):
        company = members[head : head + size].tolist()
        yield [each for each in company if each >= 0], [-1 - each for each in company if each < 0]


def _reached_before(until: Ints, first: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
    """For each row the latest `until` among the rows of its group that come before it."""
    # A running maximum inside each group: a group's number lifts it above all earlier ones.
    lift = np.cumsum(first) * (2 * OPEN)
    reached: npt.NDArray[np.int64] = np.r_[0, np.maximum.accumulate(until + lift)[:-1]] - lift
    return reached


def _claims(draft: Draft) -> Ints:
    """For each class of links the number of its claim: two that differ in role only have the same."""
    numbers: dict[LinkClass, int] = {}
    claims = [numbers.setdefault(each._replace(role=""), len(numbers)) for each in draft.classes]
    return np.array(claims, np.int32)


def _ends(versions: LinkVersions, rows: Ints) -> npt.NDArray[np.int64]:
    return versions.helper[rows].astype(np.int64) << 32 | versions.recipient[rows]
