"""Tables that no office would send on purpose: what is right in most cells, and anything in the others."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

SECRET = "绝密张三"
"""Stands in every row of the column 姓名, which no table of ours has."""
SECRET_COLUMN = "姓名"

HELPERS = (
    "蜀道集团",
    "五粮液集团",
    "省教育厅",
    "四川大学",
    "local-soe-sichuan-gangtou",
    "北仑区",
    "川大",
    "国家能源集团",
)
PLACES = ("昭觉县", "布拖", "513436", "阿坝", "兴隆镇", "盐源县兴隆镇", "昭觉县农业农村局", "阿坝县", "凉山州")
DAYS = ("2021", "2021年6月", "2021.6", "2021-06-30", "2021年6月-12月", "2021-2025年", "2021.06—长期", date(2021, 6, 30))
FORCES = ("国企帮扶", "定点帮扶", "东西部协作", "soe", "组团式")
KINDS = ("地方国企", "县级部门", "高校", "乡镇", "县")

GOOD: Mapping[str, Sequence[Any]] = {
    "序号": (1, 2, "3", "（4）"),
    "编号": ("p-1", "p-2", "", 1, 2),
    "帮扶力量": FORCES,
    "帮扶单位": (*HELPERS, "蜀道集团、五粮液集团", "省教育厅（牵头）；四川大学", "牵头：川大；成员：工行"),
    "单位类型": KINDS,
    "受扶县": ("昭觉县", "布拖", "513436", "阿坝", "昭觉、布拖"),
    "受扶方": PLACES,
    "市（州）": ("凉山州", "凉山", "阿坝州", "广元市", ""),
    "县": ("昭觉县", "布拖县", "青川", "阿坝", "盐源"),
    "结对时间": DAYS,
    "起始": DAYS[:4],
    "截止": ("", "2025", "至今", "2025年12月", "长期"),
    "角色": ("牵头", "成员", ""),
    "备注": ("", "示例"),
    "东西部协作": ("北仑区", "镇海、余姚市", "—", "无", ""),
    "省直单位": ("省教育厅", "示例新厅", "省财政厅、省教育厅"),
    "地方国企": ("蜀道集团", "示例新集团", "/", ""),
    "选派单位": (*HELPERS, "示例新医院"),
    "派驻县": ("昭觉县", "布拖", "阿坝"),
    "岗位": ("挂职", "第一书记", "组团式医疗", "专技人才"),
    "领域": ("医疗", "教体", ""),
    "人数": (1, "2人", "３", 2.0, ""),
    "类型": KINDS,
    "名称": ("示例甲县", "示例乙局", "示例丙公司", "示例丁镇"),
    "简称": ("", "甲", "乙局"),
    "上级": ("", "凉山州", "昭觉县", "示例甲县"),
    "表": ("结对", "选派表", "pairings"),
    "填报范围": ("凉山州", "昭觉", "布拖县"),
    "截至": ("2025-06-30", "2025年6月", "2025"),
    SECRET_COLUMN: (SECRET,),
}
"""For each header what an office may well write below it."""

TABLES: Mapping[str, Sequence[str]] = {
    "long": ("编号", "帮扶力量", "帮扶单位", "受扶县", "结对时间", "角色", "备注"),
    "with places": ("序号", "市（州）", "县", "帮扶单位", "单位类型", "帮扶力量", "起始", "截止"),
    "wide": ("序号", "市（州）", "县", "东西部协作", "省直单位", "地方国企", "起始"),
    "dispatches": ("选派单位", "派驻县", "岗位", "领域", "人数", "帮扶力量", "起始"),
    "units": ("序号", "编号", "类型", "名称", "简称", "上级"),
    "returns": ("表", "填报范围", "截至", "帮扶力量"),
}

_NAMES = st.sampled_from(
    [name for column in GOOD.values() for name in column if isinstance(name, str) and name not in ("", SECRET)]
)
_HALF = st.builds(lambda name, cut: name[cut:] or name, _NAMES, st.integers(-4, 4))
_SIGNS = st.sampled_from(
    ["、", "，", ";", "/", "\n", "（", "）", "(牵头)", "牵头：", "等3家", " ", "1.", "①", "和", "—", "※"]
)
_ODD = st.sampled_from(
    [
        *(
            "合计",
            "小计",
            "同上",
            "〃",
            "备注：",
            "填表人：",
            "一、",
            "例",
            "待定",
            "无",
            "—",
            "#N/A",
            "=1+1",
            "'=1",
            "0",
            "-1",
        ),
        *(
            "２０２１年",
            "2021.1",
            "44362",
            "21年",
            "上半年",
            "十四五",
            "99999999999999999999",
            "1e400",
            "nan",
            "\u200b",
            "\ufeff",
        ),
        *("名\u202e称", "a\x00b", "a\x07b", "\t", '"', "''", "国" * 3_000, "（" * 300, "、" * 500, "1." * 300),
    ]
)
_NUMBERS = st.one_of(st.integers(-(10**20), 10**20), st.floats(allow_nan=False, allow_infinity=False), st.booleans())
_DATES = st.dates(date(1900, 1, 1), date(9999, 12, 31))
_TEXTS = st.text(max_size=8) | st.lists(_NAMES | _HALF | _SIGNS, min_size=1, max_size=5).map("".join)
ANYTHING = st.one_of(st.none(), _ODD, _TEXTS, _HALF, _NUMBERS, _DATES)


class Fuzzed(NamedTuple):
    """Cells of a sheet, top down; `merged` are areas of them, places from 0, last ones included."""

    rows: list[list[Any]]
    merged: list[tuple[int, int, int, int]]

    def as_csv(self, path: Path) -> Path:
        """As spreadsheets write it: a quotation mark inside a cell is doubled."""
        lines = (",".join(_quoted(cell) for cell in row) for row in self.rows)
        path.write_text("\r\n".join(lines) + "\r\n", encoding="utf-8", errors="replace", newline="")
        return path

    def as_xlsx(self, path: Path) -> Path:
        book = Workbook()
        [sheet] = book.worksheets
        for number, row in enumerate(self.rows, 1):
            for column, cell in enumerate(row, 1):
                sheet.cell(number, column, _for_openpyxl(cell))
        for top, left, bottom, right in self.merged:
            sheet.merge_cells(start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1)
        book.save(path)
        return path


def _quoted(cell: Any) -> str:
    text = "" if cell is None else str(cell).replace("\0", "")
    return '"' + text.replace('"', '""') + '"'


def _for_openpyxl(cell: Any) -> Any:
    """What a workbook can hold."""
    if isinstance(cell, str):
        return ILLEGAL_CHARACTERS_RE.sub("", cell.encode("utf-8", "replace").decode())
    return cell if not isinstance(cell, int) or abs(cell) < 10**15 else float(cell)


@st.composite
def tables(draw: st.DrawFn, headers: Sequence[str]) -> Fuzzed:
    """A sheet with these headers and 姓名: shuffled, cut off, doubled, in two rows, with titles and merged cells."""
    shown = draw(st.permutations([*headers, SECRET_COLUMN]))
    width = len(shown)
    rows: list[list[Any]] = [[title] for title in draw(st.lists(_TITLES, max_size=2))]
    rows += draw(_heads(shown))
    rows += draw(st.lists(st.one_of(_row(shown), _row(shown), _row(shown), _odd_row(shown)), max_size=6))
    if draw(st.integers(0, 9)) == 0:
        rows = [row[: draw(st.integers(1, width))] for row in rows]
    return Fuzzed(rows, draw(_areas(len(rows), width)))


_TITLES = st.sampled_from(["附件1", "国企帮扶安排表", "2021—2025年结对安排", "截至2025年6月30日", "", "填报单位：某县"])


@st.composite
def _heads(draw: st.DrawFn, shown: list[str]) -> list[list[str]]:
    how = draw(st.integers(0, 9))
    if how == 0:
        return [[*shown, draw(st.sampled_from(shown))]]
    if how == 1:
        return [shown, shown]
    if how == 2:
        return [["情况" for _ in shown], shown]
    if how == 3:
        return [
            [header if header == SECRET_COLUMN else draw(st.sampled_from([header, "", "其他"])) for header in shown]
        ]
    return [shown]


def _row(shown: Sequence[str]) -> st.SearchStrategy[list[Any]]:
    return st.tuples(*map(_cell, shown)).map(list)


def _cell(header: str) -> st.SearchStrategy[Any]:
    good = st.sampled_from(list(GOOD[header]))
    return good if header == SECRET_COLUMN else st.one_of(*[good] * 9, ANYTHING)


def _odd_row(shown: Sequence[str]) -> st.SearchStrategy[list[Any]]:
    """Anything anywhere, but that nobody writes the name of a person where a unit belongs."""
    return st.tuples(*(st.just(SECRET) if header == SECRET_COLUMN else ANYTHING for header in shown)).map(list)


@st.composite
def _areas(draw: st.DrawFn, height: int, width: int) -> list[tuple[int, int, int, int]]:
    """At most two, in one column each so that no secret flows into the column beside it, and apart."""
    made: dict[int, tuple[int, int, int, int]] = {}
    for _ in range(draw(st.integers(0, 2))):
        column, top = draw(st.integers(0, width - 1)), draw(st.integers(0, max(height - 2, 0)))
        made[column] = top, column, min(top + draw(st.integers(1, 2)), max(height - 1, top)), column
    return [area for area in made.values() if area[0] < area[2]]
