from datetime import date

import pytest

from graph_model.days import BEGINNING, OPEN, number
from graph_model.snapshot.history import UNDATED
from visuals.written_days import written_day

DAY, MONTH, YEAR = range(3)
FIRST, LAST = True, False


@pytest.mark.parametrize(
    ("day", "precision", "first", "text"),
    [
        pytest.param(date(2021, 6, 1), DAY, FIRST, "2021-06-01", id="a day"),
        pytest.param(date(2021, 6, 1), MONTH, FIRST, "2021-06", id="the month it begins"),
        pytest.param(date(2021, 1, 1), YEAR, FIRST, "2021", id="the year it begins"),
        pytest.param(date(2024, 2, 29), MONTH, LAST, "2024-02", id="the month it ends"),
        pytest.param(date(2024, 12, 31), YEAR, LAST, "2024", id="the year it ends"),
        pytest.param(date(2021, 6, 2), MONTH, FIRST, "2021-06-02", id="a month would be read as its first day"),
        pytest.param(date(2024, 2, 28), MONTH, LAST, "2024-02-28", id="a month would be read as its last day"),
    ],
)
def test_no_more_and_no_less_than_what_is_read_as_the_same_day(
    day: date, precision: int, first: bool, text: str
) -> None:
    assert written_day(number(day), precision, first) == text


def test_a_sight_cut_by_the_end_keeps_its_month_where_it_is_cut_again() -> None:
    cut = number(date(2021, 6, 15))

    assert written_day(cut, MONTH, LAST, cut) == "2021-06"
    assert written_day(cut, MONTH, LAST, cut + 1) == "2021-06-15"


@pytest.mark.parametrize("day", [BEGINNING, UNDATED, OPEN])
def test_what_nobody_said_is_empty(day: int) -> None:
    assert written_day(day, DAY, FIRST) == ""
