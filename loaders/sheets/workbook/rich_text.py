"""Texts of several runs, each with a font of its own: how much of a text is struck through."""

import zipfile
from xml.parsers import expat

from loaders.sheets.workbook.parts import is_on, local, parse_part, read_through

Runs = frozenset[bool | None]
"""Whether the runs of a text are struck through; None for a run that looks like its cell."""


def is_struck(runs: Runs, cell: bool) -> bool | None:
    """True for a text that is wholly struck, False for partly, None for not at all."""
    struck = {cell if run is None else run for run in runs}
    return None if struck <= {False} else struck == {True}


class RunsOfText:
    """Is handed the tags and texts of one string after another; `runs` are those of the current one."""

    def __init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        self.runs: set[bool | None] = set()
        self._struck: bool | None = None
        self._in_text = self._in_reading = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        match tag:
            case "r":
                self._struck = None
            case "rPr":
                self._struck = False
            case "strike":
                self._struck = is_on(attributes, "val", "1")
            case "rPh":
                self._in_reading = True
            case "t":
                self._in_text = not self._in_reading

    def text(self, text: str) -> None:
        """Blanks between runs are neither struck nor not."""
        if self._in_text and not text.isspace():
            self.runs.add(self._struck)

    def end(self, tag: str) -> None:
        self._in_text = False
        if tag == "rPh":
            self._in_reading = False


def read_strings(archive: zipfile.ZipFile, info: zipfile.ZipInfo | None, *, struck_cells: bool) -> dict[str, Runs]:
    """Those shared strings, by their number, with a run that is struck through or has a font that is not.

    The latter matter only in cells that are struck through; without such cells most files need no parsing.
    """
    if info is None or not read_through(archive, info, b"rPr" if struck_cells else b"strike"):
        return {}
    parser = expat.ParserCreate()
    strings = _Strings(parser)
    parse_part(parser, archive, info)
    return strings.rich


class _Strings:
    def __init__(self, parser: expat.XMLParserType) -> None:
        self.rich: dict[str, Runs] = {}
        self._number = -1
        self._text = RunsOfText()
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._text.text

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if (name := local(tag)) == "si":
            self._number += 1
            self._text.begin()
        else:
            self._text.start(name, attributes)

    def _end(self, tag: str) -> None:
        if (name := local(tag)) == "si" and not self._text.runs <= {None}:
            self.rich[str(self._number)] = frozenset(self._text.runs)
        self._text.end(name)
