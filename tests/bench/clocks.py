"""What a stretch of work took, and how much memory a process holds."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Span:
    """Seconds on the wall and of this process on a processor; on a busy machine the first is more."""

    wall: float
    cpu: float
    runs: int = 1


def timed(work: Callable[[], T]) -> tuple[Span, T]:
    wall, cpu = time.perf_counter(), time.process_time()
    result = work()
    return Span(time.perf_counter() - wall, time.process_time() - cpu), result


def middle(spans: list[Span]) -> Span:
    """Medians, each for itself."""
    return Span(median(span.wall for span in spans), median(span.cpu for span in spans), sum(s.runs for s in spans))


def memory(what: str = "VmRSS") -> float:
    """MiB this process holds now (VmRSS), or at most held so far (VmHWM)."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return int(next(line for line in lines if line.startswith(what)).split()[1]) / 1024
