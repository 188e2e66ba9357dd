"""Names on a map that do not lie over each other: each as near to its place as the others let it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

_ROUNDS = 120
_FAR = 15.0
"""A name further off than this has a line to its place."""


@dataclass(frozen=True, slots=True)
class Label:
    """A box around a middle, and the point it belongs to."""

    x: float
    y: float
    wide: float
    high: float
    to_x: float
    to_y: float

    @property
    def is_far(self) -> bool:
        return abs(self.x - self.to_x) > _FAR or abs(self.y - self.to_y) > _FAR


def apart(labels: Sequence[Label], width: float, height: float) -> list[Label]:
    """The labels pushed off each other, a bit at a time, within a picture of some size."""
    moved = list(labels)
    for _ in range(_ROUNDS):
        pushed = False
        for one, other in combinations(range(len(moved)), 2):
            pushed |= _push(moved, one, other)
        moved = [_within(label, width, height) for label in moved]
        if not pushed:
            break
    return moved


def _push(labels: list[Label], one: int, other: int) -> bool:
    """Half of the least way that parts two of them, each."""
    a, b = labels[one], labels[other]
    over_x = (a.wide + b.wide) / 2 - abs(a.x - b.x)
    over_y = (a.high + b.high) / 2 - abs(a.y - b.y)
    if over_x <= 0.01 or over_y <= 0.01:
        return False
    if over_x < over_y:
        step = over_x / 2 if a.x <= b.x else -over_x / 2
        labels[one], labels[other] = replace(a, x=a.x - step), replace(b, x=b.x + step)
    else:
        step = over_y / 2 if a.y <= b.y else -over_y / 2
        labels[one], labels[other] = replace(a, y=a.y - step), replace(b, y=b.y + step)
    return True


def _within(label: Label, width: float, height: float) -> Label:
    x = min(max(label.x, label.wide / 2), width - label.wide / 2)
    y = min(max(label.y, label.high / 2), height - label.high / 2)
    return replace(label, x=x, y=y)
