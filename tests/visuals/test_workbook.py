import io
import zipfile
from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest
from openpyxl import load_workbook

from graph_model.errors import UsageError
from tests.visuals.answers import shown
from visuals.shown import Shown
from visuals.words import FICTIONAL, Lang
from visuals.workbook import MOST_ROWS, write_workbook


def written(answer: Shown) -> bytes:
    out = io.BytesIO()
    write_workbook(answer, out)
    return out.getvalue()


def opened(answer: Shown) -> Any:
    return load_workbook(io.BytesIO(written(answer)))


def texts(sheet: Any) -> list[list[str]]:
    return [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)]


def test_every_cell_is_text_and_no_name_is_a_formula() -> None:
    sheet = opened(shown()).worksheets[0]

    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} == {"s"}
    assert texts(sheet) == [
        ["编码", "名称", "状态", "现有", "已填报", "帮扶力量", "起始", "起始精度", "导入"],
        ["510001", "昭觉县", "满足", "2", "是", "国有企业帮扶、东西部协作", "2021-01-01", "year", "1"],
        ["510002", "=HYPERLINK(1)", "未填报", "0", "否", "", "", "", "1"],
        ["510003", '[red]"甲", 乙\n丙', "已到期", "-1", "否", "国有企业帮扶", "2021-06-01", "month", "2"],
    ]


def test_the_second_sheet_says_what_the_first_one_is() -> None:
    book = opened(shown(options={"within": "凉山州", "unknown": True}, fictional=True, lang=Lang.EN))
    about = [row[:2] for row in texts(book["About"])]

    assert book.sheetnames == ["Gaps", "About"]
    assert about[:6] == [
        [FICTIONAL, ""],
        ["Question", "Gaps (gaps)"],
        ["As of", "2026-11-23"],
        ["Known at (import)", "3"],
        ["Rows in all", "3"],
        ["Options", "within=凉山州, unknown=true"],
    ]


def test_codes_are_told_beside_their_words() -> None:
    told = {row[1]: row[2] for row in texts(opened(shown())["说明"])}

    assert told["state"].startswith("满足 = covered; 超配 = over;")


def test_the_same_answer_is_the_same_bytes_whenever_it_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    first = written(shown())
    clock: Iterator[int] = count(2_000_000_000, 100_000)
    monkeypatch.setattr("time.time", lambda: float(next(clock)))

    assert written(shown()) == first
    assert {entry.date_time[0] for entry in zipfile.ZipFile(io.BytesIO(first)).infolist()} == {1980}


def test_control_characters_do_not_break_the_file() -> None:
    row: tuple[Any, ...] = ("1", "甲\x0b乙", "covered", 1, True, [], None, None, 1)

    assert texts(opened(shown([row])).worksheets[0])[1][1] == "甲\ufffd乙"


def test_a_cell_that_xlsx_cannot_hold_is_cut_and_says_so() -> None:
    row: tuple[Any, ...] = ("1", "甲" * 40_000, "covered", 1, True, [], None, None, 1)

    text = texts(opened(shown([row])).worksheets[0])[1][1]

    assert len(text) == 32_767
    assert text.endswith("甲…（共 40000 字，全文见 JSON）")


def test_more_rows_than_a_sheet_holds_are_refused_before_any_is_made() -> None:
    many = Shown("gaps", shown().title, shown().columns, MOST_ROWS + 1, MOST_ROWS + 1, _never, known_at=1)

    with pytest.raises(UsageError, match="--format csv"):
        written(many)


def _never(start: int, stop: int) -> list[tuple[Any, ...]]:
    raise AssertionError(f"{start}-{stop} was asked for")
