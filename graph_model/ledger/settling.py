"""Rows of link tables against the ledger: what is new, what corrects, what says nothing new.

A link with an id is known by it. One without is known by its table, force, ends, post, field and
since (INTERFACES §1). Whole columns are compared first; only rows that share their ends with another
link are looked at one by one.
"""

import numpy as np

from graph_model.ledger.companies import companies
from graph_model.ledger.draft import Draft
from graph_model.ledger.fresh_links import COMPARED, FreshLinks, Settled, Verdict
from graph_model.ledger.known_links import KnownLinks
from graph_model.ledger.link_company import Company, repeats
from graph_model.ledger.link_ids import free_id
from graph_model.ledger.silence import complete, keep_the_earliest_sight


def settle(draft: Draft, fresh: FreshLinks) -> Settled:
    """Decide about every fresh link; `fresh.versions` is completed from the links it corrects."""
    count = len(fresh.ids)
    settled = Settled(np.zeros(count, np.int8), list(fresh.ids), np.full(count, -1, np.int32))
    known = KnownLinks(draft)
    _by_id(known, fresh, settled)
    _by_ends(known, fresh, settled)
    return settled


def _by_id(known: KnownLinks, fresh: FreshLinks, settled: Settled) -> None:
    """Rows that give an id: corrections of known links, and repetitions within the load."""
    named = [place for place, link_id in enumerate(fresh.ids) if link_id]
    linked = [each.link for each in known.draft.classes]
    table = [linked[number] for number in fresh.versions.link_class.tolist()]
    if len({(table[place], fresh.ids[place]) for place in named}) < len(named):
        _repetitions(fresh, settled, named, table)
    if not len(known.rows):
        return
    refused = settled.duplicates.keys()
    for place in named:
        if place not in refused:
            settled.replaces[place] = known.with_id(table[place], fresh.ids[place], len(named))
    matched = np.flatnonzero(settled.replaces >= 0)
    complete(known, fresh, settled, matched)
    keep_the_earliest_sight(known, fresh, settled, matched)
    _mark_unchanged(known, fresh, settled)


def _repetitions(fresh: FreshLinks, settled: Settled, named: list[int], table: list[str]) -> None:
    first: dict[tuple[str, str], int] = {}
    for place in named:
        earlier = first.setdefault((table[place], fresh.ids[place]), place)
        if earlier != place:
            repeats(fresh, settled, place, earlier)


def _mark_unchanged(known: KnownLinks, fresh: FreshLinks, settled: Settled) -> None:
    places = np.flatnonzero((settled.replaces >= 0) & (settled.verdict == Verdict.ACCEPTED))
    rows = settled.replaces[places]
    same = np.ones(len(places), np.bool_)
    for name in COMPARED:
        same &= getattr(fresh.versions, name)[places] == getattr(known.links, name)[rows]
    settled.verdict[places[same]] = Verdict.UNCHANGED


def _by_ends(known: KnownLinks, fresh: FreshLinks, settled: Settled) -> None:
    """Rows that share both ends with others: known ones without an id, and overlaps to warn of."""
    taken = set(fresh.ids)
    lonely = np.ones(len(fresh.ids), np.bool_)
    for places, rows in companies(known, fresh, settled):
        lonely[places] = False
        Company(known, fresh, settled, taken, places, rows).settle()
    for place in np.flatnonzero(lonely).tolist():
        if not settled.ids[place]:
            settled.ids[place] = free_id(known, fresh, place, taken)
