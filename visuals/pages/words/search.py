"""The words of the search page."""

from collections.abc import Mapping

from visuals.pages.words.shared import SHARED
from visuals.words import Words

WORDS: Mapping[str, Words] = {
    **SHARED,
    "heading": Words("“{text}”：{total} 个单位", "{total} units for “{text}”"),
    "ask": Words(
        "在上面的框里写名称、简称、拼音、首字母或编码，如 昭觉、zhaojue、zj、513431。",
        "Type a name, a short name, pinyin, initials or a code above, such as 昭觉, zhaojue, zj or 513431.",
    ),
    "none": Words(
        "没有叫“{text}”的单位。可以少写几个字，或写拼音首字母；仍找不到，说明它还不在账本里。",
        "No unit is called “{text}”. Type less of it, or its initials; if it is still not there, the ledger lacks it.",
    ),
    "more": Words("只列出前 {most} 个，请多写几个字。", "The first {most} are listed: type more of the name."),
    "place": Words("所在", "Where"),
    "id": Words("编码", "Id"),
}
