"""What one row of a table brought into the ledger, when it was imported: units, links and returns."""

from collections.abc import Iterator

import numpy as np

from graph_model.snapshot.history import LinkVersions, UnitVersions
from graph_model.snapshot.snapshot import Snapshot
from graph_model.snapshot.texts import Ints
from graph_model.vocabulary import Change, What
from queries.changes import Row
from queries.unit_fields import unit_row
from queries.version_rows import link_rows, return_row


def brought_by(
    graph: Snapshot, seq: int, file: str, sheet: str | None, row: int, within: int | None = None
) -> list[Row]:
    """As rows of the question `changes`, each with all that it said then; only what is about units `within`."""
    history = graph.history
    origins = [at for at, each in enumerate(history.origins) if each.file == file and (each.sheet or None) == sheet]
    inside = np.ones(len(history.ids), np.bool_) if within is None else graph.within(within)
    units, links = _read_there(history.units, seq, origins, row), _read_there(history.links, seq, origins, row)
    place = seq, file, sheet, row

    def told() -> Iterator[tuple[str, dict[str, object]]]:
        for version in units[inside[history.units.unit[units]]].tolist():
            yield What.UNIT, unit_row(graph, version, seq)
        chosen = links[inside[history.links.recipient[links]]].tolist()
        tables = [history.link_classes[int(history.links.link_class[version])].link for version in chosen]
        yield from zip(tables, link_rows(graph, chosen, tables), strict=True)
        for each in history.returns:
            if each.added == seq and each.origin in origins and each.row == row and inside[each.within]:
                yield What.RETURN, return_row(graph, each)

    return [Row(str(Change.ADDED), str(what), str(said["id"]), None, said, *place) for what, said in told()]


def _read_there(versions: UnitVersions | LinkVersions, seq: int, origins: list[int], row: int) -> Ints:
    return np.flatnonzero((versions.added == seq) & (versions.row == row) & np.isin(versions.origin, origins))
