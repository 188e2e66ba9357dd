"""An ODS file's content: the corners of its sheets with every repetition counted, and the marks it has."""

from xml.parsers import expat

from loaders.sheets.workbook.marks import ErrorCells, Place, SheetMarks
from loaders.sheets.workbook.parts import local
from loaders.sheets.workbook.safety import check_corners

_WEIGHT = 4
"""Times as many bytes as for a cell of an XLSX sheet."""


class OdsContent:
    """Handlers of content.xml; `sheets` by their names when it has been parsed."""

    def __init__(self, parser: expat.XMLParserType, where: str) -> None:
        self.sheets: dict[str, SheetMarks] = {}
        self._where = where
        self._name = ""
        self._row = self._row_times = self._column = self._columns = 0
        self._new_sheet()
        self._within: list[str] = []
        self._errors_here: list[Place] = []
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._text

    def _new_sheet(self) -> None:
        self._row = self._row_times = self._columns = 0
        self._errors: ErrorCells = {}
        self._merged: list[tuple[int, int, int, int]] = []
        self._unstored: set[Place] = set()

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        match name := local(tag):
            case "table":
                self._new_sheet()
                self._name = attributes.get("table:name", "")
            case "table-row":
                self._row, self._column = self._row + self._row_times, 0
                self._row_times = _number(attributes, "rows-repeated")
            case "table-cell" | "covered-table-cell":
                self._cell(attributes)
        if self._errors_here:
            self._within.append(name)

    def _cell(self, attributes: dict[str, str]) -> None:
        row, column = self._row + 1, self._column
        self._column += _number(attributes, "columns-repeated")
        if any(name.endswith(":value-type") for name in attributes):
            self._columns = max(self._columns, self._column)
            check_corners(self._row + self._row_times, self._columns, self._where, _WEIGHT)
        elif "table:formula" in attributes:
            self._unstored.update(self._places(column))
        down, right = _number(attributes, "rows-spanned"), _number(attributes, "columns-spanned")
        if down * right > 1:
            self._merged.append((row, column, row + down - 1, column + right - 1))
        if attributes.get("calcext:value-type") == "error":
            self._errors_here = self._places(column)

    def _places(self, first: int) -> list[Place]:
        """All cells that the current one, from column `first` on, stands for."""
        rows = range(self._row + 1, self._row + self._row_times + 1)
        check_corners(len(rows), self._column, self._where, _WEIGHT)
        return [(row, column) for row in rows for column in range(first, self._column)]

    def _text(self, text: str) -> None:
        """The error's name; comments on the cell have paragraphs too."""
        if self._errors_here and self._within[1:] == ["p"]:
            for row, column in self._errors_here:
                cells = self._errors.setdefault(row, {})
                cells[column] = cells.get(column, "") + text

    def _end(self, tag: str) -> None:
        if self._within:
            self._within.pop()
        if (name := local(tag)) in ("table-cell", "covered-table-cell"):
            self._errors_here = []
        elif name == "table":
            self.sheets[self._name] = SheetMarks(self._errors, tuple(self._merged), unstored=frozenset(self._unstored))


def _number(attributes: dict[str, str], what: str) -> int:
    return int(attributes.get(f"table:number-{what}", 1))
