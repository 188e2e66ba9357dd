"""Workbooks: where rows are, what cells hold, and files that must not be opened."""

import re
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from graph_model.errors import TableError
from loaders.sheets.recognition import Manner
from loaders.sheets.sheet import Sheet, Void
from loaders.sheets.workbook import safety
from loaders.sheets.xlsx_sheets import read_workbook
from tests.loaders.made_workbooks import PART, book, ods, patched
from tests.loaders.old_workbook import XLS
from tests.loaders.reading import rows_of, written

HEADERS = ["编号", "帮扶力量", "帮扶方", "受扶方", "起始"]


def pairings(first: str = "A1", **cells: Any) -> dict[str, Any]:
    """The headers of pairings from `first` on, and further cells."""
    row = int(first[1:])
    return {f"{chr(ord(first[0]) + n)}{row}": header for n, header in enumerate(HEADERS)} | cells


def only(path: Path) -> Sheet:
    sheets, _ = read_workbook(path)
    assert len(sheets) == 1
    return sheets[0]


def test_rows_have_the_spreadsheets_numbers_whatever_is_blank_before_them(tmp_path: Path) -> None:
    cells = pairings("C4", C6="a", D6="国企", E6="甲", F6="乙", C9="b", J9="x", B10=" ")

    sheet = only(book(tmp_path / "t.xlsx", 结对=cells))

    assert rows_of(sheet) == [
        (6, {"id": "a", "force": "国企", "helper": "甲", "recipient": "乙"}),
        (9, {"id": "b"}),
    ]
    assert (sheet.name, sheet.file, sheet.headers["since"]) == ("结对", "t.xlsx", "起始")
    assert sheet.unknown_columns == ["J（无表头 · no header）"]


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        pytest.param("007", "007", id="a code with leading zeros"),
        pytest.param(513437, 513437, id="a number"),
        pytest.param(513437.0, 513437, id="a whole number"),
        pytest.param(2021.1, 2021.1, id="a number that may be October"),
        pytest.param(125100004507170000, "1.251000e+17", id="a code that the spreadsheet has already spoilt"),
        pytest.param(1e5, 100_000, id="a number written with an exponent"),
        pytest.param("1e5", "1e5", id="a text like a number with an exponent"),
        pytest.param("2021", "2021", id="a number stored as text"),
        pytest.param(0.5, 0.5, id="a share"),
        pytest.param(True, True, id="a truth value"),
        pytest.param(date(2021, 6, 1), date(2021, 6, 1), id="a day"),
        pytest.param(datetime(2021, 6, 1, 13, 30), date(2021, 6, 1), id="an hour of a day"),
        pytest.param(time(3, 4), "03:04:00", id="an hour of no day"),
        pytest.param("=1+1", Void.NOT_STORED, id="a formula without a stored value"),
    ],
)
def test_what_cells_hold(tmp_path: Path, cell: Any, read: Any) -> None:
    sheet = only(book(tmp_path / "t.xlsx", t=pairings(A2="x", E2=cell)))

    ((_, cells),) = rows_of(sheet)

    assert cells.get("since") == read
    assert type(cells.get("since")) is type(read)


@pytest.mark.parametrize("is_1904", ["1", "true"])
def test_days_of_the_other_date_system(tmp_path: Path, is_1904: str) -> None:
    """Day 42,886 is 2021-06-01 counted from 1904, and 2017-05-31 from 1900."""
    path = book(tmp_path / "t.xlsx", t=pairings(A2="x", E2=date(2017, 5, 31), A3="y", E3=datetime(2017, 5, 31, 13)))
    said = f'<workbookPr date1904="{is_1904}" '.encode()
    patched(path, lambda xml: xml.replace(b"<workbookPr ", said), "xl/workbook.xml")

    assert [cells["since"] for _, cells in rows_of(only(path))] == [date(2021, 6, 1), date(2021, 6, 1)]


