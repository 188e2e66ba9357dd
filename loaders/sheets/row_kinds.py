"""Rows that are no pairings: totals, footers, rows of bare numbers. They are ignored, and said by row.

A receipt prints the kind's word only: a footer holds names and telephone numbers of persons.
"""

import re
import unicodedata
from collections.abc import Sequence

from graph_model.plain_text import plain
from graph_model.vocabulary import Term
from loaders.cells.faults import text_of
from loaders.sheets.sheet import Cell

TOTAL_WORDS = ("小计", "合计", "总计", "共计", "累计")
REMARK_WORDS = ("备注", "附注", "注", "说明")
"""Short words that names may start with (注册…): only with a colon, a number or nothing behind them."""
FOOTER_WORDS = (
    *("填表说明", "填报说明", "数据来源", "资料来源"),
    *("填表人", "填报人", "制表人", "经办人", "审核人", "复核人", "审批人", "签发人", "负责人", "联系人", "联络员"),
    *("单位负责人", "分管负责人", "主要负责人", "分管领导", "主管领导", "单位领导", "领导签字", "负责人签字"),
    *("联系电话", "联系方式", "办公电话", "手机号码"),
    *("填表单位", "填报单位", "制表单位", "报送单位", "单位盖章", "单位(盖章)", "(盖章)", "(公章)"),
    *("填表日期", "填报日期", "制表日期", "报送日期", "填表时间", "填报时间", "制表时间", "报送时间"),
)
_SHORT_FOOTER_WORDS = ("制表", "填表", "填报", "审核", "审批", "日期", "电话")
"""Footers only with a colon."""

_PLACE = r"[\w()]{0,12}?"
_REMAINDER = r"(?::?\(?\d[^()]{0,12}\)?|:|\([^()]{0,12}\))?"
_TOTAL_WORD = "|".join(TOTAL_WORDS)
_TOTAL = re.compile(rf"{_PLACE}(?:{_TOTAL_WORD}){_REMAINDER}")
_BARE_TOTAL = re.compile(rf"(?:{_TOTAL_WORD}):?")
_BARE_TOTAL_WITHIN = 3
"""凉山州 | 小计: a total may stand behind the number and the place it is for."""
_NUMBER = re.compile(r"[0-9]{1,5}|\([0-9]{1,5}\)", re.ASCII)
"""Six digits and more may be the code of a unit."""


def _spaced(words: Sequence[str]) -> str:
    """A pattern of words in which spaces may stand: 填 表 人."""
    return "|".join(r"\s*".join(map(re.escape, word)) for word in sorted(words, key=len, reverse=True))


_FOOTER = re.compile(
    rf"[*※]?\s*(?:"
    rf"(?:{_spaced(FOOTER_WORDS)})(?:$|[\s:0-9(].*)"
    rf"|(?:{_spaced(REMARK_WORDS)})\s*(?:$|[:0-9(①-⑳].*)"
    rf"|(?:{_spaced(_SHORT_FOOTER_WORDS)})\s*(?:\([^()]*\))?:.*)",
    re.DOTALL,
)
_WIDE = str.maketrans("：（）＊\u3000\xa0", ":()*  ")


_SIGNS = frozenset("计").union(word[0] for word in (*REMARK_WORDS, *FOOTER_WORDS, *_SHORT_FOOTER_WORDS))
"""One of these stands in every total and at the beginning of every footer."""


def may_be_total_or_footer(text: str) -> bool:
    """Whether it is worth asking `row_kind`: false for most names, and quick."""
    return not _SIGNS.isdisjoint(unicodedata.normalize("NFKC", text))


class RowKind(Term):
    """Why a row is ignored."""

    TOTAL = "total", "合计行", "Total"
    FOOTER = "footer", "表尾", "Footer"
    NUMBERS = "numbers", "只有数字的行", "Only numbers"
    HEADER = "header", "重复的表头", "Header again"
    HEADING = "heading", "分组标题", "Heading"
    EXAMPLE = "example", "填写示例", "Example"
    NO_HELPER = "no_helper", "没有写帮扶方的行", "No helper named"


def row_kind(cells: Sequence[Cell]) -> RowKind | None:
    """What a row is when it is no row of the table; None for every other row, and for a blank one.

    `cells` are all cells of the row, left to right.
    """
    texts = [text for cell in cells if (text := text_of(cell))]
    if not texts:
        return None
    if _is_total(texts):
        return RowKind.TOTAL
    if _FOOTER.fullmatch(texts[0].translate(_WIDE)):
        return RowKind.FOOTER
    if all(_NUMBER.fullmatch(plain(text)) for text in texts):
        return RowKind.NUMBERS
    return None


def _is_total(texts: list[str]) -> bool:
    first, *further = ("".join(plain(text).split()) for text in texts[:_BARE_TOTAL_WITHIN])
    return bool(_TOTAL.fullmatch(first)) or any(_BARE_TOTAL.fullmatch(text) for text in further)
