"""A look into a workbook's archive before it is opened: is it one, is it safe, where are error cells.

calamine keeps a sheet as one rectangle, so two cells in opposite corners would ask for half a terabyte
and end the program; and it gives error cells as empty ones, which would make an open end of #N/A.
"""

import re
import zipfile
import zlib
from collections.abc import Generator, Iterator
from contextlib import closing
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree
from xml.parsers import expat

from graph_model.errors import TableError
from loaders.xls_trial import broken

ErrorCells = dict[int, dict[int, str]]
"""Row (from 1) → column (from 0) → #N/A, #REF! and so on."""

MOST_BYTES = 512 * 1024**2
"""Of XML in one workbook, unpacked: about 600,000 rows of a table of ours."""
MOST_CELLS = 20_000_000
"""In the rectangle around the cells of a sheet; each takes 32 bytes."""
_ODS_CELL = 4
"""Times as many bytes for a cell of an ODS sheet."""
_CHUNK = 1 << 20
_LONGEST = 1 << 20
"""Bytes of text in a cell that are looked through without parsing."""
_SIGNS = (b'"e"', b"'e'", b"\0")
"""Of error cells, and of XML in another encoding."""
_ODD_CELL = re.compile(rb"""<(?:\w+:)?c(?=[\s>])(?![^>]*\sr=["'][A-Za-z][12]?\d{1,5}["'])""")
_NOT_READABLE = (
    zipfile.BadZipFile,
    zlib.error,
    expat.ExpatError,
    ElementTree.ParseError,
    EOFError,
    KeyError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)

Parts = dict[str, zipfile.ZipInfo]


def look_into(path: Path) -> dict[str, ErrorCells]:
    """Error cells by sheet (XLSX only); raises TableError for an archive that must not be opened."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = {info.filename.lower().lstrip("/"): info for info in archive.infolist()}
            _refuse(parts, path.name)
            if "xl/workbook.xml" in parts:
                return _look_into_xlsx(archive, parts, path.name)
            parser = expat.ParserCreate()
            _OdsSheets(parser, path.name)
            _parse(parser, archive, parts["content.xml"])
            return {}
    except _NOT_READABLE as error:
        raise broken(path.name) from error


def _refuse(parts: Parts, where: str) -> None:
    if "xl/workbook.bin" in parts or any(name.endswith("vbaproject.bin") for name in parts):
        raise TableError(
            f"{where} 含有宏或是二进制工作簿，请另存为普通的 XLSX · "
            f"{where} is a workbook with macros, or a binary one; save it as a plain XLSX."
        )
    if not {"xl/workbook.xml", "content.xml"} & parts.keys():
        raise TableError(
            f"{where} 不是电子表格，请另存为 XLSX 或 CSV · {where} is no spreadsheet; save it as XLSX or CSV."
        )
    if sum(info.file_size for name, info in parts.items() if _is_read(name)) > MOST_BYTES:
        raise _too_large(where)


def _is_read(name: str) -> bool:
    return name.endswith((".xml", ".rels"))


def _look_into_xlsx(archive: zipfile.ZipFile, parts: Parts, where: str) -> dict[str, ErrorCells]:
    names = _sheet_names(archive, parts)
    errors: dict[str, ErrorCells] = {}
    for part, info in parts.items():
        if part in names:
            errors.update(dict.fromkeys(names[part], _look_into_sheet(archive, info, where)))
        elif _is_read(part):
            with closing(_chunks(archive, info)) as chunks:
                for _ in chunks:
                    pass  # A part that is larger than it says shows at its end, by a wrong checksum.
    return errors


def _look_into_sheet(archive: zipfile.ZipFile, info: zipfile.ZipInfo, where: str) -> ErrorCells:
    # Parsing takes as long as reading the sheet; most sheets have nothing that it could find.
    with closing(_chunks(archive, info)) as chunks:
        if _is_plain(chunks):
            return {}
    parser = expat.ParserCreate()
    sheet = _XlsxSheet(parser, where)
    _parse(parser, archive, info)
    return sheet.errors


def _sheet_names(archive: zipfile.ZipFile, parts: Parts) -> dict[str, list[str]]:
    """The sheets that each part of the archive holds: one, unless somebody made it by hand."""
    links = ElementTree.fromstring(archive.read(parts["xl/_rels/workbook.xml.rels"]))
    targets = {link.get("Id", ""): link.get("Target", "") for link in links}
    names: dict[str, list[str]] = {}
    for element in ElementTree.fromstring(archive.read(parts["xl/workbook.xml"])).iter():
        if _local(element.tag) == "sheet":
            link = next((value for name, value in element.items() if name.endswith("}id")), "")
            part = str(PurePosixPath("/xl") / targets.get(link, "")).lower().lstrip("/")
            names.setdefault(part, []).append(element.get("name", ""))
    return names


class _XlsxSheet:
    """Handlers of one sheet's XML: the corners of its cells, and its error cells."""

    def __init__(self, parser: expat.XMLParserType, where: str) -> None:
        self.errors: ErrorCells = {}
        self._parser, self._where = parser, where
        self._row = self._rows = self._column = self._columns = 0
        self._cell: dict[str, str] = {}
        parser.StartElementHandler = self._start

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        match _local(tag):
            case "row":
                self._row, self._column = int(attributes.get("r", self._row + 1)), 0
            case "c":
                self._cell, self._column = attributes, self._column + 1
                if address := re.fullmatch(r"([A-Za-z]+)(\d+)", attributes.get("r", "")):
                    self._column, self._row = _column(address[1]), int(address[2])
            case "v" | "is":
                self._rows, self._columns = max(self._rows, self._row), max(self._columns, self._column)
                if self._rows * self._columns > MOST_CELLS:
                    raise _too_large(self._where)
                if self._cell.get("t") == "e":
                    self._parser.CharacterDataHandler = self._error
                    self._parser.EndElementHandler = self._end

    def _error(self, text: str) -> None:
        cells = self.errors.setdefault(self._row, {})
        cells[self._column - 1] = cells.get(self._column - 1, "") + text

    def _end(self, _: str) -> None:
        self._parser.CharacterDataHandler = self._parser.EndElementHandler = None


