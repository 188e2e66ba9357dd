"""The names that the ledger has for its units: those of today, and those of before."""

from collections.abc import Iterator, Sequence

import numpy as np

from graph_model.snapshot.history import held
from graph_model.snapshot.snapshot import Snapshot
from graph_model.snapshot.texts import Ints

NameColumns = Sequence[str]


def current_names(graph: Snapshot, further: NameColumns = ("short_name", "name_en")) -> Iterator[tuple[int, list[str]]]:
    """Each unit held with its name, `further` names and aliases, then the aliases that somebody has given."""
    slots = graph.present.nonzero()[0]
    yield from _names_in(graph, slots, graph.structure.version[slots], further)
    for alias in graph.aliases:
        yield alias.unit, [alias.alias]


def former_names(graph: Snapshot) -> Iterator[tuple[int, list[str]]]:
    """Units still held with the names, short names and aliases of their superseded versions."""
    units = graph.history.units
    past = (units.added <= graph.known_at) & ~held(units, graph.known_at)
    versions = np.flatnonzero(past & graph.present[units.unit])
    yield from _names_in(graph, units.unit[versions], versions, ("short_name",))


def _names_in(graph: Snapshot, slots: Ints, versions: Ints, further: NameColumns) -> Iterator[tuple[int, list[str]]]:
    units, words = graph.history.units, graph.history.words
    columns = [words.take(getattr(units, name)[versions]) for name in (*further, "aliases")]
    names = graph.history.names.take(versions)
    for slot, name, *others, aliases in zip(slots.tolist(), names, *columns, strict=True):
        yield slot, [name, *others, *aliases.split("、")]
