"""The panel of links that end: in the month of a cliff, or within the 90 days after the day shown."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph_model.days import iso
from graph_model.snapshot.texts import Ints
from visuals.pages.ask import Ask
from visuals.pages.overview.asked import SOON, Asked
from visuals.pages.overview.endings import ending_soon, listed, rows_ending
from visuals.pages.overview.outlook import Outlook
from visuals.pages.words.overview import WORDS
from visuals.report.links import SOON as DAYS
from visuals.report.links import ReportLink

MOST = 200
"""Links that the panel lists; it says how many there are."""


@dataclass(frozen=True, slots=True)
class EndingPanel:
    """The first links of `total`."""

    title: str
    total: int
    links: Sequence[tuple[ReportLink, str | None, str | None]]
    """With the pages of helper and recipient, None where this reader may not open one."""


def ending_panel(ask: Ask, asked: Asked, outlook: Outlook) -> EndingPanel | None:
    """None where the address asks for no endings."""
    if not asked.ending:
        return None
    rows = _rows(ask, asked, outlook)
    if asked.ending == SOON:
        title = WORDS["ending_soon"].said(ask.lang, days=DAYS, last=iso(ask.day + DAYS), count=f"{len(rows):,}")
    else:
        title = WORDS["ending_month"].said(ask.lang, month=asked.ending, count=f"{len(rows):,}")
    told = listed(ask.graph, rows, MOST, ask.lang)
    links = [(link, ask.unit_href(link.helper_id), ask.unit_href(link.recipient_id)) for link in told]
    return EndingPanel(title, len(rows), links)


def _rows(ask: Ask, asked: Asked, outlook: Outlook) -> Ints:
    if asked.ending == SOON:
        return ending_soon(ask.graph, ask.day, ask.within, None if asked.is_all else asked.rules)
    month = next((each for each in outlook.months if each.month == asked.ending), None)
    if month is None:
        return rows_ending(ask.graph, 0, 0)
    return rows_ending(ask.graph, month.start, month.beyond, ids=month.ending)
