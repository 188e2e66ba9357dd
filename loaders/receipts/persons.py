"""Persons' names and numbers in cells where a unit, a day or a remark belongs: they are not repeated."""

import re

_HIDDEN = "***"
_MOBILE = r"(?:\+?86[- ]?)?1[3-9][0-9](?:[- ]?[0-9]{4}){2}"
_LANDLINE = r"\(?0[0-9]{2,3}(?:\)[- ]?|[- ])[0-9]{7,8}"
_IDENTITY_CARD = r"[1-9][0-9]{5}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9Xx]"
_NUMBER = rf"(?<![0-9A-Za-z])(?:{_MOBILE}|{_LANDLINE}|{_IDENTITY_CARD})(?![0-9A-Za-z])"
_NAME = r"[\u4e00-\u9fff·]{2,4}"
_CALLED = rf"((?:联系人|联络员|负责人|经办人|姓名)[::\s]*)(?!电话|手机|方式|待定){_NAME}"
"""联系人：王小明"""
_BEFORE_A_NUMBER = rf"(?<![\u4e00-\u9fff]){_NAME}[\s::,]*(?={_NUMBER})"
"""王小明 13912345678, standing alone: 第一能源公司13912345678 keeps the name of the unit."""
_ALIKE = str.maketrans("０１２３４５６７８９：，；（）－", "0123456789:,;()-")
_ANYTHING = re.compile(rf"{_NUMBER}|{_CALLED}")
_NAMES = re.compile(rf"{_CALLED}|{_BEFORE_A_NUMBER}")
_NUMBERS = re.compile(_NUMBER)


def masked(text: str) -> str:
    """The text without telephone and identity numbers, and without the names that stand beside them.

    >>> masked("第一能源公司 联系人：王小明 13912345678"), masked("王小明,0830-1234567"), masked("513431001001")
    ('第一能源公司 联系人:*** ***', '******', '513431001001')
    """
    plain = text.translate(_ALIKE)
    if _ANYTHING.search(plain) is None:
        return text
    return _NUMBERS.sub(_HIDDEN, _NAMES.sub(lambda found: f"{found[1] or ''}{_HIDDEN}", plain))
