"""What cannot be loaded or asked: one sentence, the right exit code, and nothing left behind."""

import json
import os
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.api.conftest import Run
from tests.api.small import write_tables

UNITS = "kind,name\ncounty,好县\n"


def a_workbook(path: Path, *rows: list[str]) -> None:
    book = Workbook()
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]  # a new workbook has a sheet
    book.save(path)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        pytest.param("a.csv", b"", "a.csv is empty; check that it is the right file.", id="an empty file"),
        pytest.param(
            "a.csv", b"\n ,\n\n", "a.csv holds blank rows only; check that it is the right file.", id="blank rows"
        ),
        pytest.param(
            "a.csv",
            b"\x7fELF\0\1\2\3" * 99,
            "a.csv is a binary file and no table; save the table as CSV or XLSX.",
            id="binary",
        ),
        pytest.param(
            "a.csv",
            "类型,名称\n县,甲县\n".encode("utf-32"),
            "a.csv is a binary file and no table",
            id="an encoding nobody uses",
        ),
        pytest.param(
            "a.csv", b"kind,name\ncounty,\xff\xff\xff\n", "is not in UTF-8, GB18030 or UTF-16", id="no encoding at all"
        ),
        pytest.param(
            "a.csv",
            "序号,电话\n1,2\n".encode(),
            "a.csv: its headers (序号、电话) are not those of",
            id="unknown headers",
        ),
        pytest.param(
            "a.csv",
            b"force,helper,since\nsoe,a,2025\n",
            "a.csv looks like a table of pairings but lacks the column recipient; add it.",
            id="a must-column is missing",
        ),
        pytest.param(
            "a.csv",
            "kind,类型,name\n县,县,甲\n".encode(),
            "the headers 'kind' and '类型' name one column",
            id="a column twice",
        ),
        pytest.param(
            "a.csv",
            b'kind,name\ncounty,"a\ncounty,b\n',
            "a quotation mark in row 2 is not closed",
            id="an open quotation",
        ),
        pytest.param("a.xlsx", b"PK\x03\x04" + b"x" * 99, "a.xlsx", id="a broken workbook"),
        pytest.param(
            "a.xlsx",
            b"kind,name\n",
            "a.xlsx is not a whole spreadsheet file; save or export it again.",
            id="no workbook",
        ),
        pytest.param("a.toml", b"[pack\n", "a.toml is not correct TOML", id="broken TOML"),
        pytest.param("a.toml", b"[other]\n", "a.toml is no rule pack: it has no [pack].", id="other TOML"),
        pytest.param(
            "a.toml",
            "[pack]\nid='甲'\n".encode("gb18030"),
            "a.toml is not in UTF-8; save it as UTF-8.",
            id="TOML in GB",
        ),
    ],
)
def test_a_file_that_cannot_be_loaded(bangfu: Run, tmp_path: Path, name: str, content: bytes, sentence: str) -> None:
    (tmp_path / name).write_bytes(content)

    told = bangfu("load", name)

    assert (told.code, told.out, told.err.count("\n")) == (2, b"", 1)
    assert sentence in told.err
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_file_that_is_not_there(bangfu: Run, tmp_path: Path) -> None:
    told = bangfu("load", "no.csv")

    assert (told.code, told.out) == (2, b"")
    assert told.err.endswith("there is no no.csv; check its name and its folder.\n")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", [None, ".hidden.csv", "~$units.xlsx", "photo.png"])
def test_a_folder_without_tables(bangfu: Run, tmp_path: Path, name: str | None) -> None:
    (tmp_path / "folder").mkdir()
    if name:
        (tmp_path / "folder" / name).write_text(UNITS, "utf-8")

    told = bangfu("load", "folder")

    assert (told.code, told.out, told.err.count("\n")) == (2, b"", 1)
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_a_refused_file_among_others_is_exit_code_1_and_one_that_is_no_table_is_0(bangfu: Run, tmp_path: Path) -> None:
    tables = write_tables(tmp_path / "tables")
    (tables / "readme.txt").write_text("备注\n这里是表格\n", "utf-8")
    (tables / "photo.png").write_bytes(b"\x89PNG")

    told = bangfu("load", tables, "--lang", "en")

    assert told.code == 0
    assert "is not a file of tables." in told.text
    (tables / "broken.xlsx").write_bytes(b"PK\x03\x04")
    assert bangfu("load", tables).code == 1
    assert bangfu("load", tables, "--strict").code == 2


