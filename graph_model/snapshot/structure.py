"""How units hang together at one import: what is above, what is within, who stands for whom.

Everything is worked out level by level from the top, on whole columns, so that two million units
take a second and not a minute.
"""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from graph_model.snapshot.history import NOBODY, History, held
from graph_model.snapshot.texts import Ints, ranks
from graph_model.vocabulary import Kind

ABSENT = -1
"""In `version` and `kind`: the ledger does not hold the unit at this import."""

_DEEPEST = 1_000
"""Steps upwards after which we stop looking; a load refuses circles, so only a broken store has more."""


@dataclass(frozen=True, slots=True)
class Structure:
    """Columns with one place a slot, int32 (kind: int8).

    `above` is the parent, or for a unit without one the unit it stands for. A unit and all that
    lies within it are the units `u` with `first[x] <= first[u] < last[x]`. `rank` orders units by
    county, then id; `id_rank` by id.
    """

    version: Ints
    kind: Ints
    above: Ints
    counts_for: Ints
    county: Ints
    prefecture: Ints
    province: Ints
    first: Ints
    last: Ints
    rank: Ints
    id_rank: Ints
    id_order: Ints


def version_at(history: History, known_at: int) -> npt.NDArray[np.int32]:
    """The version of each unit that counted after import `known_at`."""
    version = np.full(len(history.ids), ABSENT, np.int32)
    rows = np.flatnonzero(held(history.units, known_at))
    version[history.units.unit[rows]] = rows
    return version


def pick(column: Ints, version: Ints, absent: int) -> Ints:
    """A column of the versions, one place a slot."""
    if not len(column):
        return np.full(len(version), absent, column.dtype)
    return np.where(version == ABSENT, column.dtype.type(absent), column[version])


@dataclass(frozen=True, slots=True)
class Frame:
    """What the versions of units say at one import, before anything is worked out from it."""

    version: Ints
    kind: Ints
    above: Ints
    counts_for: Ints

    @classmethod
    def at(cls, history: History, known_at: int) -> "Frame":
        version = version_at(history, known_at)
        parent = pick(history.units.parent, version, NOBODY)
        stands_for = pick(history.units.stands_for, version, NOBODY)
        slots = np.arange(len(version), dtype=np.int32)
        return cls(
            version=version,
            kind=pick(history.units.kind, version, ABSENT),
            above=np.where(parent == NOBODY, stands_for, parent),
            counts_for=np.where(stands_for == NOBODY, slots, stands_for),
        )


def structure_at(history: History, known_at: int, newest: Structure | None = None) -> Structure:
    """The structure after import `known_at`; taken from the newest one where nothing moved since."""
    frame = Frame.at(history, known_at)
    if newest is not None and _agrees(frame, newest):
        return replace(newest, version=frame.version, kind=frame.kind)
    return _work_out(frame, newest.id_order if newest is not None else history.ids.order())


def _agrees(frame: Frame, newest: Structure) -> bool:
    """Whether every unit held then is held now, of the same kind, in the same place."""
    held_then = frame.version != ABSENT
    return bool((newest.version[held_then] != ABSENT).all()) and all(
        np.array_equal(getattr(frame, name)[held_then], getattr(newest, name)[held_then])
        for name in ("kind", "above", "counts_for")
    )


def _work_out(frame: Frame, order: Ints) -> Structure:
    kind, above = frame.kind, frame.above
    levels = levels_from_the_top(above)
    county, prefecture, province = (
        nearest(above, levels, kind == place.number) for place in (Kind.COUNTY, Kind.PREFECTURE, Kind.PROVINCE)
    )
    first, last = nesting(above, levels)
    id_rank = ranks(order)
    return Structure(
        version=frame.version,
        kind=kind,
        above=above,
        counts_for=frame.counts_for,
        county=county,
        prefecture=prefecture,
        province=province,
        first=first,
        last=last,
        rank=by_county(county, id_rank),
        id_rank=id_rank,
        id_order=order,
    )


def by_county(county: Ints, id_rank: Ints) -> npt.NDArray[np.int32]:
    """Rank by county, then id; no county sorts first."""
    county_rank = np.where(county == NOBODY, np.int32(-1), id_rank[county])
    return ranks(np.lexsort((id_rank, county_rank)).astype(np.int32))


def levels_from_the_top(above: Ints) -> list[Ints]:
    """Slots by their distance from the top."""
    depth = np.zeros(len(above), np.int32)
    ancestor = above.copy()
    for _ in range(_DEEPEST):
        has = np.flatnonzero(ancestor != NOBODY)
        if not len(has):
            break
        depth[has] += 1
        ancestor[has] = above[ancestor[has]]
    order = np.argsort(depth, kind="stable").astype(np.int32)
    bounds = np.flatnonzero(np.diff(depth[order])) + 1
    return list(np.split(order, bounds)) if len(order) else []


def nearest(above: Ints, levels: list[Ints], wanted: npt.NDArray[np.bool_]) -> npt.NDArray[np.int32]:
    """For each unit itself, if wanted, else the nearest wanted one above it."""
    found = np.full(len(above), NOBODY, np.int32)
    for depth, level in enumerate(levels):
        inherited = found[above[level]] if depth else np.full(len(level), NOBODY, np.int32)
        found[level] = np.where(wanted[level], level, inherited)
    return found


def nesting(above: Ints, levels: list[Ints]) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    """Number the units so that what lies within a unit is a run of numbers that starts with it."""
    size = np.ones(len(above), np.int32)
    for level in levels[:0:-1]:
        np.add.at(size, above[level], size[level])
    first = np.zeros(len(above), np.int32)
    for depth, level in enumerate(levels):
        over = above[level] if depth else np.zeros(len(level), np.int32)
        siblings = np.argsort(over, kind="stable")
        ordered, held_by = level[siblings], over[siblings]
        before = np.cumsum(size[ordered]) - size[ordered]
        heads = np.flatnonzero(np.r_[True, held_by[1:] != held_by[:-1]])
        offset = before - np.repeat(before[heads], np.diff(np.r_[heads, len(ordered)]))
        first[ordered] = offset + (first[held_by] + 1 if depth else 0)
    return first, first + size
