"""Looks for imports of others a few times a second, so that no request has to wait for a new graph."""

import logging
import time
from threading import Event, Thread

from api.desk import Desk
from graph_model.errors import StoreError

_LOG = logging.getLogger("bangfu.watch")


class Watch:
    """A thread that refreshes a desk; `seen` is when it last reached the store."""

    def __init__(self, desk: Desk, every: float) -> None:
        self._desk, self._every = desk, every
        self._stopping = Event()
        self._thread = Thread(target=self._run, name="bangfu-watch", daemon=True)
        self._seen = time.monotonic()
        self.listeners = 0

    def __enter__(self) -> "Watch":
        self._desk.watch()
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopping.set()
        self._thread.join()

    @property
    def stopping(self) -> bool:
        return self._stopping.is_set()

    def stop(self) -> None:
        """Who listens is let go."""
        self._stopping.set()

    @property
    def silent_for(self) -> float:
        """Seconds since the store was last reached and the graph was current."""
        return time.monotonic() - self._seen

    def _run(self) -> None:
        while not self._stopping.wait(self._every):
            try:
                self._desk.refresh()
            except StoreError as error:
                _LOG.warning("store not reached: %s", type(error.__cause__).__name__)
            else:
                self._seen = time.monotonic()
