import json
from pathlib import Path

from tests.api.conftest import Run
from tests.api.small import PAIRINGS, write_tables

BAD = "p-9,navy,soe-1,511001,,,2024-13-01,,\n"


def write_bad(folder: Path) -> Path:
    write_tables(folder)
    (folder / "pairings.csv").write_text(PAIRINGS + BAD, encoding="utf-8")
    return folder


def test_the_receipt_counts_every_sheet_and_adds_up(bangfu: Run, tmp_path: Path) -> None:
    told = bangfu("load", write_tables(tmp_path / "tables"))

    lines = [line.split() for line in told.text.splitlines()]
    assert (told.code, told.err) == (0, "")
    assert lines[0] == ["文件", "表", "读到", "接受", "未变", "拒绝", "忽略"]
    assert ["pairings.csv", "pairings", "4", "4", "0", "0", "0"] in lines
    assert ["合计", "16", "16", "0", "0", "0"] in lines
    assert lines[-1] == ["第", "1", "次导入。"]
    assert (tmp_path / "bangfu.db").is_file()


def test_a_second_load_changes_nothing_and_says_so(bangfu: Run, tmp_path: Path) -> None:
    tables = write_tables(tmp_path / "tables")
    bangfu("load", tables)

    receipt = json.loads(bangfu("load", tables, "--format", "json").out)

    assert receipt["import"] == 2
    assert {(file["read"], file["accepted"]) == (file["unchanged"], 0) for file in receipt["files"]} == {True}


def test_a_bad_row_is_one_line_and_the_good_ones_are_loaded(bangfu: Run, tmp_path: Path) -> None:
    told = bangfu("load", write_bad(tmp_path / "tables"), "--lang", "en")

    about = [line for line in told.text.splitlines() if "row 6" in line]
    assert told.code == 1
    assert any("pairings.csv · row 6 · force · “navy” · unknown_force · " in line for line in about)
    assert any("· bad_date ·" in line for line in about)
    assert "Import 1." in told.text
    rejects = next(line for line in told.text.splitlines() if line.startswith("The rejected rows are in "))
    assert Path(rejects.split(" in ")[1].split(", ")[0]).is_file()


def test_a_dry_run_says_the_same_and_writes_nothing(bangfu: Run, tmp_path: Path) -> None:
    tables = write_bad(tmp_path / "tables")

    dry = bangfu("load", tables, "--dry-run")

    assert list(tmp_path.iterdir()) == [tables]
    assert (dry.code, dry.text.splitlines().count("只是试算，什么都没有写入。")) == (1, 1)
    assert dry.text.splitlines()[:6] == bangfu("load", tables).text.splitlines()[:6]


def test_a_dry_run_on_a_store_leaves_it_as_it_was(bangfu: Run, tmp_path: Path) -> None:
    bangfu("load", write_tables(tmp_path / "tables"))
    before = bangfu("imports", "--format", "json")

    bangfu("load", write_bad(tmp_path / "more"), "--dry-run")

    assert bangfu("imports", "--format", "json") == before


def test_strict_loads_all_or_nothing(bangfu: Run, tmp_path: Path) -> None:
    told = bangfu("load", write_bad(tmp_path / "tables"), "--strict", "--lang", "en")

    assert told.code == 2
    assert "unknown_force" in told.text
    assert told.text.splitlines()[-1] == "A row is bad, so --strict loaded nothing: correct it and load again."
    assert [path.name for path in tmp_path.iterdir()] == ["tables"]


def test_unknown_columns_and_made_units_are_named(bangfu: Run, tmp_path: Path) -> None:
    tables = write_tables(tmp_path / "tables")
    (tables / "more.csv").write_text(
        "帮扶力量,帮扶方,帮扶方类型,受扶方,起始,电话\n国企,某某矿业,在川央企,青溪县,2025-01-01,12345\n",
        encoding="utf-8",
    )

    told = bangfu("load", tables)

    assert told.code == 0
    assert "more.csv：不认识的列（值没有保存）：电话" in told.text
    assert "新建单位 某某矿业（在川央企，" in told.text
    assert "12345" not in told.text


def test_a_format_that_a_receipt_does_not_have(bangfu: Run, tmp_path: Path) -> None:
    told = bangfu("load", write_tables(tmp_path / "tables"), "--format", "csv")

    assert (told.code, told.out) == (2, b"")
    assert not (tmp_path / "bangfu.db").exists()


def test_a_load_of_nothing_leaves_no_store_behind(bangfu: Run, tmp_path: Path) -> None:
    told = bangfu("load", tmp_path / "no-such.csv")

    assert (told.code, told.out) == (2, b"")
    assert list(tmp_path.iterdir()) == []
