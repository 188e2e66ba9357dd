"""An XLSX of texts, written as its rows stream by, that knows whether somebody has worked in it since.

openpyxl takes 33 µs a cell for it: minutes for the rows of one table loaded without its units.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, count, islice, repeat
from pathlib import Path
from typing import IO
from xml.etree import ElementTree
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from python_calamine import CalamineError, CalamineWorkbook

from loaders.receipts.workbook_xml import DC, FROZEN, HEADER, MAIN, MUST, PROSE, TEXT, XML, Named, parts
from loaders.sheets.batches import letters

ROWS_A_PAGE = 1_000_000
"""A spreadsheet ends soon after: further rows go to a further page."""
_LONGEST = 16_000
"""Characters of a cell. Excel takes twice as many, but counts rare ones double."""
_COLUMNS, _WIDTH = 40, 20
"""So many columns take text and not numbers, however few have a header; and how wide one is."""
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")

Row = list[str]


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet to be written. With `header` its first row stays in sight, and is again on every further page;
    without, it is prose, whose long lines are folded.

    `must` are places of the header that are marked; `below` is XML that follows the cells (drop-down
    lists); `printed` stands above every sheet of paper.
    """

    title: str
    rows: Iterator[Row]
    header: bool = True
    widths: Sequence[int] = ()
    must: frozenset[int] = frozenset()
    hidden: bool = False
    below: str = ""
    printed: str = ""


def write_texts(path: Path, title: str, rows: Iterator[Row], source: str) -> None:
    """Pages with the first row as header on each; cells are texts, so =1+1 is no formula and 007 stays 007."""
    with path.open("wb") as out:
        write_pages(out, [Page(title, rows)], source)


def write_pages(out: IO[bytes], pages: Iterable[Page], source: str) -> None:
    """A workbook, one page after the other; the same texts give the same bytes."""
    digest = hashlib.sha256()
    named: list[Named] = []
    with ZipFile(out, "w", ZIP_DEFLATED) as book:
        for page in pages:
            for title, rows in _cut(page):
                named.append(Named(title, page.hidden))
                with book.open(_entry(f"xl/worksheets/sheet{len(named)}.xml"), "w", force_zip64=True) as sheet:
                    _write(sheet, page, rows, digest)
        for part, text in parts(named, f"{source}-{digest.hexdigest()}").items():
            book.writestr(_entry(part), XML + text)


def _cut(page: Page) -> Iterator[tuple[str, Iterator[Row]]]:
    """The rows of a page, on as many sheets as they need."""
    head = list(islice(page.rows, 1)) if page.header else []
    title, number, row = page.title, 1, next(page.rows, None)
    yield title, chain(head, [] if row is None else [row], islice(page.rows, ROWS_A_PAGE - 1))
    while row is not None and (row := next(page.rows, None)) is not None:
        number += 1
        yield f"{title} {number}", chain(head, [row], islice(page.rows, ROWS_A_PAGE - 1))


def _entry(name: str) -> ZipInfo:
    """Without the time of day."""
    entry = ZipInfo(name)
    entry.compress_type = ZIP_DEFLATED
    entry._compresslevel = 4  # type: ignore[attr-defined]  # public as `compress_level` from Python 3.13 on
    return entry


def is_untouched(path: Path, source: str) -> bool:
    """Whether a file was written here for this source, and holds what it held then."""
    try:
        with ZipFile(path) as book:
            said = ElementTree.fromstring(book.read("docProps/core.xml")).findtext(f"{{{DC}}}identifier", "")
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


def _write(sheet: IO[bytes], page: Page, rows: Iterator[Row], digest: "hashlib._Hash") -> None:
    frozen = FROZEN if page.header else ""
    sheet.write(f'{XML}<worksheet xmlns="{MAIN}">{frozen}<cols>{_widths(page)}</cols><sheetData>'.encode())
    plain = repeat(TEXT if page.header else PROSE)
    for number, row in enumerate(rows, 1):
        texts = [text if text.isprintable() and len(text) <= _LONGEST else _printable(text) for text in row]
        _note(digest, texts)
        styles = _header_styles(page, len(texts)) if page.header and number == 1 else plain
        cells = "".join(map(_cell, map(_column, count()), repeat(number), styles, texts))
        sheet.write(f'<row r="{number}">{cells}</row>'.encode())
    header = f"<headerFooter><oddHeader>&amp;C{escape(page.printed)}</oddHeader></headerFooter>" if page.printed else ""
    sheet.write(f"</sheetData>{page.below}{header}</worksheet>".encode())


_column = cache(letters)


def _header_styles(page: Page, width: int) -> list[int]:
    return [MUST if place in page.must else HEADER for place in range(width)]


def _widths(page: Page) -> str:
    widths = [*page.widths, *[_WIDTH] * (_COLUMNS - len(page.widths))]
    return "".join(
        f'<col min="{place}" max="{place}" width="{width}" style="{TEXT}" customWidth="1"/>'
        for place, width in enumerate(widths, 1)
    )


def _cell(column: str, number: int, style: int, text: str) -> str:
    if not text:
        return f'<c r="{column}{number}" s="{style}"/>'
    written = escape(_LOOKS_ESCAPED.sub("_x005F_", text) if "_x" in text else text)
    space = ' xml:space="preserve"' if text != text.strip() else ""
    return f'<c r="{column}{number}" s="{style}" t="inlineStr"><is><t{space}>{written}</t></is></c>'


def _printable(text: str) -> str:
    """What XML cannot hold becomes a mark that can be seen."""
    return _FORBIDDEN.sub("\ufffd", text[:_LONGEST].replace("\r\n", "\n").replace("\r", "\n"))


def _note(digest: "hashlib._Hash", row: Row) -> None:
    digest.update(repr(row).encode())
