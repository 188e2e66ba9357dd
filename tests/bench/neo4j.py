"""`python -m tests.bench.neo4j [S] [M]`: the shared store on a local server, beside its targets.

Each size gets a server of its own, started for it: its load is what a cold server gives.
"""

import argparse
import csv
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from itertools import islice
from pathlib import Path

from rich.console import Console

from api.desk import Desk
from api.stores import neo4j_address
from graph_model.stores.neo4j import Neo4jStore
from graph_model.vocabulary import Kind
from tests.bench.asking import FIRST_ROWS, fresh_days
from tests.bench.clocks import Span, middle, timed
from tests.bench.figures import Figure, Result
from tests.bench.machine import is_busy
from tests.bench.plans import Plan, plans, print_plans
from tests.bench.report import console, print_machine, print_result
from tests.bench.sizes import DEFAULT, SIZES, Size
from tests.bench.tables import make_tables
from tests.bench.targets import Target, Unit
from tests.server.jars import NoServerError
from tests.server.running import USER, running

_PASSWORD = "only-for-the-bench"
_TIMES = 5
_FILLS = 3
_WARM_SECONDS = 5.0
_HEAP = "-Xmx2g"
"""PROFILE keeps much of what the longest questions of M look at: in 1 GB the server did little but look for room."""
_PAGE = {"limit": "100"}
_ANOTHERS = 100
"""Links of another writer's import."""


def _at(small: float, medium: float) -> dict[str, float]:
    return {"S": small, "M": medium}


