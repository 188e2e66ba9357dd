"""The gaps of a place, rule by rule, as far as a report can list them, and how old each is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graph_model.rules import Rule
from graph_model.snapshot.snapshot import Snapshot
from graph_model.vocabulary import Group, Kind
from queries.gaps import GAPS
from queries.gaps import Params as GapParams
from queries.gaps import Row as GapRow
from visuals.gap_age import gap_age
from visuals.rule_titles import title_of
from visuals.words import Lang, Words

MOST = 400
"""Gaps that a report lists; it says how many more there are."""

_ITSELF = Words("县本级", "The county itself")


class ListedGap(NamedTuple):
    """`name` is the unit, or what is missing where the heading says the unit."""

    row: GapRow
    name: str
    age: str


@dataclass(frozen=True, slots=True)
class RuleGaps:
    title: str
    gaps: Sequence[ListedGap]


@dataclass(frozen=True, slots=True)
class GapList:
    """`total` gaps there are, of which `listed` are in `rules`; `units` says whether only counties' own are."""

    total: int
    listed: int
    rules: Sequence[RuleGaps]
    only_counties: bool


def gap_list(graph: Snapshot, slot: int, day: int, lang: Lang) -> GapList:
    """Of a county all its gaps; of a larger place those of the counties themselves: the rest stands in the matrix."""
    is_county = graph.kind(slot) is Kind.COUNTY
    everything = GAPS.answer(graph, GapParams(day, within=slot))
    shown = everything if is_county else GAPS.answer(graph, GapParams(day, within=slot, kind=Kind.COUNTY))
    rows = shown.page(0, min(shown.total, MOST))
    rules = {rule.id: rule for rule in graph.rules}
    by_rule = dict[str, list[ListedGap]]()
    for row in rows:
        by_rule.setdefault(row.rule, []).append(ListedGap(row, row.name, gap_age(row.gap_since, day, lang)))
    ordered = sorted(by_rule, key=lambda rule: rule_order(rules[rule]))
    # Of the one county itself: each rule is one row.
    own = [rule for rule in ordered if is_county and by_rule[rule][0].row.unit == graph.id(slot)]
    itself = [gap._replace(name=title_of(rules[rule], lang)) for rule in own for gap in by_rule[rule]]
    listed = [RuleGaps(title_of(rules[rule], lang), by_rule[rule]) for rule in ordered if rule not in own]
    return GapList(
        total=everything.total,
        listed=len(rows),
        rules=[*([RuleGaps(_ITSELF.said(lang), itself)] if itself else []), *listed],
        only_counties=not is_county,
    )


_GROUPS: Mapping[str, int] = {str(group): place for place, group in enumerate(Group)}


def rule_order(rule: Rule) -> tuple[int, str]:
    """By group, then id."""
    return _GROUPS.get(rule.group, len(_GROUPS)), rule.id
