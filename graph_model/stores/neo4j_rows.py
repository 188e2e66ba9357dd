"""One import as statements with their rows, in the order in which they may be run and, from the end, undone."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from graph_model import cypher, labels
from graph_model.cypher import Column
from graph_model.days import BEGINNING, OPEN, day_of
from graph_model.ledger.entry import Entry
from graph_model.rules import Rule, expand
from graph_model.snapshot.history import NOBODY, LinkClass, RuleVersion
from graph_model.snapshot.texts import Bools, Ints
from graph_model.stores.neo4j_batches import (
    CLASS_FIELDS,
    LINK_COLUMNS,
    NAME_COLUMNS,
    PLACE_COLUMNS,
    UNIT_COLUMNS,
    Batch,
    Batches,
    batch,
)
from graph_model.stores.neo4j_columns import LINK_PROPERTIES, UNIT_PROPERTIES
from graph_model.stores.neo4j_names import names_of
from graph_model.stores.small_versions import SMALL, to_json
from graph_model.vocabulary import Kind

AT_ONCE = 5_000
"""Rows of one transaction, about. With ten times as many the server spent as long again on them."""

Row = Any
Rows = Sequence[Row] | Batch | Batches


@dataclass(frozen=True, slots=True)
class Statement:
    """`moves`: it changes what earlier imports wrote, so a reader that overlaps with it must read again."""

    cypher: str
    rows: Rows
    moves: bool = False
    checked: bool = True
    """Whether it makes as many as there are rows; one of two statements for the same rows may make fewer."""


@dataclass(frozen=True, slots=True)
class Held:
    """How much of everything the ledger holds before the import: numbers continue from there."""

    slots: int = 0
    units: int = 0
    links: int = 0
    words: int = 1
    origins: int = 0
    classes: int = 0
    returns: int = 0
    rules: int = 0
    packs: int = 0
    aliases: int = 0

    def after(self, entry: Entry) -> "Held":
        return Held(
            slots=self.slots + len(entry.ids),
            units=self.units + len(entry.names),
            links=self.links + len(entry.link_ids),
            words=self.words + len(entry.words),
            origins=self.origins + len(entry.origins),
            classes=self.classes + len(entry.link_classes),
            **{what: getattr(self, what) + len(getattr(entry, what)) for what in SMALL},
        )


@dataclass(frozen=True, slots=True)
class Writing:
    """An entry, what was held before it, and the older words and classes that it speaks of."""

    entry: Entry
    held: Held
    word: Callable[[int], str]
    classes: Sequence[LinkClass]

    def statements(self) -> Iterator[Statement]:
        yield from self._closings()
        yield from self._numbered()
        yield from self._units()
        yield from self._places()
        yield from self._links()
        yield from self._small()
        yield from self._names()

    def _closings(self) -> Iterator[Statement]:
        closed = self.entry.closed
        rows = closed.links.tolist()
        for link in labels.LINKS.values():
            yield Statement(cypher.close_links(link), rows, moves=True, checked=False)
        for text in cypher.close_units():
            yield Statement(text, closed.units.tolist(), moves=True)
        for what, node in labels.SMALL.items():
            yield Statement(cypher.close_nodes(node), list(getattr(closed, what)), moves=True)

    def _numbered(self) -> Iterator[Statement]:
        entry, held = self.entry, self.held
        words = entry.words.take(np.arange(len(entry.words)))
        yield Statement(
            cypher.create_nodes(labels.WORD), [{"n": held.words + at, "text": text} for at, text in enumerate(words)]
        )
        yield Statement(cypher.create_nodes(labels.ORIGIN), _numbered(held.origins, entry.origins))
        yield Statement(cypher.create_nodes(labels.LINK_CLASS), _numbered(held.classes, entry.link_classes))

    def _units(self) -> Iterator[Statement]:
        """A new slot with its first values at once; then further versions, and slots that have none."""
        entry, held = self.entry, self.held
        slots = entry.units.unit
        newest = np.arange(held.slots, held.slots + len(entry.ids))
        _, at = np.unique(slots, return_index=True)
        fresh = np.zeros(len(slots), np.bool_)
        fresh[at] = slots[at] >= held.slots
        for kind in Kind:
            of_kind = entry.units.kind == kind.number
            made = cypher.create_units(kind, [*UNIT_COLUMNS, Column("id")])
            renewed = cypher.renew_units(kind, UNIT_COLUMNS)
            yield Statement(made, Batches(self._new_unit_rows, np.flatnonzero(of_kind & fresh)))
            yield Statement(renewed, Batches(self._unit_rows, np.flatnonzero(of_kind & ~fresh)))
        without = np.setdiff1d(newest, slots)
        rows = [{"slot": slot, "id": entry.ids[slot - held.slots]} for slot in without.tolist()]
        yield Statement(cypher.create_nodes(labels.SLOT), rows)

    def _unit_rows(self, chosen: Ints) -> dict[str, Any]:
        made = batch(UNIT_PROPERTIES, self.entry.units, chosen, self.word)
        return {**made, "n": (chosen + self.held.units).tolist(), "name": self.entry.names.take(chosen)}

    def _new_unit_rows(self, chosen: Ints) -> dict[str, Any]:
        """The same with the ids: a slot keeps the one it was made with."""
        ids = self.entry.ids.take(self.entry.units.unit[chosen] - self.held.slots)
        return {**self._unit_rows(chosen), "id": ids}

    def _places(self) -> Iterator[Statement]:
        units, seq = self.entry.units, self.entry.seq
        for column, link in labels.PLACES.items():
            over = getattr(units, column)
            has = np.flatnonzero(over != NOBODY)
            # Without a parent a unit lies where the unit it stands for lies: that is `above` it.
            above = (column == "parent") | (units.parent[has] == NOBODY)
            rows = {"a": units.unit[has], "b": over[has], "above": above, "import": np.full(len(has), seq)}
            yield Statement(cypher.create_links(link, PLACE_COLUMNS), Batches(_cut(rows), np.arange(len(has))))

    def _links(self) -> Iterator[Statement]:
        tables = np.array([each.link for each in self.classes])
        for table, link in labels.LINKS.items():
            of_table = (tables == str(table))[self.entry.links.link_class] if len(tables) else np.empty(0, np.bool_)
            text = cypher.create_links(link, LINK_COLUMNS)
            yield Statement(text, Batches(self._link_rows, np.flatnonzero(of_table)))

    def _link_rows(self, chosen: Ints) -> dict[str, Any]:
        links = self.entry.links
        made = batch(LINK_PROPERTIES, links, chosen, self.word)
        used, places = np.unique(links.link_class[chosen], return_inverse=True)
        classes = [self.classes[number] for number in used.tolist()]
        made["of"] |= {name: [getattr(each, name) or None for each in classes] for name in CLASS_FIELDS}
        return {
            **made,
            "class": places.tolist(),
            "n": (chosen + self.held.links).tolist(),
            "id": self.entry.link_ids.take(chosen),
            "a": links.helper[chosen].tolist(),
            "b": links.recipient[chosen].tolist(),
        }

    def _names(self) -> Iterator[Statement]:
        keys, slots = names_of(self.entry, self.word)
        rows = Batches(
            lambda chosen: {
                "key": [keys[at] for at in chosen.tolist()],
                "slot": [slots[at] for at in chosen.tolist()],
                "import": [self.entry.seq] * len(chosen),
            },
            np.arange(len(keys)),
        )
        yield Statement(cypher.create_by_column(labels.NAME, NAME_COLUMNS), rows)

    def _small(self) -> Iterator[Statement]:
        entry, held = self.entry, self.held
        for what, node in labels.SMALL.items():
            rows = [
                {"n": getattr(held, what) + place, "import": entry.seq, "body": to_json(version), **about}
                for place, version in enumerate(getattr(entry, what))
                for about in _about(version)
            ]
            text = cypher.create_returns() if what == "returns" else cypher.create_nodes(node)
            yield Statement(text, rows)


def _cut(columns: dict[str, Ints | Bools]) -> Callable[[Ints], dict[str, Any]]:
    """Makes batches of columns that are there already."""
    return lambda chosen: {name: column[chosen].tolist() for name, column in columns.items()}


def _numbered(first: int, rows: Sequence[Any]) -> list[Row]:
    return [{"n": first + place, **row._asdict()} for place, row in enumerate(rows)]


def _about(version: Any) -> list[dict[str, Any]]:
    """What people and questions see of a rule, return, pack or alias: for a rule, each that it is expanded into."""
    if isinstance(version, RuleVersion):
        link = labels.LINKS[version.rule.link]
        about = {
            "types": [link.label, link.was],
            "pack": version.pack,
            "origin": version.origin,
            "row": version.row,
            **_as_declared(version.rule),
        }
        return [{**about, **_rule(rule)} for rule in expand(version.rule)]
    plain = version._asdict()
    if "as_of" in plain:
        plain["as_of"] = day_of(plain["as_of"])
    return [{name: value for name, value in plain.items() if name not in ("added", "removed") and value != ""}]


def _as_declared(rule: Rule) -> dict[str, Any]:
    """What a rule that is expanded said before that."""
    if not rule.each:
        return {}
    return {
        "declared_title": rule.title,
        "declared_title_en": rule.title_en or None,
        "declared_force": [*map(str, rule.force)],
    }


def _rule(rule: Rule) -> dict[str, Any]:
    said = {
        name: [str(one) for one in value] if isinstance(value, tuple) else value for name, value in asdict(rule).items()
    }
    said["since"] = None if rule.since == BEGINNING else day_of(rule.since)
    said["until"] = None if rule.until == OPEN else day_of(rule.until)
    return {name: None if value == "" else value for name, value in said.items()}


def transactions(statements: Iterator[Statement]) -> Iterator[list[Statement]]:
    """Statements cut and put together so that each transaction has a bounded number of rows."""
    packed: list[Statement] = []
    size = 0
    for statement in statements:
        rows = statement.rows
        assert not isinstance(rows, Batch), "a statement is cut once"
        for start in range(0, len(rows), AT_ONCE):
            part = rows[start : start + AT_ONCE]
            if packed and size + len(part) > AT_ONCE:
                yield packed
                packed, size = [], 0
            packed.append(Statement(statement.cypher, part, statement.moves, statement.checked))
            size += len(part)
    yield packed
