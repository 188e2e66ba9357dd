"""The words of the page of changes; those of its rows are the imports'."""

from collections.abc import Mapping

from visuals.pages.words.changed_rows import CHANGED_ROWS
from visuals.pages.words.shared import SHARED
from visuals.words import Words

WORDS: Mapping[str, Words] = {
    **SHARED,
    **CHANGED_ROWS,
    "heading": Words("第 {first}–{last} 次导入改了什么", "What imports {first} to {last} changed"),
    "heading_one": Words("第 {last} 次导入改了什么", "What import {last} changed"),
    "heading_none": Words("没有选中任何一次导入", "No import is chosen"),
    "since": Words("自第几次导入以后", "After import"),
    "until": Words("至", "Up to"),
    "last": Words("最近一次导入", "Last import"),
    "month": Words("近 30 天", "30 days"),
    "all": Words("全部", "All"),
    "counted": Words("按对象和变化", "By what and change"),
    "counted_note": Words("点一个数只看那些；再点一次看全部。", "Choose a number to see only those; again to see all."),
    "too_many": Words(
        "共 {total} 项，太多不逐项计数；缩小时间或地方，或下载。",
        "{total} changes are too many to count one by one: choose less time or a smaller place, or download them.",
    ),
    "closed": Words("销号（不再是缺口）：{count}", "Closed, no longer gaps: {count}"),
    "opened": Words("新增缺口：{count}", "New gaps: {count}"),
    "moves": Words("缺口的进出", "Gaps opened and closed"),
    "moves_note": Words(
        "同一天（截至 {day}），用前后两个账本各算一遍。", "One day ({day}), worked out with either ledger."
    ),
    "no_data": Words(
        "那时账本里还没有这里的数据，谈不上新增；下面是现在的缺口。",
        "The ledger held nothing about it then; what is listed as new are the gaps there are now.",
    ),
    "none_moved": Words("没有。", "None."),
    "now_then": Words("之前 → 现在", "Before → now"),
    "changed_rows": Words("改动：{count}", "Changes: {count}"),
    "everything": Words("看全部", "See all"),
    "no_changes": Words(
        "这段时间没有导入改动这里。换一段时间、一个地方，或先导入表格。",
        "No import changed anything here in this time. Choose more time or another place, or load tables.",
    ),
    "import_n": Words("第 {seq} 次", "import {seq}"),
    "not_applied": Words("不适用", "did not apply"),
}
