"""What the county page says of a unit that is no county, and where that is shown."""

from typing import NamedTuple

from graph_model.snapshot.history import NOBODY
from graph_model.vocabulary import Kind
from visuals.pages.ask import Ask
from visuals.words import Lang

_WIDER = (Kind.PROVINCE, Kind.PREFECTURE)


class Way(NamedTuple):
    """A link: the name of its words, the unit that they name, and its address."""

    words: str
    name: str
    href: str


class Notice(NamedTuple):
    """`words` says what the unit is."""

    words: str
    name: str
    kind: str
    ways: list[Way]


def is_wider(ask: Ask, slot: int) -> bool:
    """A prefecture or a province."""
    return ask.graph.kind(slot) in _WIDER


def notice_of(ask: Ask, slot: int) -> Notice:
    """Of any unit but a county."""
    kind, name = ask.graph.kind(slot), ask.graph.name(slot)
    said = kind.en.lower() if ask.lang is Lang.EN else kind.zh
    if is_wider(ask, slot):
        return Notice(
            "is_place", name, said, [Way("to_overview", name, ask.href("overview", within=ask.graph.id(slot)))]
        )
    return Notice("is_unit", name, said, _ways(ask, slot))


def _ways(ask: Ask, slot: int) -> list[Way]:
    ways = [Way("to_unit", ask.graph.name(slot), ask.href("unit", ask.graph.id(slot)))]
    county = int(ask.graph.structure.county[slot])
    href = None if county == NOBODY else ask.unit_href(ask.graph.id(county))
    return ways if href is None else [*ways, Way("to_county", ask.graph.name(county), href)]
