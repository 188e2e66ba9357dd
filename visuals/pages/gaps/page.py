"""The page of gaps, put together."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

import numpy as np

from graph_model.snapshot.history import NOBODY
from graph_model.vocabulary import GAP_STATES, Kind, State
from visuals.pages.ask import Ask
from visuals.pages.downloads import FORMATS, file_address
from visuals.pages.gaps.asked import OPTIONS, GapsAsked, flag, gaps_asked
from visuals.pages.gaps.chosen import chosen_filters
from visuals.pages.gaps.facets import facets, states
from visuals.pages.gaps.lines import blocks_of
from visuals.pages.gaps.order import GROUPINGS, SORTS, ordered
from visuals.pages.paging import Paging, paging
from visuals.pages.words.gaps import WORDS
from visuals.pictures.state_marks import inline_mark
from visuals.words import said_from, word

ROWS = 100
"""On one page."""
MET_STATES = (State.COVERED, State.OVER)
PRINTED = 2_000
"""Most rows of a print view."""


class Link(NamedTuple):
    """One way to show the list: where it leads, and which way round it is sorted now, if at all."""

    href: str
    is_here: bool
    direction: str = ""


def content(ask: Ask) -> Mapping[str, Any]:
    asked = gaps_asked(ask)
    order = ordered(asked.listing, asked.sort, asked.group_by)
    printing = flag(ask, "print")
    pages = Paging.whole(len(order), PRINTED) if printing else paging(ask, len(order), ROWS)
    return {
        "say": partial(said_from, WORDS, ask.lang),
        "mark": lambda state: inline_mark(state, ask.lang),
        "kind_word": lambda kind: word(kind, Kind, ask.lang),
        "printing": printing,
        "asked": asked,
        "pages": pages,
        "blocks": blocks_of(ask, asked, order, pages.start, pages.stop),
        "states": states(ask, asked),
        "facets": () if printing else facets(ask, asked),
        "chosen": chosen_filters(ask, asked),
        "place_is_said": asked.group_by == "county" or _is_in_a_county(ask),
        "groupings": _groupings(ask, asked),
        "sorts": _sorts(ask, asked),
        **_counts(asked),
        **_other_lists(ask, asked),
    }


def _counts(asked: GapsAsked) -> Mapping[str, Any]:
    return {
        "units": len(np.unique(asked.listing.unit)),
        "gaps": _count(asked, GAP_STATES),
        "met": _count(asked, MET_STATES),
        "unknown": _count(asked, (State.UNKNOWN,)),
        "unknown_shown": asked.params.unknown or asked.params.state is State.UNKNOWN,
        "empty": _emptiness(asked),
    }


def _other_lists(ask: Ask, asked: GapsAsked) -> Mapping[str, Any]:
    """Where the same list is to be had as a file or on paper, and what it would be without some filters."""
    return {
        "files": [(name, file_address(ask, name)) for name in FORMATS],
        "whole_list": ask.here(print=None, page=None),
        "print_href": ask.here(print="true", page=None),
        "all_states": ask.here(state=None, page=None),
        "nothing_chosen": ask.here(**dict.fromkeys((*OPTIONS, "within"))),
        "with_unknown": ask.here(unknown=None if asked.params.unknown else "true", state=None, page=None),
        "only_unknown": ask.here(state=State.UNKNOWN, page=None),
    }


def _emptiness(asked: GapsAsked) -> str:
    """Why the list is empty: all is well, the filters leave nothing, or nothing is asked for here; else nothing."""
    if len(asked.listing):
        return ""
    params = asked.params
    if params.state is None and _count(asked, GAP_STATES) == 0 and _count(asked, tuple(State)):
        return "well"
    return "narrow" if any((params.state, params.group, params.rule, params.force, params.kind)) else "nothing"


def _count(asked: GapsAsked, wanted: Sequence[State]) -> int:
    counts = asked.counts.by_state()
    return sum(counts[state] for state in wanted)


def _is_in_a_county(ask: Ask) -> bool:
    """Whether the place filter leaves no more than one county."""
    return ask.within is not None and int(ask.graph.structure.county[ask.within]) != NOBODY


def _groupings(ask: Ask, asked: GapsAsked) -> Mapping[str, Link]:
    names = (*GROUPINGS, "none")
    return {
        name: Link(ask.here(group_by=name if name != "rule" else None, page=None), name == asked.group_by)
        for name in names
    }


def _sorts(ask: Ask, asked: GapsAsked) -> Mapping[str, Link]:
    """A click on what the list is sorted by turns it round."""
    links = {}
    for name in SORTS:
        other = f"-{name}" if asked.sort == name else name
        direction = {name: "ascending", f"-{name}": "descending"}.get(asked.sort, "")
        href = ask.here(sort=None if other == "rule" else other, page=None)
        links[name] = Link(href, bool(direction), direction)
    return links
