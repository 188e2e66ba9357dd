"""What is taken from the paths on a command line, what is passed over, and what is refused."""

import os
from pathlib import Path

import pytest
from openpyxl import Workbook

from graph_model.errors import TableError
from loaders.files import find_files, read_files
from loaders.receipts.receipt import Passed
from tests.loaders.old_workbook import XLS
from tests.loaders.reading import rows_of, written

UNITS = "kind,name\n县,马边\n"
PACK = '[pack]\nid = "p"\n\n[[rule]]\nid = "a"\nrecipient = ["county"]\nlink = "pairing"\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


def test_files_in_folders_and_below_are_found_by_name(folder: Path) -> None:
    (folder / "b").mkdir()
    (folder / ".git").mkdir()
    names = ["z.csv", "a.csv", "b/y.xlsx", ".hidden.csv", ".git/x.csv", "~$a.xlsx", "a.csv.rejected.xlsx"]
    for name in names:
        written(folder / name, UNITS)

    found = find_files([folder])

    assert [str(file.relative_to(folder)) for file in found] == ["a.csv", "z.csv", "b/y.xlsx"]


def test_a_file_given_twice_is_read_once(folder: Path) -> None:
    table = written(folder / "a.csv", UNITS)

    assert find_files([table, folder, Path(os.path.relpath(table))]) == [table]


def test_rejects_are_taken_when_they_are_named(folder: Path) -> None:
    table = written(folder / "a.rejected.csv", UNITS)

    assert len(read_files([table]).sheets) == 1


def test_tables_and_packs_are_read_whatever_else_lies_there(folder: Path) -> None:
    written(folder / "units.csv", UNITS)
    written(folder / "rules.toml", PACK)
    written(folder / "old.xls", XLS)
    written(folder / "README.md", "# 说明")
    written(folder / "photo.png", b"\x89PNG\0")
    written(folder / "phones.csv", "姓名,电话\n张,1\n")
    written(folder / "pyproject.toml", "[project]\nname = 'x'\n")

    found = read_files([folder])

    assert [(sheet.file, sheet.table.name) for sheet in found.sheets] == [
        ("old.xls", "pairings"),
        ("units.csv", "units"),
    ]
    assert [pack.id for pack in found.packs] == ["p"]
    assert [(passed.file, passed.refused) for passed in found.passed] == [
        ("README.md", False),
        ("phones.csv", False),
        ("photo.png", False),
        ("pyproject.toml", False),
    ]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.csv", b"", "是空文件，请检查是否选错了文件 · is empty; check that it is the right file."),
        (
            "a.csv",
            b"a,b\n\0\0",
            "是二进制文件，不是表格，请另存为 CSV 或 XLSX · "
            "is a binary file and no table; save the table as CSV or XLSX.",
        ),
        (
            "a.xlsx",
            b"PK\x03\x04 and no more",
            "已损坏或设有密码，请打开后另存为不加密的 XLSX · "
            "is damaged or needs a password; open it and save it as an XLSX without one.",
        ),
        (
            "a.xlsx",
            UNITS.encode(),
            "不是完整的电子表格文件，请重新保存或导出 · is not a whole spreadsheet file; save or export it again.",
        ),
        (
            "a.csv",
            b"force,helper\n",
            "像是结对表，但缺少必填的列：受扶方，请补上 · "
            "looks like a table of pairings but lacks the column recipient; add it.",
        ),
    ],
)
def test_a_broken_file_beside_good_ones_is_refused(folder: Path, name: str, content: bytes, reason: str) -> None:
    written(folder / "good.csv", UNITS)
    written(folder / name, content)

    found = read_files([folder])

    assert found.passed == [Passed(name, None, reason, refused=True)]
    assert len(found.sheets) == 1


def test_what_is_named_and_is_no_table_is_refused_too(folder: Path) -> None:
    good, prose = written(folder / "good.csv", UNITS), written(folder / "README.md", "# 说明")

    (passed,) = read_files([good, prose]).passed

    assert (passed.file, passed.refused) == ("README.md", True)


def test_a_workbook_without_a_table_is_refused_when_it_is_named(folder: Path) -> None:
    book = Workbook()
    book.worksheets[0].append(["姓名", "电话"])
    book.save(folder / "phones.xlsx")
    good = written(folder / "good.csv", UNITS)

    assert [passed.refused for passed in read_files([good, folder / "phones.xlsx"]).passed] == [True]
    assert [passed.refused for passed in read_files([folder]).passed] == [False]


def test_a_wrong_pack_is_refused_whole_and_all_its_faults_are_kept(folder: Path) -> None:
    written(folder / "good.csv", UNITS)
    written(folder / "rules.toml", PACK.replace("county", "cuonty") + "max = 0\n")

    found = read_files([folder])

    assert found.packs == []
    assert [(passed.file, passed.refused) for passed in found.passed] == [("rules.toml", True)]
    assert [issue.code for error in found.pack_errors for issue in error.issues] == ["unknown_kind", "bad_number"]


def test_a_table_is_known_by_its_content_not_by_its_name(folder: Path) -> None:
    written(folder / "export.xls", UNITS.replace(",", "\t"), "gbk")
    written(folder / "table.csv", XLS)

    found = read_files([folder])

    assert [(sheet.file, len(rows_of(sheet))) for sheet in found.sheets] == [("export.xls", 1), ("table.csv", 1)]


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        (
            ["nowhere.csv"],
            "没有 nowhere.csv，请检查文件名和所在的文件夹 · there is no nowhere.csv; check its name and its folder.",
        ),
        (
            ["empty"],
            "empty 里没有表格文件，请放入 CSV、XLSX 或 TOML · "
            "empty holds no files of tables; put CSV, XLSX or TOML there.",
        ),
        (["a.csv"], "a.csv 是空文件，请检查是否选错了文件 · a.csv is empty; check that it is the right file."),
        (
            ["folder"],
            "给出的 2 个文件或工作表都不能导入：b.csv 是空文件，请检查是否选错了文件；notes.md 不是表格文件 · "
            "none of the 2 files and sheets given can be loaded: b.csv is empty; check that it is the right file; "
            "notes.md is not a file of tables.",
        ),
    ],
)
def test_nothing_to_load_is_an_error_that_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, names: list[str], sentence: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("empty").mkdir()
    Path("folder").mkdir()
    written(Path("a.csv"), b"")
    written(Path("folder/b.csv"), b"")
    written(Path("folder/notes.md"), b"x")

    with pytest.raises(TableError) as refused:
        read_files([Path(name) for name in names])

    assert str(refused.value) == sentence
    assert refused.value.exit_code == 2


def test_links_to_nowhere_and_pipes_do_not_stop_a_load(folder: Path) -> None:
    written(folder / "good.csv", UNITS)
    (folder / "gone.csv").symlink_to(folder / "nowhere.csv")
    os.mkfifo(folder / "pipe.csv")

    found = read_files([folder])

    assert [(passed.file, passed.refused) for passed in found.passed] == [("gone.csv", True), ("pipe.csv", True)]


@pytest.mark.parametrize("name", ["x" * 5000, "a\0b", "good.csv/inside.csv"])
def test_a_name_that_no_file_can_have_is_said(folder: Path, name: str) -> None:
    written(folder / "good.csv", UNITS)

    with pytest.raises(TableError, match=" · "):
        find_files([folder / name])
