"""A day in a cell: what a careful clerk is sure of is read, anything else is said."""

import string
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_model.days import PRECISIONS, iso
from loaders.cells.day_cells import read_day_seen, read_first_day, read_last_day
from loaders.cells.readers import Day, Fault
from loaders.sheets.sheet import Cell


def told(read: Day | Fault) -> str:
    """A day with its precision, `open`, or the code of a fault."""
    if isinstance(read, Fault):
        return read.code
    return "open" if read.number is None else f"{iso(read.number)} {PRECISIONS[read.precision]}"


DAY = "2021-06-30 day"
WRITINGS: list[tuple[Cell, str, str]] = [
    ("2021-06-30", DAY, DAY),
    ("2021/6/30", DAY, DAY),
    ("2021.6.30", DAY, DAY),
    ("20210630", DAY, DAY),
    (20210630, DAY, DAY),
    ("2021年06月30日", DAY, DAY),
    ("2021年6月30号", DAY, DAY),
    (" 2021 年 6 月 30 日 ", DAY, DAY),
    ("２０２１－０６－３０", DAY, DAY),
    ("2021年\n6月30日", DAY, DAY),
    ("2021-06-30 00:00:00", DAY, DAY),
    ("2021-06-30T00:00:00", DAY, DAY),
    ("2021/6/30 0:00", DAY, DAY),
    ("2021年6月30日 00:00", DAY, DAY),
    (date(2021, 6, 30), DAY, DAY),
    ("2021-06", "2021-06-01 month", "2021-06-30 month"),
    ("2021.6", "2021-06-01 month", "2021-06-30 month"),
    (2021.6, "2021-06-01 month", "2021-06-30 month"),
    (2021.12, "2021-12-01 month", "2021-12-31 month"),
    ("202106", "2021-06-01 month", "2021-06-30 month"),
    (202106, "2021-06-01 month", "2021-06-30 month"),
    ("2021 年 6 月", "2021-06-01 month", "2021-06-30 month"),
    ("2021年\u00a06月", "2021-06-01 month", "2021-06-30 month"),
    ("2021\u200b年6月", "2021-06-01 month", "2021-06-30 month"),
    ("2024年2月", "2024-02-01 month", "2024-02-29 month"),
    ("2021.1", "2021-01-01 month", "2021-01-31 month"),
    ("2021", "2021-01-01 year", "2021-12-31 year"),
    (2021, "2021-01-01 year", "2021-12-31 year"),
    (2021.0, "2021-01-01 year", "2021-12-31 year"),
    ("2021年", "2021-01-01 year", "2021-12-31 year"),
    (None, "open", "open"),
    ("  ", "open", "open"),
]
NO_DAYS: list[Cell] = [
    *(
        "十四五",
        "上半年",
        "待定",
        "2025年底",
        "春节后",
        "21年6月",
        "21.6",
        "21-6-1",
        "2021年13月",
        "2021.06.",
        "2021-06-31",
    ),
    *("2021-06-30 08:30", "2021-06 00:00", "2021年6月①", "2021.1①", "2021²", "2021 06", "2021-06-3 0", "44362", "某日"),
    *(
        "2021年6",
        "2021年第一季度",
        "2021年6月上旬",
        "-",
        "٢٠٢١",
        "2021-2025",
        "2021年6月前",
        "2021-00-01",
        "0000",
        "9999",
    ),
    *(44362, 44362.0, 2021.1, True, -2021, 1.5, float("nan"), float("inf"), date(1905, 7, 13)),
]


@pytest.mark.parametrize(("cell", "first", "last"), WRITINGS, ids=repr)
def test_what_is_a_day(cell: Cell, first: str, last: str) -> None:
    assert [told(read(cell)) for read in (read_first_day, read_last_day, read_day_seen)] == [first, last, last]


@pytest.mark.parametrize("cell", NO_DAYS, ids=repr)
def test_what_is_no_day(cell: Cell) -> None:
    assert {told(read(cell)) for read in (read_first_day, read_last_day, read_day_seen)} == {"bad_date"}


JUNE, DECEMBER = "2021-06-01 month", "2025-12-31 month"


@pytest.mark.parametrize(
    ("text", "first", "last", "seen"),
    [
        ("2021年6月起", JUNE, "bad_date", "bad_date"),
        ("自2021年6月", JUNE, "bad_date", "bad_date"),
        ("自 2021年6月 起", JUNE, "bad_date", "bad_date"),
        ("2021.6开始", JUNE, "bad_date", "bad_date"),
        ("2021年6月以来", JUNE, "bad_date", "bad_date"),
        ("至2025年12月", "bad_date", DECEMBER, "bad_date"),
        ("2025年12月止", "bad_date", DECEMBER, "bad_date"),
        ("至2025年12月止", "bad_date", DECEMBER, "bad_date"),
        ("截止2025年12月", "bad_date", DECEMBER, DECEMBER),
        ("截至2025.12", "bad_date", DECEMBER, DECEMBER),
        ("至今", "bad_date", "open", "bad_date"),
        ("长期", "bad_date", "open", "bad_date"),
        ("长 期 有 效", "bad_date", "open", "bad_date"),
        ("至今有效", "bad_date", "open", "bad_date"),
        ("无固定期限", "bad_date", "open", "bad_date"),
        ("2021年6月至今", "bad_date", "bad_date", "bad_date"),
        ("起", "bad_date", "bad_date", "bad_date"),
        ("止", "bad_date", "bad_date", "bad_date"),
    ],
)
def test_words_around_a_day_belong_to_their_column(text: str, first: str, last: str, seen: str) -> None:
    assert [told(read(text)) for read in (read_first_day, read_last_day, read_day_seen)] == [first, last, seen]


def test_the_sentence_says_how_to_write_a_day() -> None:
    assert read_first_day("十四五") == Fault(
        "bad_date",
        "“十四五”不是日期，请写成 2025-06-30、2025-06 或 2025 · "
        "'十四五' is not a day like 2025-06-30, 2025-06 or 2025.",
    )


MESSY = st.text("0123456789０２年月日号起止自至今长期.-/ —~～\n①:T" + string.punctuation, max_size=24)


@given(MESSY | st.integers(-(10**9), 10**9) | st.floats() | st.dates() | st.booleans())
def test_a_day_that_is_read_stands_in_the_cell(cell: Cell) -> None:
    for read in (read_first_day(cell), read_last_day(cell), read_day_seen(cell)):
        if isinstance(read, Day) and read.number is not None:
            written = str(cell).translate(str.maketrans("０２", "02"))
            year, month, day = iso(read.number).split("-")
            known = [year, month.lstrip("0"), day.lstrip("0")][
                : {"year": 1, "month": 2, "day": 3}[PRECISIONS[read.precision]]
            ]
            assert all(part in written for part in known)
