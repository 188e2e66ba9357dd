"""A column headed 编号 that counts the rows: taken for ids, the next office's row 1 would overwrite this one's."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from graph_model.plain_text import plain
from graph_model.schema import UNITS
from loaders.cells.faults import text_of
from loaders.sheets.header_words import key
from loaders.sheets.headers import Mapped, Recognised

_SURELY_AN_ID = "id"
_EITHER = key("编号")
"""In a table of units 编码 and 代码 are codes; of links every word but `id` may head row numbers."""
_NUMBER = re.compile(r"\(?([0-9]{1,5}(?:[.-][0-9]{1,3}){0,2})[.)、]?")

_Steps = tuple[int, ...]


def set_aside_ordinals(found: Recognised, rows: Iterator[Sequence[Any]], mapped: Mapped | None) -> None:
    """Where the column of ids counts the rows, it becomes an unknown column and is named as such."""
    if _may_count(found, mapped) and _counts(row[found.columns["id"]] for row in rows if _reaches(row, found)):
        del found.columns["id"]
        found.unknown.append(f"{found.headers.pop('id')}（只是序号，不作编号 · row numbers, not ids）")


def _may_count(found: Recognised, mapped: Mapped | None) -> bool:
    if "id" not in found.columns:
        return False
    if _has_every_column(found):
        return False  # our own export, whatever its ids are
    header = key(found.headers["id"])
    if header == _SURELY_AN_ID or (mapped and header in mapped.get(found.table.name, {})):
        return False
    return found.table is not UNITS or header == _EITHER


def _has_every_column(found: Recognised) -> bool:
    """No office writes a table with all of our columns by itself."""
    ours = {column.name for column in found.table.columns if not column.name.endswith("_kind")}
    return ours <= found.columns.keys()


def _reaches(row: Sequence[Any], found: Recognised) -> bool:
    return found.columns["id"] < len(row)


def _counts(cells: Iterator[Any]) -> bool:
    """Whether the numbers begin with 1 and only rise, or begin again; what is no ASCII (合计) is no id anyway."""
    last: _Steps = ()
    for cell in cells:
        text = plain(text_of(cell))
        if not text or not text.isascii():
            continue
        steps = _steps(text)
        if not steps or not (set(steps) == {1} or (last and steps >= last)):
            return False
        last = steps
    return bool(last)


def _steps(text: str) -> _Steps:
    found = _NUMBER.fullmatch(text)
    return tuple(map(int, re.split("[.-]", found[1]))) if found else ()
