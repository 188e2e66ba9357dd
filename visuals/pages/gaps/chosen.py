"""The filters that are on, each with the list that there would be without it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from graph_model.vocabulary import Force, Group, Kind, State, Term
from queries.gap_counts import gap_counts
from visuals.pages.ask import Ask
from visuals.pages.gaps.asked import FILTERS, GapsAsked
from visuals.pages.gaps.facets import rule_title
from visuals.words import word

_TERMS: dict[str, type[Term]] = {"state": State, "group": Group, "force": Force, "kind": Kind}


@dataclass(frozen=True, slots=True)
class Chosen:
    """`count` is the number of rows without this filter; None where that is not this reader's to know."""

    name: str
    said: str
    href: str
    count: int | None


def chosen_filters(ask: Ask, asked: GapsAsked) -> Sequence[Chosen]:
    """Every filter that is on, the place last."""
    found = [
        Chosen(name, _said(ask, name, value), ask.here(**{name: None, "page": None}), _without(ask, asked, name))
        for name in FILTERS
        if (value := getattr(asked.params, name)) is not None
    ]
    if ask.within is not None and "within" in ask.options:
        # Of a reader limited to a place, the widest list is that of the place, which this page does not know.
        count = None if ask.limited else _without(ask, asked, "within")
        found.append(Chosen("within", ask.graph.name(ask.within), ask.here(within=None, page=None), count))
    return found


def _said(ask: Ask, name: str, value: str) -> str:
    if name == "rule":
        return rule_title(ask.graph.rules, value, ask.lang)
    return word(value, _TERMS[name], ask.lang)


def _without(ask: Ask, asked: GapsAsked, name: str) -> int:
    changes: dict[str, Any] = {name: None}
    return gap_counts(ask.graph, replace(asked.params, **changes)).total
