"""What a process of its own measures, printed as JSON: `python -m tests.bench.probes NAME STORE …`.

Imports of the program come before the clock starts, as in a server that runs.
"""

import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from api.desk import Desk
from graph_model.snapshot.snapshot import Snapshot, snapshot_at
from graph_model.stores.sqlite import SqliteStore
from graph_model.vocabulary import Kind
from tests.bench.asking import Asker
from tests.bench.clocks import memory, timed
from tests.bench.sizes import SIZES
from tests.bench.stores import forget_snapshot
from tests.bench.tables import make_tables

Figures = dict[str, Any]


def tables(folder: Path, size: str) -> Figures:
    return {"span": asdict(timed(lambda: make_tables(SIZES[size], folder))[0])}


def load(store: Path, *paths: str) -> Figures:
    """One load into a store, made where there is none; the most memory it took."""
    with Desk.open(store, create=True) as desk:
        span, receipt = timed(lambda: desk.load(list(paths)))
        added = {what: receipt.changes.get(f"{what}.added", 0) for what in ("unit", "pairing", "dispatch")}
        return {"span": asdict(span), "peak": memory("VmHWM"), "added": added}


def open_fresh(store: Path) -> Figures:
    """Open a store whose snapshot is kept."""
    span, desk = timed(lambda: _opened(store))
    desk.close()
    return {"span": asdict(span)}


def _opened(store: Path) -> Desk:
    desk = Desk.open(store)
    desk.graph()
    return desk


def rebuild(store: Path) -> Figures:
    """From the ledger to a snapshot that can be asked, nothing kept."""

    def work() -> Snapshot:
        history = SqliteStore(store).history()
        return snapshot_at(history, history.seq)

    span, _ = timed(work)
    return {"span": asdict(span), "peak": memory("VmHWM")}


def rebuild_and_keep(store: Path) -> Figures:
    """The same as the first question after a lost cache has it: the snapshot is also written."""
    forget_snapshot(store)
    return open_fresh(store) | {"peak": memory("VmHWM")}


def resident(store: Path) -> Figures:
    """Coverage once, in a process that has done nothing else."""
    with _opened(store) as desk:
        asker = Asker(desk, 1)
        return {"first": asdict(asker.median("coverage")), "rss": memory()}


def questions(store: Path, size: str) -> Figures:
    """Every question of the table on a snapshot that has been asked before; days never asked."""
    with _opened(store) as desk:
        asker = Asker(desk, SIZES[size].asked)
        asker.median("coverage")
        spans = {
            "coverage": asker.median("coverage"),
            "gaps": asker.first_rows("gaps"),
            "overlaps": asker.first_rows("overlaps", pattern="over_max"),
            "again": asker.again(),
            "county": asker.one_unit(Kind.COUNTY),
            "village": asker.one_unit(Kind.VILLAGE),
            "timeline": asker.timeline(),
        }
        day = next(asker.days)
        return {
            "spans": {name: asdict(span) for name, span in spans.items()},
            "rss": memory(),
            "gaps": asker.ask("gaps", 0, as_of=day)[1],
            "over_max": asker.ask("overlaps", 0, as_of=day, pattern="over_max")[1],
        }


def past(store: Path, known_at: str) -> Figures:
    """Coverage as known before the corrections, for the first time, beside coverage now."""
    with _opened(store) as desk:
        asker = Asker(desk, 5)
        asker.median("coverage")
        plain = asker.median("coverage")
        first, _ = asker.ask("coverage", as_of=next(asker.days), known_at=known_at)
        return {"plain": asdict(plain), "first": asdict(first)}


def coverage_of(store: Path, day: str) -> Figures:
    """The counts themselves, to compare others with."""
    with _opened(store) as desk:
        asked = desk.answer("coverage", {"as_of": day})
        names = [column.name for column in asked.question.columns]
        place = names.index("applies")
        return {"counts": {row[0]: list(row[place : place + 9]) for row in asked.page(0, asked.total)}}


_PROBES: Mapping[str, Callable[..., Figures]] = {
    "tables": tables,
    "load": load,
    "open": open_fresh,
    "rebuild": rebuild,
    "rebuild_and_keep": rebuild_and_keep,
    "resident": resident,
    "questions": questions,
    "past": past,
    "coverage_of": coverage_of,
}


def main(name: str, store: str, *more: str) -> None:
    print(json.dumps(_PROBES[name](Path(store), *more)))


if __name__ == "__main__":
    main(*sys.argv[1:])
