"""What the figures were measured on: without it they say nothing."""

import os
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path


def machine() -> list[tuple[str, str]]:
    packages = ("numpy", "pandas", "duckdb", "bangfu")
    return [
        ("processor", f"{_processor()}, {os.cpu_count()} cores"),
        ("memory", f"{_memory():.1f} GiB"),
        ("system", platform.platform()),
        ("python", platform.python_version()),
        ("packages", ", ".join(f"{name} {_version(name)}" for name in packages)),
        ("load average", " ".join(f"{load:.2f}" for load in os.getloadavg())),
    ]


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
