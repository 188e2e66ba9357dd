"""Which table a header belongs to, and which cell is which column. File names never matter."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from graph_model.errors import TableError
from graph_model.schema import TABLES, Table
from graph_model.vocabulary import PLACES, Kind
from loaders.sheets.header_words import (
    ORDINAL,
    TERM,
    Meaning,
    Wide,
    Words,
    key,
    meaning_below,
    meaning_of,
    source_of,
    target_of,
    words_of,
)
from loaders.sheets.sheet import Cell

REASON = "原因"
"""Header that `loaders.receipts.rejects` adds; a corrected table may keep it, and nobody is told of it."""
SUGGESTION = "建议"
"""Ends the header of a column of candidates: 帮扶方 建议."""
ID_WORDS = ("编码", "编号")

Mapped = Mapping[str, Words]
"""Further headers for each table, by its name; they go before ours."""

_FEWEST = 2
_SHOWN = 8
_LONGEST = 60


class NoTableError(TableError):
    """The headers are those of no table of ours: passed over in a folder, refused when named."""


@dataclass(slots=True)
class Recognised:
    """What a header says. `columns` gives the place of each recognised column, from 0.

    `level` is the kind of the recipients where the header says it; `wide` are the columns of a wide table.
    `missing` are must-columns that no header names; `doubled` are pairs of headers for one column.
    """

    table: Table
    columns: dict[str, int] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    level: Kind | None = None
    wide: dict[str, Wide] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    doubled: list[tuple[str, str]] = field(default_factory=list)
    spoilt: list[str] = field(default_factory=list)
    """Headers that mean something until what stands below is joined to them: that is a row of data."""

    @property
    def is_whole(self) -> bool:
        """Whether it can be loaded, but for a force that the title may name."""
        return not self.doubled and not self.spoilt and not set(self.missing) - {"force"}

    @property
    def found(self) -> int:
        return len(self.columns)


def as_written(cell: Cell) -> str:
    """A header on one line, without what cannot be printed."""
    text = "" if cell is None else str(cell)
    if text.isprintable():
        return " ".join(text.split())
    return " ".join("".join(char if _visible(char) else " " for char in text).split())


def _visible(char: str) -> bool:
    return unicodedata.category(char) not in ("Cf", "Cc")


def recognise(cells: Sequence[Cell], below: Sequence[Cell] = (), mapped: Mapped | None = None) -> Recognised | None:
    """The table that fits best; None when the row is not even nearly the header of one.

    `below` is the second row of a header in two; `mapped` are further words.
    """
    best = max((_read(table, cells, below, mapped) for table in TABLES), key=_fit)
    return best if _is_nearly_a_table(best) else None


def require(found: Recognised | None, where: str, cells: Sequence[Cell]) -> Recognised:
    """A table that can be loaded but for its force; raises NoTableError, or TableError when it is nearly one."""
    if found is None:
        shown = "、".join(as_written(cell)[:_LONGEST] for cell in cells[:_SHOWN] if as_written(cell))
        raise NoTableError(
            f"{where} 表头不是单位表、结对表、选派表或填报表的列名（{shown}），请改用这些表的列名 · "
            f"{where}: its headers ({shown}) are not those of a table of units, pairings, dispatches or "
            "returns; name the columns as those tables do."
        )
    if set(found.missing) - {"force"}:
        raise lacking(found, where, found.missing)
    if found.doubled:
        first, second = found.doubled[0]
        raise TableError(
            f"{where} 中“{first}”和“{second}”是同一列，请只留一列 · "
            f"{where}: the headers {first!r} and {second!r} name one column; keep one of them."
        )
    return found


def lacking(found: Recognised, where: str, names: Sequence[str]) -> TableError:
    """A table without a column that it must have."""
    zh = "、".join(found.table.column(name).zh for name in names)
    return TableError(
        f"{where} 像是{found.table.zh}，但缺少必填的列：{zh}，请补上 · "
        f"{where} looks like a table of {found.table.name} but lacks the column {', '.join(names)}; add it."
    )


def _read(table: Table, cells: Sequence[Cell], below: Sequence[Cell], mapped: Mapped | None) -> Recognised:
    read = _Reading(table, {**words_of(table), **mapped[table.name]} if mapped else words_of(table))
    upper, lower = (list(map(as_written, row)) for row in (cells, below))
    for place in range(max(len(upper), len(lower))):
        above, under = (row[place] if place < len(row) else "" for row in (upper, lower))
        if above or under:
            beside = upper[max(place - 1, 0) : place] + upper[place + 1 : place + 2]
            read.take(place, above, under, spans=above in beside)
    return read.result()


class _Reading:
    """One table's view of one header."""

    def __init__(self, table: Table, words: Words) -> None:
        self.words, self.found = words, Recognised(table)
        self._levels: dict[Kind, tuple[int, str]] = {}

    def take(self, place: int, above: str, under: str, *, spans: bool) -> None:
        meaning = meaning_below(self.words, above, under, spans=spans)
        header = above if not under or key(above) == key(under) else f"{above} {under}".strip()
        if meaning is None:
            if under and not spans and meaning_of(self.words, above):
                self.found.spoilt.append(header)
            if not self._is_ours(header):
                self.found.unknown.append(header)
        elif meaning.level is not None and meaning.level not in self._levels:
            self._levels[meaning.level] = place, header
        else:
            self._keep(meaning.column, place, header, meaning)

    def _keep(self, column: str, place: int, header: str, meaning: Meaning | None = None) -> None:
        found = self.found
        if column in found.columns:
            found.doubled.append((found.headers[column], header))
            return
        found.columns[column], found.headers[column] = place, header
        if meaning is not None and meaning.wide is not None:
            found.wide[column] = meaning.wide

    def _is_ours(self, header: str) -> bool:
        """The columns that a table of rejects has besides those of its source."""
        spelt = key(header)
        return spelt == REASON or (
            spelt.endswith(SUGGESTION) and meaning_below(self.words, spelt.removesuffix(SUGGESTION), "") is not None
        )

    def result(self) -> Recognised:
        found = self.found
        if target := target_of(found.table):
            self._choose_target(target)
            self._choose_shape(source_of(found.table))
        found.columns = dict(sorted(found.columns.items(), key=lambda each: each[1]))
        found.headers = {name: found.headers[name] for name in found.columns}
        required = (column.name for column in found.table.columns if column.required)
        found.missing.extend(name for name in required if name not in found.columns and not self._is_excused(name))
        return found

    def _choose_target(self, target: str) -> None:
        """The lowest level named is the recipient; what is above it says where it lies."""
        found = self.found
        if target not in found.columns and self._levels:
            found.level = max(self._levels, key=PLACES.index)
            self._keep(target, *self._levels.pop(found.level))
        for level, (place, header) in self._levels.items():
            self._keep(level.value, place, header)
        places = [kind for kind in PLACES if kind.value in found.columns]
        if target not in found.columns and places and self._names_helpers(len(places)):
            found.level = places[-1]
            place, header = found.columns.pop(found.level.value), found.headers.pop(found.level.value)
            self._keep(target, place, header)

    def _names_helpers(self, places: int) -> bool:
        """Whether a column of places can be that of recipients; one word of force beside it may be any list."""
        return source_of(self.found.table) in self.found.columns or (
            bool(self.found.wide) and len(self.found.wide) + places > _FEWEST
        )

    def _choose_shape(self, source: str) -> None:
        """A column of helpers makes a long table; columns of a wide one beside it are nobody's."""
        found = self.found
        if source in found.columns:
            for word in list(found.wide):
                del found.wide[word], found.columns[word]
                found.unknown.append(found.headers.pop(word))

    def _is_excused(self, name: str) -> bool:
        wide = self.found.wide.values()
        if name == "force":
            return bool(wide) and all(each.force for each in wide)
        return bool(wide) and name == source_of(self.found.table)


def _fit(read: Recognised) -> tuple[bool, float, int, bool]:
    """A whole table before a broken one; then the one of which most is there."""
    if read.is_whole:
        return True, 1, read.found, not read.missing
    return False, _must(read) / len(read.table.required), read.found, False


def _must(read: Recognised) -> int:
    return len(read.table.required) - len(read.missing)


_BESIDE = {*(kind.value for kind in PLACES), ORDINAL, TERM, "note", "basis"}
"""Columns that many a list has which is no table of ours."""


def _is_nearly_a_table(read: Recognised) -> bool:
    """Enough of a table that its owner should hear what is missing: a name and a remark are not."""
    if read.is_whole:
        return True
    own = len(read.columns.keys() - _BESIDE - read.wide.keys())
    of = own + len(read.unknown) + len(read.doubled)
    return own >= 3 or (_must(read) > 0 and (own == 2 or own * 2 > of > 0))
