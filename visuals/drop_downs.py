"""Drop-down lists of a fill-in workbook: what may stand in a column, on a hidden sheet, and where it is offered.

They suggest and do not forbid: another value is asked about, and may stay.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import cast

import numpy as np
from openpyxl.worksheet.datavalidation import DataValidation, DataValidationList
from openpyxl.xml.functions import tostring

from graph_model.names import Directory
from graph_model.schema import Column, Value
from graph_model.snapshot.snapshot import Snapshot
from graph_model.snapshot.texts import Bools
from graph_model.vocabulary import PLACES
from loaders.receipts.text_workbook import Page
from loaders.sheets.batches import letters
from visuals.unit_cells import UnitCells
from visuals.words import Lang, Words, word

LISTS = Words("列表", "Lists")
MOST_CHOICES = 20_000
"""Units in a list. Nobody chooses among more: the column then has none."""
_LAST_ROW = 1_048_576
_ASK = Words("列表里没有这个值，要保留吗？", "This value is not in the list. Keep it?")


@dataclass(frozen=True, slots=True)
class UnitLists:
    """Units to choose from: `here` can be helped, `over` have parts, `helpers` help or could.

    A list of more than MOST_CHOICES is empty, and then there are `too_many`.
    """

    here: Sequence[str]
    over: Sequence[str]
    helpers: Sequence[str]
    too_many: bool

    @classmethod
    def of(cls, graph: Snapshot, directory: Directory, cells: UnitCells, within: int | None) -> "UnitLists":
        """Those within a unit; without one, those in the scope of the rules in force, or all."""
        here = graph.present & (_in_scope(graph) if within is None else graph.within(within))
        over = np.zeros(len(here), np.bool_)
        over[[slot for slot in np.flatnonzero(here).tolist() if directory.has_parts(slot)]] = True
        helpers = graph.present & ~graph.of_kinds(PLACES)
        wiring = graph.wiring
        helpers[graph.history.links.helper[wiring.link[graph.alive]]] = True
        helpers &= graph.present
        return cls(
            here=_labels(graph, cells, here),
            over=_labels(graph, cells, over),
            helpers=_labels(graph, cells, helpers),
            too_many=any(int(each.sum()) > MOST_CHOICES for each in (here, over, helpers)),
        )

    def of_column(self, name: str) -> Sequence[str]:
        return {"helper": self.helpers, "sender": self.helpers, "parent": self.over, "within": self.over}.get(
            name, self.here
        )


def _in_scope(graph: Snapshot) -> Bools:
    tags = {rule.scope for rule in graph.rules if rule.scope}
    inside = np.zeros(len(graph.present), np.bool_)
    for tag in tags:
        inside |= graph.tagged(tag)
    return inside if inside.any() else graph.present


def _labels(graph: Snapshot, cells: UnitCells, chosen: Bools) -> list[str]:
    slots = np.flatnonzero(chosen)
    if len(slots) > MOST_CHOICES:
        return []
    return [cells.label(slot) for slot in slots[np.argsort(graph.structure.rank[slots])].tolist()]


def choices_of(columns: Sequence[Column], units: UnitLists, lang: Lang) -> dict[str, Sequence[str]]:
    """What each column offers; columns that offer nothing are not there."""
    offered: dict[str, Sequence[str]] = {}
    for column in columns:
        if column.terms is not None:
            offered[column.name] = [word(str(term), column.terms, lang) for term in column.terms]
        elif column.value is Value.UNIT:
            offered[column.name] = units.of_column(column.name)
    return {name: choices for name, choices in offered.items() if choices}


def list_page(choices: Mapping[str, Sequence[str]], lang: Lang) -> Page:
    """The hidden sheet: a column for each list, numbered: with headers of ours it would itself be a table."""
    titles = [f"{LISTS.said(lang)} {number}" for number, _ in enumerate(choices, 1)] or [LISTS.said(lang)]
    rows = zip_longest(*choices.values(), fillvalue="")
    return Page(LISTS.said(lang), iter([titles, *map(list, rows)]), hidden=True)


def drop_downs(columns: Sequence[Column], choices: Mapping[str, Sequence[str]], lang: Lang) -> str:
    """The XML that offers each list in its column of the table."""
    places = {column.name: letters(place) for place, column in enumerate(columns)}
    offered = []
    for place, (name, listed) in enumerate(choices.items()):
        column = letters(place)
        offered.append(
            DataValidation(
                type="list",
                formula1=f"'{LISTS.said(lang)}'!${column}$2:${column}${len(listed) + 1}",
                allow_blank=True,
                showErrorMessage=True,
                errorStyle="warning",
                error=_ASK.said(lang),
                sqref=f"{places[name]}2:{places[name]}{_LAST_ROW}",
            )
        )
    if not offered:
        return ""
    # The stubs say str; what openpyxl takes from the standard library or from lxml gives bytes.
    return cast(bytes, tostring(DataValidationList(dataValidation=offered).to_tree())).decode()
