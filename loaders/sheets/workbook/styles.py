"""xl/styles.xml: which of a workbook's cell styles strike through, and which show what values do not say."""

import zipfile
from dataclasses import dataclass, field
from xml.parsers import expat

from loaders.sheets.workbook.formats import Shows, what_shows
from loaders.sheets.workbook.parts import is_on, local, parse_part


@dataclass(frozen=True, slots=True)
class Styles:
    """By the number that a cell gives as its style."""

    struck: frozenset[str] = frozenset()
    shows: dict[str, Shows] = field(default_factory=dict)


def read_styles(archive: zipfile.ZipFile, info: zipfile.ZipInfo | None) -> Styles:
    if info is None:
        return Styles()
    parser = expat.ParserCreate()
    found = _StylesXml(parser)
    parse_part(parser, archive, info)
    struck = frozenset(str(style) for style, (font, _) in enumerate(found.cells) if font in found.struck)
    shows = {str(style): what_shows(number, found.codes.get(number)) for style, (_, number) in enumerate(found.cells)}
    return Styles(struck, {style: what for style, what in shows.items() if what})


class _StylesXml:
    """Handlers: the struck fonts, the codes of formats, and each cell style's font and format."""

    def __init__(self, parser: expat.XMLParserType) -> None:
        self.struck: set[int] = set()
        self.codes: dict[int, str] = {}
        self.cells: list[tuple[int, int]] = []
        self._within: list[str] = []
        self._fonts = -1
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        match [*self._within[-2:], local(tag)]:
            case [*_, "fonts", "font"]:
                self._fonts += 1
            case ["fonts", "font", "strike"] if is_on(attributes, "val", "1"):
                self.struck.add(self._fonts)
            case [*_, "numFmts", "numFmt"]:
                self.codes[int(attributes["numFmtId"])] = attributes.get("formatCode", "")
            case [*_, "cellXfs", "xf"]:
                self.cells.append((int(attributes.get("fontId", 0)), int(attributes.get("numFmtId", 0))))
        self._within.append(local(tag))

    def _end(self, _: str) -> None:
        self._within.pop()
