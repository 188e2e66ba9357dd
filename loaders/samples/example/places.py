"""The real places of the example: read from `sichuan39`, written as they stand there.

Only names, codes and coordinates are real. Every link to them in the example is invented.
"""

import csv
from dataclasses import dataclass
from importlib.resources import files

from graph_model.vocabulary import Kind
from loaders.samples.example.tables import Unit

SCOPE = "sichuan39"


@dataclass(frozen=True, slots=True)
class Places:
    province: Unit
    prefectures: tuple[Unit, ...]
    counties: tuple[Unit, ...]
    townships: dict[str, tuple[Unit, ...]]
    """By the id of the county."""

    def all(self) -> list[Unit]:
        return [
            self.province,
            *self.prefectures,
            *self.counties,
            *(township for county in self.counties for township in self.townships[county.id]),
        ]


def read_places() -> Places:
    rows = _read_units()
    counties = tuple(row for row in rows if row.scope == SCOPE)
    above = {county.parent for county in counties}
    prefectures = tuple(row for row in rows if row.id in above)
    return Places(
        province=next(row for row in rows if row.id == prefectures[0].parent),
        prefectures=prefectures,
        counties=counties,
        townships={
            county.id: tuple(r for r in rows if r.parent == county.id and r.kind == Kind.TOWNSHIP)
            for county in counties
        },
    )


def _read_units() -> list[Unit]:
    """All but the villages: the example has key villages of its own."""
    table = files("loaders.samples.sichuan39") / "units.csv"
    rows = csv.DictReader(table.read_text(encoding="utf-8").splitlines())
    kinds = {str(kind): kind for kind in Kind}
    return [Unit(kind=kinds[row.pop("kind")], **row) for row in rows if row["kind"] != Kind.VILLAGE]