class _OdsSheets:
    """Handlers of an ODS file's content: the corners of its sheets, with every repetition counted."""

    def __init__(self, parser: expat.XMLParserType, where: str) -> None:
        self._where = where
        self._rows = self._columns = self._column = 0
        parser.StartElementHandler = self._start

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        match _local(tag):
            case "table":
                self._rows = self._columns = 0
            case "table-row":
                self._rows, self._column = self._rows + _times(attributes, "rows"), 0
            case "table-cell" | "covered-table-cell":
                self._column += _times(attributes, "columns")
                if any(name.endswith(":value-type") for name in attributes):
                    self._columns = max(self._columns, self._column)
                    if self._rows * self._columns * _ODS_CELL > MOST_CELLS:
                        raise _too_large(self._where)


def _times(attributes: dict[str, str], what: str) -> int:
    return int(attributes.get(f"table:number-{what}-repeated", 1))


def _parse(parser: expat.XMLParserType, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> None:
    with closing(_chunks(archive, info)) as chunks:
        for chunk in chunks:
            parser.Parse(chunk, False)
    parser.Parse(b"", True)


def _is_plain(chunks: Iterator[bytes]) -> bool:
    """Every cell has an address in columns A to Z and above row 300,000, and none is an error."""
    rest = b""
    for chunk in chunks:
        text = rest + chunk
        end = text.rfind(b"<")
        if any(sign in text for sign in _SIGNS) or _ODD_CELL.search(text, 0, end):
            return False
        if len(text) - end > _LONGEST:
            return False
        rest = text[end:]
    return not rest.startswith(b"<c")


def _chunks(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Generator[bytes, None, None]:
    with archive.open(info) as part:
        while chunk := part.read(_CHUNK):
            yield chunk


def _local(tag: str) -> str:
    return tag.rpartition("}")[2].rpartition(":")[2]


def _column(name: str) -> int:
    """The number of column `A`, `XFD` and so on, from 1."""
    column = 0
    for letter in name.upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return column


def _too_large(where: str) -> TableError:
    return TableError(
        f"{where} 展开后太大，请分成几个文件，或另存为 CSV · "
        f"{where} is too large once unpacked; split it into several files, or save it as CSV."
    )
