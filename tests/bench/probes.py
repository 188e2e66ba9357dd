"""What a process of its own measures, printed as JSON: `python -m tests.bench.probes NAME STORE …`.

Imports of the program come before the clock starts, as in a server that runs.
"""

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from api.desk import Desk
from graph_model.snapshot.snapshot import Snapshot, snapshot_at
from graph_model.stores.sqlite import SqliteStore
from graph_model.vocabulary import Kind
from tests.bench.clocks import Span, memory, middle, timed
from tests.bench.sizes import SIZES, Size
from tests.bench.stores import forget_snapshot
from tests.bench.tables import make_tables

FIRST_ROWS = 1_000
TIMELINE_RULE = "village-team"
_PERIOD = 881
_STEP = 37
_AGAIN = 201

Figures = dict[str, Any]


@dataclass(slots=True)
class Asker:
    """Asks one open desk, each time about a day between 2025 and May 2027 that nobody has asked about."""

    desk: Desk
    times: int
    days: Iterator[str] = field(default_factory=lambda: fresh_days())

    def ask(self, question: str, rows: int | None = None, **options: str) -> tuple[Span, int]:
        """What an answer takes until its rows are there: all of them, or so many; and the total."""

        def work() -> int:
            asked = self.desk.answer(question, options)
            asked.page(0, asked.total if rows is None else rows)
            return asked.total

        return timed(work)

    def median(self, question: str, rows: int | None = None, **options: str) -> Span:
        return middle([self.ask(question, rows, as_of=next(self.days), **options)[0] for _ in range(self.times)])


def fresh_days() -> Iterator[str]:
    """Days far from each other, none twice: what one day leaves in a cache is no use to the next."""
    first = date(2025, 1, 1)
    return ((first + timedelta(days=step * _STEP % _PERIOD)).isoformat() for step in range(_PERIOD))


def tables(folder: Path, size: Size) -> Figures:
    return {"make": asdict(timed(lambda: make_tables(size, folder))[0])}


def load(store: Path, *paths: str) -> Figures:
    """One load into a store, made where there is none; the most memory it took."""
    with Desk.open(store, create=True) as desk:
        span, receipt = timed(lambda: desk.load(list(paths)))
        changes = {
            what: sum(n for name, n in receipt.changes.items() if what in name) for what in ("unit", "pair", "disp")
        }
        return {"span": asdict(span), "peak": memory("VmHWM"), "rows": changes, "seq": receipt.seq}


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
        first, _ = asker.ask("coverage", as_of=next(asker.days))
        return {"first": asdict(first), "rss": memory()}


def questions(store: Path, size: Size) -> Figures:
    """Every question of the table on a snapshot that has been asked before; days never asked."""
    with _opened(store) as desk:
        asker = Asker(desk, size.asked)
        asker.median("coverage")
        spans = {
            "coverage": asker.median("coverage"),
            "gaps": asker.median("gaps", FIRST_ROWS, limit=str(FIRST_ROWS)),
            "overlaps": asker.median("overlaps", FIRST_ROWS, pattern="over_max", limit=str(FIRST_ROWS)),
            "again": _again(asker),
            "county": _one_unit(asker, Kind.COUNTY),
            "village": _one_unit(asker, Kind.VILLAGE),
            "timeline": _timeline(asker),
        }
        day = next(asker.days)
        return {
            "spans": {name: asdict(span) for name, span in spans.items()},
            "rss": memory(),
            "gaps": asker.ask("gaps", 0, as_of=day)[1],
            "over_max": asker.ask("overlaps", 0, as_of=day, pattern="over_max")[1],
        }


def _again(asker: Asker) -> Span:
    day = next(asker.days)
    asker.ask("coverage", as_of=day)
    return middle([asker.ask("coverage", as_of=day)[0] for _ in range(_AGAIN)])


def _one_unit(asker: Asker, kind: Kind) -> Span:
    """Another unit of the kind each time."""
    graph = asker.desk.graph()
    slots = np.flatnonzero(graph.structure.kind == kind.number)
    chosen = np.random.default_rng(1).choice(slots, min(len(slots), asker.times * 5), replace=False)
    return middle([asker.ask("unit", as_of=next(asker.days), unit=graph.id(int(slot)))[0] for slot in chosen])


def _timeline(asker: Asker) -> Span:
    """24 months of one rule, each time from another month on."""
    spans = []
    for month in range(asker.times):
        first, last = (f"{2024 + months // 12}-{months % 12 + 1:02d}" for months in (month, month + 23))
        options = {"from": first, "to": last, "rule": TIMELINE_RULE}
        spans.append(asker.ask("timeline", as_of=next(asker.days), **options)[0])
    return middle(spans)


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
    "load": load,
    "open": open_fresh,
    "rebuild": rebuild,
    "rebuild_and_keep": rebuild_and_keep,
    "resident": resident,
    "past": past,
    "coverage_of": coverage_of,
}
_SIZED: Mapping[str, Callable[[Path, Size], Figures]] = {"tables": tables, "questions": questions}


def main(name: str, store: str, *more: str) -> None:
    if name in _SIZED:
        figures = _SIZED[name](Path(store), SIZES[more[0]])
    else:
        figures = _PROBES[name](Path(store), *more)
    print(json.dumps(figures))


if __name__ == "__main__":
    main(*sys.argv[1:])
