"""How many people: a whole number, however it is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.cells.counts import read_count
from loaders.cells.faults import Fault
from loaders.sheets.sheet import Cell


@pytest.mark.parametrize(
    ("cell", "people"),
    [
        *(
            ("2人", 2),
            ("３", 3),
            ("3人", 3),
            ("３名", 3),
            ("2名", 2),
            ("2 位", 2),
            ("2个人", 2),
            ("2\u00a0人", 2),
            ("12", 12),
            ("999999", 999999),
        ),
        *(
            ("两人", 2),
            ("二人", 2),
            ("两名", 2),
            ("一", 1),
            ("十", 10),
            ("十二人", 12),
            ("一十二人", 12),
            ("二十", 20),
            ("九十九名", 99),
        ),
        *((3.0, 3), (3, 3), ("3.0", 3), (None, 1), ("", 1), ("  ", 1)),
    ],
    ids=repr,
)
def test_what_is_a_count(cell: Cell, people: int) -> None:
    assert read_count(cell) == people


@pytest.mark.parametrize(
    "cell",
    [
        *(
            "若干",
            "0",
            "零",
            "-2",
            "－2",
            "1.5",
            "1-2",
            "2~3人",
            "约3人",
            "3人次",
            "一批",
            "十几人",
            "二十多人",
            "3①",
            "3²",
            "1 2人",
        ),
        *("2人3名", "人", "百人", "两十", "十两", "2男", "1,200", "1000000", "٣", "二三", "十十"),
        *(0, -1, 1.5, True, float("nan"), float("inf")),
    ],
    ids=repr,
)
def test_what_is_no_count(cell: Cell) -> None:
    read = read_count(cell)

    assert isinstance(read, Fault)
    assert read.code == "bad_number"


@given(
    st.text("0123456789０１２人名位个一二两三十百.-~约① ")
    | st.text()
    | st.integers()
    | st.floats()
    | st.dates()
    | st.booleans()
)
def test_a_count_that_is_read_stands_in_the_cell(cell: Cell) -> None:
    read = read_count(cell)

    if isinstance(read, int) and str(cell).strip():
        assert read >= 1
        digits = str(cell).translate(str.maketrans("０１２", "012"))
        assert str(read) in digits or any(numeral in digits for numeral in "一二两三十")
