"""The page of overlaps, put together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from markupsafe import Markup

from graph_model.vocabulary import Force, Pattern
from loaders.cells.readers import term_meant
from queries.overlaps import OVERLAPS
from visuals.pages.ask import Answered, Ask
from visuals.pages.downloads import FORMATS
from visuals.pages.options import one_of
from visuals.pages.overlaps.drawings import drawing, explained
from visuals.pages.overlaps.lines import MOST_NAMES, lines_of
from visuals.pages.paging import paging
from visuals.pages.words.overlaps import WORDS
from visuals.words import said_from, word

OPTIONS = ("pattern", "at_least", "page")

ROWS = 50
"""On one page."""
PICTURED = 6
"""Of them, drawn one by one."""


@dataclass(frozen=True, slots=True)
class Tab:
    """One pattern: how often there is such an overlap, and what it looks like."""

    pattern: str
    title: str
    count: int
    href: str
    is_here: bool
    picture: Markup


def content(ask: Ask) -> Mapping[str, Any]:
    pattern = _pattern(ask)
    answers = {each: _answer(ask, each) for each in Pattern}
    pages = paging(ask, answers[pattern].total, ROWS)
    lines = lines_of(ask, answers[pattern].page(pages.start, pages.stop))
    least = ask.options.get("at_least")
    return {
        "say": partial(said_from, WORDS, ask.lang),
        "pattern": pattern,
        "title_of_pattern": word(pattern, Pattern, ask.lang),
        "tabs": _tabs(ask, pattern, answers),
        "pages": pages,
        "lines": lines,
        "pictures": [(line, drawing(pattern, line, ask.lang)) for line in lines[:PICTURED]],
        "most_names": MOST_NAMES,
        "force_word": lambda force: word(force, Force, ask.lang),
        "at_least": least or "2",
        "least_is_usual": least is None,
        "usual_least": ask.here(at_least=None, page=None),
        "everywhere": ask.here(within=None, page=None) if ask.within is not None and not ask.limited else "",
        "files": [
            (name, ask.api("overlaps", name, pattern=pattern, within=ask.within_id, at_least=least)) for name in FORMATS
        ],
    }


def _pattern(ask: Ask) -> Pattern:
    """Raises UsageError."""
    text = ask.options.get("pattern", Pattern.OVER_MAX)
    return Pattern.of(one_of("pattern", term_meant(Pattern, text) or text, tuple(Pattern)))


def _answer(ask: Ask, pattern: Pattern) -> Answered:
    return ask.answer(OVERLAPS, pattern=pattern, within=ask.within_id, at_least=ask.options.get("at_least"))


def _tabs(ask: Ask, here: Pattern, answers: Mapping[Pattern, Answered]) -> Sequence[Tab]:
    return [
        Tab(
            pattern,
            word(pattern, Pattern, ask.lang),
            answers[pattern].total,
            ask.here(pattern=pattern, page=None),
            pattern is here,
            explained(pattern, ask.lang),
        )
        for pattern in Pattern
    ]
