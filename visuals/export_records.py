"""An export as records: what JSON says of each unit, link and return; days whole, with their precision beside them."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from graph_model.vocabulary import LinkTable
from queries.unit_fields import unit_row
from queries.version_rows import link_rows, return_row
from visuals.export import Export, Progress

Record = dict[str, Any]
T = TypeVar("T")

_CHUNK = 5_000


def unit_records(export: Export, progress: Progress) -> Iterator[Record]:
    """The units by id, in the columns of their table."""
    graph = export.graph
    versions = graph.structure.version[export.chosen.units].tolist()

    def made(some: Sequence[int]) -> list[Record]:
        return [unit_row(graph, version, graph.known_at) for version in some]

    return _told(versions, made, "units", progress)


def link_records(export: Export, table: LinkTable, progress: Progress) -> Iterator[Record]:
    """Pairings or dispatches by id, of all time, in the columns of their table."""
    rows = export.chosen.links[table].tolist()
    name = {LinkTable.PAIRING: "pairings", LinkTable.DISPATCH: "dispatches"}[table]
    return _told(rows, lambda some: link_rows(export.graph, list(some), [str(table)] * len(some)), name, progress)


def return_records(export: Export, progress: Progress) -> Iterator[Record]:
    """Returns by table and unit, in the columns of their table."""
    return _told(
        export.chosen.returns, lambda some: [return_row(export.graph, each) for each in some], "returns", progress
    )


def _told(
    all_of_them: Sequence[T], made: Callable[[Sequence[T]], list[Record]], name: str, progress: Progress
) -> Iterator[Record]:
    """Some records at a time, so that any number fits into memory."""
    count = len(all_of_them)
    for start in range(0, count, _CHUNK):
        stop = min(start + _CHUNK, count)
        yield from made(all_of_them[start:stop])
        progress(name, stop, count)
