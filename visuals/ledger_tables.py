"""The ledger as the tables that people hand in: the columns of the schema, every cell a text.

Rows are made a chunk at a time, column by column; so 600,000 links take the memory of a few thousand.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from graph_model.schema import DISPATCHES, PAIRINGS, RETURNS, UNITS, Column, Table
from graph_model.snapshot.history import NOBODY, ReturnVersion
from graph_model.snapshot.snapshot import Snapshot
from graph_model.snapshot.texts import Ints
from graph_model.vocabulary import Field, Force, Kind, LinkTable, Post, Role, Term
from loaders.cells.readers import is_one_name
from visuals.selected_rows import Selected
from visuals.words import Lang, word
from visuals.written_days import first_days, seen_days, through_days, written_day

Ends = Callable[[Ints], list[str]]
"""How units are written in the cells of others: by id (`graph.ids`), or by name."""
_CHUNK = 5_000
_KINDS = tuple(Kind)


@dataclass(frozen=True, slots=True)
class LedgerTable:
    """`page(start, stop)` gives some rows as columns, in the order of `columns`."""

    table: Table
    columns: tuple[Column, ...]
    lang: Lang
    count: int
    page: Callable[[int, int], list[list[str]]]

    @property
    def name(self) -> str:
        return self.table.name if self.lang is Lang.EN else self.table.zh

    @property
    def headers(self) -> list[str]:
        return [header(column, self.lang) for column in self.columns]

    def rows(self, progress: Callable[[int], None] = lambda _: None) -> Iterator[list[str]]:
        """The headers, then every row; `progress` is told how many were made."""
        yield self.headers
        for start in range(0, self.count, _CHUNK):
            stop = min(start + _CHUNK, self.count)
            yield from map(list, zip(*self.page(start, stop), strict=True))
            progress(stop)


def header(column: Column, lang: Lang) -> str:
    return column.name if lang is Lang.EN else column.zh


def ledger_tables(
    graph: Snapshot, chosen: Selected, ends: Ends, lang: Lang, left_out: Iterable[str] = ()
) -> list[LedgerTable]:
    """The four tables. Columns named in `left_out` are not there."""

    def made(table: Table, count: int, page: Callable[[int, int], Mapping[str, list[str]]]) -> LedgerTable:
        columns = tuple(column for column in table.columns if column.name not in left_out)

        def ordered(start: int, stop: int) -> list[list[str]]:
            texts = page(start, stop)
            return [texts[column.name] for column in columns]

        return LedgerTable(table, columns, lang, count, ordered)

    pairings, dispatches = chosen.links[LinkTable.PAIRING], chosen.links[LinkTable.DISPATCH]
    units, returns = chosen.units, chosen.returns
    return [
        made(UNITS, len(units), lambda start, stop: _units(graph, units[start:stop], ends, lang)),
        made(PAIRINGS, len(pairings), lambda start, stop: _links(graph, pairings[start:stop], ends, lang)),
        made(DISPATCHES, len(dispatches), lambda start, stop: _links(graph, dispatches[start:stop], ends, lang)),
        made(RETURNS, len(returns), lambda start, stop: _returns(returns[start:stop], ends, lang)),
    ]


def _units(graph: Snapshot, slots: Ints, ends: Ends, lang: Lang) -> Mapping[str, list[str]]:
    units, words = graph.history.units, graph.history.words
    rows = graph.structure.version[slots]
    precision = units.precision[rows]
    return {
        "id": graph.ids(slots),
        "kind": _words(Kind, (str(_KINDS[number]) for number in units.kind[rows].tolist()), lang),
        "name": graph.history.names.take(rows),
        **{name: words.take(getattr(units, name)[rows]) for name in ("short_name", "name_en", "scope")},
        "aliases": _aliases(graph, slots, words.take(units.aliases[rows])),
        **{name: _named(getattr(units, name)[rows], ends) for name in ("parent", "stands_for")},
        **{name: [_degrees(number) for number in getattr(units, name)[rows].tolist()] for name in ("lat", "lon")},
        "since": first_days(units.since[rows], precision),
        "through": through_days(units.until[rows], precision),
    }


def _aliases(graph: Snapshot, slots: Ints, written: list[str]) -> list[str]:
    """Those of the units tables, then those that the ledger remembers, as far as a cell can hold them."""
    if not graph.remembered:
        return written
    return [
        "、".join(filter(None, (text, *(name for name in graph.remembered.get(slot, ()) if is_one_name(name)))))
        for slot, text in zip(slots.tolist(), written, strict=True)
    ]


def _links(graph: Snapshot, rows: Ints, ends: Ends, lang: Lang) -> Mapping[str, list[str]]:
    history, links = graph.history, graph.history.links
    classes = [history.link_classes[number] for number in links.link_class[rows].tolist()]
    source, target = ends(links.helper[rows]), ends(links.recipient[rows])
    until, precision = links.until[rows], links.precision[rows]
    # The kinds of helpers are said in the units table: a row that said them too would make units named by their ids.
    kinds = [""] * len(rows)
    return {
        "id": history.link_ids.take(rows),
        "force": _words(Force, (each.force for each in classes), lang),
        "helper": source,
        "helper_kind": kinds,
        "recipient": target,
        "sender": source,
        "sender_kind": kinds,
        "host": target,
        "role": _words(Role, (each.role for each in classes), lang),
        "post": _words(Post, (each.post for each in classes), lang),
        "field": _words(Field, (each.field for each in classes), lang),
        "headcount": list(map(str, links.headcount[rows].tolist())),
        **{name: history.words.take(getattr(links, name)[rows]) for name in ("agreement", "basis", "note")},
        "since": first_days(links.since[rows], precision),
        "through": through_days(until, precision),
        "seen": seen_days(links.seen[rows], precision, until),
    }


def _returns(returns: list[ReturnVersion], ends: Ends, lang: Lang) -> Mapping[str, list[str]]:
    return {
        "table": _words(LinkTable, (each.table for each in returns), lang),
        "within": ends(np.array([each.within for each in returns], np.int64)),
        "kind": _words(Kind, (each.kind for each in returns), lang),
        "force": _words(Force, (each.force for each in returns), lang),
        "as_of": [written_day(each.as_of, each.precision, False) for each in returns],
        "basis": [each.basis for each in returns],
    }


def _words(terms: type[Term], codes: Iterable[str], lang: Lang) -> list[str]:
    said = {"": ""} | {str(term): word(str(term), terms, lang) for term in terms}
    return [said[code] for code in codes]


def _named(slots: Ints, ends: Ends) -> list[str]:
    texts = ends(np.maximum(slots, 0))
    for place in np.flatnonzero(slots == NOBODY).tolist():
        texts[place] = ""
    return texts


def _degrees(number: float) -> str:
    return "" if number != number else repr(number).removesuffix(".0")
