"""vegeta, which keeps its rate whatever the server does: https://github.com/tsenart/vegeta, MIT."""

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from itertools import cycle, islice
from pathlib import Path
from typing import Any, NamedTuple

from tests.api.http.server import Server

RATE, CONNECTIONS = 200, 8
"""Requests a second of an open loop."""


class Asked(NamedTuple):
    """One kind of request: its name, its addresses, and the p99 in ms that it should meet at S, M and L."""

    name: str
    addresses: Sequence[str]
    targets: tuple[int, int, int]
    tag: str | None = None


class Load(NamedTuple):
    """What vegeta saw; times in ms."""

    p50: float
    p99: float
    rate: float
    statuses: dict[str, int]

    @property
    def failed(self) -> int:
        return sum(count for status, count in self.statuses.items() if status not in ("200", "304"))


def attack(server: Server, asked: Asked, seconds: int, rate: int = RATE) -> Load:
    """An open loop at so many requests a second; a closed one, as fast as it goes, for 0."""
    header = f"If-None-Match: {asked.tag}\n" if asked.tag else ""
    count = max(len(asked.addresses), 1)
    targets = "\n".join(f"GET {server.address}{each}\n{header}" for each in islice(cycle(asked.addresses), count))
    program = vegeta()
    assert program is not None
    workers = [f"-workers={CONNECTIONS}", *([f"-max-workers={CONNECTIONS}"] if rate == 0 else [])]
    command = [program, "attack", f"-rate={rate}", f"-duration={seconds}s", f"-connections={CONNECTIONS}", *workers]
    shot = subprocess.run(command, input=targets.encode(), stdout=subprocess.PIPE, check=True)
    told = subprocess.run([program, "report", "-type=json"], input=shot.stdout, stdout=subprocess.PIPE, check=True)
    found: dict[str, Any] = json.loads(told.stdout)
    latencies = found["latencies"]
    return Load(latencies["50th"] / 1e6, latencies["99th"] / 1e6, found["throughput"], found["status_codes"])


def vegeta() -> str | None:
    by_go = Path(os.environ.get("GOPATH") or Path.home() / "go") / "bin" / "vegeta"
    return os.environ.get("VEGETA") or shutil.which("vegeta") or (str(by_go) if by_go.exists() else None)
