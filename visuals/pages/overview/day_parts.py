"""What changes with the day: counts, groups, matrix, map, and where the gaps are most."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple

from graph_model.snapshot.history import NOBODY
from visuals.pages.ask import Ask
from visuals.pages.overview.asked import Asked
from visuals.pages.overview.endings import ending_soon
from visuals.pages.overview.leads import Leads
from visuals.pages.overview.numbers import groups_of, most_gaps, numbers_of
from visuals.pictures.flow.flow import NOTE, Hrefs, flow_picture
from visuals.pictures.flow.flows import flow_rows, flows
from visuals.pictures.levels import level_of
from visuals.pictures.map.map import map_picture, map_rows
from visuals.pictures.map.places import PlaceCount, map_places
from visuals.pictures.matrix import matrix_of
from visuals.pictures.place_names import short_place
from visuals.pictures.place_table import PlaceTable, place_table

_MOST = 9
"""Counties that are named as having the most gaps."""


class Neediest(NamedTuple):
    """A county with many gaps, and the prefecture it lies in."""

    name: str
    above: str
    gaps: int
    href: str | None


def day_parts(ask: Ask, asked: Asked) -> Mapping[str, Any]:
    """The values of the template's parts that a new day changes."""
    level = level_of(ask.graph, asked.rules, ask.within)
    leads = Leads(ask, asked, level)
    table = partial(place_table, ask.graph, day=ask.day, within=ask.within)
    counties = table(asked.rules, level="county")
    soon = ending_soon(ask.graph, ask.day, ask.within, None if asked.is_all else asked.rules)
    every = counties if asked.group is None else table(asked.of_force, level="county")
    return {
        "numbers": numbers_of(counties, len(soon)),
        "groups": groups_of(every, ask.lang),
        "to": leads,
        "most": list(_most(ask, counties, leads)),
        **(_flow(ask, leads) if asked.is_flow else _places(ask, asked, counties, level, leads)),
    }


def _places(ask: Ask, asked: Asked, counties: PlaceTable, level: str, leads: Leads) -> Mapping[str, Any]:
    """The matrix and the map, both of the same places."""
    by_level = counties
    if level != "county":
        by_level = place_table(ask.graph, asked.rules, ask.day, ask.within, level)
    places = map_places(ask.graph, _counts(by_level), ask.lang)
    return {
        "matrix": matrix_of(ask.graph, by_level, ask.lang),
        "map": map_picture(places, ask.lang, leads.of_place, ask.shapes),
        "map_rows": [(row, leads.of_place(row.id)) for row in map_rows(places)],
    }


def _counts(table: PlaceTable) -> Iterator[PlaceCount]:
    applies = table.counts.sum(axis=(0, 2)).tolist()
    columns = zip(table.places.tolist(), table.gaps.tolist(), table.unknown.tolist(), applies, strict=False)
    return (PlaceCount(*each) for each in columns if each[-1])


def _most(ask: Ask, table: PlaceTable, leads: Leads) -> Iterator[Neediest]:
    prefecture = ask.graph.structure.prefecture
    for slot, gaps in most_gaps(table, _MOST):
        above = int(prefecture[slot])
        name = "" if above == NOBODY else short_place(ask.graph, above, ask.lang)
        yield Neediest(short_place(ask.graph, slot, ask.lang), name, gaps, leads.county(ask.graph.id(slot)))


def _flow(ask: Ask, leads: Leads) -> Mapping[str, Any]:
    shown = flows(ask.graph, ask.within, ask.day, ask.lang)
    hrefs = Hrefs(place=lambda unit: _into(ask, unit, leads), force=leads.force)
    return {
        "flow": flow_picture(shown, ask.lang, hrefs),
        "flow_rows": flow_rows(shown, ask.lang),
        "flow_note": NOTE.said(ask.lang),
    }


def _into(ask: Ask, unit: str, leads: Leads) -> str | None:
    """From the flow: a county's page, or the flow of a larger place."""
    slot = ask.graph.find(unit)
    is_county = slot != NOBODY and int(ask.graph.structure.county[slot]) == slot
    return leads.county(unit) if is_county else ask.here(within=unit, ending=None, part=None)
