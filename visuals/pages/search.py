"""Units that are called so: by a part of a name, its pinyin, its initials, a code or an alias."""

from collections.abc import Mapping
from functools import partial
from typing import Any, NamedTuple

from graph_model.vocabulary import Kind
from queries.units import UNITS
from visuals.pages.ask import Ask
from visuals.pages.words.search import WORDS
from visuals.words import said_from, word

OPTIONS = ("q",)
MOST = 50
"""Units that are listed; whoever sees more types more."""


class Found(NamedTuple):
    """A unit; without a link where this reader may not open it."""

    name: str
    kind: str
    place: str
    id: str
    href: str | None


def content(ask: Ask) -> Mapping[str, Any]:
    text = ask.options.get("q", "").strip()
    answer = ask.answer(UNITS, search=text) if text else None
    rows = answer.page(0, MOST) if answer else []
    return {
        "say": partial(said_from, WORDS, ask.lang),
        "text": text,
        "total": answer.total if answer else 0,
        "found": [_found(ask, row) for row in rows],
        "most": MOST,
    }


def _found(ask: Ask, row: Any) -> Found:
    place = row.county_name if row.county and row.county != row.id else row.parent_name
    return Found(row.name, word(row.kind, Kind, ask.lang), place or "", row.id, ask.unit_href(row.id))
