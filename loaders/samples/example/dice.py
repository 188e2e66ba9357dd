"""Draws from a seed that come out alike on every Python and every machine.

Only `Random.random` is used: of all of `random`, it alone is promised to give the same numbers in
every version. A subject has dice of its own, so that a draw added to one does not move the others.
"""

import random
from collections.abc import Mapping, Sequence
from typing import TypeVar

T = TypeVar("T")


class Dice:
    def __init__(self, seed: int, subject: str) -> None:
        self._draw = random.Random(f"{seed}:{subject}").random

    def chance(self, share: float) -> bool:
        return self._draw() < share

    def below(self, count: int) -> int:
        return int(self._draw() * count)

    def pick(self, items: Sequence[T]) -> T:
        return items[self.below(len(items))]

    def other(self, items: Sequence[T], than: T) -> T:
        """One of `items` that is not `than`; `than` where there is no other."""
        rest = [item for item in items if item != than]
        return self.pick(rest) if rest else than

    def weighted(self, shares: Mapping[T, float]) -> T:
        left = self._draw() * sum(shares.values())
        for item, share in shares.items():
            left -= share
            if left < 0:
                return item
        return list(shares)[-1]  # a rounding error past the end

    def shuffled(self, items: Sequence[T]) -> list[T]:
        order = list(items)
        for last in range(len(order) - 1, 0, -1):
            other = self.below(last + 1)
            order[last], order[other] = order[other], order[last]
        return order

    def dealt(self, shares: Mapping[T, float], count: int) -> list[T]:
        """`count` cards in the proportions of `shares`, shuffled.

        With 39 counties a draw for each would stray far from its shares; a dealt pack does not.
        """
        whole = sum(shares.values())
        cards: list[T] = []
        owed = 0.0
        for item, share in shares.items():
            owed += share * count / whole
            cards += [item] * (round(owed) - len(cards))
        return self.shuffled(cards)
