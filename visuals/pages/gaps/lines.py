"""The lines of a list of gaps as a page shows them, in blocks where it is grouped."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from markupsafe import Markup

from graph_model.snapshot.history import NOBODY
from graph_model.snapshot.texts import Ints
from graph_model.vocabulary import Kind, State
from queries.gaps import Row
from visuals.gap_age import gap_age
from visuals.pages.ask import Ask
from visuals.pages.gaps.asked import GapsAsked
from visuals.pages.gaps.order import group_keys
from visuals.pictures.markup import tag
from visuals.pictures.place_names import short_place
from visuals.rule_titles import title_of
from visuals.words import word

_MOST_SEATS = 6


class Line(NamedTuple):
    """One row with the words and links around it; `age` is empty where there is none."""

    row: Row
    title: str
    prefecture: str
    county: str
    own: bool
    """Whether the unit is the county itself."""
    age: str
    seats: Markup
    unit_href: str | None
    county_href: str | None
    helper_href: str | None
    next_href: str | None
    next_name: str


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of one group: `count` of it there are in all, and it may have begun on an earlier page."""

    title: str
    count: int
    continued: bool
    href: str | None
    lines: Sequence[Line]


def blocks_of(ask: Ask, asked: GapsAsked, order: Ints, start: int, stop: int) -> list[Block]:
    """The lines from `start` to `stop` of an order."""
    shown = order[start:stop]
    if not len(shown):
        return []
    keys = group_keys(asked.listing, asked.group_by)
    lines = _lines(ask, asked, shown)
    heads = np.flatnonzero(np.r_[True, keys[shown][1:] != keys[shown][:-1]]).tolist()
    blocks = []
    for first, last in zip(heads, [*heads[1:], len(shown)], strict=True):
        key = int(keys[shown[first]])
        begun = start + first > 0 and int(keys[order[start + first - 1]]) == key
        title, href = _head(ask, asked, key)
        blocks.append(Block(title, int((keys == key).sum()), begun, href, lines[first:last]))
    return blocks


def _head(ask: Ask, asked: GapsAsked, key: int) -> tuple[str, str | None]:
    """The title of a group, and the list of it alone."""
    graph = ask.graph
    if asked.group_by == "rule":
        rule = asked.listing.standings[key].matched.rule
        return title_of(rule, ask.lang), ask.here(rule=rule.id, group=None, page=None)
    if asked.group_by == "county":
        if key == NOBODY:
            return "—", None
        return graph.name(key), ask.here(within=graph.id(key), page=None)
    if asked.group_by == "kind":
        kind = tuple(Kind)[key]
        return word(kind, Kind, ask.lang), ask.here(kind=kind, page=None)
    if asked.group_by == "state":
        state = tuple(State)[key]
        return word(state, State, ask.lang), ask.here(state=state, page=None)
    return "", None


def _lines(ask: Ask, asked: GapsAsked, shown: Ints) -> list[Line]:
    graph, rules = ask.graph, {rule.id: rule for rule in ask.graph.rules}
    units = asked.listing.unit[shown]
    places = zip(graph.structure.prefecture[units].tolist(), graph.structure.county[units].tolist(), strict=True)
    return [
        Line(
            row=row,
            title=title_of(rules[row.rule], ask.lang),
            prefecture=short_place(graph, prefecture, ask.lang),
            county=short_place(graph, county, ask.lang),
            own=row.unit == row.county,
            age=gap_age(row.gap_since, ask.day, ask.lang),
            seats=seats(row.has, row.owed),
            unit_href=ask.unit_href(row.unit),
            county_href=ask.unit_href(row.county),
            helper_href=ask.unit_href(row.last_helper),
            next_href=ask.unit_href(row.next_helper),
            next_name="" if row.next_helper is None else graph.name(graph.find(row.next_helper)),
        )
        for row, (prefecture, county) in zip(asked.listing.rows(shown), places, strict=True)
    ]


def seats(has: int, owed: int) -> Markup:
    """Seats taken and empty, side by side; nothing where they are too many to be seen at once."""
    if owed > _MOST_SEATS:
        return Markup("")
    drawn = [
        tag("circle", cx=7 + 13 * place, cy=7, r=4.6, class_="taken" if place < has else "empty")
        for place in range(owed)
    ]
    width = 13 * owed + 1
    return tag("svg", *drawn, viewBox=f"0 0 {width} 14", width=width, height=14, aria_hidden="true", class_="seats")
