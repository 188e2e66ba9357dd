"""What every rule says of a unit on the day: state, helpers it has and is owed, since when too few."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from graph_model.days import number
from graph_model.vocabulary import GAP_STATES, Group
from queries.unit_gaps import GapTerms, gap_terms
from visuals.pages.ask import Ask
from visuals.pages.words.unit import WORDS
from visuals.rule_titles import title_of
from visuals.words import COMMA, word


class StateRow(NamedTuple):
    """`is_gap`: one of the five; `note` is what else is known of a gap: its age, the last helper, the next."""

    title: str
    state: str
    has: int
    owed: int
    is_gap: bool
    since: str
    note: str


class StateGroup(NamedTuple):
    """The rules of one group."""

    title: str
    rows: Sequence[StateRow]


def state_groups(ask: Ask, slot: int, told: Sequence[Any]) -> list[StateGroup]:
    """`told` are the `states` of a row of the question `unit`; in the order of the groups of rules."""
    titles = {rule.id: title_of(rule, ask.lang) for rule in ask.graph.rules}
    terms = gap_terms(ask.graph, slot, [each["rule"] for each in told], ask.day)
    places = {str(group): at for at, group in enumerate(Group)}
    rows = sorted(zip(told, terms, strict=True), key=lambda row: (places.get(row[0]["group"], 99), row[0]["group"]))
    return [
        StateGroup(word(group, Group, ask.lang), [_row(ask, titles[each["rule"]], each, term) for each, term in those])
        for group, those in groupby(rows, lambda row: row[0]["group"])
    ]


def _row(ask: Ask, title: str, told: Any, terms: GapTerms) -> StateRow:
    is_gap = told["state"] in GAP_STATES
    return StateRow(
        title=title,
        state=told["state"],
        has=told["has"],
        owed=told["owed"],
        is_gap=is_gap,
        since=(terms.since or WORDS["never"].said(ask.lang)) if is_gap else "",
        note=_note(ask, terms) if is_gap else "",
    )


def _note(ask: Ask, terms: GapTerms) -> str:
    """How long, who was there last, who comes next."""
    graph, said = ask.graph, []
    if terms.since:
        said.append(WORDS["days"].said(ask.lang, days=ask.day - number(date.fromisoformat(terms.since)) + 1))
    if terms.last_helper is not None:
        said.append(WORDS["last"].said(ask.lang, name=graph.name(terms.last_helper)))
    if terms.next_start and terms.next_helper is not None:
        said.append(WORDS["next"].said(ask.lang, name=graph.name(terms.next_helper), day=terms.next_start))
    return COMMA.said(ask.lang).join(said)
