"""The sizes that are measured, and how often at each."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Size:
    """`asked`, `loads` and `starts` are how many runs a median is taken of."""

    name: str
    units: int
    links: int
    counties: int
    asked: int
    loads: int
    starts: int


SIZES: Mapping[str, Size] = {
    size.name: size
    for size in (
        Size("XS", 900, 1_500, 6, asked=3, loads=1, starts=1),  # for the test of the bench itself
        Size("S", 11_000, 20_000, 39, asked=15, loads=3, starts=5),
        Size("M", 333_000, 600_000, 480, asked=11, loads=2, starts=5),
        Size("L", 2_150_000, 5_000_000, 2_860, asked=7, loads=1, starts=3),
    )
}
DEFAULT = ("S", "M")
