"""The words of the overlaps page."""

from collections.abc import Mapping

from visuals.pages.words.shared import SHARED
from visuals.words import Words

WORDS: Mapping[str, Words] = {
    **SHARED,
    "patterns": Words("四种重叠", "The four patterns"),
    "over_max": Words(
        "一个单位的帮扶方超过某条要求的上限：多出来的可以调给没有人帮的单位。",
        "A unit has more helpers than a rule allows: those beyond could go where nobody helps.",
    ),
    "two_forces": Words(
        "同一个帮扶方以两支以上的力量帮同一个单位：同一份力量可能算了两次。",
        "One helper reaches one unit under several forces: the same help may be counted twice.",
    ),
    "parent_and_branch": Words(
        "上级和它的下属单位都帮同一个单位：两边可能各报了一次。",
        "A helper and a unit that is part of it help the same unit: both may have reported it.",
    ),
    "shared_units": Words(
        "两个帮扶方同时帮好几个相同的单位：可以分一分工。",
        "Two helpers help several of the same units: they could share the work out.",
    ),
    "counted": Words("共 {total:,} 处", "{total:,} found"),
    "counted_pairs": Words("共 {total:,} 对帮扶方", "{total:,} pairs of helpers"),
    "first_drawn": Words(
        "前 {count} 处画出来是这样，全部在下面的表里。", "The first {count}, drawn; all are in the table."
    ),
    "files_note": Words(
        "导出这一种的全部 {total:,} 行，不只是本页；单位以编码写出。",
        "The files hold all {total:,} rows of this pattern, not only this page; units stand by id.",
    ),
    "at_least": Words("至少共同帮扶", "Units shared, at least"),
    "units_unit": Words("个单位", ""),
    "unit": Words("受扶方", "Recipient"),
    "where": Words("所在", "Where"),
    "sharing": Words("共帮 {count:,} 个单位", "{count:,} units shared"),
    "rule": Words("要求", "Rule"),
    "most": Words("上限", "Allowed"),
    "count": Words("现有", "Has"),
    "helpers": Words("帮扶方", "Helpers"),
    "upper": Words("上级帮扶方", "Helper"),
    "branch": Words("下属帮扶方", "Its branch"),
    "one": Words("帮扶方甲", "Helper A"),
    "other": Words("帮扶方乙", "Helper B"),
    "shared": Words("共帮（个）", "Shared"),
    "units": Words("共同帮扶的单位", "The units they share"),
    "and_more": Words("等 {count:,} 个", "… {count:,} in all"),
    "none": Words("这里没有“{title}”", "No “{title}” here"),
    "none_what": Words(
        "在这一天、这个地区没有找到。可以换一天、换一个地区，或看别的重叠。",
        "None was found for this day and place: try another day, another place or another pattern.",
    ),
    "everywhere": Words("看全部地区", "All places"),
    "usual_least": Words("改回至少 2 个单位", "Back to 2 units or more"),
}
