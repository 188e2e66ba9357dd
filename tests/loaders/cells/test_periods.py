"""A term in one cell: both ends are read, or none is."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_model.days import PRECISIONS, iso, number
from loaders.cells.periods import Span, read_term
from loaders.cells.readers import Day, Fault
from loaders.sheets.sheet import Cell


def told(cell: Cell) -> str:
    """2021-06-01 m … 2025-12-31 m, with the letter of each precision; the code of a fault."""
    read = read_term(cell)
    return read.code if isinstance(read, Fault) else " … ".join(map(_day, read))


def _day(day: Day) -> str:
    return "" if day.number is None else f"{iso(day.number)} {PRECISIONS[day.precision][0]}"


YEARS = "2021-01-01 y … 2025-12-31 y"
MONTHS = "2021-06-01 m … 2025-12-31 m"
DAYS = "2021-06-30 d … 2025-06-30 d"
SINCE_JUNE = "2021-06-01 m … "


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        *(
            (text, YEARS)
            for text in ("2021-2025", "2021-2025年", "2021年-2025年", "2021—2025年", "2021――2025", "2021～2025")
        ),
        *(
            (text, YEARS)
            for text in ("2021至2025年", "2021年到2025年", "２０２１－２０２５年", "2021 - 2025", "2021--2025")
        ),
        *((f"2021年{dash}2025年", YEARS) for dash in "-–—―─~～〜－‐‑−﹣﹘"),
        *((text, MONTHS) for text in ("2021年6月至2025年12月", "2021.06—2025.12", "2021-06-2025-12", "202106-202512")),
        *(
            (text, MONTHS)
            for text in ("2021年6月──2025年12月", "2021/6-2025/12", "2021年 6 月 —\n2025年12月", "2021.6 ~ 2025.12")
        ),
        *(
            (text, MONTHS)
            for text in ("自2021年6月起至2025年12月止", "2021年6月起，至2025年12月", "从2021年6月到2025年12月")
        ),
        *(
            (text, DAYS)
            for text in ("2021.6.30-2025.6.30", "2021-06-30-2025-06-30", "20210630-20250630", "2021/6/30~2025/6/30")
        ),
        *((text, DAYS) for text in ("2021年6月30日—2025年6月30号", "2021-06-30 00:00:00至2025-06-30 00:00:00")),
        ("2021/6/1-2022/5/31", "2021-06-01 d … 2022-05-31 d"),
        ("2021-2025-12", "2021-01-01 y … 2025-12-31 m"),
        ("2021年6月-2025", "2021-06-01 m … 2025-12-31 y"),
        ("2021年6月-12月", "2021-06-01 m … 2021-12-31 m"),
        ("2021年6-12月", "2021-06-01 m … 2021-12-31 m"),
        ("2021.6—12月", "2021-06-01 m … 2021-12-31 m"),
        ("2021年6月1日-30日", "2021-06-01 d … 2021-06-30 d"),
        ("2021年6月1-30日", "2021-06-01 d … 2021-06-30 d"),
        ("2021年6月1日至12月31日", "2021-06-01 d … 2021-12-31 d"),
        ("2021年6月1日-12月", "2021-06-01 d … 2021-12-31 m"),
        ("2021.6.1-6.30", "2021-06-01 d … 2021-06-30 d"),
        ("2021年6月-6月", "2021-06-01 m … 2021-06-30 m"),
        *(
            (text, SINCE_JUNE)
            for text in ("2021年6月", "2021.6", "2021-06", "2021年6月起", "自2021年6月起", "2021年6月开始")
        ),
        *(
            (text, SINCE_JUNE)
            for text in ("2021年6月至今", "2021.6-至今", "2021年6月—长期", "2021年6月起长期", "2021年6月至长期")
        ),
        *(
            (text, SINCE_JUNE)
            for text in (
                "2021年6月—今",
                "2021年6月至现在",
                "2021.6~至今有效",
                "2021年6月起（长期）",
                "2021年6月 — 无固定期限",
            )
        ),
        (2021.6, SINCE_JUNE),
        (202106, SINCE_JUNE),
        ("2021年起长期", "2021-01-01 y … "),
        (2021, "2021-01-01 y … "),
        (date(2021, 6, 30), "2021-06-30 d … "),
        ("至2025年12月", " … 2025-12-31 m"),
        ("2025年12月止", " … 2025-12-31 m"),
        (None, " … "),
        ("\u3000", " … "),
    ],
    ids=repr,
)
def test_what_is_a_term(cell: Cell, read: str) -> None:
    assert told(cell) == read


@pytest.mark.parametrize("text", ["长期", "至今", "长期有效", "无固定期限", " 至 今 "])
def test_an_open_end_alone_lacks_its_start(text: str) -> None:
    assert told(text) == "missing"


@pytest.mark.parametrize(
    "cell",
    [
        *(
            "十四五",
            "“十四五”期间",
            "上半年",
            "待定",
            "2025年底",
            "春节后",
            "21年6月",
            "21.6",
            "21年6月-25年6月",
            "2021.6-25.6",
        ),
        *(
            "2021年13月",
            "2021年6月-13月",
            "2021年6月-31日",
            "2021年-12月",
            "2021-22",
            "2021-2025-2026",
            "2021、2022年",
            "2021年6月-",
        ),
        *(
            "—2025年",
            "2021年6月至",
            "2021年6月至2023年6月至2025年6月",
            "2021.6-12",
            "2021—06",
            "2021年9月-次年3月",
            "2021 2025",
        ),
        *(
            "2021.06.01-25.12",
            "2021年6月至2025年底",
            "2021①-2025",
            "2021年6月今",
            "至",
            "-",
            "五年",
            "2021年-五年",
            "2021年6月至今年12月",
        ),
        *("截至2025年6月", "2021年6月-" + "0" * 100, "2021-06-31至2025-06-30", "3-2021", "2021-1-2-3"),
        *(44362, 2021.1, True, float("nan"), -1),
    ],
    ids=repr,
)
def test_what_is_no_term(cell: Cell) -> None:
    assert told(cell) == "bad_date"


@pytest.mark.parametrize("text", ["2025-2021", "2021年6月至2021年5月", "2021年9月-3月", "2021.6.2-6.1"])
def test_a_term_that_ends_first(text: str) -> None:
    assert told(text) == "start_after_end"


def test_the_sentences() -> None:
    assert read_term("长期") == Fault("missing", "“长期”没有写从哪天起 · '长期' does not say since when.")
    assert read_term("待定") == Fault(
        "bad_date",
        "“待定”不是起止日期，请写成 2021-06 或 2021-06至2025-12 · "
        "'待定' is not a term like 2021-06 or 2021-06至2025-12.",
    )


@given(
    st.dates(date(1950, 1, 1), date(2150, 1, 1)),
    st.dates(date(1950, 1, 1), date(2150, 1, 1)),
    st.sampled_from(["-", "--", "—", "——", "~", "～", " 至 ", "到", "-至", "—\n"]),
    st.sampled_from(
        ["{0:%Y}-{0.month}-{0.day}", "{0.year}年{0.month}月{0.day}日", "{0.year}.{0.month}.{0.day}", "{0:%Y%m%d}"]
    ),
    st.sampled_from(
        ["{0:%Y}-{0.month}-{0.day}", "{0.year}年{0.month}月{0.day}号", "{0.year}/{0.month}/{0.day}", "{0:%Y%m%d}"]
    ),
)
def test_any_two_days_between_any_dash(first: date, last: date, dash: str, one: str, other: str) -> None:
    read = read_term(f"{one.format(first)}{dash}{other.format(last)}")

    if first > last:
        assert isinstance(read, Fault)
        assert read.code == "start_after_end"
    else:
        assert read == Span(Day(number(first), 0), Day(number(last), 0))


@given(
    st.text("0123456789２年月日起止自至今长期.-/ —~～\n，（）①") | st.text() | st.integers() | st.floats() | st.dates()
)
def test_what_is_read_stands_in_the_cell(cell: Cell) -> None:
    read = read_term(cell)

    if isinstance(read, Span):
        for day in read:
            assert day.number is None or iso(day.number)[:4] in str(cell).replace("２", "2")
