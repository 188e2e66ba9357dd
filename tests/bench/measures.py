"""All that is measured at one size, each thing in a process of its own where memory or a start counts."""

import json
import os
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.bench import stores
from tests.bench.clocks import Span, middle, timed
from tests.bench.figures import Figure, Result
from tests.bench.peers import COMPARED, measure_peers
from tests.bench.probes import Figures
from tests.bench.sizes import Size

_ROOT = Path(__file__).parents[2]


def measure(size: Size, folder: Path, with_peers: bool) -> Result:
    """Everything for a size, in `folder`; tables that are there already are taken as they are."""
    if not (folder / "corrections" / "pairings.csv").exists():
        _say(size, "making tables")
        probe("tables", folder, size.name)
    result = Result(size.name, size.units, size.links)
    _loads(size, folder, result)
    _starts(size, folder / stores.LINKED, result)
    _questions(size, folder, result)
    _process(size, folder / stores.LINKED, result)
    if with_peers:
        _say(size, "pandas and DuckDB")
        result.peers = measure_peers(folder, {day: _counts(folder / stores.LINKED, day) for day in COMPARED})
    return result


def probe(name: str, store: Path, *more: str) -> Figures:
    """What a fresh process measures. Its errors are seen, and end the bench."""
    command = [sys.executable, "-m", "tests.bench.probes", name, str(store), *more]
    done = subprocess.run(command, cwd=_ROOT, stdout=subprocess.PIPE, text=True, check=True)
    figures: Figures = json.loads(done.stdout)
    return figures


def _say(size: Size, what: str) -> None:
    print(f"{size.name}: {what} ...", file=sys.stderr, flush=True)


def _span(found: Any) -> Span:
    return Span(**found)


def _middle(found: list[Figures], key: str = "span") -> Figure:
    return Figure.of(middle([_span(each[key]) for each in found]))


def _rate(figure: Figure, count: int) -> Figure:
    assert figure.cpu is not None
    return Figure(count / figure.value, count / figure.cpu, figure.runs)


def _most(found: list[Figures], key: str) -> Figure:
    return Figure(max(each[key] for each in found), runs=len(found))


def _loads(size: Size, folder: Path, result: Result) -> None:
    """Three loads: units, returns and rules; links; corrections."""
    before, linked, corrected = (folder / name for name in (stores.UNITS, stores.LINKED, stores.CORRECTED))
    units, links, corrections = [], [], []
    for run in range(size.loads):
        _say(size, f"loading, {run + 1} of {size.loads}")
        stores.remove(before)
        units.append(probe("load", before, str(folder / "units")))
        stores.copy(before, linked)
        links.append(probe("load", linked, str(folder / "links")))
        stores.copy(linked, corrected)
        corrections.append(probe("load", corrected, str(folder / "corrections")))
    added = links[0]["added"]
    result.units, result.links = units[0]["added"]["unit"], added["pairing"] + added["dispatch"]
    result.figures |= {
        "load_units": _rate(_middle(units), result.units),
        "load_links": _rate(_middle(links), result.links),
        "correct": _middle(corrections),
        "peak_load_units": _most(units, "peak"),
        "peak_load": _most(links, "peak"),
    }


def _starts(size: Size, store: Path, result: Result) -> None:
    _say(size, "opening and rebuilding")
    opened = [probe("open", store) for _ in range(size.starts)]
    resident = [probe("resident", store) for _ in range(size.starts)]
    rebuilt = [probe("rebuild", store) for _ in range(size.starts)]
    kept = [probe("rebuild_and_keep", store) for _ in range(size.starts)]
    result.figures |= {
        "open": _middle(opened),
        "coverage_first": _middle(resident, "first"),
        "resident": _most(resident, "rss"),
        "rebuild": _middle(rebuilt),
        "rebuild_and_keep": _middle(kept),
        "peak_rebuild": _most([*rebuilt, *kept], "peak"),
    }


def _questions(size: Size, folder: Path, result: Result) -> None:
    _say(size, "asking")
    found = probe("questions", folder / stores.LINKED, size.name)
    for key, span in found["spans"].items():
        result.figures[key] = Figure.of(_span(span))
    result.figures["resident_later"] = Figure(found["rss"])
    result.notes.append(f"{found['gaps']:,} gaps, {found['over_max']:,} units over a max on one of the days")
    past = [probe("past", folder / stores.CORRECTED, "2") for _ in range(size.starts)]
    first, plain = _middle(past, "first"), _middle(past, "plain")
    result.figures["past"] = _times(first, plain)
    result.figures["past_cold"] = _times(first, result.figures["coverage_first"])
    result.notes.append(f"coverage at a past known_at, first ask: {first.value * 1000:.1f} ms")


def _times(figure: Figure, other: Figure) -> Figure:
    assert figure.cpu is not None
    assert other.cpu is not None
    return Figure(figure.value / other.value, figure.cpu / other.cpu, figure.runs)


def _process(size: Size, store: Path, result: Result) -> None:
    """The command as a person types it."""
    program = Path(sys.executable).with_name("bangfu")
    if not program.exists():
        result.notes.append(f"SKIPPED: there is no {program}, so the command as a whole process was not measured")
        return
    command = [str(program), "coverage", "--store", str(store), "--format", "csv", "--as-of", "2026-11-23"]
    environment = os.environ | {"PYTHONPATH": str(_ROOT)}  # this tree, wherever the environment was made for
    spans = []
    for _ in range(size.starts + 2):
        before = _children()
        span, _ = timed(lambda: subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True))
        spans.append(Span(span.wall, _children() - before))
    result.figures["process"] = Figure.of(middle(spans))


def _children() -> float:
    """Seconds that ended children were on a processor."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _counts(store: Path, day: str) -> dict[str, list[int]]:
    counts: dict[str, list[int]] = probe("coverage_of", store, day)["counts"]
    return counts
