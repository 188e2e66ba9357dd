"""Where do helpers pile up?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, NamedTuple

import numpy as np

from graph_model.question import Answer, Heading, Option, Question, Takes
from graph_model.snapshot.snapshot import Snapshot
from graph_model.snapshot.texts import Ints
from graph_model.vocabulary import Force, Pattern
from queries.options import Within
from queries.over_max import piles
from queries.reach import FORCES_OF, Reach, climb, contains, links_in_force, pair_keys, reach
from queries.shared_units import shared_units

PATTERNS = tuple(sorted(Pattern))
"""In the order in which their rows come."""

OnlyPattern = Annotated[
    Pattern | None,
    Option(
        Takes.TERM,
        "重叠类型",
        "Only one pattern: a unit over a rule's max; a helper and a unit above it at one unit; "
        "two helpers that share units; one helper at one unit under several forces.",
        Pattern,
    ),
]
SharedAtLeast = Annotated[
    int, Option(Takes.COUNT, "至少共同帮扶", "For shared_units: only two helpers that share so many units.")
]


@dataclass(frozen=True, slots=True)
class Params:
    day: int
    pattern: OnlyPattern = None
    within: Within = None
    at_least: SharedAtLeast = 2


class Row(NamedTuple):
    pattern: Annotated[str, Heading("重叠类型", "Pattern", "How helpers pile up.", terms=Pattern)]
    unit: Annotated[str | None, Heading("受扶方编码", "Unit", "The unit reached; null for shared_units.", brief=False)]
    name: Annotated[str | None, Heading("受扶方", "Name", "Its name.")]
    rule: Annotated[str | None, Heading("规则", "Rule", "The rule that is over its max, else null.")]
    count: Annotated[int, Heading("数量", "Count", "Of helpers, forces or shared units.")]  # type: ignore[assignment]  # the contract's name hides tuple.count
    helpers: Annotated[list[str], Heading("帮扶方", "Helpers", "Their ids; a branch after the unit above it.")]
    forces: Annotated[list[str], Heading("帮扶力量", "Forces", "Forces of the links.", terms=Force)]
    units: Annotated[list[str], Heading("共同帮扶单位", "Units", "Ids of the units two helpers share.", brief=False)]


def answer(graph: Snapshot, ask: Params) -> Answer[Row]:
    patterns = PATTERNS if ask.pattern is None else (ask.pattern,)
    parts = [_over_max(graph, ask)] if "over_max" in patterns else []
    if patterns != ("over_max",):
        pairs = reach(graph, links_in_force(graph, ask.day, ask.within))
        if "parent_and_branch" in patterns:
            parts.append(_parent_and_branch(graph, pairs))
        if "shared_units" in patterns:
            parts.append(_shared_units(graph, pairs, ask.at_least))
        if "two_forces" in patterns:
            parts.append(_two_forces(graph, pairs))
    return _one_after_another(parts)


def _one_after_another(parts: Sequence[Answer[Row]]) -> Answer[Row]:
    def page(start: int, stop: int) -> list[Row]:
        rows, before = list[Row](), 0
        for part in parts:
            low, high = max(start - before, 0), min(stop - before, part.total)
            if low < high:
                rows += part.page(low, high)
            before += part.total
        return rows

    return Answer(sum(part.total for part in parts), page)


def _over_max(graph: Snapshot, ask: Params) -> Answer[Row]:
    found = piles(graph, ask.day, ask.within)

    def page(start: int, stop: int) -> list[Row]:
        made = found.page(start, stop)
        units = np.array([pile.unit for pile in made], np.int32)
        return [
            Row("over_max", unit, name, pile.rule, len(pile.helpers), pile.helpers, pile.forces, [])
            for unit, name, pile in zip(graph.ids(units), graph.names(units), made, strict=True)
        ]

    return Answer(len(found.unit), page)


def _parent_and_branch(graph: Snapshot, pairs: Reach) -> Answer[Row]:
    """For each helper the units above it are looked for among the helpers of the same unit."""
    pair, upper = _uppers(graph, pairs)
    target, branch = pairs.target[pair], pairs.source[pair]
    rank = graph.structure.id_rank
    order = np.lexsort((rank[branch], rank[upper], rank[target]))

    def page(start: int, stop: int) -> list[Row]:
        rows = order[start:stop]
        columns = (
            graph.ids(target[rows]),
            graph.names(target[rows]),
            graph.ids(upper[rows]),
            graph.ids(branch[rows]),
        )
        return [
            Row("parent_and_branch", unit, name, None, 2, [above, below], [], [])
            for unit, name, above, below in zip(*columns, strict=True)
        ]

    return Answer(len(order), page)


def _uppers(graph: Snapshot, pairs: Reach) -> tuple[Ints, Ints]:
    """The pairs whose unit a unit above the helper reaches as well, with that upper unit."""
    reaches = np.zeros(len(graph.structure.above), np.bool_)
    reaches[pairs.source] = True
    keys = pairs.keys
    found_at, found_upper = [np.empty(0, np.intp)], [np.empty(0, np.int32)]
    for every, uppers in climb(graph, pairs.source):
        at, upper = every[reaches[uppers]], uppers[reaches[uppers]]
        both = contains(keys, pair_keys(pairs.target[at], upper))
        found_at.append(at[both])
        found_upper.append(upper[both])
    return np.concatenate(found_at), np.concatenate(found_upper)


def _shared_units(graph: Snapshot, pairs: Reach, at_least: int) -> Answer[Row]:
    found = shared_units(graph, pairs, at_least)

    def page(start: int, stop: int) -> list[Row]:
        return [
            Row("shared_units", None, None, None, len(units), helpers, [], units)
            for helpers, units in zip(found.helpers(start, stop), found.units(start, stop), strict=True)
        ]

    return Answer(len(found.count), page)


def _two_forces(graph: Snapshot, pairs: Reach) -> Answer[Row]:
    several = pairs.part(np.bitwise_count(pairs.forces) > 1)
    count = np.bitwise_count(several.forces)
    rank = graph.structure.id_rank
    order = np.lexsort((rank[several.source], rank[several.target], -count.astype(np.int8)))

    def page(start: int, stop: int) -> list[Row]:
        rows = several.part(order[start:stop])
        columns = (graph.ids(rows.target), graph.names(rows.target), graph.ids(rows.source), rows.forces.tolist())
        return [
            Row("two_forces", unit, name, None, len(FORCES_OF[bits]), [helper], list(FORCES_OF[bits]), [])
            for unit, name, helper, bits in zip(*columns, strict=True)
        ]

    return Answer(len(order), page)


OVERLAPS = Question(
    name="overlaps",
    title="重叠",
    title_en="Overlaps",
    meaning="Where do helpers pile up?",
    params=Params,
    row=Row,
    answer=answer,
)
