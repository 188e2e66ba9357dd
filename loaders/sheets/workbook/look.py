"""A look into a workbook before calamine opens it: is it one, is it safe, what marks do its cells have."""

import zipfile
from contextlib import closing
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree
from xml.parsers import expat

from loaders.sheets.workbook.marks import SheetMarks
from loaders.sheets.workbook.ods import OdsContent
from loaders.sheets.workbook.parts import chunks_of, is_on, local, parse, parse_part, read_through
from loaders.sheets.workbook.refusals import broken
from loaders.sheets.workbook.rich_text import read_strings
from loaders.sheets.workbook.safety import NOT_READABLE, Parts, is_read, parts_of
from loaders.sheets.workbook.sheet_xml import Book, NoAddressError, SheetXml
from loaders.sheets.workbook.stretches import Skipping
from loaders.sheets.workbook.styles import read_styles
from loaders.sheets.workbook.xls_trial import SIGNATURE, try_xls

_STYLES, _STRINGS = "xl/styles.xml", "xl/sharedstrings.xml"


def look_into(path: Path) -> dict[str, SheetMarks]:
    """The marks of each sheet by its name; raises TableError for a workbook that must not be opened."""
    with path.open("rb") as file:
        if file.read(len(SIGNATURE)).startswith(SIGNATURE):
            return try_xls(path)
    try:
        with zipfile.ZipFile(path) as archive:
            parts = parts_of(archive, path.name)
            if "xl/workbook.xml" in parts:
                return _look_into_xlsx(archive, parts, path.name)
            parser = expat.ParserCreate()
            content = OdsContent(parser, path.name)
            parse_part(parser, archive, parts["content.xml"])
            return content.sheets
    except NOT_READABLE as error:
        raise broken(path.name) from error


def _look_into_xlsx(archive: zipfile.ZipFile, parts: Parts, where: str) -> dict[str, SheetMarks]:
    workbook = ElementTree.fromstring(archive.read(parts["xl/workbook.xml"]))
    names = _sheet_names(archive, parts, workbook)
    for part, info in parts.items():
        if is_read(part) and part not in names:
            read_through(archive, info)
    book = _book(archive, parts, workbook, where)
    marks: dict[str, SheetMarks] = {}
    for part, sheets in names.items():
        if part in parts:
            marks.update(dict.fromkeys(sheets, _look_into_sheet(archive, parts[part], book)))
    return marks


def _book(archive: zipfile.ZipFile, parts: Parts, workbook: ElementTree.Element, where: str) -> Book:
    styles = read_styles(archive, parts.get(_STYLES))
    strings = read_strings(archive, parts.get(_STRINGS), struck_cells=bool(styles.struck))
    from_1904 = any(
        is_on(dict(element.items()), "date1904") for element in workbook if local(element.tag) == "workbookPr"
    )
    return Book(where, styles, strings, from_1904)


def _sheet_names(archive: zipfile.ZipFile, parts: Parts, workbook: ElementTree.Element) -> dict[str, list[str]]:
    """The sheets that each part of the archive holds: one, unless somebody made it by hand."""
    links = ElementTree.fromstring(archive.read(parts["xl/_rels/workbook.xml.rels"]))
    targets = {link.get("Id", ""): link.get("Target", "") for link in links}
    names: dict[str, list[str]] = {}
    for element in workbook.iter():
        if local(element.tag) == "sheet":
            link = next((value for name, value in element.items() if name.endswith("}id")), "")
            part = str(PurePosixPath("/xl") / targets.get(link, "")).lower().lstrip("/")
            names.setdefault(part, []).append(element.get("name", ""))
    return names


def _look_into_sheet(archive: zipfile.ZipFile, info: zipfile.ZipInfo, book: Book) -> SheetMarks:
    try:
        return _parsed(archive, info, book, counts=False)
    except NoAddressError:
        return _parsed(archive, info, book, counts=True)


def _parsed(archive: zipfile.ZipFile, info: zipfile.ZipInfo, book: Book, *, counts: bool) -> SheetMarks:
    parser = expat.ParserCreate()
    sheet = SheetXml(parser, book, counts=counts)
    with closing(chunks_of(archive, info)) as chunks:
        parse(parser, chunks if counts else Skipping(book, sheet)(chunks))
    return sheet.marks
