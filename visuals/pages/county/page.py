"""The page of a county, put together; without a county, the list of all."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from graph_model.vocabulary import Kind
from visuals.pages.ask import Ask
from visuals.pages.county.board import board_of
from visuals.pages.county.drawn import drawn
from visuals.pages.county.elsewhere import notice_of
from visuals.pages.county.side import side_of
from visuals.pages.words.county import WORDS
from visuals.words import said_from

OPTIONS = ("field", "post", "search")


def content(ask: Ask) -> Mapping[str, Any]:
    """`board` is that of a county; `notice` stands above the list of counties where another unit was asked for."""
    county = _county(ask)
    board = None if county is None else board_of(ask, county)
    return {
        "say": partial(said_from, WORDS, ask.lang),
        "board": board,
        **(drawn(ask, board) if board else {}),
        "notice": notice_of(ask, ask.unit) if county is None and ask.unit is not None else None,
        "side": side_of(ask, county),
    }


def _county(ask: Ask) -> int | None:
    """The county in the address, or the one that the place filter says where the address has no unit."""
    asked = ask.within if ask.unit is None else ask.unit
    return asked if asked is not None and ask.graph.kind(asked) is Kind.COUNTY else None
