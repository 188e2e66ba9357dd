"""Links that end: in a month where coverage falls off, or within the days after one."""

from collections.abc import Collection, Sequence

import numpy as np

from graph_model.rules import Rule
from graph_model.snapshot.snapshot import Snapshot
from graph_model.snapshot.texts import Bools, Ints
from visuals.report.links import SOON, ReportLink, told_links
from visuals.words import Lang


def rows_ending(
    graph: Snapshot,
    first: int,
    beyond: int,
    *,
    within: int | None = None,
    ids: Collection[str] | None = None,
    in_force: int | None = None,
) -> Ints:
    """Rows of the history, by id, of the links whose first day out of force lies in [first, beyond).

    Of links to units of a place, with some ids, or in force on a day, where those are given.
    """
    wiring, links = graph.wiring, graph.history.links
    chosen = graph.alive & (wiring.until >= first) & (wiring.until < beyond)
    if in_force is not None:
        chosen &= (wiring.start <= in_force) & (in_force < wiring.until)
    rows = wiring.link[chosen]
    if within is not None:
        rows = rows[graph.within(within)[links.recipient[rows]]]
    rows = rows[np.argsort(wiring.id_rank[rows])]
    if ids is None:
        return rows
    return rows[[each in ids for each in graph.history.link_ids.take(rows)]] if len(rows) else rows


def ending_soon(graph: Snapshot, day: int, within: int | None, rules: Sequence[Rule] | None) -> Ints:
    """Rows of the links in force on a day whose last day is that one or one of the 90 after it.

    Only those that count for one of some `rules`, where they are given.
    """
    rows = rows_ending(graph, day + 1, day + SOON + 2, within=within, in_force=day)
    return rows if rules is None else rows[_counting(graph, rules)[rows]]


def _counting(graph: Snapshot, rules: Sequence[Rule]) -> Bools:
    """Which rows of the history match one of some rules."""
    counting = np.zeros(len(graph.history.links.until), np.bool_)
    for rule in rules:
        counting[graph.wiring.link[graph.matched(rule).hit]] = True
    return counting


def listed(graph: Snapshot, rows: Ints, most: int, lang: Lang) -> list[ReportLink]:
    """The soonest first, up to a number."""
    until = graph.history.links.until[rows]
    chosen = rows[np.argsort(until, kind="stable")][:most]
    return told_links(graph, chosen, lang)
