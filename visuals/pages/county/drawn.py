"""The pictures, words and links that the template of a county's page takes."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from graph_model.vocabulary import Field, Force, Kind, Post, State
from visuals.pages.ask import Ask
from visuals.pages.county.board import Board
from visuals.pages.county.links import CountyLinks
from visuals.pictures.butterfly import butterfly
from visuals.pictures.butterfly_shape import NARROW
from visuals.pictures.domain_bars import PARTS, draw_bars
from visuals.pictures.matrix_cells import short_words
from visuals.pictures.state_marks import inline_mark, state_words
from visuals.report.links import SOON
from visuals.values import as_known
from visuals.words import Lang, word

MOST = 60
"""Links that a list shows; it says how many more there are."""


def drawn(ask: Ask, board: Board) -> Mapping[str, Any]:
    """What the template has beside the board itself."""
    lang, links = ask.lang, CountyLinks(ask, board.unit)
    return {
        "links": links,
        "butterfly": butterfly(board.seats, lang, NARROW, links.seat),
        "bars": draw_bars(board.domain, lang, links.part),
        "parts": [(name, words.said(lang)) for name, words in PARTS],
        "forces": _listed(Force, lang),
        "states": [state for state, _ in state_words(lang)],
        "fields": _listed(Field, lang),
        "mark": partial(inline_mark, lang=lang),
        "short_mark": lambda state: inline_mark(state, lang, _short(state, lang)),
        "kind_word": lambda code: word(code, Kind, lang),
        "force_word": lambda code: word(code, Force, lang),
        "post_word": lambda code: word(code, Post, lang),
        "field_word": lambda code: word(code or "", Field, lang),
        "as_known": as_known,
        "days": SOON,
        "most": MOST,
    }


def _listed(terms: type[Any], lang: Lang) -> list[tuple[str, str]]:
    return [(str(term), word(term, terms, lang)) for term in terms]


def _short(state: str, lang: Lang) -> str | None:
    """As a narrow column has it; that nobody has reported is always said in full."""
    return None if state == State.UNKNOWN else short_words(lang)[state]
