"""Rows of a statement by column, made a batch at a time; what several rows have in common is sent once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from graph_model.cypher import Column
from graph_model.snapshot.history import LinkClass
from graph_model.snapshot.texts import Ints
from graph_model.stores.neo4j_columns import LINK_PROPERTIES, UNIT_PROPERTIES, How, Property, written

CLASS_FIELDS = tuple(name for name in LinkClass._fields if name != "link")
_SHARED = (How.WORD, How.WORDS, How.DAY, How.KIND)


def _declared(each: Property) -> Column:
    return Column(each.name, each.name if each.how in _SHARED else "")


UNIT_COLUMNS = (Column("n"), Column("name"), *map(_declared, UNIT_PROPERTIES))
LINK_COLUMNS = (
    Column("n"),
    Column("id"),
    *(Column(name, "class") for name in CLASS_FIELDS),
    *map(_declared, LINK_PROPERTIES),
)
NAME_COLUMNS = (Column("key"), Column("slot"), Column("import"))
PLACE_COLUMNS = (Column("above"), Column("import"))


@dataclass(frozen=True, slots=True)
class Batch:
    """So many rows, as `$rows` of a statement: lists by name, and under `of` the values they point into."""

    size: int
    columns: dict[str, Any]

    def __len__(self) -> int:
        return self.size


@dataclass(frozen=True, slots=True)
class Batches:
    """Rows that are made when they are sent: those of a million links at once would not fit."""

    make: Callable[[Ints], dict[str, Any]]
    chosen: Ints

    def __len__(self) -> int:
        return len(self.chosen)

    def __getitem__(self, at: slice) -> Batch:
        chosen = self.chosen[at]
        return Batch(len(chosen), self.make(chosen))


def batch(properties: Sequence[Property], versions: Any, chosen: Ints, word: Callable[[int], str]) -> dict[str, Any]:
    """Some rows of a table of versions, for the columns that are declared for its properties."""
    made: dict[str, Any] = {"of": {}}
    for each in properties:
        column = getattr(versions, each.column)[chosen]
        if each.how in _SHARED:
            values, places = np.unique(column, return_inverse=True)
            made["of"][each.name] = written(each, values, word)
            made[each.name] = places.tolist()
        else:
            made[each.name] = written(each, column, word)
    return made
