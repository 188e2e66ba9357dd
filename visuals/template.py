"""A workbook to be filled in: how, the table with the rows already known, and the lists to choose from."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO

from graph_model.names import Directory
from graph_model.schema import Value
from graph_model.snapshot.snapshot import Snapshot
from loaders.receipts.text_workbook import Page, write_pages
from visuals.drop_downs import UnitLists, choices_of, drop_downs, list_page
from visuals.ledger_tables import LedgerTable, ledger_tables
from visuals.selected_rows import rows_within
from visuals.template_prose import PROSE, prose_lines
from visuals.unit_cells import UnitCells
from visuals.words import FICTIONAL, Lang

SOURCE = "template"
"""By this a workbook is known as one of ours (`loaders.receipts.text_workbook.is_untouched`)."""
_WIDTHS: Mapping[Value, int] = {
    Value.ID: 20,
    Value.UNIT: 28,
    Value.NAME: 28,
    Value.TEXT: 28,
    Value.FIRST_DAY: 13,
    Value.LAST_DAY: 13,
    Value.COUNT: 8,
    Value.DEGREES: 10,
}
_WIDTH = 18


@dataclass(frozen=True, slots=True)
class Templates:
    """The four workbooks of one unit, or of everything; `within` names the unit."""

    tables: list[LedgerTable]
    units: UnitLists
    within: str
    fictional: bool

    @classmethod
    def of(cls, graph: Snapshot, lang: Lang, *, within: int | None = None, fictional: bool = False) -> "Templates":
        directory: Directory = graph.remember("directory", lambda: Directory(graph))
        cells = UnitCells(directory)
        tables = ledger_tables(graph, rows_within(graph, within), cells.texts, lang)
        units = UnitLists.of(graph, directory, cells, within)
        return cls(tables, units, "" if within is None else directory.label(within), fictional)

    def write(self, table: LedgerTable, out: IO[bytes]) -> None:
        """The workbook of one of `tables`."""
        lang, columns = table.lang, table.columns
        choices = choices_of(columns, self.units, lang)
        printed = FICTIONAL if self.fictional else ""
        prose = prose_lines(table, choices, self.within, fictional=self.fictional, too_many=self.units.too_many)
        sheet = Page(
            table.name,
            table.rows(),
            widths=[_WIDTHS.get(column.value, _WIDTH) for column in columns],
            must=frozenset(place for place, column in enumerate(columns) if column.required),
            below=drop_downs(columns, choices, lang),
            printed=printed,
        )
        pages = [
            Page(PROSE.said(lang), ([line] for line in prose), header=False, widths=(100,), printed=printed),
            sheet,
            list_page(choices, lang),
        ]
        write_pages(out, pages, SOURCE)
