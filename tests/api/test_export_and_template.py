"""`bangfu export` and `bangfu template` as somebody types them."""

from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from tests.api.conftest import Run
from visuals.words import FICTIONAL

EXPORT_SHEETS = ["单位表", "结对表", "选派表", "填报表", "说明"]


@pytest.mark.parametrize(
    ("lang", "sheets"),
    [("zh", EXPORT_SHEETS), ("en", ["units", "pairings", "dispatches", "returns", "About"])],
)
def test_a_workbook_with_a_sheet_for_each_table(
    bangfu: Run, store: Path, tmp_path: Path, lang: str, sheets: list[str]
) -> None:
    told = bangfu("export", "all.xlsx", "--lang", lang)

    assert (told.code, told.out, told.err) == (0, b"", "all.xlsx\n")
    assert load_workbook(tmp_path / "all.xlsx").sheetnames == sheets
    assert store.exists()


@pytest.mark.parametrize(
    ("asked", "made"), [("all.zip", "all.zip"), ("all.csv", "all.csv.zip"), ("A.CSV", "A.CSV.zip")]
)
@pytest.mark.usefixtures("store")
def test_several_csv_are_a_zip_and_are_named_as_one(bangfu: Run, tmp_path: Path, asked: str, made: str) -> None:
    told = bangfu("export", asked)

    assert (told.code, told.err) == (0, f"{made}\n")
    assert ZipFile(tmp_path / made).namelist()[0] == "单位表.csv"
    assert [path.name for path in tmp_path.iterdir()] == [made]


@pytest.mark.usefixtures("store")
def test_export_load_export(bangfu: Run, tmp_path: Path) -> None:
    bangfu("export", "one.xlsx")
    assert bangfu("load", "one.xlsx", "--store", "two.db").code == 0
    bangfu("export", "two.xlsx", "--store", "two.db")

    one, two = (load_workbook(tmp_path / name) for name in ("one.xlsx", "two.xlsx"))
    assert [list(one[title].values) for title in EXPORT_SHEETS[:4]] == [
        list(two[title].values) for title in EXPORT_SHEETS[:4]
    ]


@pytest.mark.usefixtures("store")
def test_of_a_unit_and_of_an_earlier_import(bangfu: Run, tmp_path: Path) -> None:
    bangfu("export", "part.xlsx", "--within", "白石")
    bangfu("export", "then.xlsx", "--known-at", "0")

    part, then = (load_workbook(tmp_path / name) for name in ("part.xlsx", "then.xlsx"))
    assert [row[0] for row in part["结对表"].values] == ["编号", "p-3"]
    assert "只含 白石县 (511002) 及辖内的结对、选派和填报，以及其中提到的单位" in [
        row[0] for row in part["说明"].values
    ]
    assert [row[0] for row in then["结对表"].values] == ["编号"]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["all.pdf"], "end it in .xlsx, .zip, .csv, .json, .graphml, .gexf, .cypher"),
        (["all"], "end it in .xlsx, .zip, .csv, .json, .graphml, .gexf, .cypher"),
        (["missing/all.xlsx"], "is in a folder that does not exist"),
        (["all.xlsx", "--within", "没有"], "no unit has the id or name"),
        (["all.xlsx", "--known-at", "9"], "there is no import 9 yet"),
        ([], "is missing"),
    ],
)
@pytest.mark.usefixtures("store")
def test_what_cannot_be_exported_is_one_sentence_and_leaves_nothing(
    bangfu: Run, tmp_path: Path, args: list[str], said: str
) -> None:
    told = bangfu("export", *args)

    assert told.code == 2
    assert said in told.err
    assert told.err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_an_export_needs_a_store(bangfu: Run, tmp_path: Path) -> None:
    assert bangfu("export", "all.xlsx").code == 3
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("store")
def test_templates_of_a_unit_load_again_and_may_be_made_again(bangfu: Run, tmp_path: Path) -> None:
    told = bangfu("template", "填报/青溪", "--within", "青溪")
    paths = [f"填报/青溪/{name}.xlsx" for name in EXPORT_SHEETS[:4]]

    assert (told.code, told.err.splitlines()) == (0, paths)
    assert bangfu("load", "填报", "--dry-run", "--format", "json").text.count('"accepted": 0') == 4
    assert bangfu("template", "填报/青溪", "--within", "白石").code == 0
    assert load_workbook(tmp_path / paths[0])["单位表"]["A2"].value == "511002"


@pytest.mark.usefixtures("store")
def test_nobodys_work_is_overwritten(bangfu: Run, tmp_path: Path) -> None:
    bangfu("template", "t", "--within", "青溪")
    book = load_workbook(tmp_path / "t" / "选派表.xlsx")
    book["选派表"]["M2"] = "改了"
    book.save(tmp_path / "t" / "选派表.xlsx")
    before = {path: path.read_bytes() for path in (tmp_path / "t").iterdir()}

    told = bangfu("template", "t")

    assert told.code == 2
    assert "选派表.xlsx 里有人填写过，没有覆盖" in told.err
    assert {path: path.read_bytes() for path in (tmp_path / "t").iterdir()} == before


def test_templates_need_no_store_and_make_none(bangfu: Run, tmp_path: Path) -> None:
    told = bangfu("template", "t", "--lang", "en")

    assert told.code == 0
    assert told.err.splitlines()[0] == "bangfu.db holds nothing yet, so no rows are filled in."
    assert [path.name for path in tmp_path.iterdir()] == ["t"]
    assert [row[0] for row in load_workbook(tmp_path / "t" / "units.xlsx")["units"].values] == ["id"]
    assert bangfu("load", "t", "--dry-run").code == 0


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["file"], "cannot be made a folder"),
        (["t", "--within", "没有"], "no unit has the id or name"),
        ([], "is missing"),
    ],
)
@pytest.mark.usefixtures("store")
def test_what_makes_no_template_is_one_sentence(bangfu: Run, tmp_path: Path, args: list[str], said: str) -> None:
    (tmp_path / "file").write_text("x")

    told = bangfu("template", *args)

    assert (told.code, said in told.err, told.err.count("\n")) == (2, True, 1)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_fictional_data_is_said_wherever_it_goes(bangfu: Run, tmp_path: Path) -> None:
    (tmp_path / "u.csv").write_text("id,kind,name\nexample-1,county,甲县\n", encoding="utf-8")
    bangfu("load", "u.csv")

    for args in (["export", "all.xlsx"], ["export", "all.zip"], ["template", "t"]):
        assert bangfu(*args).err.splitlines()[0] == FICTIONAL
    assert load_workbook(tmp_path / "all.xlsx").worksheets[0]["A1"].value == FICTIONAL
    assert FICTIONAL in ZipFile(tmp_path / "all.zip").read("说明.txt").decode()
