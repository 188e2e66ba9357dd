"""How does coverage move from month to month, and which links end at each drop?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, NamedTuple

from graph_model.days import month_index, month_name
from graph_model.question import Answer, Heading, Option, Question, Takes
from graph_model.rules import Rule
from graph_model.snapshot.snapshot import Snapshot
from queries.course import MOST_MONTHS, Months, course
from queries.options import RuleGroup, RuleId, Within
from queries.selection import select_rules

_BEFORE = _AFTER = 12
"""Months shown by default before and after the month of the day asked about."""

FirstMonth = Annotated[
    int | None, Option(Takes.MONTH, "起始月", "First month; default: 12 before the month of --as-of.")
]
LastMonth = Annotated[int | None, Option(Takes.MONTH, "截止月", "Last month; default: 12 after the month of --as-of.")]


@dataclass(frozen=True, slots=True)
class Params:
    day: int
    from_: FirstMonth = None
    to: LastMonth = None
    rule: RuleId = None
    group: RuleGroup = None
    within: Within = None


class Row(NamedTuple):
    month: Annotated[str, Heading("月份", "Month", "The month; counts are of its last day.")]
    past: Annotated[bool, Heading("已过", "Past", "Its last day is on or before the day asked about.")]
    rule: Annotated[str, Heading("规则", "Rule", "Id of the rule.")]
    applies: Annotated[int, Heading("应覆盖", "Applies", "Units the rule applies to.")]
    met: Annotated[int, Heading("已满足", "Met", "Those that are covered or over.")]
    gap: Annotated[int, Heading("缺口", "Gap", "Those that lack something.")]
    unknown: Annotated[int, Heading("未填报", "Unknown", "None ever, and nobody has reported.")]
    ending: Annotated[
        list[str], Heading("到期关系", "Ending", "Ids of the links that are no longer in force, first this month.")
    ]


def answer(graph: Snapshot, ask: Params) -> Answer[Row]:
    first, last = _months(ask)
    rules = select_rules(graph, ask.rule, ask.group)

    def page(start: int, stop: int) -> list[Row]:
        """Whole months are worked out, some at a time."""
        rows = list[Row]()
        if not rules:
            return rows
        stop = min(stop, total)
        beyond = first - (-stop // len(rules))
        for month in range(first + start // len(rules), beyond, MOST_MONTHS):
            rows += _rows(graph, ask, rules, Months(month, min(month + MOST_MONTHS, beyond)))
        skipped = start % len(rules)
        return rows[skipped : skipped + stop - start]

    total = (last - first + 1) * len(rules)
    return Answer(total, page)


def _months(ask: Params) -> tuple[int, int]:
    now = month_index(ask.day)
    first = now - _BEFORE if ask.from_ is None else ask.from_
    last = now + _AFTER if ask.to is None else ask.to
    # No month lies between: an answer without rows.
    last = max(last, first - 1)
    return first, last


def _rows(graph: Snapshot, ask: Params, rules: Sequence[Rule], months: Months) -> list[Row]:
    """By month and rule."""
    inside = None if ask.within is None else graph.within(ask.within)
    courses = [(rule, course(graph, rule, months, inside)) for rule in rules]
    return [
        Row(
            month=month_name(months.first + place),
            past=day <= ask.day,
            rule=rule.id,
            applies=counts.applies[place],
            met=counts.met[place],
            gap=counts.applies[place] - counts.met[place] - counts.unknown[place],
            unknown=counts.unknown[place],
            ending=graph.history.link_ids.take(counts.ending[place]),
        )
        for place, day in enumerate(months.lasts.tolist())
        for rule, counts in courses
    ]


TIMELINE = Question(
    name="timeline",
    title="时间线",
    title_en="Timeline",
    meaning="How does coverage move from month to month, and which links end at each drop?",
    params=Params,
    row=Row,
    answer=answer,
)
