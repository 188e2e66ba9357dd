"""Fill-in workbooks: what stands in them, what they offer, and what an edit of them changes."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from api.desk import Desk
from graph_model.names import Directory
from graph_model.schema import TABLES
from loaders.receipts import text_workbook
from loaders.receipts.text_workbook import is_untouched
from tests.visuals.exports import changed_nothing, printed_above, written
from visuals import drop_downs
from visuals.column_words import meaning
from visuals.template import SOURCE, Templates
from visuals.words import FICTIONAL, Lang

ZH = {"units": "单位表", "pairings": "结对表", "dispatches": "选派表", "returns": "填报表"}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Desk.open(":memory:", create=True) as opened:
        assert opened.load([written(tmp_path / "in")]).exit_code == 0
        yield opened


def templates(desk: Desk, folder: Path, within: str | None = None, lang: Lang = Lang.ZH, **more: bool) -> Path:
    folder.mkdir(exist_ok=True)
    made = Templates.of(desk.graph(), lang, within=None if within is None else desk.graph().find(within), **more)
    for table in made.tables:
        with (folder / f"{table.name}.xlsx").open("wb") as out:
            made.write(table, out)
    return folder


def rows(book: Any, title: str) -> list[list[str]]:
    return [[cell or "" for cell in row] for row in book[title].values]


def offered(book: Any, title: str) -> dict[str, list[str]]:
    """What the drop-down lists of a sheet offer, by the header of their column."""
    found = {}
    for each in book[title].data_validations.dataValidation:
        assert (each.type, each.errorStyle, each.showDropDown, each.allowBlank) == ("list", "warning", False, True)
        first, last = str(each.sqref).split(":")
        assert (first[1:], last) == ("2", f"{first[0]}1048576")
        sheet, cells = each.formula1.split("!")
        column = book[sheet.strip("'")][cells.replace("$", "")]
        found[book[title][f"{first[0]}1"].value] = [cell.value for (cell,) in column]
    return found


def test_it_has_how_to_fill_in_the_table_and_a_hidden_sheet_of_lists(desk: Desk, tmp_path: Path) -> None:
    book = load_workbook(templates(desk, tmp_path / "t") / "结对表.xlsx")

    assert [(sheet.title, sheet.sheet_state) for sheet in book] == [
        ("填写说明", "visible"),
        ("结对表", "visible"),
        ("列表", "hidden"),
    ]
    prose = [row[0] for row in rows(book, "填写说明")]
    assert prose[0] == "怎样填写结对表"
    assert book["填写说明"]["A1"].alignment.wrap_text
    forces = "东西部协作、省内结对帮扶、中省定点帮扶、国有企业帮扶、“组团式”人才帮扶"
    assert f"· 帮扶力量（必填） — 哪一支帮扶力量；可选：{forces}" in prose


def test_must_columns_are_marked_the_header_stays_in_sight_and_every_cell_is_text(desk: Desk, tmp_path: Path) -> None:
    sheet = load_workbook(templates(desk, tmp_path / "t") / "选派表.xlsx")["选派表"]
    colours = {cell.value: cell.fill.fgColor.rgb for cell in sheet[1]}

    assert {name for name, colour in colours.items() if colour == "FFFFD966"} == {
        "帮扶力量",
        "派出单位",
        "派驻单位",
        "岗位",
    }
    assert all(cell.font.bold for cell in sheet[1])
    assert sheet.freeze_panes == "A2"
    assert {cell.number_format for row in sheet.iter_rows() for cell in row} == {"@"}
    assert sheet.column_dimensions["A"].width > sheet.column_dimensions["H"].width


def test_units_are_named_where_the_name_is_theirs_alone(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "same.csv").write_text("id,kind,name,parent\n5103,county,𠮷野县,51\n", encoding="utf-8")
    desk.load([tmp_path / "same.csv"])

    book = load_workbook(templates(desk, tmp_path / "t") / "结对表.xlsx")

    assert [row[:5] for row in rows(book, "结对表")[1:]] == [
        ["P.2", "国有企业帮扶", "f-1", "", "5102"],  # =1+1 is also the short name of 007
        ["p-1", "国有企业帮扶", "f-1", "", "007"],  # so would / in its name
        ["p:3", "东西部协作", "党委", "", "f-2"],  # 、 would cut its name in two
    ]
    assert "𠮷野县 (5103, 县（市、区）)" in offered(book, "结对表")["受扶方"]


def test_the_lists_offer_words_and_units(desk: Desk, tmp_path: Path) -> None:
    place = templates(desk, tmp_path / "t", within="5101", lang=Lang.EN)
    pairings = offered(load_workbook(place / "pairings.xlsx"), "pairings")
    dispatches = offered(load_workbook(place / "dispatches.xlsx"), "dispatches")
    units = offered(load_workbook(place / "units.xlsx"), "units")
    returns = offered(load_workbook(place / "returns.xlsx"), "returns")

    assert pairings.keys() == {"force", "helper", "helper_kind", "recipient", "role"}
    assert pairings["role"] == ["Lead", "Member"]
    assert pairings["recipient"] == [
        "青山州",
        "<b>青溪</b>县 (007, 县（市、区）)",
        '甲、乙[学校]&" (f-2, 学校)',
        "党委",
    ]
    assert pairings["helper"] == ["=1+1 (f-1, 地方国企)", '甲、乙[学校]&" (f-2, 学校)', "党委"]
    assert dispatches.keys() == {"force", "sender", "sender_kind", "host", "post", "field"}
    assert len(dispatches["post"]) == 10
    assert len(dispatches["field"]) == 16
    assert units.keys() == {"kind", "parent", "stands_for"}
    assert len(units["kind"]) == 19
    # The Party committee that stands for the school lies in it.
    assert units["parent"] == returns["within"] == pairings["recipient"][:3]
    assert returns.keys() == {"table", "within", "kind", "force"}


def test_without_a_unit_the_lists_hold_the_scope_of_the_rules(tmp_path: Path) -> None:
    with Desk.open(":memory:", create=True) as desk:
        (tmp_path / "u.csv").write_text(
            "id,kind,name,scope\n1,county,甲县,sichuan39\n2,county,乙县,\n3,local_soe,丙,\n", encoding="utf-8"
        )
        desk.load([tmp_path / "u.csv"])
        lists = offered(load_workbook(templates(desk, tmp_path / "t") / "结对表.xlsx"), "结对表")

    assert (lists["受扶方"], lists["帮扶方"]) == (["甲县"], ["丙"])


def test_a_list_nobody_could_choose_from_is_left_out_and_said(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drop_downs, "MOST_CHOICES", 3)
    book = load_workbook(templates(desk, tmp_path / "t", within="51") / "结对表.xlsx")

    assert offered(book, "结对表").keys() == {"帮扶力量", "帮扶方", "帮扶方类型", "角色"}
    assert ["单位太多，有的列没有下拉列表；用 --within 另做一份就有"] in rows(book, "填写说明")


def test_what_lies_within_a_unit_is_filled_in(desk: Desk, tmp_path: Path) -> None:
    place = templates(desk, tmp_path / "t", within="5101")
    filled = {name: [row[0] for row in rows(load_workbook(place / f"{zh}.xlsx"), zh)[1:]] for name, zh in ZH.items()}

    assert filled == {
        "units": ["007", "5101", "f-2", "f-3"],
        "pairings": ["p-1", "p:3"],
        "dispatches": ["p-1"],
        "returns": ["结对"],
    }


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("within", [None, "5101"])
def test_untouched_ones_change_nothing(desk: Desk, tmp_path: Path, lang: Lang, within: str | None) -> None:
    receipt = desk.load([templates(desk, tmp_path / "t", within, lang)])

    assert changed_nothing(receipt)
    assert len(receipt.sheets) == 4
    assert not any(sheet.warnings or sheet.unknown_columns for sheet in receipt.sheets)


def test_no_sheet_but_the_table_is_taken_for_one_even_when_all_are_shown(desk: Desk, tmp_path: Path) -> None:
    place = templates(desk, tmp_path / "t")
    for path in place.iterdir():
        book = load_workbook(path)
        book["列表"].sheet_state = "visible"
        book.save(path)

    receipt = desk.load([place])

    assert changed_nothing(receipt)
    assert sorted(str(sheet.sheet) for sheet in receipt.sheets) == sorted(ZH.values())


def test_an_edit_changes_what_was_edited_and_nothing_else(desk: Desk, tmp_path: Path) -> None:
    place = templates(desk, tmp_path / "t")
    book = load_workbook(place / "结对表.xlsx")
    sheet = book["结对表"]
    headers = [str(cell.value) for cell in sheet[1]]
    of_p1 = next(row for row in sheet.iter_rows() if row[0].value == "p-1")
    of_p1[headers.index("截止")].value = "2024-06"
    new = {
        "帮扶力量": "国有企业帮扶",
        "帮扶方": "新公司",
        "帮扶方类型": "地方国企",
        "受扶方": "𠮷野县",
        "起始": "2026年1月",
    }
    sheet.append([new.get(header) for header in headers])
    book.save(place / "结对表.xlsx")

    receipt = desk.load([place])

    assert receipt.exit_code == 0
    assert receipt.changes == {"unit.added": 1, "pairing.added": 1, "pairing.ended": 1}
    told = desk.ask("changes", {"since": "1"})["rows"]
    ended = next(row for row in told if row["change"] == "ended")
    assert (ended["id"], ended["after"]["through"], ended["after"]["through_precision"]) == (
        "p-1",
        "2024-06-30",
        "month",
    )


def test_it_knows_whether_somebody_has_worked_in_it(desk: Desk, tmp_path: Path) -> None:
    place = templates(desk, tmp_path / "t", within="5101")
    assert all(is_untouched(path, SOURCE) for path in place.iterdir())

    book = load_workbook(place / "单位表.xlsx")
    book.save(place / "单位表.xlsx")
    assert is_untouched(place / "单位表.xlsx", SOURCE)

    book["单位表"]["D2"] = "简"
    book.save(place / "单位表.xlsx")
    assert not is_untouched(place / "单位表.xlsx", SOURCE)


def test_fictional_data_says_so_on_the_first_line_and_on_paper(desk: Desk, tmp_path: Path) -> None:
    place = templates(desk, tmp_path / "t", fictional=True)

    for path in place.iterdir():
        book = load_workbook(path)
        assert book.worksheets[0]["A1"].value == FICTIONAL
        assert printed_above(book.worksheets[1]) == FICTIONAL
    assert changed_nothing(desk.load([place]))


def test_a_table_longer_than_a_sheet_goes_on_on_the_next(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows_of_p = [f"n-{number:02},soe,f-1,5102,20{number}" for number in range(20, 80)]
    (tmp_path / "p.csv").write_text("\n".join(["id,force,helper,recipient,since", *rows_of_p]))
    desk.load([tmp_path / "p.csv"])
    monkeypatch.setattr(text_workbook, "ROWS_A_PAGE", 40)
    place = templates(desk, tmp_path / "t")

    book = load_workbook(place / "结对表.xlsx")

    assert book.sheetnames[1:3] == ["结对表", "结对表 2"]
    first, second = ([row[0] for row in rows(book, title)] for title in book.sheetnames[1:3])
    assert (first[0], second[0]) == ("编号", "编号")
    assert first[1:] + second[1:] == ["P.2", *(f"n-{number}" for number in range(20, 80)), "p-1", "p:3"]
    assert changed_nothing(desk.load([place]))


def test_every_column_is_explained_in_both_languages() -> None:
    said = {(table.name, column.name): meaning(table, column, Lang.ZH) for table in TABLES for column in table.columns}

    assert all(said.values())
    assert all(
        not column.meaning.isspace() and meaning(table, column, Lang.EN) for table in TABLES for column in table.columns
    )


def test_a_name_that_is_another_units_id_is_not_written(tmp_path: Path) -> None:
    with Desk.open(":memory:", create=True) as desk:
        (tmp_path / "u.csv").write_text("id,kind,name,parent\n1,county,2,\n2,county,甲,1\n3,school,乙,2\n")
        desk.load([tmp_path / "u.csv"])
        book = load_workbook(templates(desk, tmp_path / "t") / "单位表.xlsx")

        assert [row[6] for row in rows(book, "单位表")[1:]] == ["", "1", "甲"]
        assert Directory(desk.graph()).resolve("2") == desk.graph().find("2")
