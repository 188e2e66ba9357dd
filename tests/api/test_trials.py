"""A dry run: the difference to the ledger in the words of the field, as text, JSON and a marked workbook."""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.api.conftest import Run
from tests.api.small import write_tables

EDITED = """\
编号,帮扶力量,帮扶方,受扶方,起始,截止,联系人
p-1,东西部协作,dist-1,511001,2021-04,,绝密张三
p-2,国企,soe-1,511001,2023-01-05,2025-12-31,绝密李四
,国企,第二建设公司,青溪县,2026,,
,国企,第二建设公斯,青溪县,2026,,
合计,,,3,,,
"""


@pytest.fixture
def edited(bangfu: Run, tmp_path: Path) -> Path:
    assert bangfu("load", write_tables(tmp_path / "tables")).code == 0
    (tmp_path / "edited.csv").write_text(EDITED, encoding="utf-8")
    return tmp_path / "edited.csv"


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("zh", "变化：新增 1 对，结束 1 对，更正 1 对起始日期，1 行需要处理"),
        ("en", "Difference: 1 pairings added, 1 pairings ended, start corrected of 1 pairings, 1 rows need attention"),
    ],
)
def test_one_sentence_says_it_all(bangfu: Run, edited: Path, lang: str, said: str) -> None:
    told = bangfu("load", edited, "--dry-run", "--lang", lang)

    assert told.code == 1
    assert said in told.text.splitlines()


def test_every_change_is_a_line(bangfu: Run, edited: Path) -> None:
    lines = [" ".join(line.split()) for line in bangfu("load", edited, "--dry-run").text.splitlines()]

    assert "更正 结对 p-1 东江区 → 青溪县 起始日期 2021-01-01 → 2021-04-01 edited.csv 2" in lines
    assert "结束 结对 p-2 第一能源公司 → 青溪县 截止日期 2026-12-31 → 2025-12-31 edited.csv 3" in lines


def test_the_json_has_the_rows_of_the_question_changes(bangfu: Run, edited: Path) -> None:
    trial = json.loads(bangfu("load", edited, "--dry-run", "--format", "json").out)
    loaded = json.loads(bangfu("load", edited, "--format", "json").out)
    changes = json.loads(bangfu("changes", "--since", "1", "--format", "json").out)["rows"]

    assert trial["difference"]["total"] == len(changes)
    assert trial["difference"]["rows"] == [row | {"import": None} for row in changes]
    same = ("files", "changes", "made")
    for file in loaded["files"]:
        file["rejects"] = None
    assert [trial[name] for name in same] == [loaded[name] for name in same]
    assert (trial["import"], trial["dry_run"]) == (None, True)


def test_the_workbook_marks_bad_cells_where_they_stand(bangfu: Run, edited: Path, tmp_path: Path) -> None:
    bangfu("load", edited, "--dry-run", "--output", tmp_path / "trial.xlsx")

    summary, page = load_workbook(tmp_path / "trial.xlsx").worksheets
    assert summary["A1"].value == "新增 1 对，结束 1 对，更正 1 对起始日期，1 行需要处理"
    comments = {cell.coordinate: cell.comment.text for row in page.iter_rows() for cell in row if cell.comment}
    assert list(comments) == ["C5"]
    assert "unknown_unit" in comments["C5"]
    assert "第二建设公司 (soe-2" in comments["C5"]
    assert page["C5"].fill.fgColor.rgb != page["A5"].fill.fgColor.rgb != page["A4"].fill.fgColor.rgb
    assert [page.cell(row, 1).value for row in range(1, 7)] == ["编号", "p-1", "p-2", None, None, "合计行"]


def test_what_nobody_reads_is_not_in_the_workbook(bangfu: Run, edited: Path, tmp_path: Path) -> None:
    bangfu("load", edited, "--dry-run", "--output", tmp_path / "trial.xlsx")

    book = load_workbook(tmp_path / "trial.xlsx")
    texts = [str(cell.value) for page in book.worksheets for row in page.iter_rows() for cell in row]
    assert not any("绝密" in text for text in texts)


def test_nothing_is_written_but_the_workbook(bangfu: Run, edited: Path, tmp_path: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir() if path.suffix == ".db"}

    bangfu("load", edited, "--dry-run", "--output", tmp_path / "trial.xlsx")

    assert {path: path.stat().st_mtime_ns for path in tmp_path.iterdir() if path.suffix == ".db"} == before
    assert not list(tmp_path.glob("*.rejected.*"))


def test_of_very_many_changes_the_first_are_listed_and_all_are_counted(bangfu: Run, edited: Path) -> None:
    rows = "".join(f"m-{number:04},soe,soe-1,511002,2020\n" for number in range(1_100))
    edited.write_text(f"id,force,helper,recipient,since\n{rows}", encoding="utf-8")
    difference = json.loads(bangfu("load", edited, "--dry-run", "--format", "json").out)["difference"]
    lines = bangfu("load", edited, "--dry-run").text.splitlines()

    assert (difference["total"], len(difference["rows"])) == (1_100, 1_000)
    assert difference["sentence"] == "新增 1,100 对"
    assert [row["id"] for row in difference["rows"]] == [f"m-{number:04}" for number in range(1_000)]
    assert lines[-1] == "另有 1,060 条，见 --output 文件.xlsx"


def test_strict_and_a_bad_row_changes_nothing(bangfu: Run, edited: Path) -> None:
    told = bangfu("load", edited, "--dry-run", "--strict")

    assert told.code == 2
    assert "变化：1 行需要处理" in told.text.splitlines()


@pytest.mark.parametrize(
    "args",
    [
        pytest.param(("--output", "t.xlsx"), id="a workbook of a load"),
        pytest.param(("--dry-run", "--format", "xlsx"), id="a workbook without a name"),
        pytest.param(("--dry-run", "--output", "t.pdf"), id="another suffix"),
        pytest.param(("--dry-run", "--output", "none/t.xlsx"), id="a folder that there is not"),
    ],
)
def test_what_cannot_be_meant_is_one_sentence(bangfu: Run, edited: Path, args: tuple[str, ...]) -> None:
    refused = bangfu("load", edited, *args)

    assert refused.code == 2
    assert len(refused.err.strip().splitlines()) == 1
