"""Which table a row of headers belongs to, and which cell is which column.

Headers may be English, Chinese or synonyms of the schema; spaces, line breaks and full-width forms
in them do not matter. File names never do.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from graph_model.errors import TableError
from graph_model.names import normalised
from graph_model.schema import TABLES, Table
from loaders.sheet import Cell

REASON = "原因"
"""Header that `loaders.rejects` adds; a corrected table may keep it, and nobody is told of it."""
SUGGESTION = "建议"
"""Ends the header of a column of candidates: 帮扶方 建议."""
ID_WORDS = ("编码", "编号")

_SHOWN = 8
_LONGEST = 60


class NoTableError(TableError):
    """The headers are those of no table of ours: passed over in a folder, refused when named."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a row of headers says. `columns` gives the place of each recognised column, from 0.

    `missing` are must-columns that no header names; `doubled` are pairs of headers for one column.
    """

    table: Table
    columns: dict[str, int]
    headers: dict[str, str]
    unknown: list[str]
    missing: list[str]
    doubled: list[tuple[str, str]]


def key(text: str) -> str:
    """What two spellings of one header or one word of a closed list have in common.

    >>> key("受扶方 （单位）"), key("Helper_Kind")
    ('受扶方(单位)', 'helperkind')
    """
    return normalised(text).replace("_", "")


def _visible(char: str) -> bool:
    return unicodedata.category(char) not in ("Cf", "Cc")


def as_written(cell: Cell) -> str:
    """A header on one line, without what cannot be printed."""
    text = "" if cell is None else str(cell)
    return " ".join("".join(char if _visible(char) else " " for char in text).split())


def recognise(cells: Sequence[Cell]) -> Recognised | None:
    """The table that fits best; None when the row is not even nearly the header of one."""
    best = max((_read(table, cells) for table in TABLES), key=_fit)
    return best if _is_nearly_a_table(best) else None


def require(found: Recognised | None, where: str, cells: Sequence[Cell]) -> Recognised:
    """A table that can be loaded; raises NoTableError, or TableError when it is nearly one."""
    if found is None:
        shown = "、".join(as_written(cell)[:_LONGEST] for cell in cells[:_SHOWN] if as_written(cell))
        raise NoTableError(
            f"{where} 表头不是单位表、结对表、选派表或填报表的列名（{shown}），请改用这些表的列名 · "
            f"{where}: its headers ({shown}) are not those of a table of units, pairings, dispatches or "
            "returns; name the columns as those tables do."
        )
    if found.missing:
        raise _missing(found, where)
    if found.doubled:
        first, second = found.doubled[0]
        raise TableError(
            f"{where} 中“{first}”和“{second}”是同一列，请只留一列 · "
            f"{where}: the headers {first!r} and {second!r} name one column; keep one of them."
        )
    return found


def _missing(found: Recognised, where: str) -> TableError:
    zh = "、".join(found.table.column(name).zh for name in found.missing)
    en = ", ".join(found.missing)
    return TableError(
        f"{where} 像是{found.table.zh}，但缺少必填的列：{zh}，请补上 · "
        f"{where} looks like a table of {found.table.name} but lacks the column {en}; add it."
    )


def _read(table: Table, cells: Sequence[Cell]) -> Recognised:
    words = words_of(table)
    read = Recognised(table, {}, {}, [], [], [])
    for place, cell in enumerate(cells):
        if header := as_written(cell):
            _place(read, words, place, header)
    required = (column.name for column in table.columns if column.required)
    read.missing.extend(name for name in required if name not in read.columns)
    return read


def _place(read: Recognised, words: Mapping[str, str], place: int, header: str) -> None:
    name = words.get(key(header))
    if name is None:
        if not _is_ours(header, words):
            read.unknown.append(header)
    elif name in read.columns:
        read.doubled.append((read.headers[name], header))
    else:
        read.columns[name], read.headers[name] = place, header


def _is_ours(header: str, words: Mapping[str, str]) -> bool:
    spelt = key(header)
    return spelt == REASON or (spelt.endswith(SUGGESTION) and spelt.removesuffix(SUGGESTION) in words)


@cache
def words_of(table: Table) -> Mapping[str, str]:
    """Every header of a table, as `key` spells it, with the column it names."""
    words: dict[str, str] = {}
    for column in table.columns:
        further = ID_WORDS if column.name == "id" else ()
        for word in (column.name, column.zh, *column.synonyms, *further):
            words.setdefault(key(word), column.name)
    return words


def _fit(read: Recognised) -> tuple[bool, float, int]:
    """A whole table before a broken one; then the one of which most is there."""
    if not read.missing:
        return True, 1, len(read.columns)
    return False, _must(read) / len(read.table.required), len(read.columns)


def _must(read: Recognised) -> int:
    return len(read.table.required) - len(read.missing)


def _is_nearly_a_table(read: Recognised) -> bool:
    """Enough of a table that its owner should hear what is missing: a name and a remark are not."""
    recognised, of = len(read.columns), len(read.columns) + len(read.unknown) + len(read.doubled)
    if not read.missing or recognised >= 3:
        return True
    return _must(read) > 0 and (recognised == 2 or recognised * 2 > of)
