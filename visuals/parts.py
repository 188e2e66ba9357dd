"""An answer whose one row holds tables (`unit`), taken apart into one small table for each."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from graph_model.question import Heading, NamedHeading
from graph_model.schema import UNITS
from graph_model.vocabulary import Kind
from visuals import words
from visuals.shown import Shown, heading_text
from visuals.values import for_people, plain
from visuals.words import Lang


class Part(NamedTuple):
    name: str
    title: str
    shown: Shown


def parts_of(shown: Shown) -> list[Part] | None:
    """A part for each column; None when the rows are an ordinary table."""
    if not shown.in_parts or shown.count != 1:
        return None
    row = shown.page(0, 1)[0]
    return [_part(shown, column, plain(value)) for column, value in zip(shown.columns, row, strict=True)]


def _part(whole: Shown, column: NamedHeading, value: Any) -> Part:
    title = heading_text(column, whole.lang)
    if isinstance(value, list) and all(isinstance(each, dict) for each in value):
        columns, rows = _as_table(value)
    else:
        given = value if isinstance(value, Mapping) else {column.name: value}
        told = [(_label(name, whole.lang), _told(name, given, whole.lang)) for name in given]
        columns, rows = _ITEMS, [(label, text) for label, text in told if text]
    shown = Shown.of_rows(
        column.name, words.Words(title, title), columns, rows, known_at=whole.known_at, lang=whole.lang
    )
    return Part(column.name, title, shown)


_ITEMS = [
    NamedHeading("field", Heading(words.ITEM.zh, words.ITEM.en, "")),
    NamedHeading("value", Heading(words.CONTENT.zh, words.CONTENT.en, "")),
]


def _as_table(records: Sequence[Mapping[str, Any]]) -> tuple[list[NamedHeading], list[tuple[Any, ...]]]:
    names = list(dict.fromkeys(name for record in records for name in record))
    columns = [NamedHeading(name, _heading(name)) for name in names]
    return columns, [tuple(record.get(name) for name in names) for record in records]


def _label(name: str, lang: Lang) -> str:
    """A field's heading, or the word of a kind where kinds are counted."""
    kind = words.word(name, Kind, lang)
    return kind if kind != name else heading_text(NamedHeading(name, _heading(name)), lang)


def _told(name: str, record: Mapping[str, Any], lang: Lang) -> str:
    return for_people(record[name], _heading(name).terms, lang, record.get(f"{name}_precision"))


def _heading(name: str) -> Heading:
    return _known().get(name) or Heading(name, _spoken(name), "")


def _spoken(name: str) -> str:
    return name.replace("_", " ").capitalize()


_ONLY_HERE = {
    "parent_name": Heading("上级名称", "Parent's name", "Name of the unit it is part of."),
    "stands_for_name": Heading("所属单位名称", "Stands for (name)", "Name of the unit it stands for."),
    "missing": Heading("尚缺", "Missing", "Helpers it is owed and does not have."),
}
"""Fields that no other question has."""


@cache
def _known() -> dict[str, Heading]:
    """Headings by field name: those of the questions, and the columns of the units table."""
    from queries import QUESTIONS

    known = {
        column.name: Heading(column.zh, _spoken(column.name), column.meaning, terms=column.terms)
        for column in UNITS.columns
    }
    known |= _ONLY_HERE
    for question in ("gaps", "dispatches", "pairings"):
        known |= {name.rstrip("_"): heading for name, heading in QUESTIONS[question].columns}
    return known
