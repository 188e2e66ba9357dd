"""`python -m tests.bench.http [S] [M] [L]`: a real server over loopback under vegeta, which is not Python.

vegeta (https://github.com/tsenart/vegeta, MIT) keeps its rate whatever the server does (open loop): it is found by
VEGETA, else on the path or where `go install` puts it. `kept` answers come from the bytes that the server keeps;
`made` with those turned off.
"""

import argparse
import json
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
from rich.table import Table

from api.access.places import tokens_of
from api.access.roles import Role
from api.desk import Desk
from tests.api.http.server import Server, running
from tests.bench.machine import is_busy
from tests.bench.report import console, print_machine
from tests.bench.sizes import SIZES, Size
from tests.bench.tables import make_tables
from tests.bench.vegeta import CONNECTIONS, RATE, Asked, Load, attack, vegeta

_DAY = "2026-11-23"
_SECONDS = 10
_PAGES = 200
_IMPORTED = 1_000
_STREAMS = 3
_LEAST_304, _LEAST_ROWS = 1_500, 100_000
"""A second."""
_LONGEST_IMPORT = 600.0


class Missed(list[str]):
    """What did not meet its target, in words."""

    def note(self, is_met: bool, said: str) -> None:
        if not is_met:
            self.append(said)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.http", description="Measure the HTTP API.")
    parser.add_argument("sizes", nargs="*", metavar="SIZE", help=f"of {', '.join(SIZES)}; S and M when not given")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep stores there, and use those that it has")
    parser.add_argument("--seconds", type=int, default=_SECONDS, help="how long each load lasts")
    given = parser.parse_args()
    if unknown := set(given.sizes) - set(SIZES):
        parser.error(f"there is no size {', '.join(sorted(unknown))}; there are {', '.join(SIZES)}")
    if vegeta() is None:
        print("vegeta is missing: go install github.com/tsenart/vegeta/v12@v12.13.0", file=sys.stderr)
        return 2
    to, missed = console(), Missed()
    print_machine(to)
    with tempfile.TemporaryDirectory(prefix="bangfu-bench-") as made:
        for name in given.sizes or ["S", "M"]:
            to.print(_measured(SIZES[name], (given.keep or Path(made)) / name, given.seconds, missed))
    to.print("\n".join(["Targets missed:", *missed]) if missed else "All targets were met.")
    if is_busy():
        to.print("The machine was busy.")
    return 0


