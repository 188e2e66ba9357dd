"""An export as a Cypher script for Neo4j Browser: run it as it stands; run twice, it makes nothing twice.

Units have the label `:Unit` and one of their kind; links are PAIRED_WITH, DISPATCHED_TO, PART_OF and STANDS_FOR.
Inside, as everywhere in Neo4j, a term is half-open: `until` is the day after the last one.

Rows stand in the script as one text of lines and tabs: Neo4j plans a statement with 200 maps in it for seconds.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import islice
from typing import IO

from graph_model.labels import kind_label
from graph_model.vocabulary import Kind
from visuals.cypher_text import comment, table
from visuals.export import Export, Progress
from visuals.export_about import headline
from visuals.export_graph import PLACES, RELATIONS
from visuals.export_records import Record, link_records, unit_records
from visuals.words import Words

_ROWS = 500
"""Rows of a statement."""

_ABOUT = (
    Words(
        "在 Neo4j Browser 里整个粘贴运行，或用 cypher-shell -f；请用一个空的数据库",
        "Paste all of it into Neo4j Browser, or use cypher-shell -f; into a database of its own.",
    ),
    Words("今天有效的结对：", "Pairings in force today:"),
)
_EXAMPLE = (
    "MATCH (a:Unit)-[p:PAIRED_WITH]->(b:Unit) "
    "WHERE coalesce(p.since, p.seen) <= date() AND coalesce(date() < p.until, true) RETURN a, p, b LIMIT 100;"
)

_READ: Mapping[str, str] = {
    "aliases": "split({}, '、')",
    "scope": "split({}, '、')",
    "lat": "toFloat({})",
    "lon": "toFloat({})",
    "headcount": "toInteger({})",
    "since": "date({})",
    "until": "date({})",
    "seen": "date({})",
}
"""How Cypher reads what is no text; an empty cell is null, and makes no property."""


def write_cypher(export: Export, out: IO[bytes], progress: Progress) -> None:
    out.writelines(f"{line}\n".encode() for line in _lines(export, progress))


def _lines(export: Export, progress: Progress) -> Iterator[str]:
    yield comment(headline(export))
    yield from (comment(line.said(export.lang)) for line in _ABOUT)
    yield comment(_EXAMPLE)
    yield "CREATE CONSTRAINT unit_id IF NOT EXISTS FOR (u:Unit) REQUIRE u.id IS UNIQUE;"
    marked = ", {}.fictional = true" if export.fictional else ""
    units = list(unit_records(export, progress))
    yield from _units(units, marked.format("u"))
    for column, relation in PLACES.items():
        ends = [{"source": unit["id"], "target": unit[column]} for unit in units if unit[column]]
        yield from _statements(ends, ("source", "target"), f"{_ENDS} MERGE (a)-[:{relation}]->(b)")
    for links, (relation, source, target) in RELATIONS.items():
        records = (_with_until(each) for each in link_records(export, links, progress))
        does = f"{_ENDS} MERGE (a)-[x:{relation} {{{{id: c[2]}}}}]->(b) SET {{}}{marked.format('x')}"
        yield from _statements(records, (source, target, "id"), does, "x")


_ENDS = "MATCH (a:Unit {{id: c[0]}}) MATCH (b:Unit {{id: c[1]}})"


def _units(units: Iterable[Record], marked: str) -> Iterator[str]:
    """Kind by kind, as a label cannot come from a row."""
    by_kind = defaultdict[str, list[Record]](list)
    for unit in units:
        told = {name: value for name, value in unit.items() if name not in PLACES}
        by_kind[unit["kind"]].append(_with_until(told))
    for kind, records in by_kind.items():
        does = f"MERGE (u:Unit {{{{id: c[0]}}}}) SET u:{kind_label(Kind.of(kind))}, {{}}{marked}"
        yield from _statements(records, ("id",), does, "u")


def _statements(records: Iterable[Record], keys: Sequence[str], does: str, into: str = "") -> Iterator[str]:
    """Some rows at a time. `does` finds the keys in the first cells; `{}` in it sets all others."""
    left = iter(records)
    while some := list(islice(left, _ROWS)):
        others = [name for name in some[0] if name not in keys]
        cells = (f"c[{place}]" for place in range(len(keys), len(keys) + len(others)))
        sets = ", ".join(
            f"{into}.{name} = {_READ.get(name, '{}').format(cell)}" for name, cell in zip(others, cells, strict=True)
        )
        rows = ([_cell(record[name]) for name in (*keys, *others)] for record in some)
        yield (
            f"UNWIND split({table(rows)}, '\\n')[1..] AS line\n"
            "WITH [cell IN split(line, '\\t') | CASE cell WHEN '' THEN null ELSE cell END] AS c\n"
            f"{does.format(sets)};"
        )


def _cell(value: object) -> str:
    if isinstance(value, list):
        return "、".join(value)
    return "" if value is None else str(value)


def _with_until(record: Record) -> Record:
    """With `until`, the day after the last one, in the place of `through`."""
    last = record["through"]
    until = {"until": last and (date.fromisoformat(last) + timedelta(days=1)).isoformat()}
    renamed = {name.replace("through", "until"): value for name, value in record.items()}
    return renamed | until
