"""One sheet of an XLSX: the corners of its cells, and what they tell beside their values."""

import re
from dataclasses import dataclass, field
from xml.parsers import expat

from loaders.sheets.workbook.formats import text_shown
from loaders.sheets.workbook.marks import ErrorCells, Place, SheetMarks
from loaders.sheets.workbook.parts import is_on, local
from loaders.sheets.workbook.rich_text import Runs, RunsOfText, is_struck
from loaders.sheets.workbook.safety import check_corners
from loaders.sheets.workbook.styles import Styles

_RANGE = re.compile(r"([A-Za-z]+)(\d+):([A-Za-z]+)(\d+)")
_ADDRESS = re.compile(r"([A-Za-z]+)(\d+)")


@dataclass(frozen=True, slots=True)
class Book:
    """What the cells of a workbook share."""

    where: str
    styles: Styles = field(default_factory=Styles)
    strings: dict[str, Runs] = field(default_factory=dict)
    from_1904: bool = False


class NoAddressError(Exception):
    """A cell does not say where it is: it can only be found by counting all cells before it."""


class SheetXml:
    """Handlers of a sheet's XML; `marks` when it has been parsed.

    `counts` is False when stretches of rows are left out: every cell must give its address then.
    """

    def __init__(self, parser: expat.XMLParserType, book: Book, *, counts: bool) -> None:
        self._book, self._counts = book, counts
        self._errors: ErrorCells = {}
        self._merged: list[tuple[int, int, int, int]] = []
        self._hidden: set[int] = set()
        self._struck: dict[Place, bool] = {}
        self._shown: dict[Place, str] = {}
        self._unstored: set[Place] = set()
        self._row = self._rows = self._column = self._columns = 0
        self._is_hidden = self._is_value = self._has_formula = self._has_value = False
        self._type = self._style = self._value = ""
        self._runs = RunsOfText()
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler, parser.buffer_text = self._text, True

    @property
    def marks(self) -> SheetMarks:
        return SheetMarks(
            self._errors,
            tuple(self._merged),
            frozenset(self._hidden),
            self._struck,
            self._shown,
            frozenset(self._unstored),
            looked_at=True,
        )

    def reach(self, row: int, column: int) -> None:
        """There are cells down to that row and out to that column, both from 1."""
        self._rows, self._columns = max(self._rows, row), max(self._columns, column)
        check_corners(self._rows, self._columns, self._book.where)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        match tag if ":" not in tag else local(tag):
            case "c":
                self._begin(attributes)
            case "v":
                self._is_value = self._has_value = True
            case "is":
                self._has_value = True
                self._runs.begin()
            case "f":
                self._has_formula = True
            case "row":
                self._row, self._column = int(attributes.get("r", self._row + 1)), 0
                self._is_hidden = is_on(attributes, "hidden")
            case "mergeCell" if found := _RANGE.fullmatch(attributes.get("ref", "").replace("$", "")):
                first, last = (int(found[2]), column_of(found[1]) - 1), (int(found[4]), column_of(found[3]) - 1)
                self._merged.append((*first, *last))
            case name:
                self._runs.start(name, attributes)

    def _begin(self, attributes: dict[str, str]) -> None:
        self._column += 1
        if address := _ADDRESS.fullmatch(attributes.get("r", "")):
            self._column, self._row = column_of(address[1]), int(address[2])
        elif not self._counts:
            raise NoAddressError
        self._type, self._style = attributes.get("t", "n"), attributes.get("s", "0")
        self._has_formula = self._has_value = False
        self._value = ""

    def _text(self, text: str) -> None:
        if self._is_value:
            self._value += text
        else:
            self._runs.text(text)

    def _end(self, tag: str) -> None:
        match tag if ":" not in tag else local(tag):
            case "v":
                self._is_value = False
            case "c":
                self._finish()
            case "row":
                self._is_hidden = False
            case name:
                self._runs.end(name)

    def _finish(self) -> None:
        place = self._row, self._column - 1
        is_empty = not self._value and self._type not in ("str", "inlineStr")
        if self._has_formula and (is_empty or not self._has_value):
            self._unstored.add(place)
        if self._is_hidden and (self._has_formula or self._has_value):
            self._hidden.add(self._row)
        if not self._has_value:
            return
        self.reach(self._row, self._column)
        if self._type == "e":
            self._errors.setdefault(place[0], {})[place[1]] = self._value
        if (struck := self._how_struck()) is not None:
            self._struck[place] = struck
        shows = self._book.styles.shows.get(self._style)
        if shows and self._type in ("n", "d") and self._value:
            text = text_shown(shows, self._value, from_1904=self._book.from_1904)
            if text is not None:
                self._shown[place] = text

    def _how_struck(self) -> bool | None:
        """Of the current cell, as `is_struck` says it."""
        cell = self._style in self._book.styles.struck
        runs: Runs = frozenset()
        if self._type == "inlineStr":
            runs = frozenset(self._runs.runs)
        elif self._type == "s":
            runs = self._book.strings.get(self._value, runs)
        return is_struck(runs or frozenset({None}), cell)


def column_of(name: str) -> int:
    """The number of column `A`, `XFD` and so on, from 1."""
    column = 0
    for letter in name.upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return column
