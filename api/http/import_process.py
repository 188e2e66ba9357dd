"""The process in which tables are read and written: with an interpreter of its own, so who asks never waits for it."""

import logging
import logging.config
import multiprocessing
import os
import time
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Protocol

from api.http.import_work import Outcome, Tell, Work, outcome_of
from api.http.logs import LOGGING
from api.http.stopping import EndingWhenIdle
from visuals.words import Words

_LOG = logging.getLogger("bangfu.imports")
_TOLD_EVERY = 0.3
"""Seconds between two messages of how far an import is."""
_NICE = 5
"""Who asks goes first where both want the processor."""
_MANY = 50_000
"""Rows after which the process is ended, so that its memory is given back."""
_PATIENCE = 5.0
"""Seconds for an idle process to end by itself."""

_ENDED = Words(
    "导入进程意外结束（可能是内存不够）。请看导入列表，没有这一次就再导入。",
    "The process of the import ended unexpectedly (perhaps for want of memory). "
    "See the list of imports: if this one is not there, import again.",
)


class ImportsIn(Protocol):
    """Where imports are done, one at a time."""

    def do(self, work: Work, tell: Tell) -> Outcome: ...

    def close(self) -> None: ...


class ImportProcess:
    """A child that is started with the first import and kept for the next ones. One thread at a time may use it."""

    def __init__(self) -> None:
        self._running: tuple[SpawnProcess, Connection] | None = None

    def do(self, work: Work, tell: Tell) -> Outcome:
        """A child that ends half way is a problem like any other, and the next import gets a new one."""
        try:
            pipe = self._started()
            pipe.send(work)
            while not isinstance(said := pipe.recv(), Outcome):
                tell(*said)
        except (EOFError, OSError):
            _LOG.exception("the import process ended")
            self.close()
            return Outcome(problem={"status": 500, "detail": _ENDED.said(work.lang)})
        if said.rows > _MANY:
            self.close()
        return said

    def _started(self) -> Connection:
        if self._running is not None and self._running[0].is_alive():
            return self._running[1]
        self.close()
        context = multiprocessing.get_context("spawn")  # a fork would copy the locks of every thread
        ours, its = context.Pipe()
        process = context.Process(target=_work_on, args=(its,), name="bangfu-import", daemon=True)
        process.start()
        its.close()  # else its end is never seen
        self._running = process, ours
        return ours

    def close(self) -> None:
        """The child ends once nobody talks to it any more."""
        if self._running is None:
            return
        (process, pipe), self._running = self._running, None
        pipe.close()
        process.join(_PATIENCE)
        if process.is_alive():
            process.kill()
            process.join()
        process.close()


class _Telling:
    """Says now and then how far an import is. When nobody is there any more it raises, and nothing is written."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe, self._told = pipe, 0.0

    def __call__(self, file: str, rows: int) -> None:
        if not file or time.monotonic() - self._told > _TOLD_EVERY:
            self._told = time.monotonic()
            self._pipe.send((file, rows))


def _work_on(pipe: Connection) -> None:
    """The child's life: one import after the other, until the pipe is closed."""
    ending = EndingWhenIdle()
    logging.config.dictConfig(LOGGING)
    os.nice(_NICE)
    with suppress(EOFError, OSError):
        while True:
            work: Work = pipe.recv()
            with ending.later():
                pipe.send(outcome_of(work, _Telling(pipe)))