def test_error_cells_come_as_their_text(tmp_path: Path) -> None:
    path = book(tmp_path / "t.xlsx", t=pairings("B2", B3="a", F3="?", F4="?", C4=1))
    patched(path, lambda xml: re.sub(rb'(r="F\d") t="inlineStr"><is><t>\?</t></is>', rb'\1 t="e"><v>#N/A</v>', xml))

    assert rows_of(only(path)) == [(3, {"id": "a", "since": "#N/A"}), (4, {"force": 1, "since": "#N/A"})]


def test_every_sheet_is_read_and_those_without_a_table_are_named(tmp_path: Path) -> None:
    path = book(
        tmp_path / "t.xlsx",
        单位={"A1": "类型", "B1": "名称", "A2": "县", "B2": "马边"},
        说明={"A1": "请于月底前填报"},
        空={},
        结对=pairings(A2="x"),
        缺列={"A1": "帮扶力量", "B1": "帮扶方"},
    )

    sheets, passed = read_workbook(path)

    assert [(sheet.name, sheet.table.name) for sheet in sheets] == [("单位", "units"), ("结对", "pairings")]
    assert [(other.sheet, other.refused) for other in passed] == [("说明", False), ("空", False), ("缺列", True)]
    assert passed[1].reason == "t.xlsx（空） 是空表 · t.xlsx（空） is an empty sheet."


def test_hidden_sheets_hold_drafts(tmp_path: Path) -> None:
    workbook = Workbook()
    workbook.create_sheet("结对").append(HEADERS)
    workbook.remove(workbook.worksheets[0])
    draft = workbook.create_sheet("草稿")
    draft.append(HEADERS)
    draft.sheet_state = "hidden"
    workbook.create_chartsheet("图")
    workbook.save(tmp_path / "t.xlsx")

    sheets, passed = read_workbook(tmp_path / "t.xlsx")

    assert [sheet.name for sheet in sheets] == ["结对"]
    assert [(other.sheet, other.refused) for other in passed] == [("草稿", False), ("图", False)]
    assert "隐藏" in passed[0].reason

    sheets, passed = read_workbook(tmp_path / "t.xlsx", Manner(hidden=True))

    assert [sheet.name for sheet in sheets] == ["结对", "草稿"]
    assert [(other.sheet, other.refused) for other in passed] == [("图", False)]


def test_an_xls_is_read_too(tmp_path: Path) -> None:
    sheet = only(written(tmp_path / "t.xls", XLS))

    cells = {"id": "007", "force": "东西部协作", "helper": 7, "recipient": 513433, "since": date(2021, 6, 1)}
    assert rows_of(sheet) == [(6, cells)]


def test_an_ods_is_read_too(tmp_path: Path) -> None:
    header = "<r>" + "".join(f"<c text><p>{header}</p></c>" for header in HEADERS) + "</r>"
    row = '<r rows="2"><c/></r><r rows="2"><c text><p>007</p></c><c columns="2" text><p>国企</p></c></r>'
    rest = '<r rows="1048570"><c columns="16384"/></r>'

    sheet = only(ods(tmp_path / "t.ods", header + row + rest))

    cells = {"id": "007", "force": "国企", "helper": "国企"}
    assert rows_of(sheet) == [(4, cells), (5, cells)]


BROKEN = (
    "t.xlsx 已损坏或设有密码，请打开后另存为不加密的 XLSX · "
    "t.xlsx is damaged or needs a password; open it and save it as an XLSX without one."
)
TOO_LARGE = (
    "t.xlsx 展开后太大，请分成几个文件，或另存为 CSV · "
    "t.xlsx is too large once unpacked; split it into several files, or save it as CSV."
)
PASSWORD = "t.xlsx 设有密码，请取消密码后另存 · t.xlsx needs a password; save it without one."


def cut(path: Path) -> None:
    path.write_bytes(book(path, t=pairings()).read_bytes()[:-300])


def sheet_gone(path: Path) -> None:
    patched(book(path, t=pairings()), lambda _: b"<worksheet><sheetData><row>")


