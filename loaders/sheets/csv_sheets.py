"""CSV files: which encoding, which separator, where the header is; then rows, as they stream by.

A file is looked through once before it is read: whether it is UTF-8 shows only at its end.
"""

import codecs
import csv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any, TextIO

from graph_model.errors import TableError
from loaders.sheets.grid import Grid
from loaders.sheets.header_rows import LOOKED_THROUGH, Head, find_head
from loaders.sheets.recognition import AS_IT_COMES, Manner, table_in
from loaders.sheets.sheet import Cell, Sheet

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


def read_csv(path: Path, manner: Manner = AS_IT_COMES) -> Sheet:
    """The table in a CSV file; raises TableError, and NoTableError when it is none of ours."""
    csv.field_size_limit(_LONGEST_CELL)
    with _said(path):
        text = _look_through(path)
        separator = _separator(text.head, path.name, manner)
        if text.has_quotes:
            _check_quotes(path, text.encoding, separator)

    def rows() -> Iterator[Sequence[Any]]:
        with _said(path), _open(path, text.encoding) as lines:
            yield from csv.reader(lines, delimiter=separator, strict=True)

    clean = _without_guard if text.has_apostrophes else _as_it_is
    return table_in(Grid(path, None, rows, clean), path.name, manner)


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
        return _decode(path, _utf_16(start, path))
    try:
        return _decode(path, "utf-8-sig")
    except UnicodeDecodeError:
        return _decode(path, "gb18030")


def _utf_16(start: bytes, path: Path) -> str:
    """UTF-16 without its mark: as text it has line breaks and nothing that no table has. Raises for anything else."""
    for encoding in ("utf-16-le", "utf-16-be"):
        text = start[: len(start) // 2 * 2].decode(encoding, "replace")
        if "\n" in text and all(char.isprintable() or char in "\t\r\n\u3000\xa0" for char in text):
            return encoding
    raise _binary(path)


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


def _separator(head: str, where: str, manner: Manner) -> str:
    """The separator with which the beginning of a file makes most sense as a table."""
    if not head.strip("\ufeff,;\t\r\n \u3000"):
        raise TableError(
            f"{where} 里只有空行，请检查是否选错了文件 · "
            f"{where} holds blank rows only; check that it is the right file."
        )
    read = {separator: rows for separator in _SEPARATORS if (rows := _first_rows(head, separator))}
    if not read:
        raise _quotes(where, 1)
    return max(read, key=lambda separator: _sense(find_head(iter(read[separator]), manner.mapped)))


def _sense(head: Head | None) -> tuple[bool, bool, int, int]:
    if head is None:
        return False, False, 0, 0
    if head.found is None:
        return False, False, 0, len(head.cells)
    return True, head.found.is_whole, head.found.found, len(head.cells)


def _first_rows(head: str, separator: str) -> list[list[str]]:
    """Rows in the beginning of a file, as far as they can be read."""
    rows: list[list[str]] = []
    try:
        for row in csv.reader(StringIO(head, newline=""), delimiter=separator, strict=True):
            rows.append(row)
            if len(rows) > LOOKED_THROUGH:
                break
    except csv.Error:
        pass
    return rows


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
    return [cell[1:] if cell[:1] == "'" and cell.lstrip("'")[:1] in ("=", "+", "-", "@") else cell for cell in cells]


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
