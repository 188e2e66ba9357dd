"""The words of the gaps page."""

from collections.abc import Mapping

from visuals.pages.words.shared import SHARED
from visuals.words import Words

WORDS: Mapping[str, Words] = {
    **SHARED,
    "heading": Words("缺口清单", "Gaps"),
    "listed": Words("{total:,} 项，涉及 {units:,} 个单位", "{total:,} at {units:,} units"),
    "listed_unknown": Words(
        "{total:,} 项（含未填报），涉及 {units:,} 个单位", "{total:,} with the unknown, at {units:,} units"
    ),
    "gaps": Words("缺口（项）", "Gaps"),
    "unknown_is_none": Words("不算缺口", "no gap"),
    "show_unknown": Words("一并列出 {count:,} 项未填报", "List the {count:,} unknown, too"),
    "hide_unknown": Words("不列 {count:,} 项未填报", "Leave out the {count:,} unknown"),
    "only_unknown": Words("只看未填报", "Only the unknown"),
    "rule": Words("要求", "Rule"),
    "kind": Words("单位类型", "Kind of unit"),
    "chosen": Words("已选", "Chosen"),
    "drop": Words("去掉“{said}”", "Drop “{said}”"),
    "clear": Words("全部去掉", "Drop all"),
    "group_by": Words("分组", "Group by"),
    "by_rule": Words("要求", "Rule"),
    "by_county": Words("县", "County"),
    "by_kind": Words("类型", "Kind"),
    "by_state": Words("状态", "State"),
    "by_none": Words("不分组", "None"),
    "sort_by": Words("按“{said}”排序", "Sort by {said}"),
    "print_view": Words("打印", "Print"),
    "print_now": Words("打印这份清单", "Print this list"),
    "back": Words("回到清单", "Back to the list"),
    "files_note": Words(
        "导出含筛出的全部 {total:,} 行，次序同此。",
        "The files hold all {total:,} rows, in this order.",
    ),
    "printed": Words(
        "打印时每页重复表头。共 {total:,} 行，全部在这里。", "All {total:,} rows are here; each sheet repeats the head."
    ),
    "printed_some": Words(
        "这里是前 {count:,} 行，共 {total:,} 行；全部请用 XLSX。",
        "The first {count:,} of {total:,} rows; all of them are in the XLSX.",
    ),
    "prefecture": Words("市（州）", "Prefecture"),
    "county": Words("县域", "County"),
    "last_helper": Words("上一帮扶方", "Last helper"),
    "next": Words("下次开始", "Next start"),
    "reported": Words("填报截至", "Reported as of"),
    "itself": Words("县本级", "the county"),
    "lasting": Words("已 {age}", "for {age}"),
    "not_reported": Words("无填报", "no return"),
    "nobody_says": Words("没有人填报，不算缺口", "nobody has reported: no gap"),
    "continued": Words("（续）", "(continued)"),
    "none_left": Words("这样筛，一项缺口也没有", "No gap is left by these filters"),
    "none_left_what": Words("去掉一个筛选，就有：", "Without one of them there are:"),
    "rows_then": Words("{count:,} 项", "{count:,}"),
    "no_gap": Words("没有缺口，都落实了", "No gap: everything asked for is there"),
    "no_gap_met": Words("{met:,} 项要求已满足。", "{met:,} are met."),
    "no_gap_unknown": Words(
        "另有 {unknown:,} 项没有人填报，可能是缺口，也可能不是。",
        "Of {unknown:,} more nobody has reported: they may be gaps or not.",
    ),
    "no_rule": Words("没有一条要求适用于这里", "No rule asks for anything here"),
    "no_rule_what": Words(
        "换一个地区或日期；账本里还没有单位时，先导入单位表和结对表。",
        "Choose another place or day; where the ledger has no units yet, import a table of units and one of pairings.",
    ),
    "imports": Words("去导入", "Import tables"),
}
