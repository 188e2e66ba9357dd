"""One way to put a question, to the program and to the literal reading, so that one test can hold both."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from api.desk import Desk
from tests.literal import counting, listing, overlapping
from tests.literal.ledger import worlds
from tests.literal.tables import write_tables
from tests.literal.world import Load, Unit, World

Row = dict[str, object]
Ask = Callable[..., list[Row]]
Reader = Callable[..., AbstractContextManager[Ask]]

READINGS: dict[str, Callable[..., list[Row]]] = {
    "coverage": counting.coverage,
    "gaps": listing.gaps,
    "overlaps": overlapping.overlaps,
    "pairings": listing.pairings,
    "dispatches": listing.dispatches,
    "unit": listing.unit,
    "full-domain": counting.full_domain,
    "timeline": counting.timeline,
    "helpers": counting.helpers_question,
}


@contextmanager
def program(folder: Path, *loads: Load | Path, store: str | None = None) -> Iterator[Ask]:
    """The program, with a fresh store into which the loads (or tables already written) go one by one."""
    with Desk.open(store or str(folder / "store.db"), create=True) as desk:
        for number, load in enumerate(loads, start=1):
            loaded(desk, load if isinstance(load, Path) else write_tables(load, folder / f"load-{number}"))

        def ask(question: str, as_of: str, **options: str | bool) -> list[Row]:
            envelope = desk.ask(question, {"as_of": as_of, **options})
            return [cut(question, row) for row in envelope["rows"]]

        yield ask


@contextmanager
def literal(_: Path, *loads: Load) -> Iterator[Ask]:
    """The literal reading of what is held after the load `known_at`, or after all of them."""
    held = worlds(loads)

    def ask(question: str, as_of: str, known_at: str | None = None, **options: object) -> list[Row]:
        return literal_answer(held[int(known_at or len(loads))], question, as_of, options)

    yield ask


both_readers = pytest.mark.parametrize(
    "reader", [pytest.param(program, id="the program"), pytest.param(literal, id="the literal reading")]
)


def literal_answer(world: World, question: str, as_of: str, options: Mapping[str, object]) -> list[Row]:
    rows = READINGS[question](world, date.fromisoformat(as_of), **options)
    return [{key: plain(value) for key, value in row.items()} for row in rows]


def plain(value: object) -> object:
    """As JSON has it."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return value


def cut(question: str, row: Row) -> Row:
    """The answer about one unit, cut down to what the literal reading says of it; other rows as they are."""
    if question != "unit":
        return row
    about: Any = row
    states = [[one["rule"], one["state"], one["owed"], one["has"]] for one in about["states"]]
    links = {side: sorted(link["id"] for link in about[side]) for side in ("helped_by", "helps", "hosts", "sends")}
    return {"unit": about["unit"]["id"], "states": sorted(states), **links, "within": about["within"]}


def loaded(desk: Desk, tables: Path) -> None:
    """Load the tables; every row of them is good."""
    for file in desk.load([tables]).as_json()["files"]:
        assert file["read"] == file["accepted"] + file["unchanged"], file["errors"]


def only(row: Row, names: str) -> Row:
    """The named fields of a row."""
    return {name: row[name] for name in names.split()}


def unit(kind: str, id: str, parent: str | None = None, **more: object) -> Unit:
    """A unit of a hand-made world; its name is made from its id."""
    return Unit(id, kind, f"{id}号", parent, **more)  # type: ignore[arg-type]  # fields of Unit, by name
