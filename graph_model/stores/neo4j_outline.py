"""What a question's options need of the ledger when the server answers: rules, imports, the units named by id."""

from dataclasses import replace
from typing import Any

import numpy as np

from graph_model.days import OPEN
from graph_model.ledger.entry import empty_history
from graph_model.snapshot.history import NOBODY, History, UnitVersions, columns
from graph_model.snapshot.texts import Texts
from graph_model.stores.bolt import Bolt
from graph_model.stores.neo4j_reading import Reading, held_of
from graph_model.stores.neo4j_writing import held_at
from graph_model.vocabulary import Kind

_VERSIONS = """\
MATCH (s:Slot) WHERE s.id IN $ids
OPTIONAL MATCH (s)-[:WAS]->(former:UnitVersion)
WITH s, collect(former) AS former
UNWIND former + CASE WHEN s.import IS NULL THEN [] ELSE [s] END AS v
RETURN s.id, v.kind, v.name, v.import, v.removed
ORDER BY s.id, v.import"""


def outline(bolt: Bolt, seq: int) -> History:
    """A history of no links and no units, up to an import."""
    after = bolt.read(lambda run: held_at(run, seq))
    return Reading(bolt, empty_history(), seq, held_of(empty_history()), after).small()


def with_units(history: History, bolt: Bolt, ids: list[str]) -> History:
    """The history with these units, each at a slot of its own, without what lies around them."""
    found = bolt.read(lambda run: run.rows(_VERSIONS, ids=ids))
    known = sorted({row[0] for row in found})
    return replace(
        history,
        ids=Texts.of(known),
        names=Texts.of(row[2] for row in found),
        units=_units(found, known),
    )


def _units(found: list[list[Any]], known: list[str]) -> UnitVersions:
    made = {name: np.zeros(len(found), dtype) for name, dtype in columns(UnitVersions)}
    made["unit"][:] = [known.index(row[0]) for row in found]
    made["kind"][:] = [Kind.of(row[1]).number for row in found]
    made["added"][:] = [row[3] for row in found]
    made["removed"][:] = [OPEN if row[4] is None else row[4] for row in found]
    for name in ("parent", "stands_for"):
        made[name][:] = NOBODY
    return UnitVersions(**made)
