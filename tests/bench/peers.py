"""The same coverage by a plain pandas group-by and by DuckDB, and whether they count what we count."""

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from tests.bench import by_duckdb
from tests.bench.by_pandas import Counts, coverage_by_pandas
from tests.bench.clocks import middle, timed
from tests.bench.figures import Figure, Peer
from tests.bench.frames import read_frames

COMPARED = ("2025-02-14", "2025-12-31", "2026-01-01", "2026-11-23", "2027-03-31")
"""Days on which counts are compared: early, at a turn of terms and late."""


def measure_peers(folder: Path, ours: dict[str, Counts]) -> list[Peer]:
    """`ours`: counts by day, for each of COMPARED."""
    frames = read_frames(folder)
    peers = [_measured("pandas", lambda day: coverage_by_pandas(frames, day), ours)]
    if by_duckdb.is_installed():
        peers.append(_measured("DuckDB", by_duckdb.ready(frames), ours))
    else:
        print("SKIPPED: duckdb is not installed; `make bench` installs it.", file=sys.stderr)
        peers.append(Peer("DuckDB", None))
    return peers


def _measured(name: str, coverage: Callable[[int], Counts], ours: dict[str, Counts]) -> Peer:
    answers = {day: timed(lambda day=day: coverage(_number(day))) for day in COMPARED}  # type: ignore[misc]  # a lambda's default
    agrees = True
    for day, (_, theirs) in answers.items():
        if theirs != ours[day]:
            agrees = False
            _say_where(name, day, theirs, ours[day])
    return Peer(name, Figure.of(middle([span for span, _ in answers.values()])), agrees)


def _say_where(name: str, day: str, theirs: Counts, ours: Counts) -> None:
    for rule in sorted(ours.keys() | theirs.keys()):
        if ours.get(rule) != theirs.get(rule):
            print(f"WRONG: {day} {rule}: bangfu {ours.get(rule)}, {name} {theirs.get(rule)}", file=sys.stderr)


def _number(day: str) -> int:
    return (date.fromisoformat(day) - date(1970, 1, 1)).days
