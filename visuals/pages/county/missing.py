"""What a county lacks: the seats of its own that are empty, and its units that wait, rule by rule."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph_model.rules import Rule
from queries.gaps import Row
from visuals.gap_age import gap_age
from visuals.report.gap_list import rule_order
from visuals.rule_titles import title_of
from visuals.words import Lang


@dataclass(frozen=True, slots=True)
class EmptySeat:
    """A rule that the county itself does not meet; `lacks` helpers are missing, for so long, `last` was the last."""

    rule: str
    title: str
    state: str
    lacks: int
    age: str
    row: Row


@dataclass(frozen=True, slots=True)
class Waiting:
    """Units of the county under one rule, each with its state: the gaps first, then those not reported."""

    rule: str
    title: str
    kind: str
    gaps: Sequence[Row]
    unknown: int


def empty_seats(rows: Sequence[Row], county: str, rules: Mapping[str, Rule], day: int, lang: Lang) -> list[EmptySeat]:
    """Of the county itself; `rows` are gaps with the unknown among them."""
    own = sorted((row for row in rows if row.unit == county), key=lambda row: rule_order(rules[row.rule]))
    return [
        EmptySeat(
            rule=row.rule,
            title=title_of(rules[row.rule], lang),
            state=row.state,
            lacks=max(row.owed - row.has, 0),
            age=gap_age(row.gap_since, day, lang),
            row=row,
        )
        for row in own
    ]


def waiting(rows: Sequence[Row], county: str, rules: Mapping[str, Rule], lang: Lang) -> list[Waiting]:
    """By rule and kind of unit; `rows` are gaps with the unknown among them."""
    by_rule = dict[tuple[str, str], list[Row]]()
    for row in rows:
        if row.unit != county:
            by_rule.setdefault((row.rule, row.kind), []).append(row)
    ordered = sorted(by_rule, key=lambda each: (rule_order(rules[each[0]]), each[1]))
    return [_of_rule(rules[rule], kind, by_rule[rule, kind], lang) for rule, kind in ordered]


def _of_rule(rule: Rule, kind: str, rows: Sequence[Row], lang: Lang) -> Waiting:
    gaps = [row for row in rows if row.state != "unknown"]
    return Waiting(rule.id, title_of(rule, lang), kind, gaps, len(rows) - len(gaps))
