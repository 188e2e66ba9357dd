"""Maps that come back from Neo4j, which keeps no order of keys, in the order in which the snapshot writes them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from graph_model.vocabulary import Kind
from queries.dispatches import Row as DispatchRow
from queries.pairings import Row as PairingRow
from queries.rule_fields import RULE_FIELDS
from queries.unit_fields import PLACED_FIELDS, UNIT_FIELDS
from queries.version_rows import DISPATCH_ROW, PAIRING_ROW, RETURN_ROW

Shaper = Callable[[Any], Any]

_STATE = ("rule", "title", "group", "state", "owed", "has", "missing", "reported")


def _ordered(keys: Sequence[str]) -> Shaper:
    return lambda row: {key: row[key] for key in keys}


def _each(keys: Sequence[str]) -> Shaper:
    return lambda rows: [{key: row[key] for key in keys} for row in rows]


def _by_kind(rows: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    counts = {row["kind"]: row["count"] for row in rows}
    return {str(kind): counts[kind] for kind in Kind if kind in counts}


def _version(row: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """Which table a version is of shows in its keys."""
    if row is None:
        return None
    tables = (PAIRING_ROW, DISPATCH_ROW, RETURN_ROW, RULE_FIELDS, UNIT_FIELDS)
    return next({key: row[key] for key in keys} for keys in tables if {*keys} == row.keys() - {"at"})


def _outside(names: Sequence[str]) -> list[str]:
    return [name.rstrip("_") for name in names]


_PAIRINGS, _DISPATCHES = _each(_outside(PairingRow._fields)), _each(_outside(DispatchRow._fields))

SHAPES: Mapping[str, Mapping[str, Shaper]] = {
    "unit": {
        "unit": _ordered((*UNIT_FIELDS, *PLACED_FIELDS)),
        "helped_by": _PAIRINGS,
        "helps": _PAIRINGS,
        "hosts": _DISPATCHES,
        "sends": _DISPATCHES,
        "states": _each(_STATE),
        "within": _by_kind,
    },
    "changes": {"before": _version, "after": _version},
}
"""By question and column."""
