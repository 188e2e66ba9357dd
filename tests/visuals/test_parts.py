import io
from typing import Any

from openpyxl import load_workbook

from graph_model.question import Heading, NamedHeading
from visuals.shown import Shown
from visuals.terminal import write_table
from visuals.words import Lang, Words
from visuals.workbook import write_workbook

COLUMNS = [
    NamedHeading("unit", Heading("单位", "Unit", "Its fields.")),
    NamedHeading("helped_by", Heading("受谁帮扶", "Helped by", "Pairings.")),
    NamedHeading("helps", Heading("帮扶谁", "Helps", "Pairings.")),
    NamedHeading("within", Heading("辖内单位", "Within", "By kind.")),
]
UNIT = {"id": "513431", "kind": "county", "name": "昭觉县", "short_name": None, "scope": ["sichuan39"], "lat": 28.01}
PAIRING = {
    "id": "k-002",
    "force": "east_west",
    "helper_name": "慈溪市",
    "since": "2021-01-01",
    "since_precision": "year",
    "basis": "某文件",
}


def about_a_county(lang: Lang = Lang.ZH) -> Shown:
    row: tuple[Any, ...] = (UNIT, [PAIRING], [], {"township": 20, "village": 191})
    return Shown.of_rows(
        "unit",
        Words("单位", "Unit"),
        COLUMNS,
        [row],
        known_at=1,
        as_of="2026-11-23",
        lang=lang,
        in_parts=True,
    )


def test_each_part_is_a_small_table_of_its_own() -> None:
    out = io.StringIO()

    write_table(about_a_county(), out)

    assert [" ".join(line.split()) for line in out.getvalue().splitlines()] == [
        "单位 · 截至 2026-11-23 · 账本至第 1 次导入",
        "",
        "单位",
        "项目 内容",
        "编码 513431",
        "类型 县（市、区）",
        "名称 昭觉县",
        "范围 sichuan39",
        "纬度 28.01",
        "",
        "受谁帮扶",
        "帮扶力量 帮扶方 起始",
        "东西部协作 慈溪市 2021",
        "",
        "帮扶谁",
        "（无）",
        "",
        "辖内单位",
        "项目 内容",
        "乡镇（街道） 20",
        "村（社区） 191",
    ]


def test_a_workbook_has_a_sheet_for_each_part() -> None:
    out = io.BytesIO()

    write_workbook(about_a_county(Lang.EN), out)

    book = load_workbook(out)
    assert book.sheetnames == ["Unit", "About", "Helped by", "Helps", "Within"]
    assert list(book["Helped by"].iter_rows(values_only=True))[1][:4] == (
        "k-002",
        "East-west collaboration",
        "慈溪市",
        "2021-01-01",
    )
    assert list(book["Helps"].iter_rows(values_only=True)) == []


def test_of_two_versions_a_person_sees_what_differs() -> None:
    columns = [NamedHeading(name, Heading(name, name, "")) for name in ("change", "before", "after")]
    rows = [
        ("added", None, {"id": "a", "since": "2021-01-01", "note": None}),
        ("corrected", {"id": "a", "since": "2021-01-01"}, {"id": "a", "since": "2022-01-01"}),
    ]
    out = io.StringIO()

    write_table(Shown.of_rows("changes", Words("变化", "Changes"), columns, rows, known_at=2), out)

    assert [" ".join(line.split()) for line in out.getvalue().splitlines()][2:] == [
        "added id a; since 2021-01-01",
        "corrected since 2021-01-01 since 2022-01-01",
    ]
