"""The page of the network, put together."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple

from graph_model.vocabulary import Kind, Term
from visuals.network.answer import NETWORK
from visuals.network.chosen import Chosen, Tie, chosen
from visuals.network.counting import counts
from visuals.network.line_looks import table_rows
from visuals.network.link_states import LinkState
from visuals.network.positions import positions
from visuals.pages.ask import Ask
from visuals.pages.network.drawn import drawn, middle_of
from visuals.pages.network.legend import legend
from visuals.pages.words.network import WORDS
from visuals.words import said_from

OPTIONS = ("around", "force", "state", "kind", "expand", "limit", "at")
ALL = "all"
"""Says of a filter that it leaves nothing out, where the page alone would leave out something."""
MOST_ROWS = 500

_NOW = (LinkState.IN_FORCE, LinkState.PLANNED)
_INSIDE_COUNTIES = (
    *(Kind.TOWNSHIP, Kind.VILLAGE, Kind.DEPARTMENT, Kind.SCHOOL, Kind.HOSPITAL),
    *(Kind.TASK_FORCE, Kind.WORK_TEAM, Kind.PARTY_ORGANIZATION),
)
_OF_COUNTIES = tuple(kind for kind in Kind if kind not in _INSIDE_COUNTIES)
"""What is drawn of more than a county until somebody ticks more: counties and who helps them."""


class Line(NamedTuple):
    """A row of the table behind the picture."""

    helper: str
    recipient: str
    table: str
    force: str
    state: str
    term: str
    helper_href: str | None
    recipient_href: str | None


def content(ask: Ask) -> Mapping[str, Any]:
    told = {name: ask.options[name] for name in ("around", "expand", "limit") if name in ask.options}
    filters = {name: text for name, text in _filters(ask).items() if text != ALL}
    wish, only = ask.understood(NETWORK, within=ask.within_id, **told, **filters)
    found = _newest_first(chosen(ask.graph, wish, only))
    laid_out = positions(ask.graph, wish, found, only)
    ticked: Mapping[str, Sequence[Term]] = {"force": wish.force, "state": wish.state, "kind": wish.kind}
    middle = middle_of(wish)
    return {
        "say": partial(said_from, WORDS, ask.lang),
        "heading": WORDS["everything"].said(ask.lang) if middle is None else ask.graph.name(middle),
        "found": found,
        "legend": legend(counts(ask.graph, wish, only), ticked, ask.lang),
        "of_counties": wish.kind == _OF_COUNTIES,
        "between": wish.around is not None and wish.within is not None and not ask.limited,
        "data": drawn(ask, wish, found, laid_out),
        "lines": _lines(ask, found.ties[:MOST_ROWS]),
        "json": ask.api("network", "json", within=ask.within_id, **told, **filters),
    }


def _newest_first(found: Chosen) -> Chosen:
    """Lines in force before those to come, and those before what is over."""
    order = {str(state): state.number for state in LinkState}
    return replace(found, ties=sorted(found.ties, key=lambda tie: order[tie.state]))


def _filters(ask: Ask) -> dict[str, str]:
    """What the address says, else what is worth seeing first: of a unit all, of places what is and will be."""
    usual = dict[str, Sequence[Term]]()
    if "around" not in ask.options:
        usual["state"] = _NOW
        if ask.within is None or ask.graph.kind(ask.within) in (Kind.PROVINCE, Kind.PREFECTURE):
            usual["kind"] = _OF_COUNTIES
    return {name: ",".join(terms) for name, terms in usual.items()} | {
        name: ask.options[name] for name in ("force", "state", "kind") if name in ask.options
    }


def _lines(ask: Ask, ties: Sequence[Tie]) -> list[Line]:
    rows = table_rows(ask.graph, ties, ask.lang)
    return [
        Line(*row, ask.unit_href(ask.graph.id(tie.source)), ask.unit_href(ask.graph.id(tie.target)))
        for tie, row in zip(ties, rows, strict=True)
    ]
