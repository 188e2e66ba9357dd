"""A ledger taken apart into its imports again, so that another store can be given them one by one."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

import numpy as np

from graph_model.days import OPEN
from graph_model.ledger.entry import Closed, Entry
from graph_model.snapshot.history import History, LinkVersions, UnitVersions
from graph_model.snapshot.texts import Ints, Texts

V = TypeVar("V", UnitVersions, LinkVersions)

_UNIT_WORDS = ("short_name", "name_en", "aliases", "scope")
_LINK_WORDS = ("agreement", "basis", "note")


@dataclass(frozen=True, slots=True)
class _Reached:
    """How many units, words, classes and origins were numbered by the end of an import."""

    ids: int = 0
    words: int = 1
    link_classes: int = 0
    origins: int = 0


def entries(history: History, receipt: Callable[[int], str], after: int = -1) -> Iterator[Entry]:
    """The imports after import `after`, each as it was written. `receipt` gives that of an import, as JSON."""
    reached = _Reached()
    for record in history.imports:
        before, reached = reached, _reached(history, record.seq, reached)
        if record.seq > after:
            yield _entry(history, record.seq, before, reached, receipt(record.seq))


def _entry(history: History, seq: int, before: _Reached, reached: _Reached, receipt: str) -> Entry:
    units, links = _added(history.units, seq), _added(history.links, seq)
    return Entry(
        base=seq - 1,
        record=history.imports[seq],
        receipt=receipt,
        ids=_part(history.ids, before.ids, reached.ids),
        units=_rows(history.units, units),
        names=_part(history.names, units.start, units.stop),
        links=_rows(history.links, links),
        link_ids=_part(history.link_ids, links.start, links.stop),
        words=_part(history.words, before.words, reached.words),
        link_classes=history.link_classes[before.link_classes : reached.link_classes],
        origins=history.origins[before.origins : reached.origins],
        returns=_added_rows(history.returns, seq),
        rules=_added_rows(history.rules, seq),
        packs=_added_rows(history.packs, seq),
        aliases=_added_rows(history.aliases, seq),
        closed=Closed(
            units=_closed(history.units, seq),
            links=_closed(history.links, seq),
            returns=_closed_rows(history.returns, seq),
            rules=_closed_rows(history.rules, seq),
            packs=_closed_rows(history.packs, seq),
            aliases=_closed_rows(history.aliases, seq),
        ),
    )


def _reached(history: History, seq: int, before: _Reached) -> _Reached:
    """Numbers are given in order of appearance, so the highest that an import uses says how far it came.

    The last import takes whatever was numbered and never used.
    """
    if seq == history.seq:
        return _Reached(len(history.ids), len(history.words), len(history.link_classes), len(history.origins))
    units, links = _rows(history.units, _added(history.units, seq)), _rows(history.links, _added(history.links, seq))
    returns, rules = _added_rows(history.returns, seq), _added_rows(history.rules, seq)
    within = [each.within for each in returns] + [each.unit for each in _added_rows(history.aliases, seq)]
    return _Reached(
        ids=_highest(before.ids, units.unit, units.parent, units.stands_for, links.helper, links.recipient, within),
        words=_highest(
            before.words,
            *(getattr(units, name) for name in _UNIT_WORDS),
            *(getattr(links, name) for name in _LINK_WORDS),
        ),
        link_classes=_highest(before.link_classes, links.link_class),
        origins=_highest(before.origins, units.origin, links.origin, [each.origin for each in (*returns, *rules)]),
    )


def _highest(before: int, *columns: Any) -> int:
    return max(
        before, *(int(max(column, default=-1)) + 1 if isinstance(column, list) else _top(column) for column in columns)
    )


def _top(column: Ints) -> int:
    return int(column.max()) + 1 if len(column) else 0


def _added(versions: UnitVersions | LinkVersions, seq: int) -> slice:
    """The rows that an import added: they stand together, imports being written one after the other."""
    first, last = np.searchsorted(versions.added, [seq, seq + 1])
    return slice(int(first), int(last))


def _rows(versions: V, rows: slice) -> V:
    """Some rows as they were when they were written: none of them removed yet."""
    part = type(versions)(**{each.name: getattr(versions, each.name)[rows] for each in fields(versions)})
    return replace(part, removed=np.full(len(part.added), OPEN, np.int32))


def _part(texts: Texts, first: int, last: int) -> Texts:
    offsets = texts.offsets[first : last + 1]
    return Texts(texts.blob[offsets[0] : offsets[-1]], offsets - offsets[0])


def _closed(versions: UnitVersions | LinkVersions, seq: int) -> Ints:
    return np.flatnonzero(versions.removed == seq).astype(np.int32)


def _added_rows(versions: Sequence[Any], seq: int) -> tuple[Any, ...]:
    return tuple(each._replace(removed=OPEN) for each in versions if each.added == seq)


def _closed_rows(versions: Sequence[Any], seq: int) -> tuple[int, ...]:
    return tuple(row for row, each in enumerate(versions) if each.removed == seq)
