"""What a pairing or dispatch is and for how long, as pages say it."""

from collections.abc import Mapping
from typing import Any

from graph_model.vocabulary import Field, Post, Role
from visuals.values import as_known
from visuals.words import Lang, Words, word

OPEN_END = Words("未写截止", "no end")
_SEEN = Words("见于 {day}", "seen {day}")


def part_said(told: Mapping[str, Any], lang: Lang) -> str:
    """A dispatch's post, field and number of people; a pairing's role."""
    if not told.get("post"):
        return word(told["role"], Role, lang) if told.get("role") else ""
    said = [word(told["post"], Post, lang), *([word(told["field"], Field, lang)] if told["field"] else [])]
    return "·".join(said) + (f" ×{told['headcount']}" if told["headcount"] > 1 else "")


def term_said(told: Mapping[str, Any], lang: Lang) -> str:
    """Its days with only what was known of them: 2021-04 — 2026-08-15; a start that was only seen says so."""
    since, through = told["since"], told["through"]
    first = as_known(since, told["since_precision"]) if since else _SEEN.said(lang, day=told["seen"])
    if through:
        return f"{first} — {as_known(through, told['through_precision'])}"
    return f"{first} — {OPEN_END.said(lang)}"
