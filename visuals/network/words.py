"""The words of the network, by the names that its template uses."""

from collections.abc import Mapping

from visuals.words import Words

WORDS: Mapping[str, Words] = {
    "everything": Words("全部帮扶关系", "All assistance"),
    "title": Words("{name}：帮扶网络", "{name}: the network of assistance"),
    "clocks": Words("截至 {day} · 账本至第 {seq} 次导入", "As of {day} · ledger up to import {seq}"),
    "size": Words("{units} 个单位，{ties} 条连线", "{units} units, {ties} lines"),
    "cut": Words(
        "单位太多：画出关系最多的 {units} 个，另有 {left} 个没有画出；用 --within 或 --around 缩小范围",
        "Too many units: the {units} with the most lines are drawn, {left} are not; narrow it by --within or --around",
    ),
    "legend": Words("图例（点一下可隐藏）", "Legend (click to hide)"),
    "lines": Words("{count} 条连线", "{count} lines"),
    "shapes": Words(
        "空心圆：地方 · 实心圆：乡镇村 · 方：企业 · 菱形：部门单位 · 三角：学校高校 · 星：医院 · 帮扶方按力量着色",
        "Rings: places · dots: townships, villages · squares: firms · diamonds: departments · triangles: schools · "
        "stars: hospitals · helpers in the colour of their force",
    ),
    "search": Words("找单位", "Find a unit"),
    "whole": Words("看全图", "Show all"),
    "hint": Words(
        "滚轮缩放，拖动平移，点一个单位看它的关系", "Scroll to zoom, drag to move, click a unit to see its lines"
    ),
    "as_table": Words("看成表格（前 {count} 条）", "As a table (the first {count})"),
    "nothing": Words("这里没有结对和选派。", "There is no pairing or dispatch here."),
    "from": Words("帮扶方", "Helper"),
    "to": Words("受扶方", "Recipient"),
    "table": Words("关系", "Link"),
    "force": Words("帮扶力量", "Force"),
    "state": Words("状态", "State"),
    "term": Words("起止", "Term"),
}
