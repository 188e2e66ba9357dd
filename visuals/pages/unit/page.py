"""The page of one unit, put together; without a unit, the helpers to begin with."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from graph_model.vocabulary import PLACES, Force, Kind
from visuals.pages.ask import Ask
from visuals.pages.provenance import provenance
from visuals.pages.unit import about
from visuals.pages.unit.links import LANES, LinkRow, inexact, links_of
from visuals.pages.unit.states import state_groups
from visuals.pages.unit.versions import MOST as MOST_VERSIONS
from visuals.pages.unit.versions import earlier_versions
from visuals.pages.unit.what_if import what_if
from visuals.pages.words.unit import WORDS
from visuals.pictures.state_marks import inline_mark
from visuals.pictures.time_axis import Phase, draw_time_axis
from visuals.report.links import SOON
from visuals.words import said_from, word

OPTIONS: tuple[str, ...] = ()
_LISTED = 120
"""Links of one list that are shown; its CSV has all."""
_TO_BEGIN_WITH = 40
"""Helpers that the page names where no unit is asked for."""


def content(ask: Ask) -> Mapping[str, Any]:
    shared = {
        "say": partial(said_from, WORDS, ask.lang),
        "mark": partial(inline_mark, lang=ask.lang),
        "forces": [(str(force), word(force, Force, ask.lang)) for force in Force],
        "kind_word": lambda kind: word(kind, Kind, ask.lang),
    }
    return {**shared, **(_of_nobody(ask) if ask.unit is None else _of_unit(ask, ask.unit))}


def _of_nobody(ask: Ask) -> Mapping[str, Any]:
    answer = ask.answer("helpers", within=ask.within_id)
    rows = answer.page(0, _TO_BEGIN_WITH)
    helpers = [(row, ask.unit_href(row.helper), [word(each, Force, ask.lang) for each in row.forces]) for row in rows]
    return {"unit": None, "helpers": helpers, "helper_count": answer.total}


def _of_unit(ask: Ask, slot: int) -> Mapping[str, Any]:
    [row] = ask.answer("unit", unit=ask.graph.id(slot), all_time=True).page(0, 1)
    links = links_of(ask, row)
    helps = any(link.phase is not Phase.PAST for lane in ("helps", "sends") for link in links[lane])
    versions = earlier_versions(ask, slot, row)
    return {
        **_about(ask, slot, row),
        **_under_rules(ask, slot, row),
        **_history(ask, row, links),
        "lanes": [_lane(ask, lane, links[lane], ask.graph.id(slot)) for lane in LANES if links[lane]],
        "leaving": what_if(ask, slot) if helps else None,
        "versions": versions[:MOST_VERSIONS],
        "version_count": len(versions),
    }


def _about(ask: Ask, slot: int, row: Any) -> Mapping[str, Any]:
    """Who it is, and where to go from here."""
    unit_id, kind = ask.graph.id(slot), ask.graph.kind(slot)
    return {
        "title": row.unit["name"],
        "unit": row.unit,
        "kind": word(kind, Kind, ask.lang),
        "is_county": kind is Kind.COUNTY,
        "is_place": kind in PLACES,
        "chain": about.chain(ask, slot),
        "facts": about.facts(ask, slot, row.unit),
        "source": provenance(ask, row.unit),
        "within_kinds": about.within(ask, slot, row.within),
        "network": ask.href("network", around=unit_id),
        "pairings_within": ask.api("pairings", "csv", within=unit_id),
    }


def _under_rules(ask: Ask, slot: int, row: Any) -> Mapping[str, Any]:
    groups = state_groups(ask, slot, row.states)
    return {
        "groups": groups,
        "gaps": sum(each.is_gap for group in groups for each in group.rows),
        "rules": sum(len(group.rows) for group in groups),
    }


def _history(ask: Ask, row: Any, links: Mapping[str, list[LinkRow]]) -> Mapping[str, Any]:
    """All links on one axis of time, and how many of them hold on the day."""
    every = [link for lane in LANES for link in links[lane]]
    bars = [link.bar(WORDS[lane].said(ask.lang)) for lane in LANES for link in links[lane]]
    return {
        "axis": draw_time_axis(row.unit["name"], bars, ask.day, ask.lang) if bars else "",
        "link_count": len(every),
        "inexact": inexact(every, row),
        "forces_here": {link.force for link in every},
        "in_force": {lane: sum(link.phase is Phase.IN_FORCE for link in links[lane]) for lane in LANES},
        "ending": sum(link.phase is Phase.IN_FORCE and link.until <= ask.day + SOON for link in every),
        "soon": SOON,
    }


_ENDS = {"helped_by": ("pairings", "recipient"), "helps": ("pairings", "helper")}
_ENDS |= {"hosts": ("dispatches", "host"), "sends": ("dispatches", "sender")}


def _lane(ask: Ask, lane: str, links: list[LinkRow], unit_id: str) -> Mapping[str, Any]:
    """A list of links: those of now and to come, those past, and where all of it is to be had."""
    question, end = _ENDS[lane]
    return {
        "name": lane,
        "now": [link for link in links if link.phase is not Phase.PAST][:_LISTED],
        "past": [link for link in links if link.phase is Phase.PAST][:_LISTED],
        "count": sum(link.phase is Phase.IN_FORCE for link in links),
        "total": len(links),
        "unlisted": max(len(links) - 2 * _LISTED, 0),
        "csv": ask.api(question, "csv", **{end: unit_id}, all_time=True),
        "xlsx": ask.api(question, "xlsx", **{end: unit_id}, all_time=True),
    }