def _measured(size: Size, folder: Path, seconds: int, missed: Missed) -> Table:
    store = store_of(size, folder)
    token = str(tokens_of(store).add("bench", Role.EDITOR))
    table = Table(title=f"HTTP, {size.name}: {RATE} requests a second, {CONNECTIONS} connections, {seconds} s each")
    for heading in ("asked", "p50 ms", "p99 ms", "target", "failed", "made: p50", "made: p99", "most a second"):
        table.add_column(heading, justify="left" if heading == "asked" else "right")
    with running(store) as kept, running(store, BANGFU_KEPT_MIB="0") as made:
        for asked in _asked(kept.address):
            for server in (kept, made):
                _warm(server.address, asked.addresses[0])
            one, other = (attack(server, asked, seconds) for server in (kept, made))
            most = attack(kept, asked, max(seconds // 2, 2), rate=0)
            target = asked.targets[("S", "M", "L").index(size.name)] if size.name in "SML" else 0
            loads = f"{other.p50:.1f}", f"{other.p99:.1f}"
            missed.note(not target or one.p99 <= target, f"{size.name} {asked.name}: p99 {one.p99:.1f} ms of {target}")
            missed.note(not one.failed, f"{size.name} {asked.name}: {one.failed} failed")
            least = f" of {_LEAST_304:,}" if asked.tag else ""
            missed.note(
                not asked.tag or most.rate >= _LEAST_304, f"{size.name} {asked.name}: {most.rate:,.0f} a second{least}"
            )
            table.add_row(
                asked.name,
                f"{one.p50:.1f}",
                f"{one.p99:.1f}",
                f"{target}",
                f"{one.failed}",
                *loads,
                f"{most.rate:,.0f}{least}",
            )
        table.add_row(*_streamed(size, made, missed))
        table.add_row(*_imported(size, kept, token, seconds, missed))
    return table


def store_of(size: Size, folder: Path) -> Path:
    store = folder / "http.db"
    if not store.exists():
        make_tables(size, folder)
        with Desk.make(store) as desk:
            desk.load([folder / "units"])
            desk.load([folder / "links"])
    return store


def _asked(address: str) -> Iterator[Asked]:
    """Each kind of request, with as many different addresses as somebody would ask."""
    day = f"as_of={_DAY}"
    coverage = f"/api/v1/coverage?by=county&{day}"
    units = [row["id"] for row in _json(address, "/api/v1/units?limit=10000")["rows"][::37]]
    pages, cursor = [f"/api/v1/pairings?limit=100&{day}"], ""
    for _ in range(_PAGES):
        cursor = _json(address, pages[-1])["next"]
        if cursor is None:
            break
        pages.append(f"/api/v1/pairings?limit=100&cursor={cursor}")
    yield Asked("coverage by county", [coverage], (10, 30, 60))
    yield Asked("gaps, first 100", [f"/api/v1/gaps?{day}"], (15, 40, 100))
    yield Asked(f"units/{{id}}, {len(units)} of them", [f"/api/v1/units/{each}?{day}" for each in units], (8, 8, 10))
    yield Asked(f"pairings, {len(pages)} pages of 100", pages, (10, 20, 40))
    with urllib.request.urlopen(f"{address}{coverage}") as answer:
        yield Asked("304 on an ETag", [coverage], (5, 5, 5), answer.headers["etag"])


def _streamed(size: Size, server: Server, missed: Missed) -> list[str]:
    """All pairings as NDJSON, and what the server's memory did meanwhile."""
    process = psutil.Process(server.process.pid)
    for _ in range(_STREAMS):  # the first makes what all others share
        before, rows, start = process.memory_info().rss, 0, time.perf_counter()
        highest = before
        with urllib.request.urlopen(f"{server.address}/api/v1/pairings?format=ndjson&all_time=true") as answer:
            while piece := answer.read(1 << 20):
                rows += piece.count(b"\n")
                highest = max(highest, process.memory_info().rss)
        seconds = time.perf_counter() - start
    grown = f"+{(highest - before) / 2**20:.0f} MiB"
    rate = rows / seconds
    missed.note(rate >= _LEAST_ROWS, f"{size.name} stream: {rate:,.0f} rows a second of {_LEAST_ROWS:,}")
    said = f"{rate:,.0f} rows of {_LEAST_ROWS:,}"
    return [f"stream {rows:,} pairings", f"{seconds * 1e3:,.0f}", "", "", "0", grown, "", said]


def _imported(size: Size, server: Server, token: str, seconds: int, missed: Missed) -> list[str]:
    """Reads at the usual rate until an import of a thousand links is done, and as long as any load lasts."""
    rows = _json(server.address, f"/api/v1/pairings?limit=1&as_of={_DAY}")["rows"][0]
    moment = time.time_ns()
    lines = [
        f"bench-{moment}-{number},{rows['force']},{rows['helper']},{rows['recipient']},2020-01-{1 + number % 28:02d}"
        for number in range(_IMPORTED)
    ]
    table = "\n".join(["id,force,helper,recipient,since", *lines, ""])
    body = f'--b\r\nContent-Disposition: form-data; name="files"; filename="t.csv"\r\n\r\n{table}\r\n--b--\r\n'
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "multipart/form-data; boundary=b"}
    request = urllib.request.Request(f"{server.address}/api/v1/imports", body.encode(), headers, method="POST")
    with urllib.request.urlopen(request) as answer:
        place = answer.headers["location"]
    begun, reads, state = time.monotonic(), list[Load](), "running"
    asked = Asked("", ["/api/v1/coverage?by=county", f"/api/v1/gaps?as_of={_DAY}"], (0, 0, 0))
    while state in ("queued", "running") and time.monotonic() - begun < _LONGEST_IMPORT:
        reads.append(attack(server, asked, seconds))
        state = _json(server.address, place, token)["state"]
    failed, worst = sum(read.failed for read in reads), max(reads, key=lambda read: read.p99)
    missed.note(not failed and state == "done", f"{size.name} import: {state}, {failed} failed reads")
    name = f"reads beside an import of {_IMPORTED:,} links ({state})"
    return [name, f"{worst.p50:.1f}", f"{worst.p99:.1f}", "0 failed", f"{failed}", "", "", ""]


def _json(address: str, path: str, token: str | None = None) -> Any:
    headers = {} if token is None else {"Authorization": f"Bearer {token}"}
    with urllib.request.urlopen(urllib.request.Request(f"{address}{path}", headers=headers)) as answer:
        return json.load(answer)


def _warm(address: str, path: str) -> None:
    """One request before the load, so that what is worked out once is not measured."""
    urllib.request.urlopen(f"{address}{path}").read()


if __name__ == "__main__":
    sys.exit(main())
