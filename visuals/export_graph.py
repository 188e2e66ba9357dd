"""An export as a graph for other programs: GraphML and GEXF by networkx.

Units are nodes. Pairings, dispatches, PART_OF and STANDS_FOR are links with a `relation`; a link's key is also its
attribute `id`, and unlike the id in a table no other link of any relation has it.
"""

import re
from collections.abc import Iterator, Mapping
from typing import IO, Any

import networkx
from networkx.readwrite.gexf import GEXFWriter

from graph_model.vocabulary import Force, Kind, LinkTable, Post
from visuals.export import Export, Progress
from visuals.export_about import headline
from visuals.export_records import Record, link_records, unit_records
from visuals.words import word

Attributes = dict[str, str | int | float | bool]

RELATIONS: Mapping[LinkTable, tuple[str, str, str]] = {
    LinkTable.PAIRING: ("PAIRED_WITH", "helper", "recipient"),
    LinkTable.DISPATCH: ("DISPATCHED_TO", "sender", "host"),
}
"""What a table's links are called in a graph, and the columns of their ends."""
PLACES: Mapping[str, str] = {"parent": "PART_OF", "stands_for": "STANDS_FOR"}
"""Columns of a unit that are links in a graph."""

_NOT_IN_XML = re.compile("[^\\n\\t\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_graphml(export: Export, out: IO[bytes], progress: Progress) -> None:
    networkx.write_graphml_xml(graph_of(export, progress), out, prettyprint=False)


def write_gexf(export: Export, out: IO[bytes], progress: Progress) -> None:
    writer = GEXFWriter(graph_of(export, progress), prettyprint=False)
    # The day of the import and not that of the writing: the same ledger gives the same bytes.
    writer.xml.find("meta").set("lastmodifieddate", export.record.time[:10])
    writer.write(out)


def graph_of(export: Export, progress: Progress) -> Any:
    """A networkx MultiDiGraph."""
    graph = networkx.MultiDiGraph(name=clean({"name": headline(export)})["name"])
    marked: Attributes = {"fictional": True} if export.fictional else {}
    units = list(unit_records(export, progress))
    for unit in units:
        graph.add_node(unit["id"], **_node(export, unit), **marked)
    for source, target, link in _links(export, units, progress):
        graph.add_edge(source, target, key=link["id"], **link, **marked)
    return graph


def clean(record: Record) -> Attributes:
    r"""What GraphML and GEXF can hold: nothing absent, lists as one text, no character that XML lacks.

    >>> clean({"a": None, "b": "", "c": ["x", "y"], "d": "1\r\n2\x00\ufffe", "e": 3, "f": []})
    {'c': 'x、y', 'd': '1\n2', 'e': 3}
    """
    plain = {name: "、".join(value) if isinstance(value, list) else value for name, value in record.items()}
    cleaned = {name: _text(value) if isinstance(value, str) else value for name, value in plain.items()}
    return {name: value for name, value in cleaned.items() if value not in (None, "")}


def _text(text: str) -> str:
    # XML reads every other end of a line as \n.
    return _NOT_IN_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _node(export: Export, unit: Record) -> Attributes:
    told = {name: value for name, value in unit.items() if name not in ("id", *PLACES)}
    return clean({"label": unit["name"] or unit["id"], "kind_word": word(unit["kind"], Kind, export.lang), **told})


def _links(export: Export, units: list[Record], progress: Progress) -> Iterator[tuple[str, str, Attributes]]:
    held = {unit["id"] for unit in units}
    for unit in units:
        for column, relation in PLACES.items():
            if unit[column] in held:
                yield unit["id"], unit[column], {"id": f"{column}:{unit['id']}", "relation": relation}
    for table, (relation, source, target) in RELATIONS.items():
        for link in link_records(export, table, progress):
            told = {name: value for name, value in link.items() if name not in ("id", source, target)}
            said = {"id": f"{table}:{link['id']}", "link_id": link["id"], "relation": relation}
            yield link[source], link[target], clean(said | {"label": _label(export, link)} | told)


def _label(export: Export, link: Record) -> str:
    """What a program writes on the link: the post of a dispatch, the force of a pairing."""
    post = link.get("post")
    return word(post, Post, export.lang) if post else word(link["force"], Force, export.lang)
