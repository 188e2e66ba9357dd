"""An import being written: numbers for new words, units and classes, and the rows to add or close."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from graph_model.days import OPEN
from graph_model.ledger.entry import Closed, Entry, no_versions
from graph_model.snapshot.history import (
    NOBODY,
    AliasVersion,
    ImportRecord,
    LinkClass,
    LinkVersions,
    Origin,
    PackVersion,
    ReturnVersion,
    RuleVersion,
    UnitVersions,
    columns,
)
from graph_model.snapshot.snapshot import Snapshot
from graph_model.snapshot.texts import Ints, Texts


class UnitFacts(NamedTuple):
    """All that a units table says of a unit; texts are words' numbers but for `name`."""

    kind: int
    name: str
    short_name: int
    name_en: int
    aliases: int
    parent: int
    stands_for: int
    scope: int
    lat: float
    lon: float
    since: int
    until: int
    precision: int


@dataclass(slots=True)
class Draft:
    """What the import after `graph` will hold."""

    graph: Snapshot
    unit_ids: list[str] = field(default_factory=list)
    unit_names: list[str] = field(default_factory=list)
    links: list[LinkVersions] = field(default_factory=list)
    link_ids: list[str] = field(default_factory=list)
    returns: list[ReturnVersion] = field(default_factory=list)
    rules: list[RuleVersion] = field(default_factory=list)
    packs: list[PackVersion] = field(default_factory=list)
    aliases: list[AliasVersion] = field(default_factory=list)
    closed_units: list[int] = field(default_factory=list)
    closed_links: list[int] = field(default_factory=list)
    closed_returns: list[int] = field(default_factory=list)
    closed_rules: list[int] = field(default_factory=list)
    closed_packs: list[int] = field(default_factory=list)
    closed_aliases: list[int] = field(default_factory=list)
    about: set[int] = field(default_factory=set)
    """Slots of the units that rows are about (a link's recipient or host), also of rows that change nothing."""
    _words: dict[str, int] = field(default_factory=dict)
    classes: list[LinkClass] = field(default_factory=list)
    _origins: dict[Origin, int] = field(default_factory=dict)
    _units: dict[str, "array[Any]"] = field(default_factory=dict)

    def __post_init__(self) -> None:
        history = self.graph.history
        everything = history.words.take(np.arange(len(history.words)))
        self._words = {word: number for number, word in enumerate(everything)}
        self.classes = list(history.link_classes)
        self._origins = {each: number for number, each in enumerate(history.origins)}
        self._units = {name: array("d" if name in ("lat", "lon") else "i") for name, _ in columns(UnitVersions)}

    @property
    def seq(self) -> int:
        return self.graph.history.seq + 1

    def word(self, text: str) -> int:
        return self._words.setdefault(text, len(self._words))

    def link_class(self, link_class: LinkClass) -> int:
        """The number of a class; there are a few hundred, so they are looked through."""
        if link_class not in self.classes:
            self.classes.append(link_class)
        return self.classes.index(link_class)

    def origin(self, origin: Origin) -> int:
        return self._origins.setdefault(origin, len(self._origins))

    def unit_id(self, slot: int) -> str:
        known = len(self.graph.history.ids)
        return self.graph.id(slot) if slot < known else self.unit_ids[slot - known]

    def new_unit(self, unit_id: str) -> int:
        """The slot of a unit that is not held now: its old one where the ledger ever knew the id."""
        ever = self.graph.history.ids.find(unit_id, self.graph.structure.id_order)
        if ever != NOBODY:
            return ever
        self.unit_ids.append(unit_id)
        return len(self.graph.history.ids) + len(self.unit_ids) - 1

    def add_unit(self, slot: int, facts: UnitFacts, origin: int, row: int, replaces: int = -1) -> None:
        """A version of a unit; `replaces` is the row of the version it corrects."""
        if replaces >= 0:
            self.closed_units.append(replaces)
        self.unit_names.append(facts.name)
        for name, value in zip(facts._fields, facts, strict=True):
            if name != "name":
                self._units[name].append(value)
        own = {"unit": slot, "origin": origin, "row": row, "added": self.seq, "removed": OPEN}
        for name, value in own.items():
            self._units[name].append(value)

    def add_units_again(self, rows: Ints) -> None:
        """Versions of the history once more, as they were; of units that have no other current one."""
        history = self.graph.history
        self.unit_names += history.names.take(rows)
        for name, kept in self._units.items():
            kept.extend(self._now(name, getattr(history.units, name)[rows]).tolist())

    def add_links_again(self, rows: Ints) -> None:
        """As `add_units_again`, of links."""
        history = self.graph.history
        self.link_ids += history.link_ids.take(rows)
        again = {name: self._now(name, getattr(history.links, name)[rows]) for name, _ in columns(LinkVersions)}
        self.links.append(LinkVersions(**again))

    def _now(self, name: str, column: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """A column of old versions, as versions of this import."""
        dates = {"added": self.seq, "removed": OPEN}
        return np.full_like(column, dates[name]) if name in dates else column

    def lifetimes(self) -> tuple[Any, Any, Any]:
        """Slots of the units in the draft, their first days, and the first after their last."""
        return tuple(np.array(self._units[name], np.int32) for name in ("unit", "since", "until"))  # type: ignore[return-value]  # three of them

    def is_empty(self) -> bool:
        """Whether the import would change nothing (it is an import all the same)."""
        added = (self.unit_names, self.link_ids, self.returns, self.rules, self.packs, self.aliases)
        closed = (self.closed_units, self.closed_links, self.closed_returns, self.closed_rules)
        return not any((*added, *closed, self.closed_packs, self.closed_aliases))

    def seal(self, record: ImportRecord, receipt: str) -> Entry:
        history = self.graph.history
        return Entry(
            base=history.seq,
            record=record,
            receipt=receipt,
            ids=Texts.of(self.unit_ids),
            units=UnitVersions(**{name: np.array(self._units[name], dtype) for name, dtype in columns(UnitVersions)}),
            names=Texts.of(self.unit_names),
            links=_together(self.links),
            link_ids=Texts.of(self.link_ids),
            words=Texts.of(list(self._words)[len(history.words) :]),
            link_classes=tuple(self.classes[len(history.link_classes) :]),
            origins=tuple(self._origins)[len(history.origins) :],
            returns=tuple(self.returns),
            rules=tuple(self.rules),
            packs=tuple(self.packs),
            aliases=tuple(self.aliases),
            closed=Closed(
                units=np.array(self.closed_units, np.int32),
                links=np.array(self.closed_links, np.int32),
                returns=tuple(self.closed_returns),
                rules=tuple(self.closed_rules),
                packs=tuple(self.closed_packs),
                aliases=tuple(self.closed_aliases),
            ),
        )


def _together(parts: Sequence[LinkVersions]) -> LinkVersions:
    if not parts:
        empty: LinkVersions = no_versions(LinkVersions)
        return empty
    return LinkVersions(
        **{name: np.concatenate([getattr(part, name) for part in parts]) for name, _ in columns(LinkVersions)}
    )
