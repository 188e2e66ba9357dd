"""The rows of the four canonical tables (INTERFACES §1) and how they are written."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass, fields
from operator import attrgetter
from pathlib import Path

from graph_model.vocabulary import Kind
from loaders.samples.example.terms import Term

LABEL = "示例数据，非真实结对"


@dataclass(frozen=True, slots=True)
class Unit:
    id: str
    kind: Kind
    name: str
    short_name: str = ""
    name_en: str = ""
    aliases: str = ""
    parent: str = ""
    stands_for: str = ""
    scope: str = ""
    lat: str = ""
    lon: str = ""
    since: str = ""
    through: str = ""


@dataclass(frozen=True, slots=True)
class Pairing:
    """A pairing without its id: it is numbered when it is written."""

    force: str
    helper: str
    recipient: str
    role: str = ""
    agreement: str = ""
    since: str = ""
    through: str = ""
    seen: str = ""
    basis: str = LABEL
    note: str = ""


@dataclass(frozen=True, slots=True)
class Dispatch:
    """A dispatch without its id: it is numbered when it is written."""

    force: str
    sender: str
    host: str
    post: str
    field: str = ""
    headcount: int = 1
    since: str = ""
    through: str = ""
    seen: str = ""
    basis: str = LABEL
    note: str = ""


@dataclass(frozen=True, slots=True)
class Return:
    table: str
    within: str
    kind: str
    force: str
    as_of: str
    basis: str = LABEL


Row = Unit | Pairing | Dispatch | Return


def invented(kind: Kind, number: str) -> str:
    """The id of an invented unit: the label is part of it, so that no copy can lose it."""
    return f"example-{kind.replace('_', '-')}-{number}"


def dispatch(
    force: str, sender: Unit, host: str, post: str, term: Term, field: str = "", headcount: int = 1
) -> Dispatch:
    return Dispatch(force, sender.id, host, post, field, headcount, term.since, term.through, term.seen)


def write_units(folder: Path, units: Iterable[Unit]) -> None:
    _write(folder / "units.csv", Unit, units)


def write_pairings(folder: Path, pairings: Iterable[Pairing]) -> None:
    _write(folder / "pairings.csv", Pairing, pairings, "example-p")


def write_dispatches(folder: Path, dispatches: Iterable[Dispatch]) -> None:
    _write(folder / "dispatches.csv", Dispatch, dispatches, "example-d")


def write_returns(folder: Path, returns: Iterable[Return]) -> None:
    _write(folder / "returns.csv", Return, returns)


def _write(path: Path, table: type[Row], rows: Iterable[Row], numbered: str = "") -> None:
    """With `numbered`, a first column `id` counts the rows: example-p-00001."""
    columns = [field.name for field in fields(table)]
    cells = attrgetter(*columns)  # ten times faster than dataclasses.astuple
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["id", *columns] if numbered else columns)
        for number, row in enumerate(rows, 1):
            writer.writerow((f"{numbered}-{number:05d}", *cells(row)) if numbered else cells(row))
