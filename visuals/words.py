"""The words of every output, in both languages, in one place."""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from graph_model.vocabulary import Term


class Lang(StrEnum):
    """The language people read. Codes, field names and JSON are the same in both."""

    ZH = "zh"
    EN = "en"

    @property
    def tag(self) -> str:
        """As documents name the language that they are in."""
        return "en" if self is Lang.EN else "zh-CN"


class Words(NamedTuple):
    """One text in both languages."""

    zh: str
    en: str

    def said(self, lang: Lang, **values: object) -> str:
        """With values in its places; without any it stands as it is, braces that somebody typed included."""
        text = self.en if lang is Lang.EN else self.zh
        return text.format(**values) if values else text


def said_from(words: Mapping[str, Words], lang: Lang, name: str, /, **values: object) -> str:
    """The text of a name in a collection of words; what templates call `say`."""
    return words[name].said(lang, **values)


FICTIONAL = "示例数据，非真实结对 · fictional data"
"""Stands on every page and table made from the example; both languages at once, always."""

AND, COMMA = Words("、", ", "), Words("，", ", ")
"""Between the words of a list, and between what is said of one thing."""
AS_OF = Words("截至 {day}", "as of {day}")
KNOWN_AT = Words("账本至第 {seq} 次导入", "ledger up to import {seq}")
ROWS = Words("共 {total} 行", "{total} rows")
ONE_ROW = Words("共 1 行", "1 row")
SOME_ROWS = Words("显示 {count} 行，共 {total} 行", "{count} of {total} rows")
NO_ROWS = Words("没有符合条件的行。", "No row fits.")
ALL_ZERO = Words("屏幕不够宽，全为 0 的列没有列出：{names}", "Left out, as the screen is narrow and all are 0: {names}")
NONE_HERE = Words("（无）", "(none)")
MORE = Words("接着看：--cursor {next}", "To go on: --cursor {next}")
YES, NO = Words("是", "yes"), Words("否", "no")

ABOUT = Words("说明", "About")
QUESTION = Words("问题", "Question")
DAY = Words("截至", "As of")
LEDGER = Words("账本（第几次导入）", "Known at (import)")
TOTAL = Words("总行数", "Rows in all")
HERE = Words("本表行数", "Rows here")
OPTIONS = Words("选项", "Options")
NO_OPTIONS = Words("无", "none")
COLUMNS = Words("列", "Column")
FIELD = Words("字段", "Field")
MEANING = Words("含义", "Meaning")
CODES = Words("代码", "Codes")
ITEM, CONTENT = Words("项目", "Field"), Words("内容", "Value")
CUT = Words("…（共 {length} 字，全文见 JSON）", "… ({length} characters; JSON has all)")


def word(code: str, terms: type[Term] | None, lang: Lang) -> str:
    """The word of a code; a code outside the list (a pack's own group) stands for itself."""
    if terms is None:
        return code
    term = _by_code(terms).get(code)
    return code if term is None else term.en if lang is Lang.EN else term.zh


@cache
def _by_code(terms: type[Term]) -> dict[str, Term]:
    return {str(term): term for term in terms}


_WHAT = {
    "unit": Words("单位", "units"),
    "pairing": Words("结对", "pairings"),
    "dispatch": Words("选派", "dispatches"),
    "return": Words("填报", "returns"),
    "rule": Words("规则", "rules"),
    "pack": Words("规则包", "rule packs"),
    "alias": Words("别名", "aliases"),
}
_HOW = {
    "added": Words("新增", "added"),
    "ended": Words("结束", "ended"),
    "corrected": Words("更正", "corrected"),
    "withdrawn": Words("撤回", "withdrawn"),
}


def change_word(change: str, lang: Lang) -> str:
    """What an import did, as people say it; anything else as it stands.

    >>> change_word("pairing.ended", Lang.ZH), change_word("pairing.ended", Lang.EN), change_word("note", Lang.EN)
    ('结对结束', 'pairings ended', 'note')
    """
    what, _, how = change.partition(".")
    if what not in _WHAT or how not in _HOW:
        return change
    between = " " if lang is Lang.EN else ""
    return f"{_WHAT[what].said(lang)}{between}{_HOW[how].said(lang)}"
