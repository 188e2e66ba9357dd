"""An answer ready to be written in any format; it hands out its rows in chunks, so any number fits."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graph_model.question import NamedHeading
from visuals.words import Lang, Words

Row = tuple[Any, ...]
CHUNK = 500
"""Rows that are in memory at a time."""


@dataclass(frozen=True, slots=True)
class Shown:
    """`count` of `total` rows are shown; `page(start, stop)` makes some of those, counted from 0.

    `as_of` is None where the day does not matter (imports, rules).
    """

    name: str
    title: Words
    columns: Sequence[NamedHeading]
    total: int
    count: int
    page: Callable[[int, int], Sequence[Row]]
    known_at: int
    as_of: str | None = None
    next: str | None = None
    meaning: str = ""
    options: Mapping[str, str | bool] = field(default_factory=dict)
    lang: Lang = Lang.ZH
    fictional: bool = False
    in_parts: bool = False
    """Its one row holds tables, each to be shown as one."""

    @classmethod
    def of_rows(
        cls, name: str, title: Words, columns: Sequence[NamedHeading], rows: Sequence[Row], **more: Any
    ) -> "Shown":
        """Rows that are all there already."""
        return cls(name, title, columns, len(rows), len(rows), lambda start, stop: rows[start:stop], **more)

    @property
    def names(self) -> list[str]:
        """Field names as JSON and CSV have them: `import_` is `import` there."""
        return [column.name.rstrip("_") for column in self.columns]

    @property
    def headings(self) -> list[str]:
        """What people read above the columns."""
        return [heading_text(column, self.lang) for column in self.columns]

    def chunks(self, size: int = CHUNK) -> Iterator[Sequence[Row]]:
        for start in range(0, self.count, size):
            yield self.page(start, min(start + size, self.count))


def heading_text(column: NamedHeading, lang: Lang) -> str:
    return column.heading.en if lang is Lang.EN else column.heading.zh
