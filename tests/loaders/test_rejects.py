"""Rejected rows as a table: what is in it, that it loads again, and that nobody's work is overwritten."""

from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from graph_model.errors import UsageError
from loaders.files import read_files
from loaders.receipts import text_workbook
from loaders.receipts.receipt import Issue
from loaders.receipts.rejects import write_rejects
from loaders.sheets.csv_sheets import read_csv
from loaders.sheets.sheet import Sheet
from tests.loaders.reading import rows_of, written

TABLE = "备注,帮扶力量,帮扶方,电话,受扶方\n好,国企,甲,1,乙\n\n坏,国企,'=甲,2,丙\n更坏,navy,甲,3,丁\n"
WRONG = [
    Issue(4, "受扶方", "丙", "unknown_unit", "没有丙 · there is no 丙.", ("513437", "513433")),
    Issue(5, "帮扶力量", "navy", "unknown_force", "不在列表里 · is not in the list."),
    Issue(5, "受扶方", "丁", "unknown_unit", "没有丁 · there is no 丁."),
]


@pytest.fixture
def sheet(tmp_path: Path) -> Sheet:
    (tmp_path / "in").mkdir()
    return read_csv(written(tmp_path / "in" / "结对.csv", TABLE))


def cells_of(path: Path) -> list[list[Any]]:
    book = load_workbook(path)
    return [[cell.value for cell in row] for page in book.worksheets for row in page.iter_rows()]


def test_it_has_the_recognised_columns_an_id_the_reasons_and_the_first_candidates(sheet: Sheet, tmp_path: Path) -> None:
    path = write_rejects(sheet, WRONG, tmp_path)

    assert path == tmp_path / "结对.csv.rejected.xlsx"
    assert cells_of(path) == [
        ["编号", "备注", "帮扶力量", "帮扶方", "受扶方", "受扶方 建议", "原因"],
        [None, "坏", "国企", "=甲", "丙", "513437", "[4] 没有丙 · there is no 丙."],
        [
            None,
            "更坏",
            "navy",
            "甲",
            "丁",
            None,
            "[5] 不在列表里 · is not in the list.\n[5] 没有丁 · there is no 丁.",
        ],
    ]


def test_it_is_recognised_again_without_an_unknown_column(sheet: Sheet, tmp_path: Path) -> None:
    path = write_rejects(sheet, WRONG, tmp_path)

    (again,) = read_files([path]).sheets

    assert again.table is sheet.table
    assert again.unknown_columns == []
    assert rows_of(again) == [
        (2, {"note": "坏", "force": "国企", "helper": "=甲", "recipient": "丙"}),
        (3, {"note": "更坏", "force": "navy", "helper": "甲", "recipient": "丁"}),
    ]


def test_english_headers_stay_english(tmp_path: Path) -> None:
    sheet = read_csv(written(tmp_path / "t.csv", "kind,name\nx,甲\n"))

    path = write_rejects(sheet, [Issue(2, "kind", "x", "unknown_kind", "…", ("county",))], tmp_path)

    assert cells_of(path)[0] == ["id", "kind", "kind 建议", "name", "原因"]


def test_all_cells_are_text_and_no_formula_lives(tmp_path: Path) -> None:
    book = Workbook()
    page = book.worksheets[0]
    page.append(["编码", "类型", "名称", "设立", "撤销前一日", "纬度"])
    page.append(["007", "县", "=1+1", date(2021, 6, 1), 2021.1, 28.5])
    page["C2"].data_type = "s"
    page.append([513437, "县", "@x", True, None, 3.0])
    book.save(tmp_path / "t.xlsx")
    (sheet,) = read_files([tmp_path / "t.xlsx"]).sheets

    path = write_rejects(sheet, [Issue(row, "类型", "", "missing", "…") for row in (2, 3)], tmp_path)

    page = load_workbook(path).worksheets[0]
    assert [[cell.value for cell in row][:-1] for row in page.iter_rows(min_row=2)] == [
        ["007", "县", "=1+1", "2021-06-01", "2021.1?", "28.5"],
        ["513437", "县", "@x", "True", None, "3"],
    ]
    assert {(cell.data_type, cell.number_format) for row in page.iter_rows() for cell in row if cell.value} == {
        ("s", "@")
    }
    assert b"<f>" not in path.read_bytes()


