"""The lines of the overlaps page: the answer's rows with names, links and the forces of each helper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graph_model.rules import Rule
from graph_model.snapshot.history import NOBODY
from graph_model.snapshot.snapshot import Snapshot
from graph_model.vocabulary import Kind
from queries.overlaps import Row
from queries.reach import helpers_at
from visuals.pages.ask import Ask
from visuals.pictures.place_names import short_place
from visuals.rule_titles import title_of
from visuals.words import Lang, word

MOST_NAMES = 12
"""Names in one cell; it says how many more there are."""


class Named(NamedTuple):
    """A unit with its page, if this reader may open it; `forces`: those of its links to the line's unit."""

    name: str
    href: str | None
    forces: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One row; what its pattern does not have is None or empty. `most` is the max of the rule."""

    unit: Named | None
    kind: str
    where: str
    rule: str
    most: int
    count: int
    helpers: Sequence[Named]
    forces: Sequence[str]
    units: Sequence[Named]


def lines_of(ask: Ask, rows: Sequence[Row]) -> list[Line]:
    """`rows` are of the question `overlaps`."""
    rules = {rule.id: rule for rule in ask.graph.rules}
    return [_line(ask, row, rules) for row in rows]


def _line(ask: Ask, row: Row, rules: Mapping[str, Rule]) -> Line:
    graph = ask.graph
    slot = NOBODY if row.unit is None else graph.find(row.unit)
    rule = rules.get(row.rule or "")
    reaching = {} if slot == NOBODY else helpers_at(graph, ask.day, slot)
    return Line(
        unit=None if row.unit is None else _named(ask, row.unit),
        kind="" if slot == NOBODY else word(graph.kind(slot), Kind, ask.lang),
        where=_where(graph, slot, ask.lang),
        rule=title_of(rule, ask.lang) if rule else "",
        most=(rule.max or 0) if rule else 0,
        count=row.count,
        helpers=[_named(ask, helper, reaching) for helper in row.helpers],
        forces=row.forces,
        units=[_named(ask, unit) for unit in row.units[:MOST_NAMES]],
    )


def _named(ask: Ask, unit_id: str, reaching: Mapping[int, Sequence[str]] | None = None) -> Named:
    slot = ask.graph.find(unit_id)
    return Named(ask.graph.name(slot), ask.unit_href(unit_id), (reaching or {}).get(slot, ()))


def _where(graph: Snapshot, slot: int, lang: Lang) -> str:
    """The county that a unit lies in; of a county its prefecture."""
    if slot == NOBODY:
        return ""
    structure = graph.structure
    county = int(structure.county[slot])
    return short_place(graph, county if county != slot else int(structure.prefecture[slot]), lang)
