"""Filling the history over Bolt: only what is missing, a page of columns at a time.

A page comes as one row of lists, one a column: the driver took six times as long for as many rows.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any, Generic, TypeVar

import numpy as np
import numpy.typing as npt

from graph_model import labels
from graph_model.days import OPEN
from graph_model.ledger.entry import appended, ended
from graph_model.snapshot.history import History, ImportRecord, LinkClass, LinkVersions, Origin, UnitVersions, columns
from graph_model.snapshot.texts import Texts
from graph_model.stores.bolt import Bolt
from graph_model.stores.neo4j_columns import EPOCH, LINK_PROPERTIES, UNIT_PROPERTIES, Property, asked, read
from graph_model.stores.neo4j_rows import Held
from graph_model.stores.small_versions import SMALL, from_json

_PAGE = 20_000
_CLASS = [name for name in LinkClass._fields if name != "link"]

V = TypeVar("V", UnitVersions, LinkVersions)


class TornError(Exception):
    """A writer moved something while we read: read again."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where versions of one kind lie: a pattern with the version as `x`, and what it tells beside its properties."""

    pattern: str
    tells: tuple[tuple[str, str], ...]


_UNITS = tuple(
    Source(f"MATCH (x:{label})", (("n", "x.n"), ("text", "x.name")))
    for label in (labels.UNIT.label, labels.UNIT_VERSION.label)
)


def _links(table: str, type_: str) -> Source:
    ends = (("helper", "a.slot"), ("recipient", "b.slot"))
    class_ = (("link", f"'{table}'"), *((name, f"coalesce(x.{name}, '')") for name in _CLASS))
    return Source(
        f"MATCH (a:Slot)-[x:{type_}]->(b:Slot) USING INDEX x:{type_}(n)",
        (("n", "x.n"), ("text", "x.id"), *ends, *class_),
    )


_LINKS = (
    *(_links(str(table), link.label) for table, link in labels.LINKS.items()),
    *(_links(str(table), link.was) for table, link in labels.LINKS.items()),
)


@dataclass(slots=True)
class Reading:
    """One look at the ledger up to import `seq`; `known` is what the reader has, of which `before` says how much."""

    bolt: Bolt
    known: History
    seq: int
    before: Held
    after: Held
    numbers: dict[str, int] = field(default_factory=dict)

    def history(self) -> History:
        """Raises TornError when a row that must be there was not met."""
        known = self.known
        words = self._texts(labels.WORD.label, "n", "text", self.before.words, self.after.words)
        self._learn(words)
        classes = (
            *known.link_classes,
            *map(LinkClass._make, self._plain(labels.LINK_CLASS.label, LinkClass, "classes")),
        )
        units, names = self._units()
        links, link_ids = self._link_versions(classes)
        return History(
            seq=self.seq,
            ids=known.ids.joined(self._texts(labels.SLOT.label, "slot", "id", self.before.slots, self.after.slots)),
            units=units,
            names=known.names.joined(names),
            links=links,
            link_ids=known.link_ids.joined(link_ids),
            words=known.words.joined(words),
            link_classes=classes,
            origins=(*known.origins, *map(Origin._make, self._plain(labels.ORIGIN.label, Origin, "origins"))),
            imports=(*known.imports, *self._imports()),
            **{what: tuple(self._small(what)) for what in SMALL},
        )

    def small(self) -> History:
        """Only rules, packs and imports: what is known, for the rest."""
        rules, packs = (tuple(self._small(what)) for what in ("rules", "packs"))
        return replace(
            self.known, seq=self.seq, rules=rules, packs=packs, imports=(*self.known.imports, *self._imports())
        )

    def _learn(self, words: Texts) -> None:
        """The numbers of all words, kept from one look to the next."""
        if len(self.numbers) != self.before.words:
            self.numbers.clear()
            self.numbers.update((text, n) for n, text in enumerate(_each(self.known.words)))
        self.numbers.update((text, n) for n, text in enumerate(_each(words), self.before.words))

    # What there is little of.

    def _texts(self, label: str, number: str, text: str, first: int, last: int) -> Texts:
        query = (
            f"MATCH (x:{label}) WHERE x.{number} >= $low AND x.{number} < $high "
            f"WITH x ORDER BY x.{number} RETURN collect(x.{text})"
        )
        parts = [Texts.of(())]
        for low, high in _pages(first, last):
            (found,) = self._row(query, low=low, high=high)
            _complete(len(found), high - low)
            parts.append(Texts.of(found))
        return _together(parts)

    def _plain(self, label: str, of: Any, what: str) -> list[list[str]]:
        first, last = getattr(self.before, what), getattr(self.after, what)
        if first == last:
            return []
        chosen = ", ".join(f"x.{name}" for name in of._fields)
        query = f"MATCH (x:{label}) WHERE x.n >= $low AND x.n < $high RETURN {chosen} ORDER BY x.n"
        found = list(self.bolt.stream(query, {"low": first, "high": last}))
        _complete(len(found), last - first)
        return found

    def _imports(self) -> Iterator[ImportRecord]:
        query = f"{RECORDS} WHERE i.seq > $known AND i.seq <= $seq {RECORD} ORDER BY i.seq"
        for row in self.bolt.stream(query, {"known": self.known.seq, "seq": self.seq}):
            yield record_of(row)

    def _small(self, what: str) -> Iterator[Any]:
        node = labels.SMALL[what]
        query = (
            f"MATCH (x:{node.label}|{labels.was(node)}) WHERE x.import <= $seq "
            "RETURN DISTINCT x.n, x.body, x.import, x.removed ORDER BY x.n"
        )
        found = list(self.bolt.stream(query, {"seq": self.seq}))
        _complete(len(found), getattr(self.after, what))
        for _, body, added, removed in found:
            yield from_json(what, body, added, OPEN if removed is None or removed > self.seq else removed)

    # Versions.

    def _units(self) -> tuple[UnitVersions, Texts]:
        reader = _Versions(self, UnitVersions, UNIT_PROPERTIES, _UNITS)
        new, names = reader.pages(self.before.units, self.after.units)
        query = f"MATCH (x:{labels.UNIT_VERSION.label}) WHERE x.removed > $known AND x.removed <= $seq "
        return appended(self._closed(self.known.units, [query]), new), names

    def _link_versions(self, classes: Sequence[LinkClass]) -> tuple[LinkVersions, Texts]:
        numbers = {each: number for number, each in enumerate(classes)}
        reader = _Versions(self, LinkVersions, LINK_PROPERTIES, _LINKS, numbers)
        new, ids = reader.pages(self.before.links, self.after.links)
        queries = [
            f"MATCH (:Slot)-[x:{link.was}]->(:Slot) USING INDEX x:{link.was}(removed) "
            "WHERE x.removed > $known AND x.removed <= $seq "
            for link in labels.LINKS.values()
        ]
        return appended(self._closed(self.known.links, queries), new), ids

    def _closed(self, known: V, queries: list[str]) -> V:
        """What is known, with what was closed since."""
        if not len(known.added):
            return known
        about = {"known": self.known.seq, "seq": self.seq, "count": len(known.added)}
        removed: dict[int, list[int]] = {}
        for query in queries:
            for n, seq in self.bolt.stream(f"{query} AND x.n < $count RETURN x.n, x.removed", about):
                removed.setdefault(seq, []).append(n)
        for seq, rows in removed.items():
            known = ended(known, np.array(rows, np.int32), seq)
        return known

    def _row(self, query: str, **parameters: Any) -> list[Any]:
        return self.bolt.read(lambda run: run.rows(query, **parameters))[0]


