"""One import as statements with their rows, in the order in which they may be run and, from the end, undone."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from graph_model import cypher, labels
from graph_model.days import BEGINNING, OPEN, day_of
from graph_model.ledger.entry import Entry
from graph_model.rules import Rule, expand
from graph_model.snapshot.history import NOBODY, LinkClass, RuleVersion
from graph_model.stores.neo4j_columns import LINK_PROPERTIES, UNIT_PROPERTIES, written
from graph_model.stores.small_versions import SMALL, to_json
from graph_model.vocabulary import Kind

AT_ONCE = 10_000
"""Rows of one transaction, about."""

Row = Any


@dataclass(frozen=True, slots=True)
class Statement:
    """`moves`: it changes what earlier imports wrote, so a reader that overlaps with it must read again."""

    cypher: str
    rows: Sequence[Row]
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
            yield Statement(cypher.create_units(kind), _Later(self._new_unit_rows, np.flatnonzero(of_kind & fresh)))
            yield Statement(cypher.renew_units(kind), _Later(self._unit_rows, np.flatnonzero(of_kind & ~fresh)))
        without = np.setdiff1d(newest, slots)
        rows = [{"slot": slot, "id": entry.ids[slot - held.slots]} for slot in without.tolist()]
        yield Statement(cypher.create_nodes(labels.SLOT), rows)

    def _unit_rows(self, chosen: Any) -> list[Row]:
        entry, held = self.entry, self.held
        columns = {
            each.name: written(each, getattr(entry.units, each.column)[chosen], self.word) for each in UNIT_PROPERTIES
        }
        columns["n"] = (chosen + held.units).tolist()
        columns["name"] = entry.names.take(chosen)
        return _dicts(columns)

    def _new_unit_rows(self, chosen: Any) -> list[Row]:
        """The same with the ids: a slot keeps the one it was made with."""
        ids = self.entry.ids.take(self.entry.units.unit[chosen] - self.held.slots)
        return [{**row, "id": unit_id} for row, unit_id in zip(self._unit_rows(chosen), ids, strict=True)]

    def _places(self) -> Iterator[Statement]:
        units, seq = self.entry.units, self.entry.seq
        for column, link in labels.PLACES.items():
            over = getattr(units, column)
            has = np.flatnonzero(over != NOBODY)
            # Without a parent a unit lies where the unit it stands for lies: that is `above` it.
            above = (column == "parent") | (units.parent[has] == NOBODY)
            rows = zip(units.unit[has].tolist(), over[has].tolist(), above.tolist(), strict=True)
            yield Statement(
                cypher.create_links(link), [[a, b, {"import": seq, "above": is_above}] for a, b, is_above in rows]
            )

    def _links(self) -> Iterator[Statement]:
        tables = np.array([each.link for each in self.classes])
        for table, link in labels.LINKS.items():
            of_table = (tables == str(table))[self.entry.links.link_class] if len(tables) else np.empty(0, np.bool_)
            yield Statement(cypher.create_links(link), _Later(self._link_rows, np.flatnonzero(of_table)))

    def _link_rows(self, chosen: Any) -> list[Row]:
        links, held = self.entry.links, self.held
        columns = {each.name: written(each, getattr(links, each.column)[chosen], self.word) for each in LINK_PROPERTIES}
        columns["n"] = (chosen + held.links).tolist()
        columns["id"] = self.entry.link_ids.take(chosen)
        classes = [self.classes[number] for number in links.link_class[chosen].tolist()]
        for place, name in enumerate(LinkClass._fields):
            if name != "link":
                columns[name] = [each[place] or None for each in classes]
        ends = zip(links.helper[chosen].tolist(), links.recipient[chosen].tolist(), strict=True)
        return [[a, b, row] for (a, b), row in zip(ends, _dicts(columns), strict=True)]

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


@dataclass(frozen=True, slots=True)
class _Later(Sequence[Row]):
    """Rows that are made a batch at a time: a million dicts at once would not fit."""

    make: Callable[[Any], list[Row]]
    chosen: Any

    def __len__(self) -> int:
        return len(self.chosen)

    def __getitem__(self, at: Any) -> Any:
        return self.make(self.chosen[at])


def _numbered(first: int, rows: Sequence[Any]) -> list[Row]:
    return [{"n": first + place, **row._asdict()} for place, row in enumerate(rows)]


def _dicts(columns: dict[str, list[Any]]) -> list[dict[str, Any]]:
    names = tuple(columns)
    return [dict(zip(names, row, strict=True)) for row in zip(*columns.values(), strict=True)]


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
        for start in range(0, len(statement.rows), AT_ONCE):
            part = statement.rows[start : start + AT_ONCE]
            if packed and size + len(part) > AT_ONCE:
                yield packed
                packed, size = [], 0
            packed.append(Statement(statement.cypher, part, statement.moves, statement.checked))
            size += len(part)
    yield packed
