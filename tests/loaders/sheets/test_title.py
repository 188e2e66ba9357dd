"""What a title says of all rows below it: one force by its name, and a day it is told as of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_model.days import PRECISIONS, iso
from graph_model.vocabulary import Force
from loaders.sheets.title import day_seen, forces_named

EAST_WEST, INTRA, DESIGNATED, SOE, TALENT = Force


@pytest.mark.parametrize(
    ("title", "forces"),
    [
        ("附件1：2025年国有企业结对帮扶安排表", {SOE}),
        ("国企帮扶", {SOE}),
        ("东西部协作和对口支援结对关系表", {EAST_WEST}),
        ("浙川东西部协作结对表", {EAST_WEST}),
        ("东 西 部 协 作\n结对表", {EAST_WEST}),
        ("省内对口帮扶安排", {INTRA}),
        ("省内对口支援安排", {INTRA}),
        ("省内结对帮扶（对口帮扶）安排表", {INTRA}),
        ("中省定点帮扶单位名单", {DESIGNATED}),
        ("中央单位定点帮扶一览", {DESIGNATED}),
        ("“组团式”人才帮扶", {TALENT}),
        ('"组团式"帮扶选派表', {TALENT}),
        ("”组团式“帮扶选派表", {TALENT}),
        ("＂组团式＂医疗帮扶", {TALENT}),
        ("东西部协作、国有企业帮扶汇总表", {EAST_WEST, SOE}),
        ("国有企业帮扶安排表（不含东西部协作）", {SOE}),
        ("五支帮扶力量汇总表", set()),
        ("结对帮扶安排表", set()),
        ("县级医院对口帮扶表", set()),
        ("Sheet1", set()),
        ("", set()),
    ],
)
def test_forces_in_a_title(title: str, forces: set[Force]) -> None:
    assert forces_named(title) == forces


@pytest.mark.parametrize("force", Force)
def test_every_force_is_named_by_its_own_word(force: Force) -> None:
    assert forces_named(f"2025年{force.zh}安排表") == {force}


@pytest.mark.parametrize(
    ("title", "day"),
    [
        ("结对帮扶情况表（截至2025年6月30日）", "2025-06-30 day"),
        ("截至 2025 年 6 月 30 日四川省结对情况", "2025-06-30 day"),
        ("截止到2025年6月30日", "2025-06-30 day"),
        ("截止2025.6.30", "2025-06-30 day"),
        ("（数据截至２０２５－０６－３０）", "2025-06-30 day"),
        ("截至：20250630", "2025-06-30 day"),
        ("截至2025年6月30日24时", "2025-06-30 day"),
        ("截至2025年6月", "2025-06-30 month"),
        ("截至2025年6月中省定点帮扶", "2025-06-30 month"),
        ("截至2025年2月底", "2025-02-28 month"),
        ("截至2025年", "2025-12-31 year"),
        ("截至2025年底", "2025-12-31 year"),
        ("截至2025年四川省情况", "2025-12-31 year"),
        ("2021—2025年安排（截至2025年6月30日）", "2025-06-30 day"),
        ("截至2025年6月30日（截至2025年6月30日）", "2025-06-30 day"),
    ],
)
def test_the_day_of_a_title(title: str, day: str) -> None:
    found = day_seen(title)

    assert found is not None
    assert found.number is not None
    assert f"{iso(found.number)} {PRECISIONS[found.precision]}" == day


@pytest.mark.parametrize(
    "title",
    [
        *(
            "2021—2025年帮扶规划",
            "2025年6月",
            "2025年6月30日",
            "截至2021—2025年",
            "截至2025年6月上旬",
            "截至2025年上半年",
        ),
        *(
            "截至2025年6月30",
            "截至2025年13月",
            "截至目前",
            "截至2025年初",
            "截至2025年第一季度",
            "填报截止2025年6月30日",
        ),
        *(
            "截止日期：2025年6月30日",
            "截至2024年6月（截至2025年6月）",
            "截至2025年三季度",
            "截至25年6月",
            "截至2025.6-2025.12",
            "",
        ),
    ],
)
def test_no_day_in_a_title(title: str) -> None:
    assert day_seen(title) is None


@given(st.text("截至止到数据2025年6月30日.-—底（）东西部协作对口支援国企“”不含除") | st.text())
def test_what_is_read_stands_in_the_title(title: str) -> None:
    forces_named(title)
    day = day_seen(title)

    assert day is None or (day.number is not None and iso(day.number)[:4] in title)
