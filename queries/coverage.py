"""How far is each rule met, by rule, group, county, prefecture or province?"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Annotated, NamedTuple

import numpy as np
import numpy.typing as npt

from graph_model.question import Answer, Heading, Option, Question, Takes
from graph_model.rules import Rule
from graph_model.snapshot.history import NOBODY
from graph_model.snapshot.snapshot import Snapshot
from graph_model.snapshot.texts import Ints
from graph_model.vocabulary import Force, Group, State
from queries.options import RuleForce, RuleGroup, RuleId, Within
from queries.selection import places_within, select_rules

By = Annotated[
    str,
    Option(
        Takes.CHOICE,
        "分组",
        "What a row counts: a rule, a group of rules, or a rule in a county, prefecture or province.",
        choices=("rule", "group", "county", "prefecture", "province"),
    ),
]


@dataclass(frozen=True, slots=True)
class Params:
    day: int
    by: By = "rule"
    rule: RuleId = None
    group: RuleGroup = None
    force: RuleForce = None
    within: Within = None


class Row(NamedTuple):
    rule: Annotated[str | None, Heading("规则", "Rule", "Id of the rule; null by group.", brief=False)]
    title: Annotated[str | None, Heading("规则名称", "Title", "What the rule asks for.")]
    group: Annotated[str, Heading("规则组", "Group", "Group the rule belongs to.", terms=Group)]
    place: Annotated[str | None, Heading("地区编码", "Place", "The county, prefecture or province.", brief=False)]
    place_name: Annotated[str | None, Heading("地区", "Place name", "Its name.")]
    applies: Annotated[int, Heading("应覆盖", "Applies", "Units the rule applies to on the day.")]
    covered: Annotated[int, Heading("满足", "Covered", "min <= n <= max.")]
    over: Annotated[int, Heading("超配", "Over", "n > max.")]
    partial: Annotated[int, Heading("未配足", "Partial", "0 < n < min.")]
    inherited: Annotated[int, Heading("挂名覆盖", "Inherited", "Only a unit above has one.")]
    planned: Annotated[int, Heading("待启动", "Planned", "None; one starts later.")]
    lapsed: Annotated[int, Heading("已到期", "Lapsed", "None; one has ended.")]
    uncovered: Annotated[int, Heading("无帮扶", "Uncovered", "None ever, and that was reported.")]
    unknown: Annotated[int, Heading("未填报", "Unknown", "None ever, and nobody has reported.")]
    slots: Annotated[int, Heading("应配", "Slots", "Sum of min over the units.")]
    filled: Annotated[int, Heading("已配", "Filled", "Sum of min(n, min).")]


Counts = npt.NDArray[np.int64]
"""Ten numbers a place: applies, the eight states in the order of State, slots and filled."""


def answer(graph: Snapshot, ask: Params) -> Answer[Row]:
    rules = select_rules(graph, ask.rule, ask.group, ask.force)
    if ask.by == "rule":
        return Answer.of([_row(rule, None, None, counted) for rule, counted in _by_rule(graph, ask, rules)])
    if ask.by == "group":
        return Answer.of(list(_group_rows(_by_rule(graph, ask, rules))))
    column: Ints = getattr(graph.structure, ask.by)
    return Answer.of([row for rule in rules for row in _place_rows(graph, ask, rule, column)])


def _by_rule(graph: Snapshot, ask: Params, rules: Iterable[Rule]) -> list[tuple[Rule, Counts]]:
    return [(rule, _count(graph, ask, rule, lambda units: np.zeros(len(units), np.int64), 1)[0]) for rule in rules]


def _group_rows(counted: list[tuple[Rule, Counts]]) -> Iterable[Row]:
    for group in sorted({rule.group for rule, _ in counted}):
        total: Counts = np.sum([counts for rule, counts in counted if rule.group == group], axis=0)
        yield Row(None, None, group, None, None, *total.tolist())


def _place_rows(graph: Snapshot, ask: Params, rule: Rule, column: Ints) -> list[Row]:
    """A row for each place with a unit the rule applies to; without a place first, then by id."""
    counts = _count(graph, ask, rule, lambda units: column[units] + 1, len(column) + 1)
    places = np.flatnonzero(counts[:, 0]) - 1
    ordered = sorted(places.tolist(), key=lambda place: -1 if place == NOBODY else graph.structure.id_rank[place])
    return [
        _row(rule, None, None, counts[0])
        if place == NOBODY
        else _row(rule, graph.id(place), graph.name(place), counts[place + 1])
        for place in ordered
    ]


def _row(rule: Rule, place: str | None, place_name: str | None, counts: Counts) -> Row:
    return Row(rule.id, rule.title, rule.group, place, place_name, *counts.tolist())


def _count(
    graph: Snapshot, ask: Params, rule: Rule, place_of: Callable[[Ints], Ints], places: int
) -> Counts:
    """The ten numbers for each place; `place_of` says where units are counted, from 0."""
    standing = graph.standing(rule, ask.day)
    chosen = places_within(graph, standing, ask.within)
    place = place_of(standing.units[chosen])
    states = np.bincount(place * len(State) + standing.state[chosen], minlength=places * len(State))
    by_state = states.reshape(places, len(State))
    applies = by_state.sum(axis=1)
    filled = np.bincount(place, np.minimum(standing.has[chosen], rule.min), minlength=places)
    return np.column_stack([applies, by_state, applies * rule.min, filled.astype(np.int64)])


COVERAGE = Question(
    name="coverage",
    title="覆盖",
    title_en="Coverage",
    meaning="How far is each rule met?",
    params=Params,
    row=Row,
    answer=answer,
)
