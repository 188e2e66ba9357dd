"""What a load would change, in the words of the field: 新增 12 对，结束 3 对，更正 1 对起始日期，2 行需要处理."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from graph_model.question import Answer
from graph_model.schema import TABLES
from visuals.words import AND, COMMA, Lang, Words

_CHUNK = 2_000

MEASURED = {
    "pairing": Words("{count} 对", "{count} pairings"),
    "dispatch": Words("{count} 条选派", "{count} dispatches"),
    "unit": Words("{count} 个单位", "{count} units"),
    "return": Words("{count} 条填报", "{count} returns"),
    "rule": Words("{count} 条规则", "{count} rules"),
}
_HOW = {
    "added": Words("新增 {what}", "{what} added"),
    "ended": Words("结束 {what}", "{what} ended"),
    "corrected": Words("更正 {what}{fields}", "{fields} corrected of {what}"),
    "withdrawn": Words("撤回 {what}", "{what} withdrawn"),
}
_ATTENTION = Words("{count} 行需要处理", "{count} rows need attention")
_NOTHING = Words("没有变化", "nothing changes")
_DAYS = {"since": Words("起始日期", "start"), "through": Words("截止日期", "end")}


@dataclass(frozen=True, slots=True)
class Difference:
    """`changes` are rows of the question `changes`; `name` gives the name of a unit by its id."""

    changes: Answer[Any]
    name: Callable[[str], str]

    @classmethod
    def nothing(cls) -> "Difference":
        return cls(Answer.of([]), str)

    def rows(self) -> Iterator[Any]:
        for start in range(0, self.changes.total, _CHUNK):
            yield from self.changes.page(start, start + _CHUNK)


def sentence(difference: Difference, rejected: int, lang: Lang) -> str:
    """One line: what is added, ended, corrected and in which fields, and how many rows need attention."""
    counted = Counter((row.what, row.change, fields_of(row)) for row in difference.rows())
    order = sorted(counted, key=lambda each: (list(MEASURED).index(each[0]), list(_HOW).index(each[1]), each[2]))
    parts = [_part(*each, counted[each], lang) for each in order]
    if rejected:
        parts.append(_ATTENTION.said(lang, count=f"{rejected:,}"))
    return COMMA.said(lang).join(parts or [_NOTHING.said(lang)])


def _part(what: str, change: str, fields: tuple[str, ...], count: int, lang: Lang) -> str:
    named = AND.said(lang).join(field_word(what, field, lang) for field in fields)
    return _HOW[change].said(lang, what=MEASURED[what].said(lang, count=f"{count:,}"), fields=named)


def fields_of(row: Any) -> tuple[str, ...]:
    """The fields in which a corrected row differs; precision alone is no field."""
    if row.change != "corrected":
        return ()
    return tuple(name for name in row.after if row.after[name] != row.before.get(name) and not _is_precision(name))


def _is_precision(name: str) -> bool:
    return name.endswith("_precision")


def field_word(what: str, field: str, lang: Lang) -> str:
    """起始日期, 依据: a field as the tables call it."""
    if field in _DAYS:
        return _DAYS[field].said(lang)
    columns = (column for table in TABLES if table.what == what for column in table.columns)
    return next((column.zh for column in columns if column.name == field and lang is Lang.ZH), field)
