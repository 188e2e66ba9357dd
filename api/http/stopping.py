"""Hears that the server is to stop while it still runs, whichever program runs it, and lets it stop."""

import signal
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
