"""What is left of a body's name without 四川省, 省 and the endings that any body may have."""

import re

COMPANY_ENDINGS = (
    "集团有限责任公司",
    "集团股份有限公司",
    "集团有限公司",
    "集团总公司",
    "集团公司",
    "有限责任公司",
    "股份有限公司",
    "有限公司",
    "总公司",
    "公司",
    "集团",
)
"""Not 分公司 or 子公司: a branch is another unit than its parent."""
OFFICE_ENDINGS = ("委员会", "办公室", "委", "局", "厅", "办")
"""Not 中心, 医院, 大学, 中学 …: they say what a unit is."""

_PART_OF_A_BODY = "委会府局厅院司处部团社校学联队"
"""昭觉县委办公室 is not 昭觉县委: after one of these 办公室 and 办 are an office of that body."""
_SEAT_OF_THE_PARTY = "省市州县区乡镇党纪工团"
"""After one of these 委 and 委员会 are a Party committee, which is no other body's ending."""
_COMMON = {"四川", "政府", "人民政府", "党委", "支部", "医院", "人民医院", "中医院", "中医医院", "妇幼保健院"}
_COMMON |= {"大学", "学院", "中学", "小学", "学校", "党校", "幼儿园", "银行", *COMPANY_ENDINGS, *OFFICE_ENDINGS}
"""Left over, these are nobody's name: 省医院 is not 医院."""

_SIGNS = re.compile(r"[\W_]+")
_NAME = re.compile(
    "(四川省|省)?"
    "(.+?)"
    f"((?<![{_SEAT_OF_THE_PARTY}])委(?:员会)?|(?<![{_PART_OF_A_BODY}])办(?:公室)?|局|厅)?"
    f"((?<![分子])(?:{'|'.join(COMPANY_ENDINGS)}))?"
)


def core(key: str) -> str:
    """The core of a normalised name, without brackets and other signs; empty where too little is left.

    >>> core("四川省农业农村厅") == core("省农业农村委员会") == core("农业农村局")
    True
    >>> core("蜀道投资集团有限责任公司"), core("四川省人民医院"), core("省局")
    ('蜀道投资', '省人民医院', '')
    """
    province, rest, _ = _parts(key)
    if len(rest) < 2:
        return ""
    if rest in _COMMON:
        return f"省{rest}" if province else ""
    return rest


def rest_and_ending(key: str) -> tuple[str, str]:
    """A name without 四川省 or 省, cut before its ending: one character that all endings of a sort have in common.

    >>> rest_and_ending("四川省国有资产监督管理委员会"), rest_and_ending("成都中学")
    (('国有资产监督管理', '委'), ('成都中', '学'))
    """
    _, rest, ending = _parts(key)
    return (rest, ending) if ending else (rest[:-1], rest[-1:])


def _parts(key: str) -> tuple[bool, str, str]:
    found = _NAME.fullmatch(_SIGNS.sub("", key))
    if not found:
        return False, "", ""
    province, rest, office, company = found.groups("")
    return bool(province), rest, "司" if company else office[:1]
