"""Who reaches whom on a day: the links of both tables in force, ends stood for."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from graph_model.snapshot.history import NOBODY
from graph_model.snapshot.snapshot import Snapshot
from graph_model.snapshot.texts import Bools, Ints
from graph_model.vocabulary import Force, LinkTable

FORCES_OF: tuple[tuple[str, ...], ...] = tuple(
    tuple(sorted(force.value for force in Force if bits >> force.number & 1)) for bits in range(1 << len(Force))
)
"""By a number with a bit for each force: their codes, in order."""

_BIT_OF = {force.value: 1 << force.number for force in Force}


@dataclass(frozen=True, slots=True)
class Reach:
    """Each pair of a unit and a helper that reaches it once, by unit and helper.

    `heads` says where the links of each pair begin; `forces` has a bit for each of their forces.
    """

    heads: Ints
    target: Ints
    source: Ints
    forces: Ints

    @property
    def keys(self) -> npt.NDArray[np.int64]:
        """Unit and helper as one number, ascending."""
        return pair_keys(self.target, self.source)

    def some(self, flags: Bools) -> Bools:
        """For each pair: whether any of its links is flagged."""
        return np.logical_or.reduceat(flags, self.heads) if len(flags) else flags

    def part(self, pairs: Ints | Bools) -> "Reach":
        return Reach(self.heads[pairs], self.target[pairs], self.source[pairs], self.forces[pairs])


def links_in_force(graph: Snapshot, day: int, within: int | None = None) -> Ints:
    """Places of the wiring, ascending; `within`: only links to units that are, or lie within, it."""
    wiring = graph.wiring
    fits = graph.alive & (wiring.start <= day) & (day < wiring.until)
    if within is not None:
        fits &= graph.within(within)[wiring.target]
    return np.flatnonzero(fits)


def links_of_table(graph: Snapshot, places: Ints, table: LinkTable) -> Ints:
    """Those of some places whose links are of one table."""
    wanted = np.array([each.link == table for each in graph.history.link_classes], np.bool_)
    return places[wanted[graph.history.links.link_class[graph.wiring.link[places]]]] if len(wanted) else places


def reach(graph: Snapshot, places: Ints) -> Reach:
    """The pairs that some links make; their places are ascending, so already by unit and helper."""
    target, source = graph.wiring.target[places], graph.wiring.source[places]
    heads = np.flatnonzero(starts_of_runs(target) | starts_of_runs(source))
    bits = force_bits(graph, places)
    forces = np.bitwise_or.reduceat(bits, heads) if len(bits) else bits
    return Reach(heads, target[heads], source[heads], forces)


def force_bits(graph: Snapshot, places: Ints) -> npt.NDArray[np.int8]:
    """The force of each link as a number with one bit."""
    bits = np.array([_BIT_OF[each.force] for each in graph.history.link_classes], np.int8)
    return bits[graph.history.links.link_class[graph.wiring.link[places]]]


LOW = 0xFFFF_FFFF
"""The second of two numbers that `pair_keys` made one."""


def starts_of_runs(column: Ints) -> Bools:
    """Where a column has another value than just before."""
    starts = np.ones(len(column), np.bool_)
    np.not_equal(column[1:], column[:-1], out=starts[1:])
    return starts


def pair_keys(high: Ints, low: Ints) -> npt.NDArray[np.int64]:
    """Two numbers as one, which sorts like them."""
    return high.astype(np.int64) << 32 | low


def distinct(numbers: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Each number once, ascending; sorting is much faster than the hashing of `np.unique`."""
    ordered = np.sort(numbers)
    return ordered[starts_of_runs(ordered)]


def ordering(column: Ints) -> npt.NDArray[np.int64]:
    """What sorts a column of small numbers, equal ones by place: `argsort`, but several times as fast."""
    return np.sort(pair_keys(column, np.arange(len(column)))) & LOW


def contains(ordered: npt.NDArray[np.int64], wanted: npt.NDArray[np.int64]) -> Bools:
    """Which of the wanted numbers are among the ordered ones."""
    if not len(ordered):
        return np.zeros(len(wanted), np.bool_)
    place = np.searchsorted(ordered, wanted)
    place[place == len(ordered)] = 0
    return np.asarray(ordered[place] == wanted)


def runs(starts: Ints, sizes: Ints) -> Ints:
    """The numbers from each start on, as many as its size, one run after the other."""
    before = np.cumsum(sizes) - sizes
    return np.repeat(starts - before, sizes) + np.arange(int(sizes.sum()))


def climb(graph: Snapshot, slots: Ints) -> Iterator[tuple[Ints, Ints]]:
    """The units above, one step up at a time: which of `slots` have one, and it."""
    at, upper = np.arange(len(slots)), slots
    while len(at):
        upper = graph.structure.above[upper]
        has = upper != NOBODY
        at, upper = at[has], upper[has]
        yield at, upper


def helpers_at(graph: Snapshot, day: int, unit: int) -> dict[int, tuple[str, ...]]:
    """Who reaches one unit on a day: the forces of each helper, by its slot."""
    wiring = graph.wiring
    low, high = np.searchsorted(wiring.target, [unit, unit + 1]).tolist()
    places = np.arange(low, high)
    fits = graph.alive[low:high] & (wiring.start[low:high] <= day) & (day < wiring.until[low:high])
    found = reach(graph, places[fits])
    return {helper: FORCES_OF[bits] for helper, bits in zip(found.source.tolist(), found.forces.tolist(), strict=True)}
