"""Which units are called so? For who knows a part of a name, its pinyin, its initials, a code or an alias."""

from dataclasses import dataclass
from typing import Annotated, NamedTuple

import numpy as np

from graph_model.names.search import UnitSearch
from graph_model.question import Answer, Heading, Option, Question, Takes
from graph_model.snapshot.snapshot import Snapshot
from graph_model.snapshot.texts import Ints
from graph_model.vocabulary import Kind
from queries.cells import codes, rows_of, unit_ids, unit_names, words
from queries.options import UnitKind, Within


@dataclass(frozen=True, slots=True)
class Params:
    day: int
    search: Annotated[
        str | None,
        Option(Takes.TEXT, "查找", "A part of a name, short name or alias, of an id, or of its pinyin or initials."),
    ] = None
    kind: UnitKind = None
    within: Within = None


class Row(NamedTuple):
    id: Annotated[str, Heading("编码", "Id", "Official code or credit code, else a stable slug.")]
    kind: Annotated[str, Heading("类型", "Kind", "What the unit is.", terms=Kind)]
    name: Annotated[str, Heading("名称", "Name", "Official name.")]
    short_name: Annotated[str | None, Heading("简称", "Short name", "Short name.", brief=False)]
    name_en: Annotated[str | None, Heading("英文名", "English name", "English name.", brief=False)]
    parent: Annotated[str | None, Heading("上级编码", "Parent", "Id of the unit it is part of.", brief=False)]
    parent_name: Annotated[str | None, Heading("上级", "Parent's name", "Its name.")]
    county: Annotated[str | None, Heading("县编码", "County", "The county it is, or lies in.", brief=False)]
    county_name: Annotated[str | None, Heading("县", "County name", "Its name.")]


def answer(graph: Snapshot, ask: Params) -> Answer[Row]:
    slots = _listed(graph, ask)
    return Answer(len(slots), lambda start, stop: _rows(graph, slots[start:stop]))


def _listed(graph: Snapshot, ask: Params) -> Ints:
    """The units asked for: the best fit first, then by county and id."""
    chosen = graph.present.copy()
    if ask.kind is not None:
        chosen &= graph.of_kinds([ask.kind])
    if ask.within is not None:
        chosen &= graph.within(ask.within)
    if ask.search is None:
        slots = np.flatnonzero(chosen)
        return slots[np.argsort(graph.structure.rank[slots])]
    search: UnitSearch = graph.remember("unit search", lambda: UnitSearch(graph))
    found = search.find(ask.search)
    slots = np.array([slot for slot in found if chosen[slot]], np.int64)
    fits = np.array([found[slot] for slot in slots.tolist()], np.int64)
    return slots[np.lexsort((graph.structure.rank[slots], fits))]


def _rows(graph: Snapshot, slots: Ints) -> list[Row]:
    history, units = graph.history, graph.history.units
    version = graph.structure.version[slots]
    parent, county = units.parent[version], graph.structure.county[slots]
    columns = (
        graph.ids(slots),
        codes(Kind, graph.structure.kind[slots]),
        graph.names(slots),
        words(history.words, units.short_name[version]),
        words(history.words, units.name_en[version]),
        unit_ids(graph, parent),
        unit_names(graph, parent),
        unit_ids(graph, county),
        unit_names(graph, county),
    )
    return rows_of(Row, columns)


UNITS = Question(
    name="units",
    title="单位",
    title_en="Units",
    meaning="Which units are there, and which are called so?",
    params=Params,
    row=Row,
    answer=answer,
)
