"""What must not be opened: archives that unpack to too much, sheets that would fill the memory.

calamine keeps a sheet as one rectangle, so two cells in opposite corners would ask for half a terabyte
and end the program.
"""

import zipfile
import zlib
from xml.etree import ElementTree
from xml.parsers import expat

from loaders.sheets.workbook.refusals import has_macros, no_spreadsheet, too_large

MOST_BYTES = 512 * 1024**2
"""Of XML in one workbook, unpacked: about 600,000 rows of a table of ours."""
MOST_CELLS = 20_000_000
"""In the rectangle around the cells of a sheet; each takes 32 bytes."""

NOT_READABLE = (
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
"""What the standard library raises over a damaged archive."""

Parts = dict[str, zipfile.ZipInfo]
"""The parts of an archive by their name in small letters, as calamine looks for them."""


def parts_of(archive: zipfile.ZipFile, where: str) -> Parts:
    """Raises TableError for an archive that is no workbook of ours or unpacks to too much."""
    parts = {info.filename.lower().lstrip("/"): info for info in archive.infolist()}
    if "xl/workbook.bin" in parts or any(name.endswith("vbaproject.bin") for name in parts) or _runs(archive, parts):
        raise has_macros(where)
    if not {"xl/workbook.xml", "content.xml"} & parts.keys():
        raise no_spreadsheet(where)
    if sum(info.file_size for name, info in parts.items() if is_read(name)) > MOST_BYTES:
        raise too_large(where)
    return parts


def _runs(archive: zipfile.ZipFile, parts: Parts) -> bool:
    """Whether a workbook says of itself that it has macros."""
    types = parts.get("[content_types].xml")
    return types is not None and types.file_size < MOST_BYTES and b"macroEnabled" in archive.read(types)


def is_read(name: str) -> bool:
    """Whether calamine might read a part of that name."""
    return name.endswith((".xml", ".rels"))


def check_corners(rows: int, columns: int, where: str, weight: int = 1) -> None:
    """Raises TableError for a sheet of too many cells; `weight` is how many times as large they are."""
    if rows * columns * weight > MOST_CELLS:
        raise too_large(where)