@dataclass(frozen=True, slots=True)
class _Versions(Generic[V]):
    """Pages of one table of versions."""

    reading: Reading
    of: type[V]
    properties: Sequence[Property]
    sources: Sequence[Source]
    classes: Mapping[LinkClass, int] = field(default_factory=dict)

    def pages(self, first: int, last: int) -> tuple[V, Texts]:
        """Versions `first` to `last - 1`."""
        made = {name: np.empty(last - first, dtype) for name, dtype in columns(self.of)}
        texts = [Texts.of(())]
        for low, high in _pages(first, last):
            page = [""] * (high - low)
            met = np.zeros(high - low, np.bool_)
            for source in self.sources:
                if met.all():
                    break  # former versions, of which most pages have none, come last
                found = self._page(source, low, high)
                at = np.array(found.pop("n"), np.int64) - low
                met[at] = True
                for place, text in zip(at.tolist(), found.pop("text"), strict=True):
                    page[place] = text
                for name, column in self._columns(found).items():
                    made[name][at + (low - first)] = column
            _complete(int(met.sum()), high - low)
            texts.append(Texts.of(page))
        later = made["removed"] > self.reading.seq
        made["removed"][later] = OPEN
        return self.of(**made), _together(texts)

    def _page(self, source: Source, low: int, high: int) -> dict[str, Any]:
        told = [*source.tells, *((each.column, asked(each, "x")) for each in self.properties)]
        query = f"{source.pattern} WHERE x.n >= $low AND x.n < $high RETURN " + ", ".join(
            f"collect({value})" for _, value in told
        )
        row = self.reading._row(query, low=low, high=high, epoch=EPOCH)
        for values in row:
            _complete(len(values), len(row[0]))
        return dict(zip((name for name, _ in told), row, strict=True))

    def _columns(self, found: dict[str, Any]) -> dict[str, npt.NDArray[Any]]:
        made = {each.column: read(each, found[each.column], self.reading.numbers) for each in self.properties}
        if self.classes:
            rows = zip(*(found[name] for name in LinkClass._fields), strict=True)
            made["link_class"] = np.array([self.classes[LinkClass(*row)] for row in rows], np.int32)
        for end in ("helper", "recipient"):
            if end in found:
                made[end] = np.array(found[end], np.int32)
        return made


RECORDS = "MATCH (i:Import)"
RECORD = "RETURN i.seq, i.time, i.who, i.action, i.program, i.counts, i.files"


def record_of(row: Sequence[Any]) -> ImportRecord:
    return ImportRecord._make((*row[:5], *map(json.loads, row[5:])))


def held_of(history: History) -> Held:
    """How much a history holds."""
    counts = {
        "slots": history.ids,
        "units": history.names,
        "links": history.link_ids,
        "words": history.words,
        "origins": history.origins,
        "classes": history.link_classes,
        **{what: getattr(history, what) for what in SMALL},
    }
    return Held(**{each.name: len(counts[each.name]) for each in fields(Held)})


def _complete(found: int, expected: int) -> None:
    if found != expected:
        raise TornError


def _pages(first: int, last: int) -> Iterator[tuple[int, int]]:
    return ((low, min(low + _PAGE, last)) for low in range(first, last, _PAGE))


def _each(texts: Texts) -> list[str]:
    return texts.take(np.arange(len(texts)))


def _together(parts: list[Texts]) -> Texts:
    """All texts as one block; joining them one by one would copy the first as often as there are others."""
    sizes = np.cumsum([0, *(part.offsets[-1] for part in parts)])
    offsets = [part.offsets[1:] + size for part, size in zip(parts, sizes, strict=False)]
    return Texts(np.concatenate([part.blob for part in parts]), np.concatenate([np.zeros(1, np.int64), *offsets]))
