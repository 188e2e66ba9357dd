"""Which links can ever count for a rule, and for which units: all that does not depend on a day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from graph_model.days import BEGINNING, OPEN
from graph_model.rules import Rule
from graph_model.snapshot.history import LinkClass
from graph_model.snapshot.texts import Bools, Ints
from graph_model.snapshot.wiring import KINDS, signatures
from graph_model.vocabulary import Kind

if TYPE_CHECKING:
    from graph_model.snapshot.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Matched:
    """The units a rule can apply to, ascending, and the links that match it, by unit and helper.

    `at` is a link's unit as an index into `units`; `hit` its place in the wiring. `bounds[i]` to
    `bounds[i + 1]` are the links of `units[i]`. `last_start` and `first_end` say, for each unit,
    when the last of its dated links starts and the first of them ends. `upper_*` are links that
    match but for the kind of their recipient: only a rule that inherits looks at them.
    """

    rule: Rule
    units: Ints
    hit: Ints
    at: Ints
    source: Ints
    start: Ints
    until: Ints
    dated: Bools
    bounds: Ints
    last_start: Ints
    first_end: Ints
    upper_target: Ints
    upper_start: Ints
    upper_until: Ints


def match(graph: Snapshot, rule: Rule) -> Matched:
    wiring = graph.wiring
    units = graph.applicable(rule)
    position = np.full(len(graph.structure.kind), -1, np.int32)
    position[units] = np.arange(len(units), dtype=np.int32)
    hit = _hits(graph, rule, rule.recipient)
    at = position[wiring.target[hit]]
    hit, at = hit[at >= 0], at[at >= 0]
    start, until, dated = wiring.start[hit], wiring.until[hit], wiring.dated[hit]
    upper = _hits(graph, rule, tuple(Kind)) if rule.inherit else hit[:0]
    return Matched(
        rule=rule,
        units=units,
        hit=hit,
        at=at,
        source=wiring.source[hit],
        start=start,
        until=until,
        dated=dated,
        bounds=np.r_[0, np.cumsum(np.bincount(at, minlength=len(units)))],
        last_start=_per_unit(np.maximum, np.where(dated, start, BEGINNING), at, len(units), BEGINNING),
        first_end=_per_unit(np.minimum, until, at, len(units), OPEN),
        upper_target=wiring.target[upper],
        upper_start=wiring.start[upper],
        upper_until=wiring.until[upper],
    )


def applicable(graph: Snapshot, rule: Rule) -> Ints:
    """Units of the rule's kinds and scope; one that stands for another is never among them."""
    fits = graph.of_kinds(rule.recipient)
    fits &= graph.structure.counts_for == np.arange(len(fits))
    if rule.scope:
        fits &= graph.tagged(rule.scope)
    return np.flatnonzero(fits).astype(np.int32)


def _hits(graph: Snapshot, rule: Rule, recipients: tuple[Kind, ...]) -> Ints:
    """Places of the wiring whose link fits the rule and is held, whoever its unit is."""
    places = graph.fitting(rule, recipients)
    held = graph.alive[places]
    return places if held.all() else places[held]


def fitting_places(graph: Snapshot, rule: Rule, recipients: tuple[Kind, ...]) -> Ints:
    """Places of the wiring whose link fits the rule, whatever import holds it."""
    fits = signatures(
        np.array([fits_class(rule, link_class) for link_class in graph.history.link_classes], np.bool_),
        _kinds(rule.helper),
        _kinds(recipients),
        np.array(["agreement" not in rule.needs, True]),
    )
    if not len(fits):
        return np.empty(0, np.int32)
    return np.flatnonzero(fits[graph.wiring.signature]).astype(np.int32)


def fits_class(rule: Rule, link: LinkClass) -> bool:
    """Whether table, force, post, field and role of a link fit; an empty list in a rule is any."""
    return link.link == rule.link and all(
        not wanted or value in wanted
        for wanted, value in (
            (rule.force, link.force),
            (rule.post, link.post),
            (rule.field, link.field),
            (rule.role, link.role),
        )
    )


def _kinds(kinds: tuple[Kind, ...]) -> Bools:
    fits = np.full(KINDS, not kinds)
    fits[[kind.number for kind in kinds]] = True
    return fits


def _per_unit(reduce: np.ufunc, values: Ints, at: Ints, units: int, empty: int) -> Ints:
    """`reduce` over the links of each unit; `empty` where there is none."""
    result = np.full(units, empty, np.int32)
    if len(at):
        heads = np.flatnonzero(np.r_[True, at[1:] != at[:-1]])
        result[at[heads]] = reduce.reduceat(values, heads)
    return result