TARGETS: Mapping[str, Target] = {
    "load": Target("load links, per second, constraints on, cold server", Unit.A_SECOND, _at(4_000, 10_000)),
    "load_units": Target("  units, per second", Unit.A_SECOND),
    "again": Target("the same load again", at=_at(1, 15)),
    "fill": Target("fill the snapshot over Bolt", at=_at(1.5, 20)),
    "see": Target("see another writer's import of 100 links", at=_at(0.1, 0.3)),
    "coverage": Target("coverage inside the database, all rules, eight states", at=_at(0.6, 6)),
    "gaps": Target("gaps inside the database, first 1,000 and total", at=_at(0.6, 7)),
    "unit": Target("one unit inside the database, warm", at=_at(0.02, 0.04)),
    "page": Target("one page of pairings inside the database, warm", at=_at(0.02, 0.04)),
    "first_page": Target("  the first page of a day, which counts them"),
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.neo4j", description="Measure the store on Neo4j.")
    parser.add_argument("sizes", nargs="*", metavar="SIZE", help=f"of {', '.join(SIZES)}")
    sizes = parser.parse_args().sizes or list(DEFAULT)
    if unknown := set(sizes) - set(SIZES):
        parser.error(f"there is no size {', '.join(sorted(unknown))}; there are {', '.join(SIZES)}")
    to = console()
    print_machine(to)
    refused = False
    try:
        for name in sizes:
            with tempfile.TemporaryDirectory(prefix="bangfu-bench-") as folder:
                found = _measure(SIZES[name], Path(folder), to)
                print_plans(to, found)
                refused |= any(plan.forbidden for plan in found)
    except NoServerError as error:
        print(f"No Neo4j: {error}.", file=sys.stderr)
        return 1
    if is_busy():
        to.print("The machine was busy: its figures say little.")
    return 1 if refused else 0


def _measure(size: Size, folder: Path, to: Console) -> list[Plan]:
    """The figures are printed at once: plans take minutes more."""
    make_tables(size, folder)
    os.environ |= {
        "BANGFU_NEO4J_USER": USER,
        "BANGFU_NEO4J_PASSWORD": _PASSWORD,
        "XDG_CACHE_HOME": str(folder / "kept"),
    }
    result = Result(size.name, size.units, size.links)
    with running(folder / "server", _PASSWORD, 0, _HEAP) as server:
        _load(server.url, folder, result)
        _read(server.url, folder, result)
        _ask(server.url, result)
        print_result(to, result, TARGETS)
        with Desk.open(server.url) as desk:
            return list(plans(desk, (USER, _PASSWORD), server.url, _some_county(desk)))


def _load(url: str, folder: Path, result: Result) -> None:
    with Desk.open(url, create=True) as desk:
        units, _ = timed(lambda: desk.load([folder / "units"]))
        links, _ = timed(lambda: desk.load([folder / "links"]))
        again, _ = timed(lambda: desk.load([folder / "links"]))
    result.figures["load"] = Figure(result.links / links.wall)
    result.figures["load_units"] = Figure(result.units / units.wall)
    result.figures["again"] = Figure(again.wall)


def _read(url: str, folder: Path, result: Result) -> None:
    store = Neo4jStore(neo4j_address(url, os.environ))
    result.figures["fill"] = _figure([timed(store.history)[0] for _ in range(_FILLS)])
    store.close()
    with Desk.open(url) as reader, Desk.open(url) as writer:
        reader.graph()
        spans = []
        for number in range(_TIMES):
            writer.load([_some_corrections(folder, number)])
            spans.append(timed(reader.graph)[0])
        result.figures["see"] = _figure(spans)


def _some_corrections(folder: Path, number: int) -> Path:
    """A table of its own of links that end on another day than they did."""
    table = folder / f"some-{number}" / "dispatches.csv"
    table.parent.mkdir()
    with (
        (folder / "links" / "dispatches.csv").open(encoding="utf-8", newline="") as lines,
        table.open("w", encoding="utf-8") as out,
    ):
        rows = csv.DictReader(lines)
        writer = csv.DictWriter(out, rows.fieldnames or ())
        writer.writeheader()
        for row in islice(rows, number * _ANOTHERS, (number + 1) * _ANOTHERS):
            writer.writerow({**row, "through": "2099-12-31"})
    return table


def _ask(url: str, result: Result) -> None:
    with _inside(url) as desk:
        county = _some_county(desk)
        asked: Mapping[str, tuple[str, dict[str, str]]] = {
            "coverage": ("coverage", {}),
            "gaps": ("gaps", {"limit": str(FIRST_ROWS)}),
            "unit": ("unit", {"unit": county}),
            "first_page": ("pairings", _PAGE),
        }
        for key, (question, options) in asked.items():
            days = fresh_days()
            _warm_up(desk, question, options, days)
            spans = [_asked(desk, question, {**options, "as_of": next(days)}) for _ in range(_TIMES)]
            result.figures[key] = _figure(spans)
        result.figures["page"] = _figure(list(_leafed(desk)))


def _warm_up(desk: Desk, question: str, options: dict[str, str], days: Iterator[str]) -> None:
    """The server plans a text once, and compiles what it does often."""
    began = time.monotonic()
    while time.monotonic() < began + _WARM_SECONDS:
        _asked(desk, question, {**options, "as_of": next(days)})


def _leafed(desk: Desk) -> Iterator[Span]:
    """The pages after the first, one by one."""
    page = desk.ask("pairings", {**_PAGE, "as_of": next(fresh_days())})
    for _ in range(_TIMES):
        span, page = timed(partial(desk.ask, "pairings", {**_PAGE, "cursor": page["next"]}))
        yield span


def _some_county(desk: Desk) -> str:
    graph = desk.graph()
    return graph.id(int(graph.of_kinds([Kind.COUNTY]).argmax()))


def _asked(desk: Desk, question: str, options: dict[str, str]) -> Span:
    return timed(lambda: desk.ask(question, options))[0]


@contextmanager
def _inside(url: str) -> Iterator[Desk]:
    os.environ["BANGFU_ANSWER"] = "database"
    try:
        with Desk.open(url) as desk:
            yield desk
    finally:
        del os.environ["BANGFU_ANSWER"]


def _figure(spans: list[Span]) -> Figure:
    """By the clock: most of the work is another process's."""
    return Figure(middle(spans).wall, runs=len(spans))


if __name__ == "__main__":
    sys.exit(main())
