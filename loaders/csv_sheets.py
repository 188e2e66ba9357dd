"""CSV files: which encoding, which separator, where the header is; then rows, as they stream by.

A file is looked through once before it is read: whether it is UTF-8 shows only at its end.
"""

import codecs
import csv
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import TextIO

from graph_model.errors import TableError
from loaders.batches import batches, is_blank, layout
from loaders.headers import Recognised, recognise, require
from loaders.sheet import Batch, Cell, Sheet

_CHUNK = 1 << 20
_SEPARATORS = (",", ";", "\t")
_LONGEST_CELL = 10_000_000
"""Characters. No cell is as long as that: behind it is a quotation mark that nobody closed."""
_SURE = 3
"""Chinese characters for each broken one; GB18030 read as UTF-8 has far more that are broken."""


@dataclass(frozen=True, slots=True)
class _Text:
    """How a file is written. `head` is its beginning; what it lacks need not be looked for."""

    encoding: str
    head: str
    has_quotes: bool
    has_apostrophes: bool


@dataclass(frozen=True, slots=True)
class _Header:
    record: int
    separator: str
    cells: list[Cell]
    found: Recognised | None


def read_csv(path: Path) -> Sheet:
    """The table in a CSV file; raises TableError, and NoTableError when it is none of ours."""
    csv.field_size_limit(_LONGEST_CELL)
    with _said(path):
        text = _look_through(path)
        header = _header(text.head, path.name)
        found = require(header.found, path.name, header.cells)
        if text.has_quotes:
            _check_quotes(path, text.encoding, header.separator)
    form = layout(found, header.cells)
    clean = _without_guard if text.has_apostrophes else _as_it_is

    def read() -> Iterator[Batch]:
        with _said(path), _open(path, text.encoding) as lines:
            rows = csv.reader(lines, delimiter=header.separator, strict=True)
            deque(islice(rows, header.record), maxlen=0)
            yield from batches(rows, header.record + 1, form, clean)

    return Sheet(path, None, found.table, found.headers, found.unknown, read)


def _open(path: Path, encoding: str) -> TextIO:
    return path.open(encoding=encoding, newline="")


def _look_through(path: Path) -> _Text:
    with path.open("rb") as file:
        start = file.read(4096)
    if not start:
        raise empty(path)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _decode(path, "utf-16")
    if b"\0" in start:
        raise _binary(path)
    try:
        return _decode(path, "utf-8-sig")
    except UnicodeDecodeError:
        return _decode(path, "gb18030")


def _decode(path: Path, encoding: str) -> _Text:
    decoder = codecs.getincrementaldecoder(encoding)()
    head, before, quotes, apostrophes = "", "", False, False
    with path.open("rb") as file:
        while True:
            data = file.read(_CHUNK)
            try:
                text = decoder.decode(data, final=not data)
            except UnicodeDecodeError as error:
                _refuse_damaged(path, encoding, before, error)
                raise
            if "\0" in text:
                raise _binary(path)
            if not data:
                return _Text(encoding, head, quotes, apostrophes)
            head = head or text
            before = text
            quotes = quotes or '"' in text
            apostrophes = apostrophes or "'" in text


def _refuse_damaged(path: Path, encoding: str, before: str, error: UnicodeDecodeError) -> None:
    """UTF-8 with a broken byte must not be taken for GB18030: every name in it would be another."""
    text = before + error.object.decode("utf-8", "replace")
    good, bad = sum("\u07ff" < char < "\ufffd" for char in text), text.count("\ufffd")
    if encoding == "utf-8-sig" and good > _SURE * bad:
        raise TableError(
            f"{path.name} 是 UTF-8 编码，但其中有损坏的字符，请从原表重新导出 · "
            f"{path.name} is UTF-8 with broken characters in it; export it from its source again."
        )


def _header(head: str, where: str) -> _Header:
    """The first row that is not blank, cut where it makes most sense as a header."""
    if not head.strip("\ufeff,;\t\r\n \u3000"):
        raise TableError(
            f"{where} 里只有空行，请检查是否选错了文件 · "
            f"{where} holds blank rows only; check that it is the right file."
        )
    read = [found for separator in _SEPARATORS if (found := _first_row(head, separator))]
    if not read:
        raise _quotes(where, 1)
    return max(read, key=lambda header: (_sense(header.found), len(header.cells)))


def _sense(found: Recognised | None) -> tuple[bool, bool, int]:
    if found is None:
        return False, False, 0
    return True, not found.missing, len(found.columns)


def _first_row(head: str, separator: str) -> _Header | None:
    rows = csv.reader(StringIO(head, newline=""), delimiter=separator, strict=True)
    try:
        for record, row in enumerate(rows, 1):
            if not all(map(is_blank, row)):
                cells: list[Cell] = [*row]
                return _Header(record, separator, cells, recognise(cells))
    except csv.Error:
        pass
    return None


def _check_quotes(path: Path, encoding: str, separator: str) -> None:
    """A quotation mark that nobody closes swallows rows: better said before the first is loaded."""
    record = 0
    with _open(path, encoding) as lines:
        try:
            for _ in csv.reader(lines, delimiter=separator, strict=True):
                record += 1
        except csv.Error as error:
            raise _quotes(path.name, record + 1) from error


def _as_it_is(cells: list[Cell]) -> list[Cell]:
    return cells


def _without_guard(cells: list[str]) -> list[Cell]:
    """Take off the `'` that stops a spreadsheet from running `=…`, as every CSV of ours has it."""
    return [cell[1:] if cell[:1] == "'" and cell[1:2] in ("=", "+", "-", "@") else cell for cell in cells]


@contextmanager
def _said(path: Path) -> Iterator[None]:
    try:
        yield
    except UnicodeDecodeError as error:
        raise TableError(
            f"{path.name} 既不是 UTF-8、GB18030，也不是 UTF-16 编码，请另存为“CSV UTF-8” · "
            f"{path.name} is not in UTF-8, GB18030 or UTF-16; save it as CSV UTF-8."
        ) from error
    except csv.Error as error:
        raise TableError(
            f"{path.name} 读取时被改动或引号不成对，请关闭正在编辑它的程序后重试 · "
            f"{path.name} has changed while it was read; close what is editing it and try again."
        ) from error
    except OSError as error:
        raise unreadable(path, error) from error


def empty(path: Path) -> TableError:
    return TableError(
        f"{path.name} 是空文件，请检查是否选错了文件 · {path.name} is empty; check that it is the right file."
    )


def unreadable(path: Path, error: OSError | ValueError) -> TableError:
    said = error.strerror if isinstance(error, OSError) else error
    return TableError(
        f"{path.name} 读不出来（{said}），请检查权限和路径 · "
        f"{path.name} cannot be read ({said}); check its permissions and path."
    )


def _binary(path: Path) -> TableError:
    return TableError(
        f"{path.name} 是二进制文件，不是表格，请另存为 CSV 或 XLSX · "
        f"{path.name} is a binary file and no table; save the table as CSV or XLSX."
    )


def _quotes(where: str, record: int) -> TableError:
    return TableError(
        f'{where} 从第 {record} 行起引号（"）不成对，请检查该行的引号 · '
        f"{where}: a quotation mark in row {record} is not closed, or stands inside a cell; check that row."
    )
