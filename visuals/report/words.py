"""The words of the report, by the names that its template uses."""

from collections.abc import Mapping

from visuals.words import Words

WORDS: Mapping[str, Words] = {
    "title": Words("{name}帮扶情况报告", "{name}: assistance report"),
    "clocks": Words(
        "截至 {day} · 账本至第 {seq} 次导入（{time}，UTC）",
        "As of {day} · ledger up to import {seq} ({time}, UTC)",
    ),
    "lead": Words(
        "按现行规则应落实 {due} 项：{met} 项已满足，{gap} 项有缺口，{unknown} 项没有人填报。",
        "The rules ask for {due}: {met} are met, {gap} are gaps, and of {unknown} nobody has reported.",
    ),
    "lead_ending": Words(
        "今后 {days} 天有 {count} 条结对和选派到期。", "Within {days} days {count} pairings and dispatches end."
    ),
    "due": Words("应落实（项）", "Asked for"),
    "met": Words("已满足", "Met"),
    "gap": Words("缺口", "Gaps"),
    "unknown": Words("未填报", "Not reported"),
    "ending_count": Words("{days} 天内到期（条）", "Links ending in {days} days"),
    "by_group": Words("按规则组", "By group of rules"),
    "group": Words("规则组", "Group"),
    "share": Words("满足率", "Share met"),
    "butterfly": Words("谁在帮，还缺什么", "Who helps, and what is missing"),
    "butterfly_note": Words(
        "左边是帮扶方，按五支力量；右边是本县自己的单位，一个记号是一个单位。空心的是空席。",
        "Helpers by force on the left; the county's own units on the right, a mark each. Hollow: empty seats.",
    ),
    "seats": Words("专班与选派岗位", "Task force and posts"),
    "matrix": Words("各地 × 帮扶要求", "Places × what the rules ask for"),
    "matrix_note": Words(
        "格内数字：一项多个单位时是满足率（%）或满足数/应有数；“?” 是没有人填报，不算缺口。",
        "Numbers: the share met (%) or met/asked for, where a rule asks of many; “?” is not reported, and no gap.",
    ),
    "gaps_column": Words("缺口项数", "Gaps"),
    "domain": Words("全域结对", "Full-domain pairing"),
    "domain_note": Words(
        "“与县一致”：帮扶方就是与本县结对的地方，或属于它。",
        "“The county's partners”: the helper is paired with the county itself, or lies within one that is.",
    ),
    "curve": Words("覆盖曲线", "Coverage over time"),
    "curve_note": Words(
        "每月最后一天，全部规则合计；右半是一条都不再续签时的情形。",
        "On the last day of each month, over all rules; the right half is what is left if nothing is renewed.",
    ),
    "cliffs": Words("会掉下来的月份", "Months in which it drops"),
    "month": Words("月份", "Month"),
    "before_after": Words("满足（前 → 后）", "Met (before → after)"),
    "drop": Words("减少", "Drop"),
    "links_end": Words("到期（条）", "Links ending"),
    "no_cliffs": Words("今后十二个月没有会掉下来的月份。", "No month ahead in which it drops."),
    "gap_list": Words("缺口清单", "The gaps"),
    "gap_counts": Words("共 {total} 项缺口，列出 {listed} 项。", "{total} gaps, of which {listed} are listed."),
    "only_counties": Words(
        "这里只列县级本身的缺口；乡镇、学校、医院等的缺口见上面的矩阵，逐项清单用 bangfu gaps 导出。",
        "Listed are those of the counties themselves; those of townships, schools and so on are in the matrix above, "
        "and one by one in bangfu gaps.",
    ),
    "cut": Words("全部用 bangfu gaps 导出。", "All of them: bangfu gaps."),
    "no_gaps": Words("没有缺口。", "No gap."),
    "state": Words("状态", "State"),
    "unit": Words("单位", "Unit"),
    "has_owed": Words("现有/应有", "Has/owed"),
    "gap_since": Words("缺口起始", "Gap since"),
    "never": Words("从未落实", "never filled"),
    "last_helper": Words("上一帮扶方", "Last helper"),
    "next_start": Words("下次开始", "Next start"),
    "meeting": Words("上次会议以来", "Since the last meeting"),
    "meeting_note": Words(
        "与 {day}、账本第 {seq} 次导入时相比。",
        "Compared with {day} and the ledger as of import {seq}.",
    ),
    "no_data_then": Words(
        "那时账本里还没有这里的数据，无从比较。",
        "The ledger held nothing about it then: there is nothing to compare with.",
    ),
    "closed": Words("销号（不再是缺口）", "Closed: no longer gaps"),
    "opened": Words("新增缺口", "New gaps"),
    "changed_rows": Words("账本里的改动", "What changed in the ledger"),
    "nothing": Words("没有。", "None."),
    "and_more": Words("……还有 {count} 项", "… and {count} more"),
    "ending": Words("今后 {days} 天到期（至 {last}）", "Ending within {days} days (to {last})"),
    "no_ending": Words("没有到期的结对和选派。", "Nothing ends."),
    "last_day": Words("最后一天", "Last day"),
    "force": Words("帮扶力量", "Force"),
    "helper": Words("帮扶方", "Helper"),
    "recipient": Words("受扶方", "Recipient"),
    "part": Words("岗位或角色", "Post or role"),
    "source": Words("出处", "Source"),
    "sources": Words("数据出处", "Sources"),
    "sources_note": Words(
        "当日有效的结对和选派，出自哪些表格，依据哪些文件。",
        "The tables that the pairings and dispatches in force were read from, and what those rest on.",
    ),
    "file": Words("文件", "File"),
    "sheet": Words("工作表", "Sheet"),
    "rows": Words("行", "Rows"),
    "count": Words("条数", "Links"),
    "basis": Words("依据", "Basis"),
    "what": Words("对象", "What"),
    "change": Words("变化", "Change"),
    "content": Words("内容", "Content"),
    "as_table": Words("看成表格", "As a table"),
    "kind": Words("单位类型", "Kind"),
    "all": Words("应结对", "All"),
    "paired": Words("已结对", "Paired"),
    "aligned": Words("与县一致", "Aligned"),
    "through": Words("截止", "Through"),
    "some": Words("多数满足", "mostly met"),
    "few": Words("多数未满足", "mostly not met"),
    "made_by": Words(
        "由帮扶图谱 bangfu 生成；数据以各单位填报为准", "Made by bangfu from the tables that units hand in"
    ),
}
