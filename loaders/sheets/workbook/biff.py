"""Error cells of an XLS file, which calamine gives as empty ones."""

import struct
from collections.abc import Iterator
from pathlib import Path

import olefile

from loaders.sheets.workbook.marks import ErrorCells

_STREAMS = ("Workbook", "Book")
"""Since Excel 97, and before."""
_FORMULA, _SHEET, _ERROR, _BEGIN, _END = 0x06, 0x85, 0x205, 0x809, 0x0A
_CELL = struct.Struct("<HHH")
"""Row and column from 0, style."""
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}

UNREADABLE = (OSError, struct.error, ValueError, IndexError)
"""What is raised over a damaged file."""

Record = tuple[int, bytes]


def error_cells(path: Path) -> list[ErrorCells]:
    """Of each sheet, in the workbook's order; may raise what UNREADABLE names."""
    with olefile.OleFileIO(path) as file:
        name = next((name for name in _STREAMS if file.exists(name)), None)
        stream = file.openstream(name).read() if name else b""
    starts = [struct.unpack_from("<I", body)[0] for kind, body in _records(stream, 0) if kind == _SHEET]
    return [_errors(_records(stream, start)) for start in starts]


def _records(stream: bytes, start: int) -> Iterator[Record]:
    """The records of one part of the stream, those of charts within it left out."""
    depth = 0
    while start + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, start)
        start += 4
        depth += (kind == _BEGIN) - (kind == _END)
        if depth == 1:
            yield kind, stream[start : start + length]
        if depth <= 0:
            return
        start += length


def _errors(records: Iterator[Record]) -> ErrorCells:
    cells: ErrorCells = {}
    for kind, body in records:
        code = _code(kind, body)
        if code is not None:
            row, column, _ = _CELL.unpack_from(body)
            cells.setdefault(row + 1, {})[column] = _ERRORS.get(code, "#N/A")
    return cells


def _code(kind: int, body: bytes) -> int | None:
    """A constant error has it before a flag; a formula in the third byte of a result that is no number."""
    if kind == _ERROR and len(body) >= 8 and body[7] == 1:
        return body[6]
    if kind == _FORMULA and len(body) >= 14 and body[12:14] == b"\xff\xff" and body[6] == 2:
        return body[8]
    return None