def test_a_workbook_without_a_table(bangfu: Run, tmp_path: Path) -> None:
    a_workbook(tmp_path / "a.xlsx", ["说明"], ["请填写"])

    told = bangfu("load", "a.xlsx")

    assert (told.code, told.out, told.err.count("\n")) == (2, b"", 1)
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]


def test_a_table_with_a_header_only_is_read_and_is_an_import(bangfu: Run, tmp_path: Path) -> None:
    (tmp_path / "units.csv").write_text("kind,name\n", "utf-8")

    assert bangfu("load", "units.csv").code == 0


@pytest.mark.parametrize("folder", [False, True], ids=["the file", "its folder"])
def test_a_name_that_is_not_in_utf_8_is_loaded_all_the_same(bangfu: Run, tmp_path: Path, folder: bool) -> None:
    (tmp_path / "in").mkdir()
    name = os.fsencode(tmp_path / "in") + "/单位.csv".encode("gb18030")
    Path(os.fsdecode(name)).write_text("kind,name\ncounty,甲县\n王国,乙\n", "utf-8")

    told = bangfu("load", tmp_path / "in" if folder else Path(os.fsdecode(name)))

    assert (told.code, told.err) == (1, "")
    assert bangfu("imports", "--format", "json").code == 0
    assert bangfu("changes", "--format", "json").code == 0


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("text", ["\udcff", "\u202e", "x" * 5000, "'; DROP TABLE units", "%", "\x1b[31m"])
def test_whatever_somebody_types_as_a_name(bangfu: Run, text: str) -> None:
    for args in (
        ["unit", text],
        ["gaps", "--within", text],
        ["coverage", "--known-at", text],
        ["gaps", "--rule", text],
    ):
        told = bangfu(*args)
        assert (told.code, told.out, told.err.count("\n")) == (2, b"", 1), told
        assert "BANGFU_DEBUG" not in told.err
        assert "\x1b" not in told.err


@pytest.mark.parametrize(
    ("table", "codes"),
    [
        pytest.param("kind,name\n王国,甲\n", ["unknown_kind"], id="a kind"),
        pytest.param("force,helper,recipient,since\n海军,好县,好县,2025\n", ["unknown_force"], id="a force"),
        pytest.param("force,sender,host,post,since\nsoe,好县,好县,厨师,2025\n", ["unknown_post"], id="a post"),
        pytest.param(
            "force,sender,host,post,field,since\nsoe,好县,好县,挂职,魔法,2025\n", ["unknown_field"], id="a field"
        ),
        pytest.param("force,helper,recipient,since\nsoe,好县,好县,某日\n", ["bad_date"], id="a day"),
        pytest.param("kind,name,lat,lon\ncounty,甲,91,-181\n", ["bad_number", "bad_number"], id="off the map"),
        pytest.param("kind,name,lat\ncounty,甲,nan\n", ["bad_number"], id="not a number"),
    ],
)
def test_a_word_or_number_that_cannot_be(bangfu: Run, tmp_path: Path, table: str, codes: list[str]) -> None:
    (tmp_path / "units.csv").write_text(UNITS, "utf-8")
    (tmp_path / "other.csv").write_text(table, "utf-8")

    told = bangfu("load", "units.csv", "other.csv", "--format", "json")

    assert (told.code, told.err) == (1, "")
    [file] = [each for each in json.loads(told.out)["files"] if each["file"] == "other.csv"]
    assert [each["code"] for each in file["errors"]] == codes
