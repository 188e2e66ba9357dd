"""A unit under a rule, as the tables of what changes for it begin."""

from typing import NamedTuple

from graph_model.rules import Rule
from graph_model.snapshot.history import NOBODY
from visuals.pages.ask import Ask
from visuals.rule_titles import title_of


class UnderRule(NamedTuple):
    """`place` is the county that the unit lies in, empty for a county itself; `rule` its title."""

    name: str
    place: str
    href: str | None
    rule: str


def under_rule(ask: Ask, unit: int, rule: Rule) -> UnderRule:
    """`unit` is a slot."""
    graph = ask.graph
    county = int(graph.structure.county[unit])
    place = "" if county in (NOBODY, unit) else graph.name(county)
    return UnderRule(graph.name(unit), place, ask.unit_href(graph.id(unit)), title_of(rule, ask.lang))
