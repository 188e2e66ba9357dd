"""Links that are known beforehand, and the tables in which an office may write them: the truth of each row is known."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from hypothesis import strategies as st

# Every way in which nobody could mean another unit of tests/data/tables/base/units.csv.
HELPERS: Mapping[str, Sequence[str]] = {
    "local-soe-shudao": ("蜀道集团", "蜀道投资集团"),
    "local-soe-wuliangye": ("五粮液集团",),
    "local-soe-sichuan-machinery-institute": (
        "四川省机械研究设计院（集团）",
        "四川省机械研究设计院(集团)",
        "四川省机械研究设计院",
    ),
    "provincial-unit-sichuan-education": ("省教育厅", "四川省教育厅"),
    "provincial-unit-sichuan-radio-television-bureau": ("省广电局", "省广播电视局"),
    "university-sichuan": ("四川大学", "川大"),
    "central-soe-icbc": ("工行", "ICBC", "中国工商银行", "icbc"),
    "central-soe-china-energy-sichuan": ("国家能源集团四川公司",),
    "330206": ("北仑区", "宁波市北仑区", "浙江省北仑区", "北仑"),
    "330282": ("慈溪市", "宁波慈溪市", "慈溪"),
}
COUNTIES: Mapping[str, Sequence[str]] = {
    "513431": ("昭觉县", "昭觉", "凉山州昭觉县", "四川省凉山彝族自治州昭觉县", "四川省昭觉县"),
    "513429": ("布拖县", "布拖", "凉山布拖县"),
    "511133": ("马边彝族自治县", "马边县", "马边", "乐山市马边彝族自治县"),
    "511781": ("万源市", "万源"),
    "513231": ("阿坝县", "阿坝州阿坝县"),
    "513328": ("甘孜县", "甘孜州甘孜县"),
}
ONLY_AS_COUNTIES: Mapping[str, Sequence[str]] = {"513231": ("阿坝",), "513328": ("甘孜",)}
"""Under 受扶县 these are sure; under 受扶方 a prefecture may be meant."""
PREFECTURES: Mapping[str, tuple[str, Sequence[str]]] = {
    "5134": ("513400", ("凉山州", "凉山", "凉山彝族自治州")),
    "5111": ("511100", ("乐山市", "乐山")),
    "5117": ("511700", ("达州市", "达州")),
    "5132": ("513200", ("阿坝州", "阿坝藏族羌族自治州")),
    "5133": ("513300", ("甘孜州", "甘孜藏族自治州")),
}
FORCES: Mapping[str, Sequence[str]] = {
    "soe": ("国企帮扶", "国有企业帮扶", "国企", "soe"),
    "designated": ("定点帮扶", "中省定点帮扶"),
    "east_west": ("东西部协作", "对口支援", "“东西部协作”"),
}
SEPARATORS = ("、", "，", ",", ";", "；", "/", "\n", "、\n")
_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


class Link(NamedTuple):
    """As the ledger must hold it; months as 2021-06, `through` empty where it is open."""

    force: str
    helper: str
    recipient: str
    role: str
    since: str
    through: str


class Line(NamedTuple):
    """A row: the links in it, its cells, and whether nobody could take it for anything else."""

    links: tuple[Link, ...]
    cells: tuple[str, ...]
    sure: bool


class Told(NamedTuple):
    """A table: its header, and its lines in order."""

    header: tuple[str, ...]
    lines: list[Line]


@st.composite
def told(draw: st.DrawFn) -> Told:
    """A table of known links; no two lines hold the same helper, recipient and force."""
    level = draw(st.booleans())
    place = draw(st.booleans())
    header = (*(["市（州）"] if place else []), "受扶县" if level else "受扶方", "帮扶单位", "帮扶力量", "结对时间")
    used: set[tuple[str, str, str]] = set()
    lines: list[Line] = []
    for _ in range(draw(st.integers(1, 5))):
        line = draw(_line(level, place))
        ends = {(link.force, link.helper, link.recipient) for link in line.links}
        if used.isdisjoint(ends):
            used |= ends
            lines.append(line)
    return Told(header, lines)


@st.composite
def _line(draw: st.DrawFn, level: bool, place: bool) -> Line:
    several = draw(st.integers(1, 3))
    helpers = draw(st.lists(st.sampled_from(list(HELPERS)), min_size=several, max_size=several, unique=True))
    many = len(helpers) == 1 and not place
    recipients = draw(st.lists(st.sampled_from(list(COUNTIES)), min_size=1, max_size=2 if many else 1, unique=True))
    force = draw(st.sampled_from(list(FORCES)))
    lead = len(helpers) > 1 and draw(st.booleans())
    since, through, term = draw(_terms())
    roles = ["lead" if lead and n == 0 else "member" if lead else "" for n in range(len(helpers))]
    links = tuple(
        Link(force, helper, recipient, role, since, through)
        for helper, role in zip(helpers, roles, strict=True)
        for recipient in recipients
    )
    ways = {one: (*COUNTIES[one], *(ONLY_AS_COUNTIES.get(one, ()) if level else ())) for one in recipients}
    helping, helpers_sure = draw(_cell(helpers, HELPERS, lead=lead))
    helped, recipients_sure = draw(_cell(recipients, ways, lead=False))
    over = (
        [draw(st.sampled_from([PREFECTURES[recipients[0][:4]][0], *PREFECTURES[recipients[0][:4]][1]]))]
        if place
        else []
    )
    cells = (*over, helped, helping, draw(st.sampled_from(FORCES[force])), term)
    return Line(links, cells, helpers_sure and recipients_sure)


@st.composite
def _cell(draw: st.DrawFn, units: Sequence[str], ways: Mapping[str, Sequence[str]], *, lead: bool) -> tuple[str, bool]:
    """Some units in one cell, and whether the clerk would be sure of them."""
    names = [draw(st.sampled_from([unit, *ways[unit]])) for unit in units]
    sure = True
    if names[0][-1] > "\u3000" and draw(st.integers(0, 3)) == 0:
        spaced = draw(st.sampled_from([" ", "\u3000", "\u00a0", "\u200b"])).join(names[0])
        names[0], sure = spaced, len(names) == 1
    if draw(st.integers(0, 3)) == 0:
        names = [name.translate(_WIDE) for name in names]
    style = draw(st.integers(0, 3)) if len(names) > 1 else 0
    if lead and style == 0:
        return f"牵头：{names[0]}；成员：{'、'.join(names[1:])}", sure
    if lead:
        names[0] += draw(st.sampled_from(["（牵头）", "(牵头单位)", "【牵头】"]))
    if style == 1:
        return "\n".join(f"{n}.{name}" for n, name in enumerate(names, 1)), sure and not any(
            name[0].isdigit() for name in names
        )
    return draw(st.sampled_from(SEPARATORS)).join(names), sure


@st.composite
def _terms(draw: st.DrawFn) -> tuple[str, str, str]:
    """First and last month, and a way to write them."""
    year, month = draw(st.integers(2019, 2023)), draw(st.integers(1, 12))
    last = draw(st.sampled_from(["", "2025-12", "2026-06"]))
    start = draw(
        st.sampled_from([f"{year}年{month}月", f"{year}-{month:02}", f"{year}.{month:02}", f"{year}年{month:02}月"])
    )
    if not last:
        return f"{year}-{month:02}", "", start + draw(st.sampled_from(["", "至今", "起", "—长期"]))
    end = f"{last[:4]}年{int(last[5:])}月"
    return f"{year}-{month:02}", last, start + draw(st.sampled_from(["至", "—", "-", "－"])) + end
