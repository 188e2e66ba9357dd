"""The columns of the matrix: rules in groups, and how narrow headings say them."""

from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

import numpy as np

from graph_model.rules import Rule
from graph_model.vocabulary import Force, Group
from visuals.pictures.markup import fitted
from visuals.pictures.place_table import Counts, PlaceTable
from visuals.rule_titles import title_of
from visuals.words import Lang, word

_COLUMN = 14
"""Ems that the heading of a column has."""
_SHARED = 4
"""Characters that the titles of a group must share to be left out: its own heading says them."""

Rules = Sequence[tuple[Rule, Sequence[int]]]
"""A rule for each column, and which rows of the table are its."""


class Column(NamedTuple):
    """A rule: its title as a narrow column says it and whole, its declared id, and its gaps."""

    name: str
    whole: str
    rule: str
    gaps: int


def columns_of(table: PlaceTable) -> Rules:
    """One rule for each declared one that applies to somebody, with its rows of the table: by group and force."""
    known = [str(each) for each in Group]
    rows = dict[str, list[int]]()
    for row in np.flatnonzero(table.counts.any(axis=(1, 2))).tolist():
        rows.setdefault(table.rules[row].declared, []).append(row)
    order = {name: place for place, name in enumerate(known)}
    forces = list(Force)
    return sorted(
        ((table.rules[which[0]], which) for which in rows.values()),
        key=lambda column: (
            order.get(column[0].group, len(order)),
            column[0].group,
            forces.index(column[0].force[0]) if len(column[0].force) == 1 and not column[0].each else len(forces),
            column[0].declared,
        ),
    )


def groups_over(columns: Rules, lang: Lang) -> list[tuple[str, int]]:
    """Names of groups, and how many columns each spans."""
    spans = dict[str, int]()
    for rule, _ in columns:
        spans[rule.group] = spans.get(rule.group, 0) + 1
    return [(word(name, Group, lang), span) for name, span in spans.items()]


def headings(columns: Rules, gaps: Counts, lang: Lang) -> list[Column]:
    """Titles, without the force that `each` put behind them; the narrow ones without what their group shares."""
    wholes = [_whole(rule, lang) for rule, _ in columns]
    made = list[Column]()
    for _, span in groups_over(columns, lang):
        here = slice(len(made), len(made) + span)
        for whole, short, (rule, which) in zip(wholes[here], differing(wholes[here]), columns[here], strict=True):
            name = short.rpartition(": ")[2]
            name = name[:1].upper() + name[1:]  # what follows a colon in English begins small
            made.append(Column(fitted(name, _COLUMN), whole, rule.declared, int(gaps[which].sum())))
    return made


def _whole(rule: Rule, lang: Lang) -> str:
    title = title_of(rule, lang)
    return title.split("·")[0].strip() if rule.each else title


def differing(titles: Sequence[str]) -> list[str]:
    """Titles without what they all begin or end with, where that is long and leaves enough.

    >>> differing(["发改紧缺岗位挂职干部", "交通紧缺岗位挂职干部"]), differing(["学校结对", "部门结对"])
    (['发改', '交通'], ['学校结对', '部门结对'])
    """
    begin, end = _shared(titles), _shared([title[::-1] for title in titles])
    short = [title[begin : len(title) - end] for title in titles]
    return short if len(titles) > 1 and all(len(title) > 1 for title in short) else list(titles)


def _shared(titles: Sequence[str]) -> int:
    """Characters that all titles begin with; 0 where they are too few to be worth leaving out."""
    count = sum(1 for _ in takewhile(lambda chars: len(set(chars)) == 1, zip(*titles, strict=False)))
    return count if count >= _SHARED else 0
