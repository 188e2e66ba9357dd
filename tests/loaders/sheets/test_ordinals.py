"""编号 that counts the rows names no link: the next office's row 1 must not overwrite this one's."""

from pathlib import Path

import pytest

from api.desk import Desk
from loaders.sheets.csv_sheets import read_csv
from loaders.sheets.header_words import mapped_words
from loaders.sheets.recognition import Manner
from tests.ledger.tables import UNITS, counted, load, shown
from tests.loaders.reading import written

HEADER = "帮扶力量,帮扶单位,受扶县,起始\n"
ROWS = ("国企,第一公司,青溪县,2021\n", "国企,第二公司,白石县,2022\n", "国企,第二公司,青溪县,2023\n")


def numbered(header: str, *numbers: str) -> str:
    return f"{header},{HEADER}" + "".join(f"{n},{row}" for n, row in zip(numbers, ROWS, strict=False))


@pytest.fixture
def desk() -> Desk:
    return Desk.open(":memory:", create=True)


@pytest.mark.parametrize(
    ("header", "numbers"),
    [
        pytest.param("编号", ("1", "2", "3"), id="run"),
        pytest.param("编号", ("1", "2", "4"), id="one row was taken out"),
        pytest.param("编号", ("1", "1", "2"), id="one number for a merged group"),
        pytest.param("编号", ("1", "2", "1"), id="begin again with the next county"),
        pytest.param("编码", ("001", "002", "003"), id="with noughts"),
        pytest.param("编号", ("1.1", "1.2", "2.1"), id="by section"),
        pytest.param("编号", ("（1）", "（2）", "３"), id="in brackets, full width"),
        pytest.param("编号", ("1", "", "2"), id="with a gap"),
    ],
)
def test_numbers_of_rows_are_no_ids(desk: Desk, tmp_path: Path, header: str, numbers: tuple[str, ...]) -> None:
    load(desk, tmp_path, units=UNITS)

    receipt = load(desk, tmp_path, links=numbered(header, *numbers))

    assert counted(receipt) == {"links": (3, 0, 0)}
    assert receipt.sheets[0].unknown_columns == [f"{header}（只是序号，不作编号 · row numbers, not ids）"]
    assert all(len(link_id) > 8 for (link_id,) in shown(desk, "id"))


def test_the_tables_of_two_offices_do_not_overwrite_each_other(desk: Desk, tmp_path: Path) -> None:
    load(desk, tmp_path, units=UNITS)
    load(desk, tmp_path, links=f"编号,{HEADER}1,{ROWS[0]}")

    load(desk, tmp_path, links=f"编号,{HEADER}1,{ROWS[1]}")

    assert sorted(shown(desk, "helper recipient")) == [("f-1", "513001"), ("f-2", "513002")]


@pytest.mark.parametrize(
    ("header", "numbers"),
    [
        pytest.param("id", ("1", "2", "3"), id="the header id is never in doubt"),
        pytest.param("编号", ("p-1", "p-2", "p-3"), id="letters"),
        pytest.param("编号", ("0007", "0008", "7"), id="not from 1"),
        pytest.param("编号", ("1", "3", "2"), id="out of order"),
        pytest.param("编号", ("1", "2", "513431"), id="a code among them"),
    ],
)
def test_others_are_ids(desk: Desk, tmp_path: Path, header: str, numbers: tuple[str, ...]) -> None:
    load(desk, tmp_path, units=UNITS)

    receipt = load(desk, tmp_path, links=numbered(header, *numbers))

    assert (counted(receipt), receipt.sheets[0].unknown_columns) == ({"links": (3, 0, 0)}, [])
    assert sorted(shown(desk, "id")) == sorted((number,) for number in numbers)


@pytest.mark.parametrize(("header", "kept"), [("序号", False), ("编号", False), ("编码", True), ("id", True)])
def test_of_units_only_a_code_is_an_id(desk: Desk, tmp_path: Path, header: str, kept: bool) -> None:
    receipt = load(desk, tmp_path, units=f"{header},类型,名称\n1,县,甲县\n2,县,乙县\n")

    graph = desk.graph()
    ids = graph.ids(graph.present.nonzero()[0])
    assert counted(receipt) == {"units": (2, 0, 0)}
    assert (sorted(ids) == ["1", "2"]) is kept


def test_a_word_of_ones_own_is_taken_at_its_word(tmp_path: Path) -> None:

    path = written(tmp_path / "links.csv", numbered("我的号", "1", "2", "3"))

    sheet = read_csv(path, Manner(mapped_words({"我的号": "id"})))

    assert sheet.headers["id"] == "我的号"
