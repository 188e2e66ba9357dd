"""Workbooks made for tests: XLSX by openpyxl and by hand, ODS by hand."""

import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from openpyxl import Workbook

PART = "xl/worksheets/sheet1.xml"


def book(path: Path, **sheets: Mapping[str, Any]) -> Path:
    """A workbook; each sheet is given by its cells: {"C4": "编号"}."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, cells in sheets.items():
        sheet = workbook.create_sheet(name)
        for place, value in cells.items():
            sheet[place] = value
    workbook.save(path)
    return path


def patched(path: Path, change: Callable[[bytes], bytes], part: str = PART) -> Path:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = change(parts.get(part, b""))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def ods(path: Path, rows: str) -> Path:
    """An ODS file with one table; `rows` may leave its long names out: <r>, <c>, rows=, columns=."""
    for short, long in (
        ("<r", "<table:table-row"),
        ("</r>", "</table:table-row>"),
        ("<c", "<table:table-cell"),
        ("</c>", "</table:table-cell>"),
        ("<p>", "<text:p>"),
        ("</p>", "</text:p>"),
        (" rows=", " table:number-rows-repeated="),
        (" columns=", " table:number-columns-repeated="),
        (" text>", ' office:value-type="string">'),
    ):
        rows = rows.replace(short, long)
    names = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text", "calcext")
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr(
            "content.xml",
            f"<office:document-content{names}><office:body><office:spreadsheet>"
            f'<table:table table:name="S">{rows}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return path
