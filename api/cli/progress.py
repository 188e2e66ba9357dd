"""A bar for a load that takes longer than a moment, on a terminal and nowhere else."""

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_PATIENCE = 1.0
"""Seconds until a bar is worth its line."""


class ProgressBar:
    """Called with what is being done, how much of it is done, and of how much where that is known."""

    def __init__(self) -> None:
        self._seen = sys.stderr.isatty()
        self._began = time.monotonic()
        self._bar: Progress | None = None
        self._tasks: dict[str, TaskID] = {}

    def __enter__(self) -> "ProgressBar":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def __call__(self, label: str, done: int, total: int | None = None) -> None:
        if not self._seen or time.monotonic() - self._began < _PATIENCE:
            return
        bar = self._started()
        if label not in self._tasks:
            self._tasks[label] = bar.add_task(label, total=total)
        bar.update(self._tasks[label], completed=done, total=total)

    def _started(self) -> "Progress":
        if self._bar is None:
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

            said = TextColumn("{task.description}", markup=False)
            self._bar = Progress(
                said, BarColumn(), MofNCompleteColumn(), console=Console(file=sys.stderr), transient=True
            )
            self._bar.start()
        return self._bar
