"""The hand-made tables of `tests/data/tables`, and what their TOML says must come out of each.

What is expected stands there as small text tables: cells parted by `|`, the first line names them, `*` is anything.
"""

import csv
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

FOLDER = Path(__file__).parent.parent / "data" / "tables"
BASE = FOLDER / "base"
BEFORE = "before.csv"
# Every link is compared in these; a column that a case does not list is empty in all its links.
LINKS = {
    "pairings": ("force", "helper", "recipient", "role", "since", "through", "seen", "row"),
    "dispatches": ("force", "sender", "host", "post", "field", "headcount", "since", "through", "seen", "row"),
}
UNSAID = {"headcount": "1"}
ENDS = {"helper", "recipient", "sender", "host"}
SHOWN = {"year": 4, "month": 7, "day": 10}

Row = dict[str, str]


class Case(NamedTuple):
    """One table, how it is loaded, and what must come out."""

    name: str
    told: Mapping[str, Any]

    @property
    def path(self) -> Path:
        if "file" in self.told:
            return FOLDER / str(self.told["file"])
        (path,) = (path for path in FOLDER.glob(f"{self.name}.*") if path.suffix != ".toml")
        return path

    @property
    def is_read(self) -> bool:
        """Whether there is a receipt at all: a refused file has none."""
        return int(self.told["exit"]) != 2

    def words(self, key: str) -> list[str]:
        return [str(word) for word in self.told.get(key, ())]

    def rows(self, key: str) -> list[Row]:
        return listed(str(self.told.get(key, "")))

    def links(self, question: str) -> tuple[tuple[str, ...], list[Row]]:
        """The columns to compare, and all links that must be in the ledger afterwards."""
        rows = self.rows(question)
        columns = (*LINKS[question], *(column for column in (rows[0] if rows else ()) if column not in LINKS[question]))
        return columns, [{column: row.get(column, UNSAID.get(column, "")) for column in columns} for row in rows]


def cases() -> list[Case]:
    return [Case(path.stem, tomllib.loads(path.read_text(encoding="utf-8"))) for path in sorted(FOLDER.glob("*.toml"))]


def listed(text: str) -> list[Row]:
    lines = [[cell.strip() for cell in line.split("|")] for line in text.splitlines() if line.strip()]
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]


@cache
def base_units() -> dict[str, str]:
    with (BASE / "units.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: row["name"] for row in csv.DictReader(file)}


def link_shown(link: Mapping[str, Any], columns: Iterable[str]) -> Row:
    """A row of `pairings` or `dispatches` as a case writes it."""
    return {column: _cell(link, column) for column in columns}


def _cell(link: Mapping[str, Any], column: str) -> str:
    value = link.get(column)
    if column in ENDS:
        known = value in base_units()
        return f"{value if known else '* ' + link[column + '_kind']} {link[column + '_name']}"
    if column in ("since", "through") and value:
        return _term(date.fromisoformat(value), link[column + "_precision"], last=column == "through")
    if column == "row" and link["file"] == BEFORE:
        return f"before:{value}"
    return "" if value is None else str(value)


def _term(day: date, precision: str, *, last: bool) -> str:
    """2025-12 for a month; the whole day as well where it is not the month's or the year's first (or last) one."""
    edge = day + timedelta(days=1) if last else day
    whole = precision == "day" or (edge.day == 1 and (precision == "month" or edge.month == 1))
    return str(day)[: SHOWN[precision]] if whole else f"{day} ({precision})"


def fault_shown(sheet: str | None, fault: Mapping[str, Any]) -> Row:
    """An error or a warning of the receipt as a case writes it."""
    first = next(iter(fault.get("candidates") or ()), "")
    return {
        "sheet": sheet or "",
        "row": str(fault["row"]),
        "column": str(fault["column"]),
        "code": str(fault["code"]),
        "candidate": str(first),
    }


def differences(wanted: Iterable[Row], found: Iterable[Row]) -> tuple[list[Row], list[Row]]:
    """What is wanted and not found, what is found and not wanted; each counts once."""
    left, missing = list(found), []
    for row in wanted:
        match = next((other for other in left if _fits(row, other)), None)
        if match is None:
            missing.append(row)
        else:
            left.remove(match)
    return missing, left


def _fits(wanted: Row, found: Row) -> bool:
    return all(cell == "*" or FITS.get(column, _same)(cell, found[column]) for column, cell in wanted.items())


def _same(wanted: str, found: str) -> bool:
    return wanted == found


def _header_fits(wanted: str, found: str) -> bool:
    """Spaces and brackets aside: a header over two rows may be joined in more ways than one."""
    bare = re.compile(r"[\W_]")
    return not wanted or bare.sub("", wanted) == bare.sub("", found)


def _code_fits(wanted: str, found: str) -> bool:
    return not wanted or found in wanted.split("/")


def _candidate_fits(wanted: str, found: str) -> bool:
    return wanted in found


FITS: dict[str, Callable[[str, str], bool]] = {
    "column": _header_fits,
    "code": _code_fits,
    "candidate": _candidate_fits,
}
