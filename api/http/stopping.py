"""Hears that the server is to stop while it still runs, whichever program runs it, and lets it stop."""

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

_SIGNALS = (signal.SIGTERM, signal.SIGINT)


@contextmanager
def hearing_of_the_end(call: Callable[[], None]) -> Iterator[None]:
    """`call` before what the server itself does on a signal. In a thread that hears no signals nothing is done."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.getsignal(number) for number in _SIGNALS}

    def heard(number: int, frame: FrameType | None) -> None:
        call()
        if callable(then := before[signal.Signals(number)]):
            then(number, frame)

    for number in _SIGNALS:
        signal.signal(number, heard)
    try:
        yield
    finally:
        for number, then in before.items():
            signal.signal(number, then)


class EndingWhenIdle:
    """For a process that works for another one: what it is doing is finished before a SIGTERM ends it.

    Ctrl-C in a terminal reaches both; whom it works for will say.
    """

    def __init__(self) -> None:
        self._busy = self._asked = False
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, self._heard)

    def _heard(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002  # its signature
        self._asked = True
        if not self._busy:
            sys.exit(0)

    @contextmanager
    def later(self) -> Iterator[None]:
        self._busy = True
        yield
        self._busy = False
        if self._asked:
            sys.exit(0)
