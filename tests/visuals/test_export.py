"""An export is what was handed in; it loads again, changes nothing, and makes the same store elsewhere."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from api.desk import Desk
from tests.visuals.exports import changed_nothing, contents, exported, loadable, printed_above, written
from visuals.export import Export
from visuals.export_files import write_workbook, write_zip
from visuals.words import FICTIONAL, Lang

both_formats = pytest.mark.parametrize("suffix", [".xlsx", ".zip"])
both_languages = pytest.mark.parametrize("lang", list(Lang))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Desk.open(":memory:", create=True) as opened:
        assert opened.load([written(tmp_path / "in")]).exit_code == 0
        yield opened


def sheet_of(path: Path, title: str) -> list[list[Any]]:
    return CalamineWorkbook.from_path(path).get_sheet_by_name(title).to_python()


def rows_of(path: Path, name: str) -> list[list[str]]:
    with ZipFile(path) as archive:
        return list(csv.reader(io.StringIO(archive.read(name).decode("utf-8-sig"))))


@both_formats
@both_languages
def test_it_loads_into_a_new_store_that_exports_the_same(desk: Desk, tmp_path: Path, suffix: str, lang: Lang) -> None:
    first = exported(desk, tmp_path / f"first{suffix}", lang)

    with Desk.open(":memory:", create=True) as other:
        receipt = other.load([loadable(first)])
        second = exported(other, tmp_path / f"second{suffix}", lang)

    assert receipt.exit_code == 0
    assert receipt.changes["pairing.added"] == 3
    assert contents(second) == contents(first)


@both_formats
@both_languages
def test_loading_it_where_it_came_from_changes_nothing(desk: Desk, tmp_path: Path, suffix: str, lang: Lang) -> None:
    receipt = desk.load([loadable(exported(desk, tmp_path / f"all{suffix}", lang))])

    assert changed_nothing(receipt)
    assert sum(sheet.read for sheet in receipt.sheets if sheet.table != "rules") == 7 + 3 + 2 + 2


@both_formats
def test_the_same_ledger_gives_the_same_bytes(desk: Desk, tmp_path: Path, suffix: str) -> None:
    one, two = (exported(desk, tmp_path / f"{name}{suffix}") for name in "ab")

    assert one.read_bytes() == two.read_bytes()


def test_days_are_as_precise_as_they_are_known_and_ends_are_ids(desk: Desk, tmp_path: Path) -> None:
    path = exported(desk, tmp_path / "all.xlsx")

    assert sheet_of(path, "结对表") == [
        ["编号", "帮扶力量", "帮扶方", "受扶方", "角色", "协议", "起始", "截止", "见于", "依据", "备注"],
        ["P.2", "国有企业帮扶", "f-1", "5102", "", "", "2021-06", "2025-02", "", "'=x", "=1"],
        ["p-1", "国有企业帮扶", "f-1", "007", "牵头", "《协议》", "2021", "2025", "", "换行 文件", "+1"],
        ["p:3", "东西部协作", "f-3", "f-2", "成员", "", "", "2025", "2023-06", "", "&amp; < >"],
    ]
    assert sheet_of(path, "填报表") == [
        ["表", "填报范围", "对象类型", "帮扶力量", "截至", "依据"],
        ["选派", "51", "", "国有企业帮扶", "2025", ""],
        ["结对", "5101", "县（市、区）", "", "2025-06", "上报"],
    ]


def test_hostile_names_stand_in_it_as_they_are(desk: Desk, tmp_path: Path) -> None:
    path = exported(desk, tmp_path / "all.xlsx", Lang.EN)

    rows = {row[0]: row for row in sheet_of(path, "units")}

    assert rows["007"][1:9] == ["County", "<b>青溪</b>县", "=1+1", "", "溪县、=溪", "5101", "", "key、sichuan39"]
    assert rows["007"][9:] == ["-30.5", "101", "1950", "2030-06"]
    assert rows["f-1"][2:6] == ["=1+1", "", "", "@甲、'-乙"]
    assert rows["f-2"][2:4] == ['甲、乙[学校]&"', "_x0041_"]
    book = load_workbook(path)
    assert {cell.data_type for row in book["units"].iter_rows() for cell in row if cell.value} == {"s"}


def test_a_csv_guards_what_a_spreadsheet_would_run(desk: Desk, tmp_path: Path) -> None:
    path = exported(desk, tmp_path / "all.zip")

    units = {row[0]: row for row in rows_of(path, "单位表.csv")}
    notes = {row[0]: row[-2:] for row in rows_of(path, "结对表.csv")}

    assert units["007"][3] == "'=1+1"
    assert units["007"][9:11] == ["'-30.5", "101"]
    assert units["f-1"][2] == "'=1+1"
    assert notes["P.2"] == ["''=x", "'=1"]
    with ZipFile(path) as archive:
        assert archive.read("结对表.csv").startswith(b"\xef\xbb\xbf")


def test_rule_packs_of_ones_own_are_in_the_zip_and_the_shipped_one_is_not(desk: Desk, tmp_path: Path) -> None:
    names = ZipFile(exported(desk, tmp_path / "all.zip")).namelist()
    assert names == ["单位表.csv", "结对表.csv", "选派表.csv", "填报表.csv", "规则包-own.toml", "说明.txt"]

    with Desk.open(":memory:", create=True) as fresh:
        assert ZipFile(exported(fresh, tmp_path / "none.zip", Lang.EN)).namelist() == [
            "units.csv",
            "pairings.csv",
            "dispatches.csv",
            "returns.csv",
            "About.txt",
        ]


def test_a_pack_comes_back_rule_for_rule(desk: Desk, tmp_path: Path) -> None:
    with Desk.open(":memory:", create=True) as other:
        other.load([loadable(exported(desk, tmp_path / "all.zip"))])

        assert other.rules() == desk.rules()
        assert [each[:5] for each in other.packs()] == [each[:5] for each in desk.packs()]


def test_a_workbook_says_which_packs_it_lacks(desk: Desk, tmp_path: Path) -> None:
    about = [row[0] for row in sheet_of(exported(desk, tmp_path / "all.xlsx"), "说明")]

    assert "自己的规则包（own）不在工作簿里；导出成 .zip 时在内" in about


def test_what_was_known_earlier(desk: Desk, tmp_path: Path) -> None:
    before = exported(desk, tmp_path / "before.zip")
    (tmp_path / "later.csv").write_text("id,force,helper,recipient,since,through\np-1,soe,f-1,007,2021,2024\n")
    desk.load([tmp_path / "later.csv"])

    assert contents(exported(desk, tmp_path / "then.zip", known_at=1)) == contents(before)
    assert contents(exported(desk, tmp_path / "now.zip")) != contents(before)
    assert len(rows_of(exported(desk, tmp_path / "empty.zip", known_at=0), "结对表.csv")) == 1


def test_a_part_of_it_holds_what_it_names_and_loads_by_itself(desk: Desk, tmp_path: Path) -> None:
    part = exported(desk, tmp_path / "part.zip", within="5101")

    assert [row[0] for row in rows_of(part, "结对表.csv")[1:]] == ["p-1", "p:3"]
    assert [row[0] for row in rows_of(part, "选派表.csv")[1:]] == ["p-1"]
    assert [row[0] for row in rows_of(part, "单位表.csv")[1:]] == ["007", "51", "5101", "f-1", "f-2", "f-3"]
    with Desk.open(":memory:", create=True) as other:
        assert other.load([loadable(part)]).exit_code == 0
        assert contents(exported(other, tmp_path / "again.zip")) == contents(part)


def test_a_link_whose_sight_was_cut_by_its_end_comes_back_on_the_same_day(tmp_path: Path) -> None:
    table = "id,force,helper,recipient,since,seen,through\n{}\n"
    units = "id,kind,name\nf-1,local_soe,甲\n5102,county,乙\n"
    with Desk.open(":memory:", create=True) as desk:
        for number, row in enumerate(("p,soe,f-1,5102,2021-03,2021-06,", "p,soe,f-1,5102,2021-03,,2021-06-15")):
            (tmp_path / f"{number}.csv").write_text(table.format(row).replace(",seen", ",seen" if number < 1 else ",x"))
            (tmp_path / "units.csv").write_text(units)
            assert desk.load([tmp_path / "units.csv", tmp_path / f"{number}.csv"]).exit_code == 0
        path = exported(desk, tmp_path / "all.zip")

        assert rows_of(path, "结对表.csv")[1][6:9] == ["2021-03", "2021-06-15", "2021-06-30"]
        assert changed_nothing(desk.load([loadable(path)]))


@both_languages
def test_fictional_data_says_so_and_still_loads(desk: Desk, tmp_path: Path, lang: Lang) -> None:
    export = Export.of(desk.graph(), lang, fictional=True)
    workbook, archive = tmp_path / "all.xlsx", tmp_path / "all.zip"
    with workbook.open("wb") as out:
        write_workbook(export, out, lambda *_: None)
    with archive.open("wb") as out:
        write_zip(export, out, lambda *_: None)

    book = load_workbook(workbook)
    with ZipFile(archive) as files:
        about = files.read(files.namelist()[-1]).decode("utf-8-sig")
    assert book.worksheets[0]["A1"].value == FICTIONAL
    assert {printed_above(sheet) for sheet in book.worksheets} == {FICTIONAL}
    assert about.splitlines()[0] == FICTIONAL
    for path in (workbook, archive):
        assert changed_nothing(desk.load([loadable(path)]))


def test_an_empty_ledger_is_four_headers_that_load(tmp_path: Path) -> None:
    with Desk.open(":memory:", create=True) as desk:
        path = exported(desk, tmp_path / "none.xlsx")

        assert [len(rows) for rows in contents(path).values()] == [1, 1, 1, 1]
        assert desk.load([path]).exit_code == 0


def test_a_progress_bar_is_told_what_is_written(desk: Desk) -> None:
    told: list[tuple[str, int, int | None]] = []

    write_zip(Export.of(desk.graph(), Lang.ZH), io.BytesIO(), lambda *said: told.append(said))

    assert told == [("单位表", 7, 7), ("结对表", 3, 3), ("选派表", 2, 2), ("填报表", 2, 2)]
