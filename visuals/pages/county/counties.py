"""The counties of a place by prefecture, each with how it stands: the left column, and the page of all counties."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph_model.snapshot.history import NOBODY
from graph_model.snapshot.snapshot import Snapshot
from graph_model.vocabulary import GAP_STATES
from queries.coverage import Row
from visuals.pictures.place_names import short_place
from visuals.words import Lang

MANY = 80
"""With more counties, prefectures are listed closed."""


@dataclass(frozen=True, slots=True)
class County:
    """Over all rules in the county: `due` is units times rules."""

    unit: str
    name: str
    short: str
    due: int
    met: int
    gaps: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Prefecture:
    """Its counties; `open` where the list shows them at once. Counties in no prefecture have an empty name."""

    unit: str
    name: str
    counties: Sequence[County]
    open: bool = True

    @property
    def gaps(self) -> int:
        return sum(county.gaps for county in self.counties)


def counties_of(graph: Snapshot, rows: Iterable[Row], lang: Lang, found: frozenset[str] | None = None) -> list[County]:
    """From coverage by county; `found` keeps some of them."""
    sums = defaultdict[str, list[int]](lambda: [0, 0, 0, 0])
    for row in rows:
        if row.place is not None and row.applies and (found is None or row.place in found):
            counted = row.applies, row.covered + row.over, sum(int(getattr(row, state)) for state in GAP_STATES)
            sums[row.place] = [a + b for a, b in zip(sums[row.place], (*counted, row.unknown), strict=True)]
    slots = {unit: graph.find(unit) for unit in sums}
    return [County(unit, graph.name(slots[unit]), short_place(graph, slots[unit], lang), *sums[unit]) for unit in sums]


def by_prefecture(graph: Snapshot, counties: Sequence[County], here: str, lang: Lang) -> list[Prefecture]:
    """`here` is the county of the page: its prefecture is open."""
    grouped = defaultdict[int, list[County]](list)
    for county in counties:
        grouped[int(graph.structure.prefecture[graph.find(county.unit)])].append(county)
    few = len(counties) <= MANY
    ordered = sorted(grouped, key=lambda slot: "" if slot == NOBODY else graph.id(slot))
    return [
        _prefecture(graph, slot, grouped[slot], lang, few or here in {c.unit for c in grouped[slot]})
        for slot in ordered
    ]


def _prefecture(graph: Snapshot, slot: int, counties: Sequence[County], lang: Lang, is_open: bool) -> Prefecture:
    named = ("", "") if slot == NOBODY else (graph.id(slot), short_place(graph, slot, lang))
    return Prefecture(*named, sorted(counties, key=lambda county: county.unit), is_open)
