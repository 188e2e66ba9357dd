"""Where something was read: file, sheet, row and column, and the page of the import that brought it."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from visuals.pages.ask import Ask
from visuals.words import Words

_ROW = Words("第 {row} 行", "row {row}")
_COLUMN = Words("{column} 列", "column {column}")


class Provenance(NamedTuple):
    """`said` is file, sheet, row and column in words; `href` shows what that row brought."""

    said: str
    import_: int
    href: str


def provenance(ask: Ask, told: Mapping[str, Any]) -> Provenance:
    """Of a row that has `file`, `sheet`, `row`, `import`, and perhaps `column`."""
    file, sheet, row, seq = told["file"], told.get("sheet"), told["row"], told["import"]
    href = ask.href("imports", seq, file=file, sheet=sheet, row=row)
    return Provenance(place_said(ask, file, sheet, row, told.get("column")), seq, href)


def place_said(ask: Ask, file: str | None, sheet: str | None, row: int | None, column: str | None = None) -> str:
    """File, sheet, row and column, as far as they are known."""
    parts = [file, sheet]
    if row is not None:
        parts.append(_ROW.said(ask.lang, row=row))
    if column:
        parts.append(_COLUMN.said(ask.lang, column=column))
    return " · ".join(part for part in parts if part)
