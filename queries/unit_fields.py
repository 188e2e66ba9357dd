"""All that the ledger says of a unit, as one JSON object."""

from typing import Any

from graph_model.days import BEGINNING, OPEN, PRECISIONS, iso
from graph_model.snapshot.history import NOBODY
from graph_model.snapshot.snapshot import Snapshot
from graph_model.vocabulary import Kind

_KINDS = tuple(Kind)

UNIT_FIELDS = (
    *("id", "kind", "name", "short_name", "name_en", "aliases", "parent", "stands_for", "scope", "lat", "lon"),
    *("since", "since_precision", "through", "through_precision"),
)
PLACED_FIELDS = ("county", "parent_name", "stands_for_name", "county_name", "file", "sheet", "row", "import")
"""What `unit_row` and `placed` say, in their order."""


def unit_row(graph: Snapshot, version: int, known_at: int) -> dict[str, Any]:
    """One version of a unit, in the columns of the units table.

    `aliases` are those of its table, then those that the ledger remembered after import `known_at`.
    """
    history, units = graph.history, graph.history.units
    since, until, precision = int(units.since[version]), int(units.until[version]), int(units.precision[version])
    told = _listed(history.words[int(units.aliases[version])])
    lat, lon = float(units.lat[version]), float(units.lon[version])
    return {
        "id": history.ids[int(units.unit[version])],
        "kind": str(_KINDS[units.kind[version]]),
        "name": history.names[version],
        "short_name": history.words[int(units.short_name[version])] or None,
        "name_en": history.words[int(units.name_en[version])] or None,
        "aliases": list(dict.fromkeys((*told, *_remembered(graph, int(units.unit[version]), known_at)))),
        "parent": _id(graph, int(units.parent[version])),
        "stands_for": _id(graph, int(units.stands_for[version])),
        "scope": _listed(history.words[int(units.scope[version])]),
        "lat": None if lat != lat else lat,
        "lon": None if lon != lon else lon,
        "since": None if since == BEGINNING else iso(since),
        "since_precision": None if since == BEGINNING else str(PRECISIONS[precision % 3]),
        "through": None if until == OPEN else iso(until - 1),
        "through_precision": None if until == OPEN else str(PRECISIONS[precision // 3 % 3]),
    }


def placed(graph: Snapshot, slot: int) -> dict[str, Any]:
    """Names of the units around one, and where its row was read."""
    structure, units = graph.structure, graph.history.units
    version = int(structure.version[slot])
    origin = graph.history.origins[int(units.origin[version])]
    around = {
        "parent_name": int(units.parent[version]),
        "stands_for_name": int(units.stands_for[version]),
        "county_name": int(structure.county[slot]),
    }
    return {
        "county": _id(graph, int(structure.county[slot])),
        **{name: None if other == NOBODY else graph.name(other) for name, other in around.items()},
        "file": origin.file,
        "sheet": origin.sheet or None,
        "row": int(units.row[version]),
        "import": int(units.added[version]),
    }


def _remembered(graph: Snapshot, slot: int, known_at: int) -> list[str]:
    return [each.alias for each in graph.history.aliases if each.unit == slot and each.added <= known_at < each.removed]


def _id(graph: Snapshot, slot: int) -> str | None:
    return None if slot == NOBODY else graph.id(slot)


def _listed(joined: str) -> list[str]:
    return joined.split("、") if joined else []