def test_what_xml_cannot_hold_is_marked(tmp_path: Path) -> None:
    sheet = read_csv(written(tmp_path / "t.csv", "kind,name,name_en\n县,甲\x07\x0b乙\uffff,<&>_x0041_]]>\n"))

    path = write_rejects(sheet, [Issue(2, "name", "", "bad_character", "…")], tmp_path)

    (again,) = read_files([path]).sheets
    assert rows_of(again) == [(2, {"kind": "县", "name": "甲\ufffd\ufffd乙\ufffd", "name_en": "<&>_x0041_]]>"})]


def test_earlier_rejects_of_the_same_file_are_replaced(sheet: Sheet, tmp_path: Path) -> None:
    write_rejects(sheet, WRONG, tmp_path)

    path = write_rejects(sheet, WRONG[1:], tmp_path)

    assert path.name == "结对.csv.rejected.xlsx"
    assert len(cells_of(path)) == 2
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == [path.name]


def test_somebodys_corrections_are_never_overwritten(sheet: Sheet, tmp_path: Path) -> None:
    first = write_rejects(sheet, WRONG, tmp_path)
    book = load_workbook(first)
    book.worksheets[0]["E2"] = "513437"
    book.save(first)

    second = write_rejects(sheet, WRONG, tmp_path)

    assert second.name == "结对.csv-2.rejected.xlsx"
    assert cells_of(first)[1][4] == "513437"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 not ours", b"a,b\n"])
def test_a_file_of_somebody_else_is_never_overwritten(sheet: Sheet, tmp_path: Path, content: bytes) -> None:
    other = written(tmp_path / "结对.csv.rejected.xlsx", content)

    assert write_rejects(sheet, WRONG, tmp_path).name == "结对.csv-2.rejected.xlsx"
    assert other.read_bytes() == content


def test_files_of_one_name_and_sheets_of_one_file_do_not_meet(sheet: Sheet, tmp_path: Path) -> None:
    book = Workbook()
    for page in (book.worksheets[0], book.create_sheet("二")):
        page.append(["类型", "名称"])
        page.append(["x", "y"])
    book.save(tmp_path / "in" / "t.xlsx")
    sheets = read_files([tmp_path / "in" / "t.xlsx"]).sheets
    wrong = [Issue(2, "类型", "x", "unknown_kind", "…")]

    for _ in range(2):
        names = [write_rejects(one, wrong, tmp_path).name for one in sheets]
        assert names == ["t.xlsx.rejected.xlsx", "t.xlsx.二.rejected.xlsx"]
    elsewhere = read_csv(written(tmp_path / "结对.csv", TABLE))
    both = [write_rejects(one, WRONG, tmp_path).name for one in (sheet, elsewhere, sheet)]
    assert both == ["结对.csv.rejected.xlsx", "结对.csv-2.rejected.xlsx", "结对.csv.rejected.xlsx"]


def test_a_very_long_name_is_cut(tmp_path: Path) -> None:
    sheet = read_csv(written(tmp_path / f"{'长' * 80}.csv", "kind,name\nx,y\n"))

    path = write_rejects(sheet, [Issue(2, "kind", "x", "unknown_kind", "…")], tmp_path)

    assert len(path.name.encode()) < 255


def test_rows_that_a_spreadsheet_cannot_hold_go_to_a_further_sheet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text_workbook, "ROWS_A_PAGE", 2)
    sheet = read_csv(written(tmp_path / "t.csv", "kind,name\n" + "x,y\n" * 5))

    path = write_rejects(sheet, [Issue(row, "kind", "x", "unknown_kind", "…") for row in range(2, 7)], tmp_path)

    assert [(again.name, len(rows_of(again))) for again in read_files([path]).sheets] == [
        ("单位表", 2),
        ("单位表 2", 2),
        ("单位表 3", 1),
    ]


def test_a_folder_that_is_not_there_is_said_and_nothing_is_left(sheet: Sheet, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as refused:
        write_rejects(sheet, WRONG, tmp_path / "nowhere")

    assert "退回的行写不进" in str(refused.value)
    assert not list(tmp_path.glob("**/*partial*"))


def test_a_full_disk_is_said(sheet: Sheet, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(ZipFile, "writestr", full)

    with pytest.raises(UsageError, match="No space left on device"):
        write_rejects(sheet, WRONG, tmp_path)
