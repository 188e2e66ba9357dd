"""What the script of the network's page draws: units, lines, and the sectors of what lies around one unit."""

from collections.abc import Mapping, Sequence
from typing import Any

from graph_model.vocabulary import Kind
from visuals.network.asked import NetworkAsk
from visuals.network.chosen import Chosen
from visuals.network.line_looks import line_looks, term_text, what_text
from visuals.network.looks import unit_looks
from visuals.network.positions import LaidOut
from visuals.pages.ask import Ask
from visuals.words import word


def middle_of(wish: NetworkAsk) -> int | None:
    """The unit that is drawn around, else the place; None for the whole ledger."""
    return wish.within if wish.around is None else wish.around


def drawn(ask: Ask, wish: NetworkAsk, found: Chosen, laid_out: LaidOut) -> Mapping[str, Any]:
    """As JSON takes it."""
    middle = middle_of(wish)
    return {
        "nodes": _nodes(ask, wish, found, laid_out),
        "edges": _edges(ask, found, laid_out)[::-1],  # what is drawn later lies above
        "sectors": _sectors(ask, laid_out),
        "named": [ask.graph.id(unit) for unit in laid_out.named],
        "zoom": laid_out.zoom,
        "middle": None if middle is None else ask.graph.id(middle),
        "cut": found.is_cut,
        "at": ask.options.get("at"),
    }


def _nodes(ask: Ask, wish: NetworkAsk, found: Chosen, laid_out: LaidOut) -> Sequence[Mapping[str, Any]]:
    """`pinned` units stay, whatever kinds are hidden; of `whole` ones all lines are there."""
    whole = {wish.around, *(added.centre for added in found.added)}
    pinned = {wish.within, *whole, *(unit for added in found.added for unit in added.units)}
    return [
        {
            **look,
            "href": ask.unit_href(look["id"]),
            "pinned": unit in pinned,
            "whole": unit in whole,
            "middle": unit == wish.around,
            "said": word(look["kind"], Kind, ask.lang),
        }
        for unit, look in zip(found.units, unit_looks(ask.graph, found, laid_out, ask.lang), strict=True)
    ]


def _edges(ask: Ask, found: Chosen, laid_out: LaidOut) -> Sequence[Mapping[str, Any]]:
    looks = line_looks(ask.graph, found.ties, laid_out.zoom, ask.lang)
    return [
        {**look, "what": what_text(tie, ask.lang), "term": term_text(ask.graph, tie)}
        for tie, look in zip(found.ties, looks, strict=True)
    ]


def _sectors(ask: Ask, laid_out: LaidOut) -> Sequence[Mapping[str, Any]]:
    return [
        {
            **sector._asdict(),
            "units": [ask.graph.id(unit) for unit in sector.units],
            "said": word(sector.kind, Kind, ask.lang),
        }
        for sector in laid_out.sectors
    ]
