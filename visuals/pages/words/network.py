"""The words of the network page."""

from collections.abc import Mapping

from visuals.pages.words.shared import SHARED
from visuals.words import Words

WORDS: Mapping[str, Words] = {
    **SHARED,
    "everything": Words("县与帮扶它们的单位", "Counties and who helps them"),
    "title": Words("{name} · 帮扶网络", "{name} · the network of assistance"),
    "size": Words("{units} 个单位，{ties} 条连线", "{units} units, {ties} lines"),
    "cut": Words(
        "单位太多：一共 {of:,} 个，画出连线最多的 {units} 个。选一个地区、围绕一个单位，或在图例里减少种类。",
        "Too many units: of {of}, the {units} with the most lines are drawn. Choose a place or unit, or untick kinds.",
    ),
    "of_counties": Words(
        "先画县一级；乡镇、村、部门、学校、医院在图例里勾选，或选一个县。",
        "County level first: tick townships, villages, departments, schools or hospitals, or choose a county.",
    ),
    "between": Words("只画受扶方在 {name} 的连线。", "Only lines whose recipient lies within {name}."),
    "drop_place": Words("画它的全部连线", "Draw all its lines"),
    "find_hint": Words("单位名称或编码", "Name or id of a unit"),
    "in_picture": Words("在图中找", "Find"),
    "around": Words("围绕它画", "Draw around it"),
    "not_there": Words(
        "图里没有“{name}”；按“围绕它画”去看它的关系。", "{name} is not in the picture: draw around it instead."
    ),
    "whole": Words("看全图", "Fit"),
    "closer": Words("放大", "Zoom in"),
    "farther": Words("缩小", "Zoom out"),
    "collapse": Words("收起展开的", "Collapse"),
    "back": Words("回到 {name}", "Back to {name}"),
    "hint": Words(
        "滚轮缩放，拖动平移；点一个单位看它的关系，双击展开。键盘：方向键移动，[ 和 ] 缩放。",
        "Scroll to zoom, drag to move; click a unit for its lines, double-click to expand. Keys: arrows, [ and ].",
    ),
    "legend": Words("图例与筛选", "Legend and filter"),
    "kind": Words("单位", "Unit"),
    "counts": Words("条连线", "lines"),
    "kind_counts": Words("个", "units"),
    "apply": Words("应用", "Apply"),
    "colours": Words(
        "帮扶方按力量着色，箭头从帮扶方指向受扶方。",
        "Helpers have the colour of their force; arrows point to recipients.",
    ),
    "about": Words("选中的单位", "The unit chosen"),
    "expand": Words("展开", "Expand"),
    "open": Words("单位详情", "Its page"),
    "helped": Words("谁帮它", "Who helps it"),
    "helps": Words("它帮谁", "Whom it helps"),
    "more_lines": Words("另有 {count} 条，见下表", "{count} more in the table"),
    "nothing": Words(
        "这里没有结对和选派。换一个地区或单位、换一天，或在图例里多勾选几项。",
        "No pairing or dispatch here. Choose another place, unit or day, or tick more in the legend.",
    ),
    "no_script": Words(
        "图要用 JavaScript 来画；同样的内容在下面的表里。",
        "The picture needs JavaScript; the table below says the same.",
    ),
    "as_table": Words("看成表格（前 {count} 条，共 {of} 条）", "As a table (the first {count} of {of})"),
    "json": Words("取走 JSON", "Take it as JSON"),
    "table": Words("关系", "Link"),
}
