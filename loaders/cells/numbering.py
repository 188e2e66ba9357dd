"""Numbered lists inside a cell: 1.甲 2.乙, 1、甲单位2、乙单位, （1）甲（2）乙, ①甲②乙."""

import re

from graph_model.plain_text import plain

_STYLES = (
    r"(?<![0-9０-９A-Za-z第.．])([0-9０-９]{1,3})[.．](?![0-9０-９])",
    r"(?<![0-9０-９A-Za-z第])([0-9０-９]{1,3})、(?![0-9０-９])",
    r"(?<![0-9０-９A-Za-z第(（])([0-9０-９]{1,3})[)）]",
    r"[(（]([0-9０-９]{1,3})[)）]",
    r"([①-⑳])",
    r"([⑴-⒇])",
    r"([⒈-⒛])",
)
_MARKERS = tuple(re.compile(style) for style in _STYLES)


def numbered(text: str) -> list[str]:
    """What stands behind each number, when the text starts with 1 and goes on 2, 3 … in one style.

    Otherwise the text itself, alone: a number in the middle of something is part of a name.
    """
    for marker in _MARKERS:
        if items := _items(marker, text):
            return items
    return [text]


def _items(marker: re.Pattern[str], text: str) -> list[str]:
    start = len(text) - len(text.lstrip())
    found = marker.match(text, start)
    if found is None or _number(found[1]) != 1:
        return []
    items, since, wanted = [], found.end(), 2
    for further in marker.finditer(text, found.end()):
        if _number(further[1]) == wanted:
            items.append(text[since : further.start()])
            since, wanted = further.end(), wanted + 1
    return [*items, text[since:]]


def _number(digits: str) -> int:
    for first in "①⑴⒈":
        if first <= digits <= chr(ord(first) + 19):
            return ord(digits) - ord(first) + 1
    return int(plain(digits))
