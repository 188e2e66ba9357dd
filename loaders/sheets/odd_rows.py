"""Rows of a sheet that hold no data of its table: totals, footers, headings, headers said again.

A careful clerk leaves them out without asking. Everything that is only nearly such a row stays a row.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from graph_model.errors import TableError
from graph_model.vocabulary import Force
from loaders.sheets.header_words import key, words_of
from loaders.sheets.headers import Mapped, Recognised, as_written, recognise
from loaders.sheets.row_kinds import RowKind, may_be_total_or_footer, row_kind
from loaders.sheets.sheet import is_blank
from loaders.sheets.title import forces_named

_NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[)）、.．].*", re.DOTALL)
"""一、凉山州: the heading of a section."""
_EXAMPLES = frozenset(("例", "示例", "样例", "例如", "举例", "填写示例", "填报示例"))
_MERGED = 3
"""Cells with one and the same text that no row of data has."""


class TwoTablesError(TableError):
    """A sheet turns out, row by row, to hold more than the one table that its header speaks of."""


class _Looks(dict[Any, bool]):
    """Whether a cell may belong to an odd row; a distinct cell is looked at once."""

    def __init__(self, at_the_beginning: bool, headers: frozenset[str]) -> None:
        super().__init__()
        self._beginning, self._headers = at_the_beginning, headers
        self._longest = max(map(len, headers))

    def any_in(self, column: Sequence[Any]) -> bool:
        """Whether one of many cells may; ids, of which there may be millions, are looked at all together."""
        if self._beginning and _are_ids(column):
            return False
        return any(map(self.__getitem__, set(column)))

    def __missing__(self, cell: Any) -> bool:
        self[cell] = odd = self._is_odd(cell)
        return odd

    def _is_odd(self, cell: Any) -> bool:
        if is_blank(cell):
            return not self._beginning
        text = str(cell).strip()
        if not text.isascii() and (_is_heading(text) or _is_total_or_footer(cell, text)):
            return True
        return not self._beginning and ((text.isdigit() and len(text) < 3) or self._is_header(text))

    def _is_header(self, text: str) -> bool:
        return len(text) <= 2 * self._longest and key(text) in self._headers


def _are_ids(column: Sequence[Any]) -> bool:
    """Whether nothing but ASCII stands in a column of texts."""
    try:
        return "".join(column).isascii()
    except TypeError:  # a number, a day
        return False


def _is_heading(text: str) -> bool:
    return text in _EXAMPLES or _NUMBERED.fullmatch(text) is not None


def _is_total_or_footer(cell: Any, text: str) -> bool:
    return may_be_total_or_footer(text) and row_kind([cell]) in (RowKind.TOTAL, RowKind.FOOTER)


def _is_footer(cell: Any, first: Any) -> bool:
    """填表人：… | 审核人：… | 联系电话：… may stand under the very columns that make a row."""
    return bool(cell == first) or row_kind([cell]) is RowKind.FOOTER


@dataclass(frozen=True, slots=True)
class OddRows:
    """Tells the odd rows of one sheet. `must` are the places of the columns without which there is no row."""

    found: Recognised
    mapped: Mapped | None
    must: tuple[int, ...]
    headers: tuple[str, ...]
    force: Force | None
    first: _Looks = field(repr=False)
    inner: _Looks = field(repr=False)

    @classmethod
    def of(cls, found: Recognised, cells: Sequence[Any], force: Force | None, mapped: Mapped | None) -> "OddRows":
        """`cells` is the header, `force` what the title names for all rows."""
        required = [column.name for column in found.table.columns if column.required and column.name in found.columns]
        must = tuple(found.columns[name] for name in required)
        headers = tuple(key(as_written(cells[place])) if place < len(cells) else "" for place in must)
        words = frozenset((*headers, *words_of(found.table)))
        return cls(found, mapped, must, headers, force, _Looks(True, words), _Looks(False, words))

    def among(self, columns: Sequence[Sequence[Any]]) -> bool:
        """Whether one of some rows, given as columns, may be odd."""
        if columns and self.first.any_in(columns[0]):
            return True
        return any(self.inner.any_in(columns[place]) for place in self.must)

    def kind(self, row: Sequence[Any], notes_began: bool) -> RowKind | None:
        """What an odd row is; None for a row of data, and for a blank one."""
        said = [cell for cell in row if not is_blank(cell)]
        must = [row[place] for place in self.must]
        what = row_kind(row)
        if what is RowKind.TOTAL or (what is RowKind.NUMBERS and self._holds_none(said, must)):
            return what
        if what is RowKind.FOOTER and any(is_blank(cell) or _is_footer(cell, said[0]) for cell in must):
            return what
        if must and [key(as_written(cell)) for cell in must] == list(self.headers):
            return RowKind.HEADER
        if said and str(said[0]).strip() in _EXAMPLES:
            return RowKind.EXAMPLE
        return self._text_alone(said, notes_began)

    def _text_alone(self, said: Sequence[Any], notes_began: bool) -> RowKind | None:
        """What a row is that says one thing only; after 备注 or 填表说明 such rows go on with it."""
        if len({str(cell) for cell in said}) != 1:
            return None
        if notes_began:
            return RowKind.FOOTER
        if len(said) < _MERGED and not _NUMBERED.fullmatch(str(said[0]).strip()):
            return None
        self._check_force(str(said[0]))
        return RowKind.HEADING

    def _check_force(self, text: str) -> None:
        """What stands under a heading of another force must not be taken for that of the title."""
        others = forces_named(text) - {self.force}
        if self.force and others:
            named = "、".join(force.zh for force in others)
            raise TwoTablesError(
                f"标题说的是{self.force.zh}，表里的小标题“{text[:40]}”说的是{named}，请加上“帮扶力量”一列 · "
                f"the title names {self.force.value}, a heading inside names {', '.join(others)}; add the column force."
            )

    @staticmethod
    def _holds_none(said: Sequence[Any], must: Sequence[Any]) -> bool:
        """Whether numbers are those of rows or of columns (1 2 3 4 …), and no codes of units."""
        counted = [str(cell).strip().removesuffix(".0") for cell in said]
        return any(map(is_blank, must)) or counted == [str(n) for n in range(1, len(said) + 1)]

    def another_header(self, row: Sequence[Any]) -> Recognised | None:
        """The header of a further table below the first; raises TwoTablesError when that is a table of another kind."""
        must = [key(as_written(row[place])) for place in self.must]
        if len(must) < 2 or not all(must) or must == list(self.headers) or not all(map(self._is_word, must)):
            return None
        found = recognise(row, mapped=self.mapped)
        if found is None or not found.is_whole:
            return None
        if found.table is not self.found.table or found.columns.keys() != self.found.columns.keys():
            raise TwoTablesError(
                "同一张工作表里上下有两张不同的表，请分成两张工作表 · "
                "there are two tables of different columns in one sheet; give each a sheet of its own."
            )
        return found

    def _is_word(self, spelt: str) -> bool:
        return spelt in words_of(self.found.table)
