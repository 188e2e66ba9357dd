"""The list as a file: every row that the filters leave, in the order of the page, with the question's columns."""

from graph_model.days import iso
from queries.gaps import GAPS
from visuals.pages.ask import Ask
from visuals.pages.gaps.asked import gaps_asked
from visuals.pages.gaps.order import ordered
from visuals.shown import Shown
from visuals.words import Words

_NOT_OF_ROWS = ("as_of", "known_at", "lang", "page", "print")


def shown_gaps(ask: Ask) -> Shown:
    """Raises what the page raises to the same options."""
    asked = gaps_asked(ask)
    order = ordered(asked.listing, asked.sort, asked.group_by)
    return Shown(
        name=GAPS.name,
        title=Words(GAPS.title, GAPS.title_en),
        columns=GAPS.columns,
        total=len(order),
        count=len(order),
        page=lambda start, stop: asked.listing.rows(order[start:stop]),
        known_at=ask.graph.known_at,
        as_of=iso(ask.day),
        meaning=GAPS.meaning,
        options={name: value for name, value in ask.options.items() if name not in _NOT_OF_ROWS},
        lang=ask.lang,
        fictional=ask.fictional,
    )
