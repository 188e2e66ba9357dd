"""Words that several pages have in common: the heads of their tables, files, and the pages of a long list.

A page's own words stand in front of them: `WORDS = {**SHARED, …}`.
"""

from collections.abc import Mapping

from visuals.words import AND, Words

SHARED: Mapping[str, Words] = {
    "and": AND,
    "name": Words("名称", "Name"),
    "unit": Words("单位", "Unit"),
    "kind": Words("类型", "Kind"),
    "place": Words("地区", "Place"),
    "force": Words("帮扶力量", "Force"),
    "forces": Words("帮扶力量", "Forces"),
    "helper": Words("帮扶方", "Helper"),
    "recipient": Words("受扶方", "Recipient"),
    "part": Words("岗位或角色", "Post or role"),
    "term": Words("起止", "Term"),
    "basis": Words("依据", "Basis"),
    "source": Words("出处", "Source"),
    "rule": Words("规则", "Rule"),
    "state": Words("状态", "State"),
    "has_owed": Words("现有/应有", "Has/owed"),
    "gap_since": Words("缺口起始", "Gap since"),
    "never": Words("从未落实", "never filled"),
    "no_ending": Words("没有到期的结对和选派。", "Nothing ends."),
    "filters": Words("筛选", "Filters"),
    "show": Words("查看", "Show"),
    "as_table": Words("看成表格", "As a table"),
    "csv": Words("导出 CSV", "Export CSV"),
    "xlsx": Words("导出 XLSX", "Export XLSX"),
    "rows": Words("第 {first:,}–{last:,} 行，共 {total:,} 行", "Rows {first:,}–{last:,} of {total:,}"),
    "pages": Words("翻页", "Pages"),
    "before": Words("上一页", "Previous"),
    "after": Words("下一页", "Next"),
}
