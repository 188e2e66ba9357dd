"""Whether a text that names nobody may be the name of a new helper, or is no name at all."""

import re
import unicodedata
from functools import cache

from graph_model.names import Directory
from graph_model.vocabulary import PLACES, Force, Kind, Post, Role
from loaders.cells.readers import Fault, term_words, word_key
from loaders.cells.several_names import has_bare_space
from loaders.sheets.header_words import LINKS, key, words_of

_NOT_YET = (
    r"(?:暂|暂时)?(?:无|没有)(?:帮扶|结对|选派)?(?:单位|企业|力量)?|暂定|暂缺|空缺|[未待](?:定|明确|确定|安排|落实)|"
    r"待(?:补充?|填|报|核实|协调)|尚?未(?:结对|选派)|已?(?:退出|调整|撤销|撤并|终止|结束|到期|取消|调出)|"
    r"(?:详|参)?见(?:附[件表]|备注|附后|名单|另表|说明).*|同前|[是否有]"
)
_AMOUNT = r"[0-9.,]+\s*(?:[个家名人所户]|[万亿]?元)\w{0,4}|[0-9]{4}[年./-][0-9年月日号./-]*"
_NO_NAME = re.compile(f"{_NOT_YET}|{_AMOUNT}")
"""What people write where there is no helper yet, and what belongs to another column."""
_PERSON = re.compile(r"[0-9]{7,}|[0-9]{3,4}-[0-9]{7,}|联系人|联络员|电话|手机|联系方式|:")
_REMARK = re.compile(r"(.+)\((?:新增|调整|原|已|拟|待|暂|更名|退出|含|[0-9]+[个家名人]).*\)")
_FORMER = re.compile(r"(?:原|现|拟|新增)(.+)")
_MARKS = re.compile(r"[*※★☆▲△●○◆◇■□#@^?!√×]")
_JOINTS = re.compile(r"以及|和|及|与|同|暨|[-+&|→>~…。.·—]")

_NO_HELPER = "“{0}”不是单位 · {0!r} is no unit."
_WITH_PERSON = (
    "这一格里有联系人、电话或说明，请只写单位名称 · "
    "there is a person, a telephone number or an explanation in the cell; write the unit's name only."
)
_WITH_REMARK = (
    "“{0}”里有注记，请只写单位名称 · there is a remark or a mark beside the name in {0!r}; write the unit's name only."
)
_JOINED = "“{0}”像是连着写的几个单位，请用、分开 · {0!r} looks like several units; put 、 between them."
_TWO = "“{0}”里有空格，不知是一个单位还是几个 · {0!r} has a space in it: one unit or several?"


def objection(name: str, directory: Directory) -> Fault | None:
    """Why no helper may be made out of a name that nobody has; None where it looks like a name."""
    plain = unicodedata.normalize("NFKC", name)
    if _NO_NAME.fullmatch(plain) or not any(map(str.isalpha, plain)) or word_key(plain) in _words():
        return Fault("unknown_unit", _NO_HELPER.format(name))
    if _PERSON.search(plain):
        return Fault("unknown_unit", _WITH_PERSON)
    if _MARKS.search(plain) or _REMARK.fullmatch(plain):
        return _remark(name, re.sub(r"\(.*|[^\w]", "", plain), directory)
    if (found := _FORMER.fullmatch(plain) or _in_front_of_bracket(plain)) and directory.knows(found[1]):
        return _remark(name, found[1], directory)
    if _is_joined(plain, directory):
        return Fault("unknown_unit", _JOINED.format(name))
    return Fault("unknown_unit", _TWO.format(name)) if has_bare_space(name) else None


def _remark(name: str, bare: str, directory: Directory) -> Fault:
    candidates = tuple(map(directory.label, directory.named(bare)))
    return Fault("unknown_unit", _WITH_REMARK.format(name), candidates)


def _in_front_of_bracket(plain: str) -> re.Match[str] | None:
    return re.fullmatch(r"(.+?)\([^()]*\)", plain)


def _is_joined(plain: str, directory: Directory) -> bool:
    """Known units behind one another, with or without a sign between them; 昭觉县教育局 is not two."""
    if any(directory.knows(part) for part in _JOINTS.split(plain) if part and part != plain):
        return True
    pairs = ((directory.named(plain[:end]), directory.named(plain[end:])) for end in range(2, len(plain) - 1))
    return any(
        (directory.kind(one) in PLACES) == (directory.kind(other) in PLACES)
        for before, after in pairs
        for one in before
        for other in after
    )


@cache
def _words() -> frozenset[str]:
    """Words of the closed lists and of headers: they name no unit."""
    headers = {key(word) for table in LINKS for word in words_of(table)}
    return frozenset(headers.union(*(term_words(terms) for terms in (Kind, Force, Role, Post))))
