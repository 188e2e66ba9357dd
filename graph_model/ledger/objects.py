"""The objects of the ledger, kind by kind, in columns: which versions are of one object, and which say the same."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from graph_model.days import OPEN
from graph_model.ledger.draft import UnitFacts
from graph_model.ledger.fresh_links import COMPARED
from graph_model.ledger.operation import Named
from graph_model.snapshot.history import History
from graph_model.snapshot.snapshot import Snapshot
from graph_model.snapshot.texts import Bools, Ints
from graph_model.vocabulary import LinkTable

NONE = -1
"""Where a row of the history would stand: the ledger holds no version of the object."""


@dataclass(frozen=True, slots=True)
class Objects:
    """All versions of one kind of object; one place a row of the history.

    `of` numbers the objects. `same` tells whether two rows, at the same place of two columns, say the same.
    """

    of: Ints
    added: Ints
    removed: Ints
    same: Callable[[Ints, Ints], Bools]
    name: Callable[[int], Named]

    @property
    def current(self) -> Ints:
        """Rows that are held now, ascending."""
        return np.flatnonzero(self.removed == OPEN)

    def held(self, known_at: int) -> Ints:
        """For each object its row after an import, or NONE."""
        rows = np.flatnonzero((self.added <= known_at) & (known_at < self.removed))
        held = np.full(int(self.of.max(initial=-1)) + 1, NONE, np.int64)
        held[self.of[rows]] = rows
        return held


def units_of(graph: Snapshot) -> Objects:
    history, units = graph.history, graph.history.units
    return Objects(
        of=units.unit,
        added=units.added,
        removed=units.removed,
        same=lambda one, other: _same_units(history, one, other),
        name=lambda row: Named("unit", history.ids[int(units.unit[row])]),
    )


def _same_units(history: History, one: Ints, other: Ints) -> Bools:
    """Precision alone is no difference, as when a table is loaded."""
    same = np.ones(len(one), np.bool_)
    for name in UnitFacts._fields:
        if name not in ("name", "precision"):
            then, now = (getattr(history.units, name)[rows] for rows in (one, other))
            same &= (then == now) | ((then != then) & (now != now))
    names = zip(history.names.take(one), history.names.take(other), strict=True)
    return same & np.fromiter((then == now for then, now in names), np.bool_, len(one))


def links_of(graph: Snapshot) -> Objects:
    """Links are known by their table and id."""
    history, links = graph.history, graph.history.links
    is_dispatch = np.array([each.link == LinkTable.DISPATCH for each in history.link_classes], np.int64)
    number = history.link_ids.numbers(graph.wiring.id_order).astype(np.int64)
    return Objects(
        of=number * 2 + is_dispatch[links.link_class] if len(number) else number,
        added=links.added,
        removed=links.removed,
        same=lambda one, other: _same_links(history, one, other),
        name=lambda row: Named(history.link_classes[int(links.link_class[row])].link, history.link_ids[row]),
    )


def _same_links(history: History, one: Ints, other: Ints) -> Bools:
    same = np.ones(len(one), np.bool_)
    for name in COMPARED:
        column = getattr(history.links, name)
        same &= column[one] == column[other]
    return same


def returns_of(graph: Snapshot) -> Objects:
    """A return is known by its table, unit, kind, force and day; only its basis can differ."""
    returns = graph.history.returns
    return _few(returns, lambda each: each.id, lambda each: each.basis, lambda each: Named("return", each.id))


def rules_of(graph: Snapshot) -> Objects:
    """A rule that moved to another pack is another object: it is in force as long as its pack is."""
    rules = graph.history.rules
    return _few(
        rules, lambda each: (each.pack, each.rule.id), lambda each: each.rule, lambda each: Named("rule", each.rule.id)
    )


def packs_of(graph: Snapshot) -> Objects:
    packs = graph.history.packs
    return _few(packs, lambda each: each.id, lambda each: each[:5], lambda each: Named("pack", each.id))


def aliases_of(graph: Snapshot) -> Objects:
    aliases = graph.history.aliases
    return _few(aliases, lambda each: each[:2], lambda _: None, lambda each: Named("alias", each.alias))


def _few(
    versions: Sequence[Any],
    key: Callable[[Any], Hashable],
    content: Callable[[Any], object],
    name: Callable[[Any], Named],
) -> Objects:
    """Objects of which there are few, kept as rows."""

    def same(one: Ints, other: Ints) -> Bools:
        pairs = zip(one.tolist(), other.tolist(), strict=True)
        return np.array([content(versions[then]) == content(versions[now]) for then, now in pairs], np.bool_)

    numbers: dict[Hashable, int] = {}
    return Objects(
        of=np.array([numbers.setdefault(key(each), len(numbers)) for each in versions], np.int64),
        added=np.array([each.added for each in versions], np.int64),
        removed=np.array([each.removed for each in versions], np.int64),
        same=same,
        name=lambda row: name(versions[row]),
    )
