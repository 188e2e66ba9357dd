"""A country in columns: provinces down to villages, bodies in counties, and those who help them.

A unit is a whole number: its place in the columns. Everything comes from one seed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from tests.bench.sizes import Size

Ints = npt.NDArray[np.int64]
NONE = -1

SHARES: Mapping[str, float] = {
    "township": 0.05,
    "school": 0.12,
    "hospital": 0.045,
    "department": 0.10,
    "party_organization": 0.05,
    "central_unit": 0.001,
    "provincial_unit": 0.003,
    "central_soe": 0.0015,
    "local_soe": 0.003,
    "university": 0.001,
}
"""Of all units; what is left over are villages."""

NAMES: Mapping[str, str] = {
    "province": "省",
    "prefecture": "州",
    "county": "县",
    "township": "乡",
    "village": "村",
    "school": "中心学校",
    "hospital": "卫生院",
    "department": "局",
    "party_organization": "党支部",
    "central_unit": "部",
    "provincial_unit": "厅",
    "central_soe": "集团",
    "local_soe": "公司",
    "university": "大学",
}
TAGS = ("", "west", "west、key")
"""What a county carries in `scope`; only those of the west are owed anything."""
_LIFETIMES = ("", "2024-06-01", "2025-06-30")


@dataclass(slots=True)
class Units:
    """`code` is an area code, or a number within the kind; `scope` indexes TAGS; `life` marks the few
    villages that were set up (1) or merged away (2) inside the years that are asked about.
    """

    kind: list[str] = field(default_factory=list)
    code: list[Ints] = field(default_factory=list)
    parent: list[Ints] = field(default_factory=list)
    stands_for: list[Ints] = field(default_factory=list)
    scope: list[Ints] = field(default_factory=list)
    life: list[Ints] = field(default_factory=list)
    of: dict[str, Ints] = field(default_factory=dict)

    def add(self, kind: str, code: Ints, parent: Ints, **columns: Ints) -> Ints:
        """More units of a kind; `columns` not given are empty."""
        first, count = len(self), len(code)
        none, zero = np.full(count, NONE), np.zeros(count, np.int64)
        self.kind += [kind] * count
        self.code.append(code)
        self.parent.append(parent)
        self.stands_for.append(columns.get("stands_for", none))
        self.scope.append(columns.get("scope", zero))
        self.life.append(columns.get("life", zero))
        made = np.arange(first, first + count)
        self.of[kind] = np.concatenate([self.of.get(kind, made[:0]), made])
        return made

    def __len__(self) -> int:
        return len(self.kind)

    def ids(self) -> list[str]:
        codes = np.concatenate(self.code).tolist()
        return [
            str(code) if kind in _PLACES else f"{_PREFIX[kind]}-{code:07d}"
            for kind, code in zip(self.kind, codes, strict=True)
        ]

    def rows(self, ids: list[str]) -> Any:
        """The rows of the units table, under UNIT_HEADERS."""
        names = [f"测{NAMES[kind]}{place:07d}" for place, kind in enumerate(self.kind)]
        parents, stood_for = (_at(ids, np.concatenate(column)) for column in (self.parent, self.stands_for))
        scopes = [TAGS[each] for each in np.concatenate(self.scope).tolist()]
        lives = np.concatenate(self.life).tolist()
        since = [_LIFETIMES[1] if life == 1 else "" for life in lives]
        through = [_LIFETIMES[2] if life == 2 else "" for life in lives]
        return zip(ids, self.kind, names, parents, stood_for, scopes, since, through, strict=True)


UNIT_HEADERS = ("id", "kind", "name", "parent", "stands_for", "scope", "since", "through")
_PLACES = ("province", "prefecture", "county", "township", "village")
_PREFIX = {kind: kind.replace("_", "-") for kind in SHARES}


def _at(ids: list[str], column: Ints) -> list[str]:
    return [ids[place] if place != NONE else "" for place in column.tolist()]


def make_units(size: Size, rng: np.random.Generator) -> Units:
    units = Units()
    west = _counties(units, size, rng)
    counts = {kind: max(round(share * size.units), 2) for kind, share in SHARES.items()}
    weights = rng.lognormal(0, 0.4, len(west))
    weights /= weights.sum()
    villages = size.units - len(units) - sum(counts.values())
    _townships_and_villages(units, rng, west, weights, counts["township"], villages)
    for kind in ("school", "hospital", "department"):
        _bodies(units, rng, kind, rng.choice(west, counts[kind], p=weights))
    _party_organizations(units, rng, counts["party_organization"])
    for kind in ("central_unit", "provincial_unit", "central_soe", "local_soe", "university"):
        units.add(kind, np.arange(counts[kind]), np.full(counts[kind], NONE))
    return units


def _counties(units: Units, size: Size, rng: np.random.Generator) -> Ints:
    """Those of the west, which are owed help; those of the east help. 8 to a prefecture, 11 of these to a province."""
    east = max(size.counties // 6, 2)
    number = np.arange(size.counties + east)
    prefecture, province = number // 8, number // 88
    code = (11 + province) * 10_000 + (prefecture % 11 + 1) * 100 + number % 8 + 1
    provinces = np.unique(province)
    units.add("province", (11 + provinces) * 10_000, np.full(len(provinces), NONE))
    heads = np.flatnonzero(np.r_[True, np.diff(prefecture) > 0])
    prefectures = units.add("prefecture", code[heads] // 100 * 100, province[heads])
    scope = np.where(rng.random(len(number)) < 0.4, 2, 1)
    scope[size.counties :] = 0
    return units.add("county", code, prefectures[prefecture], scope=scope)[: size.counties]


def _townships_and_villages(
    units: Units, rng: np.random.Generator, west: Ints, weights: npt.NDArray[np.float64], townships: int, villages: int
) -> None:
    codes = np.concatenate(units.code)
    county = np.sort(np.r_[west, rng.choice(west, max(townships - len(west), 0), p=weights)])[:townships]
    township = units.add("township", codes[county] * 1_000 + 1 + number_within(county), county)
    above = np.sort(rng.choice(township, villages))
    within = units.code[-1][above - township[0]]
    life = rng.choice(3, villages, p=[0.998, 0.001, 0.001])
    units.add("village", within * 1_000 + 1 + number_within(above), above, life=life)


def _bodies(units: Units, rng: np.random.Generator, kind: str, county: Ints) -> None:
    """Half of the schools and hospitals belong to a township, all else to the county."""
    townships, above = units.of["township"], units.parent[3]
    low, high = np.searchsorted(above, county), np.searchsorted(above, county, "right")
    local = (high > low) & (rng.random(len(county)) < (0.0 if kind == "department" else 0.5))
    chosen = townships[np.minimum(low + rng.integers(0, np.maximum(high - low, 1)), len(townships) - 1)]
    units.add(kind, np.arange(len(county)), np.where(local, chosen, county))


def _party_organizations(units: Units, rng: np.random.Generator, count: int) -> None:
    """They stand for schools and hospitals, and lie where those do."""
    body = rng.choice(np.r_[units.of["school"], units.of["hospital"]], count)
    units.add("party_organization", np.arange(count), np.full(count, NONE), stands_for=body)


def number_within(group: Ints) -> Ints:
    """0, 1, 2 … in each run of equal values."""
    heads = np.flatnonzero(np.r_[True, group[1:] != group[:-1]])
    sizes = np.diff(np.r_[heads, len(group)])
    return np.arange(len(group)) - np.repeat(heads, sizes)
