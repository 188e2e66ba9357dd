"""The shipped tables as a person would read them: CSV rows, before any loader has seen them."""

import csv
import re
from collections.abc import Iterable
from pathlib import Path

import loaders.samples

SICHUAN39 = Path(loaders.samples.__file__).parent / "sichuan39"
ID = re.compile(r"[A-Za-z0-9._:-]+")

Row = dict[str, str]


def rows_of(folder: Path, table: str) -> list[Row]:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def dangling(rows: Iterable[Row], columns: Iterable[str], ids: set[str]) -> list[tuple[str, str]]:
    """Cells of `columns` that name nothing."""
    columns = list(columns)
    return [(row["id"], row[c]) for row in rows for c in columns if row[c] and row[c] not in ids]


def in_a_cycle(units: list[Row]) -> list[str]:
    """Ids from which going up by `parent` or `stands_for` never ends."""
    up = {unit["id"]: [unit[c] for c in ("parent", "stands_for") if unit[c]] for unit in units}
    rooted: set[str] = set()
    while newly := {unit for unit in up.keys() - rooted if rooted.issuperset(up[unit])}:
        rooted |= newly
    return sorted(up.keys() - rooted)