def encrypted(path: Path) -> None:
    path.write_bytes(XLS[:4096] + "EncryptedPackage".encode("utf-16-le") + XLS[4096:])


def damaged_xls(path: Path) -> None:
    path.write_bytes(XLS[:512] + b"\xff\xff\xff\x7f" * 900)


def xls_that_asks_for_all_memory(path: Path) -> None:
    path.write_bytes(XLS[:1680] + b"\xff\xff\xff\x7f" + XLS[1684:])


def opposite_corners(path: Path) -> None:
    book(path, t=pairings(XFD1048576="x"))


def opposite_corners_without_addresses(path: Path) -> None:
    wide = b"<row>" + b"<c><v>1</v></c>" * 3000 + b"</row>"
    last = b'<row r="1048576"><c><v>1</v></c></row></sheetData>'
    patched(book(path, t=pairings()), lambda xml: xml.replace(b"</sheetData>", wide + last))


def repeated(path: Path) -> None:
    ods(path, '<r rows="1000000"><c columns="1000" text><p>x</p></c></r>')


def size_that_lies(path: Path) -> None:
    book(path, t=pairings(A2="x" * 9999))
    with zipfile.ZipFile(path) as archive:
        size = archive.getinfo(PART).file_size
    path.write_bytes(path.read_bytes().replace(size.to_bytes(4, "little"), (size - 5000).to_bytes(4, "little")))


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (cut, BROKEN),
        (sheet_gone, BROKEN),
        (damaged_xls, BROKEN),
        (xls_that_asks_for_all_memory, BROKEN),
        (encrypted, PASSWORD),
        (size_that_lies, BROKEN),
        (repeated, TOO_LARGE),
        (opposite_corners, TOO_LARGE),
        (opposite_corners_without_addresses, TOO_LARGE),
    ],
)
def test_a_workbook_that_cannot_be_read_is_said_in_a_sentence(
    tmp_path: Path, make: Callable[[Path], None], sentence: str
) -> None:
    make(tmp_path / "t.xlsx")

    with pytest.raises(TableError) as refused:
        read_workbook(tmp_path / "t.xlsx")

    assert str(refused.value) == sentence


def test_a_workbook_that_unpacks_to_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = book(tmp_path / "t.xlsx", t=pairings())
    monkeypatch.setattr(safety, "MOST_BYTES", 5000)

    with pytest.raises(TableError) as refused:
        read_workbook(path)

    assert str(refused.value) == TOO_LARGE


def test_macros_and_other_archives_are_refused(tmp_path: Path) -> None:
    macros, letter = book(tmp_path / "m.xlsm", t=pairings()), tmp_path / "letter.docx"
    with zipfile.ZipFile(macros, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    with zipfile.ZipFile(letter, "w") as archive:
        archive.writestr("word/document.xml", b"<x/>")

    with pytest.raises(TableError, match="含有宏"):
        read_workbook(macros)
    with pytest.raises(TableError, match="不是电子表格"):
        read_workbook(letter)


def test_formatted_but_empty_cells_far_out_do_no_harm(tmp_path: Path) -> None:
    path = book(tmp_path / "t.xlsx", t=pairings(A2="x"))
    far = b'<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>'
    patched(path, lambda xml: xml.replace(b"</sheetData>", far))

    assert rows_of(only(path)) == [(2, {"id": "x"})]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 2**31), st.integers(0, 40), st.binary(max_size=40))
def test_damaged_workbooks_raise_nothing_but_a_sentence(tmp_path: Path, place: int, gone: int, junk: bytes) -> None:
    path = book(tmp_path / "t.xlsx", t=pairings(A2="x", E2=date(2021, 6, 1), AB3=2.5))
    whole = path.read_bytes()
    start = place % len(whole)
    path.write_bytes(whole[:start] + junk + whole[start + gone :])

    with suppress(TableError):
        for sheet in read_workbook(path)[0]:
            rows_of(sheet)
