"""The words of a table of changes to the ledger; the pages of imports and of changes have one."""

from collections.abc import Mapping

from visuals.words import Words

CHANGED_ROWS: Mapping[str, Words] = {
    "change": Words("变化", "Change"),
    "what": Words("对象", "What"),
    "about": Words("内容", "About"),
    "differs": Words("原值 → 新值", "Before → after"),
    "row_n": Words("第 {row} 行", "row {row}"),
    "more": Words("还有 {count} 项没有列出。", "{count} more are not listed."),
}
