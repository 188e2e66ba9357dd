"""All that the template of the overview needs."""

from collections.abc import Mapping
from functools import partial
from typing import Any, NamedTuple

from graph_model.days import iso
from graph_model.vocabulary import Force
from visuals.pages.ask import Ask
from visuals.pages.overview.asked import Asked, asked_of
from visuals.pages.overview.day_parts import day_parts
from visuals.pages.overview.days_in_words import a_month_on, in_words
from visuals.pages.overview.ending_panel import MOST, ending_panel
from visuals.pages.overview.outlook import Outlook, outlook
from visuals.pages.words.overview import WORDS
from visuals.pictures.curve import draw_curve
from visuals.pictures.matrix_cells import short_words
from visuals.pictures.months import Cliff
from visuals.pictures.state_marks import inline_mark, state_words
from visuals.report.links import SOON
from visuals.words import said_from, word


class Choice(NamedTuple):
    """One choice of a filter, and the view with it."""

    title: str
    href: str
    is_chosen: bool
    code: str


class Slider(NamedTuple):
    """Days as numbers from `start`, an ISO day: those of the curve; and the curve's own x of the chosen one."""

    start: str
    most: int
    value: int


def content(ask: Ask) -> Mapping[str, Any]:
    asked = asked_of(ask)
    ahead = outlook(ask.graph, asked.rules, ask.day, ask.today, ask.within)
    panel = ending_panel(ask, asked, ahead)
    return {
        "say": partial(said_from, WORDS, ask.lang),
        "only_day": asked.only_day,
        "group": asked.group,
        "force": asked.force,
        "is_flow": asked.is_flow,
        "has_rules": bool(asked.rules),
        "soon": SOON,
        "views": _views(ask, asked),
        "forces": _forces(ask, asked),
        "all_groups": ask.here(group=None, part=None),
        "of_group": lambda group: ask.here(group=group, part=None),
        "states": [(state, said, short_words(ask.lang)[state]) for state, said in state_words(ask.lang)],
        "mark": partial(inline_mark, lang=ask.lang),
        "panel": panel,
        "most_listed": MOST,
        "close": ask.here(ending=None, part=None),
        **({} if asked.only_day else _days(ask, ahead)),
        **day_parts(ask, asked),
    }


def _views(ask: Ask, asked: Asked) -> list[Choice]:
    return [
        Choice(WORDS[name].said(ask.lang), ask.here(view=view, part=None), asked.is_flow is (view is not None), name)
        for name, view in (("view_matrix", None), ("view_flow", "flow"))
    ]


def _forces(ask: Ask, asked: Asked) -> list[Choice]:
    every = Choice(WORDS["all_forces"].said(ask.lang), ask.here(force=None, part=None), asked.force is None, "")
    each = [
        Choice(word(force, Force, ask.lang), ask.here(force=force, part=None), asked.force is force, force)
        for force in Force
    ]
    return [every, *each]


def _days(ask: Ask, ahead: Outlook) -> Mapping[str, Any]:
    """The slider, the curve under it, and the cliffs; nothing where there is no rule."""
    if not ahead.months:
        return {"reach": None}
    span, hrefs = ahead.span, {fall.month: _past(ask, fall.day, fall.month) for fall in ahead.falls}

    def link(cliff: Cliff) -> str:
        return hrefs[cliff.month.month]

    return {
        "reach": Slider(iso(span.first), span.last - span.first, ask.day - span.first),
        "in_words": in_words(ask.day, ask.lang),
        "steps": _steps(ask),
        "curve": draw_curve(ahead.months, ask.today, ask.lang, chosen=ask.day, link=link),
        "falls": [(fall, hrefs[fall.month]) for fall in ahead.falls],
        "months": ahead.months,
    }


def _past(ask: Ask, day: int, month: str) -> str:
    """The view of the day just past a cliff, with what ended there."""
    return ask.here(as_of=iso(day), ending=month, part=None)


def _steps(ask: Ask) -> list[tuple[str, str]]:
    """Steps by month, as links: they work without the slider."""
    return [
        (name, ask.here(as_of=iso(a_month_on(ask.day, months)), part=None))
        for name, months in (("month_back", -1), ("month_on", 1))
    ]
