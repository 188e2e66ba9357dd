"""What the desk hands out: an answer whose rows are made when they are wanted, and the state of the store."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from graph_model.question import Answer, Question
from graph_model.snapshot.history import PackVersion


@dataclass(frozen=True, slots=True)
class Asked:
    """An answer on its way out: its question, its two clocks, and rows from `start` to `stop`."""

    question: Question[Any, Any]
    as_of: int
    known_at: int
    total: int
    start: int
    stop: int
    next: str | None
    answer: Answer[Any]

    def page(self, start: int, stop: int) -> list[tuple[Any, ...]]:
        """Rows of this answer, counted from its first one."""
        first = self.start + start
        return self.answer.page(first, min(self.start + stop, self.stop)) if first < self.stop else []

    def __len__(self) -> int:
        return self.stop - self.start


@dataclass(frozen=True, slots=True)
class Status:
    """What a store holds now, in numbers. `example`: fictional data is inside."""

    store: str
    seq: int
    time: str
    units: int
    pairings: int
    dispatches: int
    returns: int
    rules: int
    packs: Sequence[PackVersion]
    example: bool
    sources: Sequence[str]
