"""How far is each rule met, by rule, group, county, prefecture or province?"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, NamedTuple

import numpy as np
import numpy.typing as npt

from graph_model.question import Answer, Heading, Option, Question, Takes
from graph_model.rules import Rule
from graph_model.snapshot.history import NOBODY
from graph_model.snapshot.snapshot import Snapshot
from graph_model.snapshot.texts import Ints
from graph_model.vocabulary import Group, State
from queries.cells import unit_ids, unit_names
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
    return [(rule, _count(rule, *_chosen(graph, ask, rule)[1:])[0]) for rule in rules]


def _group_rows(counted: list[tuple[Rule, Counts]]) -> Iterable[Row]:
    for group in sorted({rule.group for rule, _ in counted}):
        total: Counts = np.sum([counts for rule, counts in counted if rule.group == group], axis=0)
        yield Row(None, None, group, None, None, *total.tolist())


def _place_rows(graph: Snapshot, ask: Params, rule: Rule, column: Ints) -> list[Row]:
    """A row for each place with a unit the rule applies to; without a place first, then by id."""
    units, has, state = _chosen(graph, ask, rule)
    there = np.zeros(len(column) + 1, np.bool_)
    there[column[units]] = True  # NOBODY, -1, marks the last place
    places = np.flatnonzero(there[:-1])
    places = np.r_[NOBODY, places[np.argsort(graph.structure.id_rank[places])]][0 if there[-1] else 1 :]
    number = np.zeros(len(column) + 1, np.int64)
    number[places] = np.arange(len(places))
    counts = _count(rule, has, state, number[column[units]], len(places))
    return [
        _row(rule, place, name, counted)
        for place, name, counted in zip(unit_ids(graph, places), unit_names(graph, places), counts, strict=True)
    ]


def _row(rule: Rule, place: str | None, place_name: str | None, counts: Counts) -> Row:
    return Row(rule.id, rule.title, rule.group, place, place_name, *counts.tolist())


def _chosen(graph: Snapshot, ask: Params, rule: Rule) -> tuple[Ints, Ints, Ints]:
    """Units of a rule that are asked about, their n and their states."""
    standing = graph.standing(rule, ask.day)
    if ask.within is None:
        return standing.units, standing.has, standing.state
    chosen = places_within(graph, standing, ask.within)
    return standing.units[chosen], standing.has[chosen], standing.state[chosen]


def _count(rule: Rule, has: Ints, state: Ints, place: Ints | None = None, places: int = 1) -> Counts:
    """The ten numbers of each place; `place` says where a unit is counted, nowhere given: all together."""
    filled_by = np.minimum(has, rule.min)
    if place is None:
        by_state = np.bincount(state, minlength=len(State)).reshape(1, -1)
        filled = np.array([filled_by.sum()])
    else:
        joint = np.bincount(place * len(State) + state, minlength=places * len(State))
        by_state = joint.reshape(places, len(State))
        filled = np.bincount(place, filled_by, minlength=places).astype(np.int64)
    applies = by_state.sum(axis=1)
    return np.column_stack([applies, by_state, applies * rule.min, filled])


COVERAGE = Question(
    name="coverage",
    title="覆盖",
    title_en="Coverage",
    meaning="How far is each rule met?",
    params=Params,
    row=Row,
    answer=answer,
)
