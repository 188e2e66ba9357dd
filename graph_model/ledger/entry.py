"""What one import writes: rows already numbered, versions to close, and its own record.

Numbers continue those of the history the entry was planned on, so a store only appends.
"""

from dataclasses import dataclass, field, fields, replace
from typing import Any, TypeVar

import numpy as np

from graph_model.snapshot.history import (
    AliasVersion,
    History,
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
from graph_model.snapshot.texts import Ints, Texts


@dataclass(frozen=True, slots=True)
class Closed:
    """Rows of the history whose versions end with this import."""

    units: Ints = field(default_factory=lambda: np.empty(0, np.int32))
    links: Ints = field(default_factory=lambda: np.empty(0, np.int32))
    returns: tuple[int, ...] = ()
    rules: tuple[int, ...] = ()
    packs: tuple[int, ...] = ()
    aliases: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One import, to be written whole or not at all. `base` is the import it was planned on."""

    base: int
    record: ImportRecord
    receipt: str
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
    closed: Closed = field(default_factory=Closed)

    @property
    def seq(self) -> int:
        return self.record.seq


def extended(history: History, entry: Entry) -> History:
    """The history after the entry."""
    seq, closed = entry.seq, entry.closed
    return History(
        seq=seq,
        ids=history.ids.joined(entry.ids),
        units=appended(ended(history.units, closed.units, seq), entry.units),
        names=history.names.joined(entry.names),
        links=appended(ended(history.links, closed.links, seq), entry.links),
        link_ids=history.link_ids.joined(entry.link_ids),
        words=history.words.joined(entry.words),
        link_classes=history.link_classes + entry.link_classes,
        origins=history.origins + entry.origins,
        returns=_ended_rows(history.returns, closed.returns, seq) + entry.returns,
        rules=_ended_rows(history.rules, closed.rules, seq) + entry.rules,
        packs=_ended_rows(history.packs, closed.packs, seq) + entry.packs,
        aliases=_ended_rows(history.aliases, closed.aliases, seq) + entry.aliases,
        imports=(*history.imports, entry.record),
    )


V = TypeVar("V", UnitVersions, LinkVersions)
R = TypeVar("R")


def appended(versions: V, more: V) -> V:
    """The rows of both, in order."""
    return type(versions)(
        **{
            each.name: np.concatenate([getattr(versions, each.name), getattr(more, each.name)])
            for each in fields(versions)
        }
    )


def ended(versions: V, rows: Ints, seq: int) -> V:
    """The versions, those in `rows` removed by import `seq`."""
    if not len(rows):
        return versions
    removed = versions.removed.copy()
    removed[rows] = seq
    return replace(versions, removed=removed)


def _ended_rows(versions: tuple[R, ...], rows: tuple[int, ...], seq: int) -> tuple[R, ...]:
    ending = set(rows)
    return tuple(
        version._replace(removed=seq) if place in ending else version  # type: ignore[attr-defined]  # all rows are named tuples
        for place, version in enumerate(versions)
    )


def no_versions(of: type[Any]) -> Any:
    """Columns without a row."""
    return of(**{name: np.empty(0, dtype) for name, dtype in columns(of)})


def empty_history() -> History:
    """A ledger before import 0. Word 0 is the empty text."""
    return History(
        seq=-1,
        ids=Texts.of(()),
        units=no_versions(UnitVersions),
        names=Texts.of(()),
        links=no_versions(LinkVersions),
        link_ids=Texts.of(()),
        words=Texts.of(("",)),
    )
