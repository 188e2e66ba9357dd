"""What the figures were measured on: without it they say nothing."""

import os
import platform
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import numpy as np

from tests.bench.clocks import timed


def machine() -> list[tuple[str, str]]:
    packages = ("numpy", "pandas", "duckdb", "bangfu")
    return [
        ("processor", f"{_processor()}, {os.cpu_count()} cores"),
        ("memory", f"{_memory():.1f} GiB"),
        ("system", platform.platform()),
        ("python", platform.python_version()),
        ("packages", ", ".join(f"{name} {_version(name)}" for name in packages)),
        ("yardstick", f"{_python():.1f} µs for a little Python, {_numpy():.0f} µs for a little numpy"),
        ("load average", " ".join(f"{load:.2f}" for load in os.getloadavg())),
    ]


def _python() -> float:
    """What a quick machine does in 8 µs: says how far figures of two runs can be compared."""
    return _least(lambda: sum(range(1_000)))


def _numpy() -> float:
    """What a quick machine does in 250 µs."""
    days = np.arange(1_000_000, dtype=np.int32)
    return _least(lambda: np.flatnonzero((days <= 5_000) & (days > 3_000)))


def _least(work: Callable[[], object]) -> float:
    return min(timed(work)[0].wall for _ in range(200)) * 1e6


def is_busy() -> bool:
    """Whether others want more than the machine has: then time on a processor says more than the clock."""
    return os.getloadavg()[0] > (os.cpu_count() or 1)


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    return next((line.split(": ")[1] for line in lines if line.startswith("model name")), platform.machine())


def _memory() -> float:
    lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
    return int(next(line for line in lines if line.startswith("MemTotal")).split()[1]) / 2**20


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "is not installed"
