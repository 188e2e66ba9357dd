"""Links that reach outside the life of one of their units: loaded, with a warning."""

from collections.abc import Iterator

import numpy as np

from graph_model.days import BEGINNING, OPEN, iso
from graph_model.ledger.draft import Draft
from graph_model.ledger.fresh_links import FreshLinks, Settled, Verdict
from graph_model.snapshot.texts import Ints


def outside_lifetime(draft: Draft, fresh: FreshLinks, settled: Settled) -> Iterator[tuple[int, str]]:
    """Place and sentence of each accepted link that starts before or ends after a unit's life."""
    since, until = lifetimes(draft)
    start = fresh.versions.start
    accepted = settled.verdict == Verdict.ACCEPTED
    for column in ("helper", "recipient"):
        slots = getattr(fresh.versions, column)
        early = start < since[slots]
        late = (until[slots] < OPEN) & (fresh.versions.until > until[slots])
        for place in np.flatnonzero(accepted & (early | late)).tolist():
            yield place, _sentence(draft, int(slots[place]), int(since[slots[place]]), int(until[slots[place]]))


def lifetimes(draft: Draft) -> tuple[Ints, Ints]:
    """First day of each unit, and the first after its last, with what the load itself says."""
    graph = draft.graph
    fresh = len(draft.unit_ids)
    since = np.r_[graph.since, np.full(fresh, BEGINNING, np.int32)].astype(np.int32)
    until = np.r_[graph.until, np.full(fresh, OPEN, np.int32)].astype(np.int32)
    units, firsts, lasts = draft.lifetimes()
    since[units], until[units] = firsts, lasts
    return since, until


def _sentence(draft: Draft, slot: int, since: int, until: int) -> str:
    first = iso(since) if since > BEGINNING else "…"
    last = iso(until - 1) if until < OPEN else "…"
    unit = draft.unit_id(slot)
    return f"{unit} 只存在于 {first} 至 {last} · {unit} exists only from {first} to {last}."
