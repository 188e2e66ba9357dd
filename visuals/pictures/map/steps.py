"""Steps of a scale by number of gaps: 0, 1, 2, 3, 4+ where numbers are small, even parts of the places where not."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

STEPS = 5
"""Steps that a scale has at most; the first is for none."""
_SMALL = 8
"""Up to this most, each number has a step of its own and the last takes the rest."""


@dataclass(frozen=True, slots=True)
class Scale:
    """`starts`: the least number of each step, ascending, the first 0."""

    starts: Sequence[int]
    most: int

    @classmethod
    def of(cls, numbers: Iterable[int]) -> "Scale":
        some = sorted(number for number in numbers if number)
        if not some:
            return cls((0,), 0)
        if some[-1] <= _SMALL:
            return cls(tuple(range(min(some[-1], STEPS - 1) + 1)), some[-1])
        parts = STEPS - 1
        cuts = {some[len(some) * part // parts] for part in range(1, parts)}
        return cls((0, *sorted({1, *map(_round, cuts)})), some[-1])

    def step(self, number: int) -> int:
        """Which step a number is on: 0 is none, 4 the most. Large numbers in few parts take the darkest."""
        place = sum(number >= start for start in self.starts) - 1
        is_small = self.most <= _SMALL
        return place if is_small or not place else place + STEPS - len(self.starts)

    def ranges(self) -> list[tuple[int, str]]:
        """Each step with its numbers in words: `0`, `1–12`, `13+`."""
        ends = [start - 1 for start in self.starts[1:]]
        named = [f"{low}" if low == high else f"{low}–{high}" for low, high in zip(self.starts, ends, strict=False)]
        last = self.starts[-1]
        named.append(f"{last}" if last == self.most else f"{last}+")
        return [(self.step(start), name) for start, name in zip(self.starts, named, strict=True)]


def _round(number: int) -> int:
    """A number that reads well: of two digits from 30 on, to five; of three, to ten."""
    coarse = 1 if number < 30 else 5 if number < 200 else 10 if number < 1000 else 100
    return max(2, round(number / coarse) * coarse)
