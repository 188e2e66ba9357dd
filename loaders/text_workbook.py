"""An XLSX of texts, written as its rows stream by, that knows whether somebody has worked in it since.

openpyxl takes 33 µs a cell for it: minutes for the rows of one table loaded without its units.
"""

import hashlib
import re
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from typing import IO
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from python_calamine import CalamineError, CalamineWorkbook

from loaders.batches import letters

ROWS_A_PAGE = 1_000_000
"""A spreadsheet ends soon after: further rows go to a further page."""
_LONGEST = 16_000
"""Characters of a cell. Excel takes twice as many, but counts rare ones double."""
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")

Row = list[str]


def write_texts(path: Path, title: str, rows: Iterator[Row], source: str) -> None:
    """Pages with the first row as header on each; cells are texts, so =1+1 is no formula and 007 stays 007."""
    digest = hashlib.sha256()
    header = next(rows)
    names: list[str] = []
    with path.open("wb") as file, ZipFile(file, "w", ZIP_DEFLATED, compresslevel=4) as book:
        row: Row | None = header
        while row is not None:
            further = [] if row is header else [row]
            names.append(f"{title} {len(names) + 1}" if names else title)
            with book.open(f"xl/worksheets/sheet{len(names)}.xml", "w", force_zip64=True) as page:
                _page(page, chain([header], further, islice(rows, ROWS_A_PAGE - len(further))), digest)
            row = next(rows, None)
        for part, text in _parts(names, f"{source}-{digest.hexdigest()}").items():
            book.writestr(part, _XML + text)


def is_untouched(path: Path, source: str) -> bool:
    """Whether a file was written here for this source, and holds what it held then."""
    try:
        with ZipFile(path) as book:
            said = ElementTree.fromstring(book.read("docProps/core.xml")).findtext(f"{{{_DC}}}identifier", "")
        if not said.startswith(f"{source}-"):
            return False
        digest = hashlib.sha256()
        read = CalamineWorkbook.from_path(path)
        for name in read.sheet_names:
            for row in read.get_sheet_by_name(name).iter_rows():
                _note(digest, [str(cell) for cell in row])
    except (OSError, ValueError, KeyError, BadZipFile, CalamineError, ElementTree.ParseError):
        return False
    return said.endswith(digest.hexdigest())


def _page(page: IO[bytes], rows: Iterator[Row], digest: "hashlib._Hash") -> None:
    page.write(f'{_XML}<worksheet xmlns="{_MAIN}">{_FROZEN}<cols>{_COLUMNS}</cols><sheetData>'.encode())
    for number, row in enumerate(rows, 1):
        texts = [_printable(text) for text in row]
        _note(digest, texts)
        cells = "".join(_cell(f"{letters(place)}{number}", text) for place, text in enumerate(texts))
        page.write(f'<row r="{number}">{cells}</row>'.encode())
    page.write(b"</sheetData></worksheet>")


def _cell(address: str, text: str) -> str:
    if not text:
        return f'<c r="{address}" s="1"/>'
    written = escape(_LOOKS_ESCAPED.sub("_x005F_", text))
    return f'<c r="{address}" s="1" t="inlineStr"><is><t xml:space="preserve">{written}</t></is></c>'


def _printable(text: str) -> str:
    """What XML cannot hold becomes a mark that can be seen."""
    return _FORBIDDEN.sub("\ufffd", text[:_LONGEST].replace("\r\n", "\n").replace("\r", "\n"))


def _note(digest: "hashlib._Hash", row: Row) -> None:
    digest.update(repr(row).encode())


_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_DC = "http://purl.org/dc/elements/1.1/"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_CORE = "application/vnd.openxmlformats-package.core-properties+xml"
_COLUMNS = '<col min="1" max="40" width="20" style="1"/>'
_FROZEN = (
    '<sheetViews><sheetView workbookViewId="0">'
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
)
# Number format 49 is text: what is typed into a cell stays as it was typed.
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def _parts(names: list[str], identifier: str) -> dict[str, str]:
    """What makes an archive a workbook, besides its pages."""
    pages = [(number, f"worksheets/sheet{number}.xml", name) for number, name in enumerate(names, 1)]
    return {
        "[Content_Types].xml": (
            f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f"{_type('/xl/workbook.xml', f'{_TYPE}.sheet.main+xml')}{_type('/xl/styles.xml', f'{_TYPE}.styles+xml')}"
            f"{_type('/docProps/core.xml', _CORE)}"
            f"{''.join(_type(f'/xl/{part}', f'{_TYPE}.worksheet+xml') for _, part, _ in pages)}</Types>"
        ),
        "_rels/.rels": _links(
            _link(1, f"{_OFFICE}/officeDocument", "xl/workbook.xml"),
            _link(2, f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "docProps/core.xml": (
            f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="{_DC}">'
            f"<dc:creator>bangfu</dc:creator><dc:identifier>{escape(identifier)}</dc:identifier></cp:coreProperties>"
        ),
        "xl/workbook.xml": (
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
            + "".join(f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="rId{n}"/>' for n, _, name in pages)
            + "</sheets></workbook>"
        ),
        "xl/_rels/workbook.xml.rels": _links(
            *(_link(number, f"{_OFFICE}/worksheet", part) for number, part, _ in pages),
            _link(len(pages) + 1, f"{_OFFICE}/styles", "styles.xml"),
        ),
        "xl/styles.xml": _STYLES,
    }


def _type(part: str, content: str) -> str:
    return f'<Override PartName="{part}" ContentType="{content}"/>'


def _links(*links: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(links)}</Relationships>'


def _link(number: int, what: str, target: str) -> str:
    return f'<Relationship Id="rId{number}" Type="{what}" Target="{target}"/>'
