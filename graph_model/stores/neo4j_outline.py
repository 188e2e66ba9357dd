"""What a question's options need of the ledger when the server answers: rules, imports, the units it may name."""

from dataclasses import replace
from typing import Any

import numpy as np

from graph_model.days import OPEN
from graph_model.ledger.entry import empty_history
from graph_model.snapshot.history import NOBODY, AliasVersion, History, UnitVersions, columns
from graph_model.snapshot.texts import Texts
from graph_model.stores.bolt import Bolt
from graph_model.stores.neo4j_columns import LIST_MARK
from graph_model.stores.neo4j_names import slots_meant
from graph_model.stores.neo4j_reading import Reading, held_of
from graph_model.stores.neo4j_writing import held_at
from graph_model.vocabulary import PLACES, Kind

Row = dict[str, Any]

_VERSIONS = """\
MATCH (s:Slot) WHERE s.{key} IN $wanted
OPTIONAL MATCH (s)-[:WAS]->(former:UnitVersion)
WITH s, collect(former) AS former
UNWIND former + CASE WHEN s.import IS NULL THEN [] ELSE [s] END AS v
RETURN s.slot AS slot, s.id AS id, v.n AS n, v.kind AS kind, v.name AS name, coalesce(v.short_name, '') AS short_name,
  coalesce(v.name_en, '') AS name_en, coalesce(v.aliases, []) AS aliases, v.parent_slot AS parent,
  v.stands_for_slot AS stands_for, v.import AS added, v.removed AS removed
ORDER BY v.n"""
_BELOW = """\
MATCH (s:Slot)<-[:PART_OF|WAS_PART_OF|STANDS_FOR|WAS_STANDS_FOR]-(below:Slot) WHERE s.slot IN $slots
RETURN DISTINCT below.slot"""
_ALIASES = """\
MATCH (x:Alias|WasAlias) WHERE x.unit IN $slots
RETURN DISTINCT x.n, x.alias, x.unit, x.import, x.removed
ORDER BY x.n"""


def outline(bolt: Bolt, seq: int) -> History:
    """A history of no links and no units, up to an import."""
    after = bolt.read(lambda run: held_at(run, seq))
    return Reading(bolt, empty_history(), seq, held_of(empty_history()), after).small()


def with_units(history: History, bolt: Bolt, texts: list[str]) -> History | None:
    """The history with the units that some texts may mean and those above them, in the ledger's order.

    Names and paths then lead where they lead in the whole graph. None where only that knows.
    """
    ids = {text.strip() for text in texts}
    found = _versions(bolt, "id", sorted(ids))
    if ids == {row["id"] for row in found}:
        return _History(found).joined(history, [])  # an id goes before every name
    meant = slots_meant(bolt, texts)
    if meant is None:
        return None
    found = _upwards(bolt, meant)
    if len(meant) > 1:
        found = _upwards(bolt, [*meant, *_below_bodies(bolt, meant, found)])
    aliases = bolt.read(lambda run: run.rows(_ALIASES, slots=meant))
    return _History(found).joined(history, aliases)


def _upwards(bolt: Bolt, slots: list[int]) -> list[Row]:
    """All versions of some units and of all that they ever lay in, by number."""
    found: list[Row] = []
    met: set[int] = set()
    while wanted := set(slots) - met:
        more = _versions(bolt, "slot", sorted(wanted))
        met |= wanted
        found += more
        slots = [row[end] for row in more for end in ("parent", "stands_for") if row[end] is not None]
    return sorted(found, key=lambda row: int(row["n"]))


def _versions(bolt: Bolt, key: str, wanted: list[Any]) -> list[Row]:
    return bolt.read(lambda run: run.records(_VERSIONS.format(key=key), wanted=wanted))


def _below_bodies(bolt: Bolt, meant: list[int], found: list[Row]) -> list[int]:
    """What lies below those that are no places: of several units of a name those with parts are preferred."""
    bodies = sorted({row["slot"] for row in found if Kind.of(row["kind"]) not in PLACES} & set(meant))
    return [slot for (slot,) in bolt.read(lambda run: run.rows(_BELOW, slots=bodies))]


class _History:
    """Rows of units as the columns of a history, each at a slot of its own."""

    def __init__(self, found: list[Row]) -> None:
        self.found = found
        ids = {row["slot"]: row["id"] for row in found}
        self.slots = {slot: place for place, slot in enumerate(sorted(ids))}
        self.ids = Texts.of(ids[slot] for slot in self.slots)
        self.words = {"": 0}

    def joined(self, history: History, aliases: list[list[Any]]) -> History:
        units = self._units()
        return replace(
            history,
            ids=self.ids,
            names=Texts.of(row["name"] for row in self.found),
            units=units,
            words=Texts.of(self.words),
            aliases=tuple(
                AliasVersion(alias, self.slots[unit], added, OPEN if removed is None else removed)
                for _, alias, unit, added, removed in aliases
                if unit in self.slots
            ),
        )

    def _units(self) -> UnitVersions:
        made = {name: np.zeros(len(self.found), dtype) for name, dtype in columns(UnitVersions)}
        made["unit"][:] = [self.slots[row["slot"]] for row in self.found]
        made["kind"][:] = [Kind.of(row["kind"]).number for row in self.found]
        made["added"][:] = [row["added"] for row in self.found]
        made["removed"][:] = [OPEN if row["removed"] is None else row["removed"] for row in self.found]
        for end in ("parent", "stands_for"):
            made[end][:] = [self.slots.get(row[end], NOBODY) for row in self.found]
        for name in ("short_name", "name_en"):
            made[name][:] = [self._word(row[name]) for row in self.found]
        made["aliases"][:] = [self._word(LIST_MARK.join(row["aliases"])) for row in self.found]
        return UnitVersions(**made)

    def _word(self, text: str) -> int:
        return self.words.setdefault(text, len(self.words))
