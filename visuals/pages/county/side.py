"""The list of counties that stays beside a county, and is the page itself where none is chosen."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph_model.snapshot.history import NOBODY
from graph_model.vocabulary import Kind
from queries.units import UNITS
from visuals.pages.ask import Ask
from visuals.pages.county.counties import County, Prefecture, by_prefecture, counties_of
from visuals.pages.county.elsewhere import is_wider


@dataclass(frozen=True, slots=True)
class Side:
    """`search` is what was looked for among the counties; `here` the id of the county shown, or empty."""

    ask: Ask
    prefectures: Sequence[Prefecture]
    search: str
    here: str
    count: int

    def href(self, county: County) -> str:
        """The county's page. A place filter narrower than a prefecture, that of one county, is dropped."""
        ask = self.ask
        kept = ask.within is not None and (ask.limited or is_wider(ask, ask.within))
        changes = {} if kept else {"within": None}
        return ask.href("county", county.unit, field=ask.options.get("field"), **changes)


def side_of(ask: Ask, county: int | None) -> Side:
    """`county` is the slot of the one shown, if any."""
    search = ask.options.get("search", "").strip()
    within = _place(ask, county)
    rows = ask.rows("coverage", by="county", within=within)
    counties = counties_of(ask.graph, rows, ask.lang, _found(ask, search, within))
    here = "" if county is None else ask.graph.id(county)
    return Side(ask, by_prefecture(ask.graph, counties, here, ask.lang), search, here, len(counties))


def _place(ask: Ask, county: int | None) -> str | None:
    """The place whose counties are listed: that of the address or the filter, for one county its prefecture."""
    if county is None and ask.unit is not None and is_wider(ask, ask.unit):
        return ask.graph.id(ask.unit)
    if ask.within is None or ask.limited or is_wider(ask, ask.within):
        return ask.within_id
    above = int(ask.graph.structure.prefecture[ask.within])
    return None if above == NOBODY else ask.graph.id(above)


def _found(ask: Ask, search: str, within: str | None) -> frozenset[str] | None:
    """Ids of the counties that are called so; None where nothing is looked for."""
    if not search:
        return None
    return frozenset(row.id for row in ask.rows(UNITS, search=search, kind=str(Kind.COUNTY), within=within))
