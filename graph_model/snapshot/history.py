"""Every version the ledger ever held, in columns, in the order in which they were added.

A version counts at import `k` when `added <= k < removed`; a current one has `removed == OPEN`.
Units are numbered in the order of their first appearance; that number, their `slot`, never changes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from graph_model.rules import Rule
from graph_model.snapshot.texts import Bools, Ints, Texts

NOBODY = -1
"""In a column of slots: no unit."""


@dataclass(frozen=True, slots=True)
class UnitVersions:
    """One row a version of a unit; texts are word numbers, `parent` and `stands_for` are slots."""

    unit: Ints
    kind: Ints
    short_name: Ints
    name_en: Ints
    aliases: Ints
    parent: Ints
    stands_for: Ints
    scope: Ints
    lat: npt.NDArray[np.float64]
    lon: npt.NDArray[np.float64]
    since: Ints
    until: Ints
    precision: Ints
    origin: Ints
    row: Ints
    added: Ints
    removed: Ints


@dataclass(frozen=True, slots=True)
class LinkVersions:
    """One row a version of a link. `since` is UNDATED where only `seen` is known.

    `kind_of_link` indexes `History.link_classes`; `helper` and `recipient` are the slots of the
    units written in the table (sender and host in a dispatch).
    """

    link_class: Ints
    helper: Ints
    recipient: Ints
    agreement: Ints
    headcount: Ints
    since: Ints
    seen: Ints
    until: Ints
    precision: Ints
    basis: Ints
    note: Ints
    origin: Ints
    row: Ints
    added: Ints
    removed: Ints

    @property
    def start(self) -> Ints:
        """The day from which a link counts: its `since`, or the day it was seen."""
        return np.where(self.since == UNDATED, self.seen, self.since)


UNDATED = -(2**31) + 1
"""In `since` and `seen`: not said."""

DTYPES: Mapping[str, type[np.generic]] = {
    "kind": np.int8,
    "lat": np.float64,
    "lon": np.float64,
    "precision": np.int8,
}
"""Columns that are not int32."""


class LinkClass(NamedTuple):
    """What many links have in common, as codes; an empty text where the column is empty."""

    link: str
    force: str
    role: str
    post: str
    field: str


class Origin(NamedTuple):
    """Where a row was read: `sheet` and `column` are empty for a CSV and for a row of one link."""

    file: str
    sheet: str
    column: str


class ReturnVersion(NamedTuple):
    """A declaration that `table` is complete for the unit `within` as of a day."""

    id: str
    table: str
    within: int
    kind: str
    force: str
    as_of: int
    precision: int
    basis: str
    origin: int
    row: int
    added: int
    removed: int


class RuleVersion(NamedTuple):
    pack: str
    rule: Rule
    origin: int
    row: int
    added: int
    removed: int


class PackVersion(NamedTuple):
    """A rule pack; the one that comes with the program is `shipped`."""

    id: str
    title: str
    title_en: str
    version: str
    shipped: bool
    added: int
    removed: int


class AliasVersion(NamedTuple):
    """A further name that somebody has given to a unit, remembered across loads."""

    alias: str
    unit: int
    added: int
    removed: int


class ImportRecord(NamedTuple):
    """One load: its number, when (UTC, ISO), who, what it was, what it did, and its files' sha256."""

    seq: int
    time: str
    who: str
    action: str
    program: str
    counts: Mapping[str, int]
    files: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class History:
    """The whole ledger up to import `seq`."""

    seq: int
    ids: Texts
    units: UnitVersions
    names: Texts
    links: LinkVersions
    link_ids: Texts
    words: Texts
    link_classes: tuple[LinkClass, ...] = ()
    origins: tuple[Origin, ...] = ()
    returns: tuple[ReturnVersion, ...] = ()
    rules: tuple[RuleVersion, ...] = ()
    packs: tuple[PackVersion, ...] = ()
    aliases: tuple[AliasVersion, ...] = ()
    imports: tuple[ImportRecord, ...] = field(default_factory=tuple)

    def word(self, number: int) -> str:
        return self.words[number]


def columns(of: type[UnitVersions] | type[LinkVersions]) -> list[tuple[str, type[np.generic]]]:
    """Names and types of the columns, in order: what a store reads and the cache keeps."""
    return [(column.name, DTYPES.get(column.name, np.int32)) for column in fields(of)]


class Dated(Protocol):
    """Columns that say when each row was added and removed."""

    @property
    def added(self) -> Ints: ...
    @property
    def removed(self) -> Ints: ...


def held(versions: Dated, known_at: int) -> Bools:
    """Which versions counted after import `known_at`."""
    counted: Bools = (versions.added <= known_at) & (known_at < versions.removed)
    return counted
