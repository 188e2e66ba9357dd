"""Shapes of places, by area code or by name; read at run time, never shipped."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from visuals.words import Words

Ring = npt.NDArray[np.float64]
"""Corners of one closed line, (n, 2): longitude, latitude in degrees."""

_CHINA = "156"
"""Some sources write the country before an area code."""


class Shape(NamedTuple):
    """`code` is an area code of six digits, or empty; `rings` are the outlines of all its parts, holes too."""

    code: str
    name: str
    rings: tuple[Ring, ...]

    @property
    def is_prefecture(self) -> bool:
        return self.code.endswith("00") and not self.code.endswith("0000")


@dataclass(frozen=True, eq=False)
class Shapes:
    """All shapes of one source, read when a map first needs them; `credit` says whose they are.

    `stamp` differs where the shapes do.
    """

    load: Callable[[], Sequence[Shape]]
    credit: Words
    stamp: str

    @cached_property
    def shapes(self) -> Sequence[Shape]:
        return self.load()

    @cached_property
    def _by_code(self) -> dict[str, Shape]:
        return {shape.code: shape for shape in self.shapes if shape.code}

    @cached_property
    def _by_name(self) -> dict[str, Shape]:
        """Only names that one shape has: a homonym would be a guess."""
        often = Counter(shape.name for shape in self.shapes)
        return {shape.name: shape for shape in self.shapes if shape.name and often[shape.name] == 1}

    def find(self, unit_id: str, name: str) -> Shape | None:
        """By area code, else by whole name."""
        return self._by_code.get(area_code(unit_id)) or self._by_name.get(name)

    def prefectures_near(self, codes: Iterable[str]) -> list[Shape]:
        """The prefectures of the provinces in which some areas lie."""
        provinces = {code[:2] for code in codes if code}
        return [shape for shape in self.shapes if shape.is_prefecture and shape.code[:2] in provinces]


def area_code(written: object) -> str:
    """Six digits of what a file or a unit calls its code; empty where it is none.

    >>> area_code("513431"), area_code(156513431), area_code("example-county"), area_code(None)
    ('513431', '513431', '', '')
    """
    code = str(written).strip()
    if len(code) == 9 and code.startswith(_CHINA):
        code = code.removeprefix(_CHINA)
    return code if len(code) == 6 and code.isascii() and code.isdigit() else ""
