"""The page of changes, put together."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from visuals.pages.ask import Ask
from visuals.pages.changed_rows import changed_row, name_of
from visuals.pages.changes.moves import moved
from visuals.pages.changes.period import choices, period, ways
from visuals.pages.changes.rows import listed
from visuals.pages.downloads import FORMATS
from visuals.pages.words.changes import WORDS
from visuals.pictures.state_marks import inline_mark
from visuals.words import said_from

OPTIONS = ("since", "until", "what", "change", "page")


def content(ask: Ask) -> Mapping[str, Any]:
    chosen, name = period(ask), name_of(ask)
    told = {"since": chosen.since, "until": chosen.until, "within": ask.within_id}
    found = listed(ask, ask.answer("changes", **told), chosen)
    return {
        "say": partial(said_from, WORDS, ask.lang),
        "mark": partial(inline_mark, lang=ask.lang),
        "period": chosen,
        "ways": ways(ask, chosen),
        "choices": choices(ask),
        "sent_along": ask.kept,
        "counted": found.counted,
        "narrowed": "what" in ask.options or "change" in ask.options,
        "changed": [changed_row(row, name, ask.lang) for row in found.rows],
        "pages": found.pages,
        "moves": moved(ask, chosen),
        "files": [(name, ask.api("changes", name, **told)) for name in FORMATS],
    }
