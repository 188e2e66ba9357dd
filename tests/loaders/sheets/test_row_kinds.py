"""Rows that are no pairings; and rows that only look like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.sheets.row_kinds import RowKind, row_kind
from loaders.sheets.sheet import Cell

TOTAL, FOOTER, NUMBERS = RowKind.TOTAL, RowKind.FOOTER, RowKind.NUMBERS


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        *(
            ([text, None, 35], TOTAL)
            for text in (
                "小计",
                "合计",
                "总 计",
                "合  计",
                "共计：",
                "累计",
                "合计（12个）",
                "合计：35人",
                "合计12个县",
            )
        ),
        *(
            ([text, "", 35], TOTAL)
            for text in ("凉山州小计", "甘孜藏族自治州 小计", "全省合计", "凉山州（11县）小计", "合計"[:1] + "计")
        ),
        ([None, "", "合计", 12], TOTAL),
        (["凉山州", "小计", None, 35], TOTAL),
        ([1, "凉山州", "小 计：", 35], TOTAL),
        *(
            ([text], FOOTER)
            for text in (
                "备注",
                "备注：本表每年更新",
                "备 注：无",
                "注：1.本表",
                "注1：",
                "注（1）本表",
                "※注：",
                "说明：",
                "填表说明",
            )
        ),
        *(
            ([text], FOOTER)
            for text in (
                "填报说明：一、",
                "填表人：某某",
                "填 表 人 ： 某某",
                "填报人:",
                "制表人",
                "审核人：",
                "审批人：",
                "负责人：",
            )
        ),
        *(
            ([text], FOOTER)
            for text in (
                "联系人：",
                "联系电话：028-1",
                "联系电话 028",
                "填表单位（盖章）：",
                "填报单位：",
                "填报日期：2025",
                "填表日期",
            )
        ),
        *(
            ([text], FOOTER)
            for text in (
                "单位（盖章）",
                "单位负责人（签字）：",
                "制表：某某",
                "日期：2025年6月30日",
                "填表人 某某",
                "（盖章）",
            )
        ),
        (["填表人：某某", None, "审核人：某某", "2025年6月30日"], FOOTER),
        ([None, "填表人：某某"], FOOTER),
        ([1, 2, 3, 4], NUMBERS),
        (["1", "２", "3.0"[:1], 4.0, None], NUMBERS),
        (["（1）", "(2)", "（3）"], NUMBERS),
    ],
    ids=repr,
)
def test_rows_that_are_ignored(cells: list[Cell], kind: RowKind) -> None:
    assert row_kind(cells) is kind


@pytest.mark.parametrize(
    "cells",
    [
        *(
            [name, "美姑县"]
            for name in ("审计厅", "会计学校", "统计局", "合计村", "总计村委会", "小计乡", "注册会计师协会", "说明村")
        ),
        *(
            [name, "美姑县"]
            for name in ("联系人才中心", "负责人培训学校", "日期镇", "电话局", "审核中心", "备注镇", "单位一")
        ),
        [1, "凉山州", "美姑县", "省审计厅", "合计"],
        [1, "凉山州", "合计村", "省审计厅"],
        ["美姑县", "省审计厅", "备注：已签协议"],
        ["513436", "510104", "2021"],
        [513436, 510104, 2021],
        [1, "凉山州", None],
        [1.5, 2],
        [True, 1],
        [1, -2],
        [None, "", " "],
        [],
    ],
    ids=repr,
)
def test_rows_that_are_not(cells: list[Cell]) -> None:
    assert row_kind(cells) is None


def test_a_kind_is_a_word_for_the_receipt() -> None:
    assert [(kind.zh, kind.en) for kind in (TOTAL, FOOTER, NUMBERS)] == [
        ("合计行", "Total"),
        ("表尾", "Footer"),
        ("只有数字的行", "Only numbers"),
    ]


CELL = (
    st.none()
    | st.text("小合计总备注：: 人（）12县")
    | st.text()
    | st.integers()
    | st.floats()
    | st.dates()
    | st.booleans()
)


@given(st.lists(CELL, max_size=6))
def test_only_rows_with_such_words_or_only_numbers_are_ignored(cells: list[Cell]) -> None:
    kind = row_kind(cells)

    text = "".join(str(cell) for cell in cells)
    if kind is TOTAL:
        assert "计" in text
    if kind is NUMBERS:
        assert all(cell is None or not str(cell).strip() or any(char.isdigit() for char in str(cell)) for cell in cells)
