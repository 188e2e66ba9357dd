"""A cache that forgets what was asked longest ago."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

V = TypeVar("V")


class Recent(Generic[V]):
    """Keeps the newest values up to a total weight; safe under threads."""

    def __init__(self, most: int) -> None:
        self._most, self._weight = most, 0
        self._kept: OrderedDict[Hashable, tuple[V, int]] = OrderedDict()
        self._lock = Lock()
        self._making: dict[Hashable, Lock] = {}

    def get(self, key: Hashable, make: Callable[[], V], weight: Callable[[V], int] = lambda _: 1) -> V:
        """The value kept, else the one made now; of several threads that want it at once, one makes it."""
        if (kept := self._found(key)) is not None:
            return kept[0]
        with self._lock:
            making = self._making.setdefault(key, Lock())
        with making:
            if (kept := self._found(key)) is not None:
                return kept[0]
            try:
                value = make()
                self._keep(key, value, weight(value))
            finally:
                with self._lock:
                    self._making.pop(key, None)
        return value

    def _found(self, key: Hashable) -> tuple[V, int] | None:
        with self._lock:
            if (kept := self._kept.get(key)) is not None:
                self._kept.move_to_end(key)
            return kept

    def _keep(self, key: Hashable, value: V, weight: int) -> None:
        with self._lock:
            if (replaced := self._kept.pop(key, None)) is not None:
                self._weight -= replaced[1]
            self._kept[key] = value, weight
            self._weight += weight
            while self._weight > self._most and len(self._kept) > 1:
                self._weight -= self._kept.popitem(last=False)[1][1]
