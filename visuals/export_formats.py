"""How an export is written, by the suffix of its file."""

from collections.abc import Callable
from importlib import import_module
from typing import IO

from visuals.export import Export, Progress

Writer = Callable[[Export, IO[bytes], Progress], None]

_WRITERS = {
    ".xlsx": ("visuals.export_files", "write_workbook"),
    ".zip": ("visuals.export_files", "write_zip"),
    ".json": ("visuals.export_json", "write_json_document"),
    ".graphml": ("visuals.export_graph", "write_graphml"),
    ".gexf": ("visuals.export_graph", "write_gexf"),
    ".cypher": ("visuals.export_cypher", "write_cypher"),
}


def writer_of(suffix: str) -> Writer:
    """The writer of a format; only its own libraries are imported. Raises KeyError."""
    module, name = _WRITERS[suffix]
    writer: Writer = getattr(import_module(module), name)
    return writer
