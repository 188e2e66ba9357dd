"""A page in its frame: navigation, search, place, day, and the clocks at the foot."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from graph_model.days import iso
from visuals.pages.ask import Ask
from visuals.pages.assets import asset, has_asset
from visuals.pages.page import COMMON
from visuals.pages.pages import PAGES
from visuals.pages.places import place_filter
from visuals.pages.words.frame import WORDS
from visuals.templating import rendered
from visuals.values import moment
from visuals.words import FICTIONAL, Lang, said_from

_AROUND = 366
"""Days that the slider goes back and ahead of today."""


class Entry(NamedTuple):
    """One page in the navigation."""

    title: str
    href: str
    is_here: bool


class Slider(NamedTuple):
    """Days as numbers for the range input, and the first one in ISO."""

    first: str
    most: int
    value: int


def page_text(ask: Ask) -> str:
    """The whole page."""
    page, lang = ask.page, ask.lang
    values = page.content(ask)
    return rendered(page.template, **_frame(ask), **{"title": page.title.said(lang), **values})


def _frame(ask: Ask) -> Mapping[str, Any]:
    places = place_filter(ask)
    return {
        **bare_frame(ask.lang),
        "ask": ask,
        "page": ask.page.name,
        "entries": _entries(ask),
        "places": places,
        "place_name": places.chain[-1].name if places.chain else "",
        "kept": _kept(ask),
        "place_form": _place_form(ask),
        "day": iso(ask.day),
        "today": iso(ask.today),
        "slider": _slider(ask),
        "seq": ask.graph.known_at,
        "time": moment(ask.record.time),
        "is_empty": ask.graph.structure.version.size == 0 and ask.page.name != "imports",
        "fictional": FICTIONAL if ask.fictional else "",
        "other_language": ask.here(lang=None if ask.lang is Lang.EN else Lang.EN.value),
        "styles": [asset(name) for name in (f"{ask.page.name}.css",) if has_asset(name)],
        "script": asset(f"{ask.page.name}.js") if has_asset(f"{ask.page.name}.js") else "",
    }


def bare_frame(lang: Lang) -> Mapping[str, Any]:
    """What a page without data has, too."""
    return {
        "lang": lang.tag,
        "frame": partial(said_from, WORDS, lang),
        "asset": asset,
    }


def _entries(ask: Ask) -> Sequence[Entry]:
    return [
        Entry(page.title.said(ask.lang), ask.href(page.name), page.name == ask.page.entry)
        for page in PAGES
        if page.in_navigation
    ]


def _kept(ask: Ask) -> Mapping[str, str]:
    """What forms send along unless they say it themselves: the view's options, but for where a list stands."""
    return {name: value for name, value in ask.options.items() if name not in ("cursor", "page")}


def _place_form(ask: Ask) -> tuple[str, Mapping[str, str]]:
    """Where the place filter leads, and what it sends along: from a page of one unit to the overview, which knows
    none of that page's own options.
    """
    if ask.unit is None and ask.number is None:
        return ask.href(ask.page.name).partition("?")[0], _kept(ask)
    return ask.href("overview").partition("?")[0], {
        name: value for name, value in ask.options.items() if name in COMMON
    }


def _slider(ask: Ask) -> Slider:
    first, last = min(ask.today - _AROUND, ask.day), max(ask.today + _AROUND, ask.day)
    return Slider(iso(first), last - first, ask.day - first)
