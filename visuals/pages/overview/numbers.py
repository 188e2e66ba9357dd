"""The counts that a page begins with, and how each group of rules stands; all of them add up."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graph_model.vocabulary import GAP_STATES, Group, State
from visuals.pictures.place_table import PlaceTable
from visuals.words import Lang, word


@dataclass(frozen=True, slots=True)
class Numbers:
    """Of `places`, those `without_gap` and those where `all_met` (nothing unknown either). Then units times rules:
    `due` = `met` + `gap` + `unknown`; `over` are among the met, `partial` among the gaps. `ending`: links.
    """

    places: int
    without_gap: int
    all_met: int
    due: int
    met: int
    over: int
    gap: int
    partial: int
    unknown: int
    ending: int


def numbers_of(table: PlaceTable, ending: int) -> Numbers:
    """`table` is by county."""
    return Numbers(
        places=table.owed,
        without_gap=table.without_gap,
        all_met=table.all_met,
        due=table.total(),
        met=table.total(State.COVERED, State.OVER),
        over=table.total(State.OVER),
        gap=table.total(*GAP_STATES),
        partial=table.total(State.PARTIAL),
        unknown=table.total(State.UNKNOWN),
        ending=ending,
    )


class GroupNumbers(NamedTuple):
    """One group of rules: places without a gap under its rules, of those that they apply to, and its own sums."""

    group: str
    title: str
    places: int
    without_gap: int
    due: int
    met: int
    gap: int

    @property
    def share(self) -> int:
        """Met of due, in percent, rounded down: 100 only where all is met."""
        return 100 * self.met // self.due if self.due else 0


def groups_of(table: PlaceTable, lang: Lang) -> list[GroupNumbers]:
    """In the order of the list of groups, a pack's own after them."""
    known = [str(group) for group in Group]
    named = {rule.group for rule in table.rules}
    ordered = [group for group in known if group in named] + sorted(named - set(known))
    return [made for group in ordered if (made := _group(group, table.of_group(group), lang)).due]


def _group(group: str, table: PlaceTable, lang: Lang) -> GroupNumbers:
    met = table.total(State.COVERED, State.OVER)
    gap = table.total(*GAP_STATES)
    return GroupNumbers(group, word(group, Group, lang), table.owed, table.without_gap, table.total(), met, gap)


class MostGaps(NamedTuple):
    """A county among those with the most gaps, by its slot."""

    slot: int
    gaps: int


def most_gaps(table: PlaceTable, count: int) -> Sequence[MostGaps]:
    """The most first, then by id; none without a gap."""
    gaps = table.gaps[:-1]
    order = (-gaps).argsort(kind="stable")[:count]
    found = zip(table.places[order].tolist(), gaps[order].tolist(), strict=True)
    return [MostGaps(slot, number) for slot, number in found if number]
