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
        told = [
            (_label(name, isinstance(given[name], int), whole.lang), _told(name, given, whole.lang)) for name in given
        ]
        columns, rows = _ITEMS, [(label, text) for label, text in told if text]
    shown = Shown.of_rows(
        column.name, words.Words(title, title), columns, rows, known_at=whole.known_at, lang=whole.lang
    )
    return Part(column.name, title, shown)


_KINDS = frozenset(map(str, Kind))
_ITEMS = [
    NamedHeading("field", Heading(words.ITEM.zh, words.ITEM.en, "")),
    NamedHeading("value", Heading(words.CONTENT.zh, words.CONTENT.en, "")),
]


def _as_table(records: Sequence[Mapping[str, Any]]) -> tuple[list[NamedHeading], list[tuple[Any, ...]]]:
    names = list(dict.fromkeys(name for record in records for name in record))
    known = _of_rows()
    columns = [NamedHeading(name, known.get(name) or _plain_heading(name)) for name in names]
    return columns, [tuple(record.get(name) for name in names) for record in records]


def _label(name: str, counted: bool, lang: Lang) -> str:
    """A field's heading, or the word of a kind where kinds are counted."""
    if counted and name in _KINDS:
        return words.word(name, Kind, lang)
    return heading_text(NamedHeading(name, _of_a_unit(name)), lang)


def _told(name: str, record: Mapping[str, Any], lang: Lang) -> str:
    return for_people(record[name], _of_a_unit(name).terms, lang, record.get(f"{name}_precision"))


def _of_a_unit(name: str) -> Heading:
    for column in UNITS.columns:
        if column.name == name:
            return Heading(column.zh, _spoken(name), column.meaning, terms=column.terms)
    return _of_rows().get(name) or _plain_heading(name)


@cache
def _of_rows() -> dict[str, Heading]:
    """Headings by field name, as the questions have them."""
    from queries import QUESTIONS

    known = dict(_ONLY_HERE)
    for question in ("coverage", "gaps", "dispatches", "pairings"):
        known |= {name.rstrip("_"): heading for name, heading in QUESTIONS[question].columns}
    return known


def _plain_heading(name: str) -> Heading:
    return Heading(name, _spoken(name), "")


def _spoken(name: str) -> str:
    return name.replace("_", " ").capitalize()


_ONLY_HERE = {
    "parent_name": Heading("上级名称", "Parent's name", "Name of the unit it is part of."),
    "stands_for_name": Heading("所属单位名称", "Stands for (name)", "Name of the unit it stands for."),
    "missing": Heading("尚缺", "Missing", "Helpers it is owed and does not have."),
}
"""Fields that no other question has."""
