"""The words of the overview."""

from collections.abc import Mapping

from visuals.pages.words.shared import SHARED
from visuals.words import Words

WORDS: Mapping[str, Words] = {
    **SHARED,
    "answer": Words(
        "{places} 个县中，{without} 个县没有缺口",
        "{without} of {places} counties have no gap",
    ),
    "answer_mostly_unknown": Words(
        "已知缺口 {gap} 项；还有 {unknown} 项没有人填报", "{gap} known gaps; {unknown} more nobody has reported on"
    ),
    "without_known_gap": Words("无已知缺口的县", "counties without a known gap"),
    "group_unknown": Words("{count} 项未填报", "{count} not reported"),
    "answer_most": Words("缺口最多：", "Most gaps: "),
    "answer_no_place": Words("这里没有规则适用的县", "No rule applies to a county here"),
    "without_gap": Words("无缺口的县", "counties without a gap"),
    "due": Words("应落实（项）", "asked for"),
    "met": Words("满足", "met"),
    "of_them_over": Words("其中超配 {count}", "{count} of them over"),
    "gap": Words("缺口", "gaps"),
    "of_them_partial": Words("其中未配足 {count}", "{count} of them partial"),
    "unknown": Words("未填报", "not reported"),
    "not_a_gap": Words("不算缺口", "not counted as gaps"),
    "ending": Words("{days} 天内到期（条）", "links end in {days} days"),
    "see_which": Words("看是哪些", "see which"),
    "all_met_note": Words("全部落实 {count}", "{count} with every seat filled"),
    "groups": Words("规则组", "Group of rules"),
    "all_groups": Words("全部规则", "All rules"),
    "all_forces": Words("全部力量", "All forces"),
    "group_told": Words(
        "{title}：{places} 个县中 {without} 个无缺口；{met}/{due} 项满足，{gap} 项缺口",
        "{title}: {without} of {places} counties have no gap; {met} of {due} met, {gap} gaps",
    ),
    "no_gap_of": Words("{without}/{places} 县无缺口", "{without}/{places} without a gap"),
    "views": Words("视图", "View"),
    "view_matrix": Words("矩阵与地图", "Matrix and map"),
    "view_flow": Words("流向", "Flow"),
    "day": Words("覆盖曲线", "Coverage"),
    "day_note": Words("拖动滑块，看哪一天", "drag to the day to look at"),
    "ahead": Words("若不续签", "if nothing is renewed"),
    "slider": Words("看哪一天，左右键一天，翻页键一个月", "Which day: arrows a day, page keys a month"),
    "month_back": Words("前一个月", "A month back"),
    "month_on": Words("后一个月", "A month on"),
    "cliffs": Words("会掉下来的月份", "It drops in"),
    "no_cliffs": Words("若不续签，今后也没有会掉下来的月份。", "No month ahead in which it drops."),
    "cliff": Words("{month}　−{drop} 项，{count} 条到期", "{month}: −{drop}, {count} links end"),
    "ending_month": Words("{month} 到期的关系：{count} 条", "Links that end in {month}: {count}"),
    "ending_soon": Words(
        "今后 {days} 天（至 {last}）到期：{count} 条", "Ending within {days} days (to {last}): {count}"
    ),
    "close": Words("收起", "Close"),
    "first_listed": Words("先到期的 {most} 条，共 {total} 条。", "The first {most} of {total}."),
    "last_day": Words("最后一天", "Last day"),
    "by_county": Words("各县 × 帮扶要求", "Counties × what the rules ask for"),
    "by_prefecture": Words("各市（州）× 帮扶要求", "Prefectures × what the rules ask for"),
    "by_province": Words("各省 × 帮扶要求", "Provinces × what the rules ask for"),
    "upper_note": Words("县太多，先看上一级；点名称看里面各县。", "Too many counties: open a place to see its own."),
    "gaps_column": Words("缺口项数", "Gaps"),
    "gaps_row": Words("缺口合计", "Gaps in all"),
    "some": Words("多数满足（%）", "mostly met (%)"),
    "few": Words("多数未满足（%）", "mostly not met (%)"),
    "legend": Words("图例", "Legend"),
    "map": Words("缺口分布", "Gaps by place"),
    "most": Words("缺口最多的县", "Counties with the most gaps"),
    "no_gaps": Words("这里没有缺口。", "No gap here."),
    "no_rules": Words(
        "没有这样的规则：请换一个规则组或力量，或用 bangfu load 导入规则包。",
        "No rule is like that: choose another group or force, or load a pack of rules with bangfu load.",
    ),
    "no_places": Words(
        "账本里没有规则适用的单位：请先导入单位表，或换一个地区。",
        "The ledger holds no unit that a rule applies to: load a table of units, or choose another place.",
    ),
    "in": Words("所属", "In"),
    "month": Words("月份", "Month"),
    "links_end": Words("到期（条）", "Links ending"),
    "flow": Words("流向：五支力量 → 市（州）→ 县", "Flow: forces → prefectures → counties"),
    "pairings": Words("结对", "Pairings"),
    "dispatches": Words("选派", "Dispatches"),
    "from": Words("从", "From"),
    "through": Words("经", "Through"),
    "to": Words("到", "To"),
}
