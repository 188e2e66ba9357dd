"""A look into a workbook's archive before it is opened: is it one, is it safe, where are error cells.

calamine keeps a sheet as one rectangle, so two cells in opposite corners would take half a terabyte
and end the program; and it gives error cells as empty ones, which would make an open end of #N/A.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree

from graph_model.errors import TableError

ErrorCells = dict[int, dict[int, str]]
"""Row (from 1) → column (from 0) → #N/A, #REF! and so on."""

_MOST_BYTES = 512 * 1024**2
"""Of XML in one workbook, unpacked: about 700,000 rows of a table of ours."""
_MOST_CELLS = 20_000_000
"""In the rectangle around a sheet's cells: 32 bytes each."""
_ODS_CELL = 4
"""A cell of an ODS sheet takes as much memory as so many of an XLSX sheet."""
_CHUNK = 1 << 20
_LONGEST_TAG = 1 << 16

_ROW_OR_CELL = re.compile(
    rb"<(?:\w+:)?(?:row(?=[\s/>])(?P<row>[^>]*)|"
    # A cell that counts: not empty, and beyond column Z or without an address of its own.
    rb"""c(?![^>]*\sr=["'][A-Za-z]\d)(?=[\s>])(?P<cell>[^>]*)(?<!/))>"""
)
_ADDRESS = re.compile(rb"""\sr=["']([A-Za-z]*)(\d*)["']""")
_ERROR = re.compile(
    rb"""<(?:\w+:)?c(?=[^>]*\sr=["']([A-Za-z]{1,3})(\d{1,7})["'])(?=[^>]*\st=["']e["'])[^>]*>"""
    rb"""(?:(?!</(?:\w+:)?c>).)*?<(?:\w+:)?v>([^<]*)""",
    re.DOTALL,
)
_ODS_ROW_OR_CELL = re.compile(
    rb"<table:(?:(?P<row>table-row)|(?P<end>table)|(?:covered-)?table-cell)(?=[\s/>])(?P<rest>[^>]*)>"
)
_REPEATED = re.compile(rb'table:number-(?:rows|columns)-repeated="(\d+)"')


def look_into(path: Path) -> dict[str, ErrorCells]:
    """Error cells by sheet (XLSX only); raises TableError for an archive that must not be opened."""
    try:
        with zipfile.ZipFile(path) as archive:
            return _look_into(archive, path.name)
    except (
        zipfile.BadZipFile, zlib.error, ElementTree.ParseError, EOFError, KeyError, ValueError,
        NotImplementedError, RuntimeError,
    ) as error:
        raise broken(path.name) from error


def _look_into(archive: zipfile.ZipFile, where: str) -> dict[str, ErrorCells]:
    parts = {info.filename.lower().lstrip("/"): info for info in archive.infolist()}
    if any(info.flag_bits & 1 for info in parts.values()):
        raise encrypted(where)
    if "xl/workbook.bin" in parts or any(name.endswith("vbaproject.bin") for name in parts):
        raise TableError(
            f"{where} 是含宏或二进制的工作簿，请另存为普通的 XLSX · "
            f"{where} is a workbook with macros, or a binary one; save it as a plain XLSX."
        )
    xml = [info for name, info in parts.items() if name.endswith((".xml", ".rels"))]
    if sum(info.file_size for info in xml) > _MOST_BYTES:
        raise _too_large(where)
    if "xl/workbook.xml" in parts:
        return _look_into_xlsx(archive, parts, where)
    if "content.xml" in parts:
        _look_into_ods(archive, parts["content.xml"], where)
        return {}
    raise TableError(
        f"{where} 不是电子表格，请另存为 XLSX 或 CSV · {where} is no spreadsheet; save it as XLSX or CSV."
    )


def _look_into_xlsx(
    archive: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo], where: str
) -> dict[str, ErrorCells]:
    sheets = _sheet_parts(archive, parts)
    for info in [info for name, info in parts.items() if name not in sheets and name.endswith(".xml")]:
        for _ in _chunks(archive, info):
            pass  # A size that is not as declared shows at the end, as a wrong checksum.
    errors: dict[str, ErrorCells] = {}
    for part, names in sheets.items():
        found = _look_into_sheet(_chunks(archive, parts[part]), where)
        errors.update(dict.fromkeys(names, found))
    return errors


def _sheet_parts(archive: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo]) -> dict[str, list[str]]:
    """Which part of the archive holds which sheets."""
    links = ElementTree.fromstring(archive.read(parts["xl/_rels/workbook.xml.rels"]))
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    sheets: dict[str, list[str]] = {}
    for element in ElementTree.fromstring(archive.read(parts["xl/workbook.xml"])).iter():
        if element.tag.rpartition("}")[2] == "sheet":
            link = next((value for name, value in element.items() if name.endswith("}id")), None)
            part = str(PurePosixPath("/xl") / targets.get(link, "")).lower().lstrip("/")
            if part in parts:
                sheets.setdefault(part, []).append(element.get("name", ""))
    return sheets


def _look_into_sheet(chunks: Iterator[bytes], where: str) -> ErrorCells:
    """Raises when the rectangle around the cells is too large; `row` and `column` count from 1."""
    errors: ErrorCells = {}
    row = rows = column = columns = 26
    row = rows = column = 0
    columns = 26
    rest = b""
    for chunk in chunks:
        text = rest + chunk
        end = _cut(text)
        for found in _ROW_OR_CELL.finditer(text, 0, end):
            address = _ADDRESS.search(found["cell"] or found["row"] or b"")
            if found["cell"] is None:
                row, column = int(address[2]) if address and address[2] else row + 1, 0
                rows = max(rows, row)
            else:
                column = _column(address[1]) if address and address[1] else column + 1
                rows = max(rows, int(address[2] or 0) if address else 0)
                columns = max(columns, column)
        if rows * columns > _MOST_CELLS:
            raise _too_large(where)
        if b'"e"' in text or b"'e'" in text:
            for found in _ERROR.finditer(text, 0, end):
                place = _column(found[1]) - 1
                errors.setdefault(int(found[2]), {})[place] = found[3].decode("utf-8", "replace")
        rest = text[end:]
    return errors
