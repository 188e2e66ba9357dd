"""Tables in as an office has them: any header, format, order; receipts that add up; trials, and rows put right."""

import csv
import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from api.desk import Desk
from graph_model.errors import TableError
from graph_model.schema import TABLES
from tests.api.conftest import Run
from tests.api.small import write_tables

ASKED: tuple[tuple[str, dict[str, Any]], ...] = (
    ("coverage", {}),
    ("gaps", {"unknown": True}),
    ("pairings", {"all_time": True}),
    ("dispatches", {"all_time": True}),
)
DAY = "2026-06-30"
WHERE = ("file", "sheet", "row")


def answers(*paths: Path) -> list[list[dict[str, Any]]]:
    """What the store says when it holds only these files, without where each row stood."""
    with Desk.open(":memory:", create=True) as desk:
        assert desk.load(paths).exit_code == 0
        told = [desk.ask(question, options | {"as_of": DAY})["rows"] for question, options in ASKED]
    return [[{key: row[key] for key in row if key not in WHERE} for row in rows] for rows in told]


def chinese(folder: Path, to: Path) -> Path:
    """The same tables with Chinese headers, of which a space and a line break are no part."""
    to.mkdir()
    for table in TABLES:
        with (folder / f"{table.name}.csv").open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        named = [f" {table.column(name).zh[0]}\n{table.column(name).zh[1:]} " for name in header]
        with (to / f"{table.zh}.csv").open("w", encoding="gb18030", newline="") as file:
            csv.writer(file).writerows([named, *rows])
    return to


def workbook(folder: Path, to: Path) -> Path:
    """The same tables as the sheets of one workbook, days and numbers as a spreadsheet has them."""
    book = Workbook()
    for table in TABLES:
        sheet = book.create_sheet(table.zh)
        with (folder / f"{table.name}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.reader(file):
                sheet.append([_native(cell) for cell in row])
        for cell in (cell for row in sheet for cell in row if cell.data_type == "f"):
            cell.data_type = "s"  # openpyxl makes a formula of =文件三
    del book["Sheet"]
    book.save(to)
    return to


def _native(cell: str) -> str | int | date | None:
    try:
        return date.fromisoformat(cell) if "-" in cell else int(cell)
    except ValueError:
        return cell or None


def test_headers_and_formats_make_no_difference(tmp_path: Path) -> None:
    english = write_tables(tmp_path / "english")

    expected = answers(english)

    assert len(expected[2]) == 4
    assert answers(chinese(english, tmp_path / "中文")) == expected
    assert answers(workbook(english, tmp_path / "all.xlsx")) == expected


def test_order_and_folders_make_no_difference(tmp_path: Path) -> None:
    folder = write_tables(tmp_path / "tables")
    files = sorted(folder.iterdir())
    deep = tmp_path / "deep" / "er"
    deep.mkdir(parents=True)
    shutil.copy(folder / "pairings.csv", deep.parent / "a.csv")
    for name in ("units", "dispatches", "returns"):
        shutil.copy(folder / f"{name}.csv", deep / f"z-{name}.csv")

    expected = answers(folder)

    assert (
        answers(*files)
        == answers(*reversed(files))
        == answers(tmp_path / "deep")
        == answers(*files, folder)
        == expected
    )


@pytest.mark.parametrize("keep_cache", [True, False], ids=["the cache is there", "the cache was removed"])
def test_the_same_folder_again_is_all_unchanged(bangfu: Run, tmp_path: Path, keep_cache: bool) -> None:
    tables = write_tables(tmp_path / "tables")
    bangfu("load", tables)
    before = bangfu("unit", "511001", "--known-at", "1", "--format", "json")
    if not keep_cache:
        shutil.rmtree(tmp_path / "bangfu.db.snapshot")

    told = json.loads(bangfu("load", tables, "--format", "json").out)

    assert {(each["accepted"], each["rejected"], each["read"] == each["unchanged"]) for each in told["files"]} == {
        (0, 0, True)
    }
    assert (told["import"], told["changes"]) == (2, {})
    assert bangfu("unit", "511001", "--known-at", "1", "--format", "json") == before


def test_a_dry_run_says_what_the_load_then_says(bangfu: Run, tmp_path: Path) -> None:
    bangfu("load", write_tables(tmp_path / "tables"))
    more = tmp_path / "more.csv"
    rows = "p-1,soe,soe-1,511001,2021,\n,国企,新矿业,白石县,2025,local_soe\n,soe,没有,白石县,2025,\n"
    more.write_text("id,force,helper,recipient,since,helper_kind\n" + rows, encoding="utf-8")
    before = sorted(path.name for path in tmp_path.iterdir())
    content = (tmp_path / "bangfu.db").read_bytes()

    dry = json.loads(bangfu("load", more, "--dry-run", "--format", "json").out)

    assert (sorted(path.name for path in tmp_path.iterdir()), (tmp_path / "bangfu.db").read_bytes()) == (
        before,
        content,
    )
    real = json.loads(bangfu("load", more, "--format", "json").out)
    assert (dry["dry_run"], dry["import"], real["import"]) == (True, None, 2)
    assert dry["changes"] == real["changes"] == {"pairing.added": 1, "pairing.corrected": 1, "unit.added": 1}
    assert dry["made"] == real["made"]
    ignored = ("rejects",)
    assert [{key: each[key] for key in each if key not in ignored} for each in dry["files"]] == [
        {key: each[key] for key in each if key not in ignored} for each in real["files"]
    ]


def test_strict_keeps_everything_out_for_one_bad_row(bangfu: Run, tmp_path: Path) -> None:
    bangfu("load", write_tables(tmp_path / "tables"))
    (tmp_path / "more.csv").write_text("kind,name\ncounty,好县\n王国,坏县\n", encoding="utf-8")
    before = bangfu("imports", "--format", "json")

    assert bangfu("load", "more.csv", "--strict").code == 2
    assert bangfu("imports", "--format", "json") == before
    assert bangfu("load", "more.csv", "--strict", "--dry-run").code == 2
    (tmp_path / "more.csv").write_text("kind,name\ncounty,好县\n", encoding="utf-8")
    assert bangfu("load", "more.csv", "--strict").code == 0


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_rejected_rows_are_put_right_in_their_table_and_loaded_again(bangfu: Run, tmp_path: Path, kind: str) -> None:
    bangfu("load", write_tables(tmp_path / "tables"))
    rows = [
        ["编号", "帮扶力量", "帮扶方", "受扶方", "起始", "电话"],
        ["p-8", "国企", "第一能源公司", "白石线", "2025-01-01", "12345"],
        ["p-9", "国企", "第二建设公司", "青溪县", "2025-13-01", "12345"],
        ["p-7", "国企", "第二建设公司", "青溪县", "2025-01-01", "12345"],
    ]
    source = tmp_path / f"more.{kind}"
    if kind == "csv":
        source.write_text("\n".join(map(",".join, rows)), encoding="utf-8")
    else:
        book = Workbook()
        for row in rows:
            book.active.append(row)  # type: ignore[union-attr]  # a new workbook has a sheet
        book.save(source)
    told = json.loads(bangfu("load", source, "--format", "json").out)
    [file] = told["files"]
    assert (file["accepted"], file["rejected"], [each["row"] for each in file["errors"]]) == (1, 2, [2, 3])

    rejects = load_workbook(file["rejects"])
    sheet = rejects.worksheets[0]
    header = [str(cell.value) for cell in sheet[1]]
    sheet.cell(2, header.index("受扶方") + 1).value = sheet.cell(2, header.index("受扶方 建议") + 1).value
    sheet.cell(3, header.index("起始") + 1).value = "2025-03-01"
    found = str(sheet.cell(2, header.index("受扶方") + 1).value)
    sheet.cell(2, header.index("受扶方") + 1).value = found.partition(" (")[0]
    rejects.save(file["rejects"])
    again = bangfu("load", file["rejects"])

    assert again.code == 0
    held = json.loads(bangfu("pairings", "--all-time", "--format", "json").out)["rows"]
    assert {row["id"]: (row["recipient"], row["since"]) for row in held if row["id"] in ("p-7", "p-8", "p-9")} == {
        "p-7": ("511001", "2025-01-01"),
        "p-8": ("511002", "2025-01-01"),
        "p-9": ("511001", "2025-03-01"),
    }


def test_rows_are_numbered_as_the_spreadsheet_shows_them(bangfu: Run, tmp_path: Path) -> None:
    lines = ["", "kind,name,note", "county,甲县,", ",,", "", 'county,"乙\n县",', "王国,丙县,", "", "county,,"]
    (tmp_path / "units.csv").write_text("\n".join(lines), encoding="utf-8")

    told = json.loads(bangfu("load", "units.csv", "--format", "json").out)

    [file] = told["files"]
    assert [(each["row"], each["column"], each["code"]) for each in file["errors"] if each["row"] > 6] == [
        (7, "kind", "unknown_kind"),
        (9, "name", "missing"),
    ]
    assert file["read"] == 4
    assert file["unknown_columns"] == ["note"]


def test_long_values_are_cut_in_the_receipt(bangfu: Run, tmp_path: Path) -> None:
    (tmp_path / "units.csv").write_text(f"kind,name\n{'王' * 300},甲\n", encoding="utf-8")

    [file] = json.loads(bangfu("load", "units.csv", "--format", "json").out)["files"]

    assert file["errors"][0]["value"] == "王" * 200


WORDS = (
    "/| |/county/县/甲县/乙/a/b/1/soe/国企/挂职/结对/发改/2025/2025-06/lead/2025-02-30/0/-1/nan/1e400/2025年13月"
    "/=1+1/'=1/a、b；c/\u202e/\u200b/１"
)
CELLS = st.one_of(
    st.sampled_from([cell.strip("|") for cell in WORDS.split("/")]),
    st.text(st.characters(exclude_characters="\0", codec="utf-8"), max_size=8),
)
ROWS = st.lists(st.lists(CELLS, max_size=10), max_size=12)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("office")
    (folder / "known.csv").write_text("id,kind,name,parent\na,county,甲县,\nb,local_soe,乙,\n1,village,甲,a\n", "utf-8")
    return folder


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_every_row_that_is_read_is_accounted_for(office: Path, data: st.DataObject) -> None:
    paths = [office / "known.csv"]
    for table in TABLES:
        header = [column.name for column in table.columns]
        rows = data.draw(ROWS, label=table.name)
        paths.append(office / f"random-{table.name}.csv")
        with paths[-1].open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([data.draw(st.permutations(header)), *rows])
    with Desk.open(":memory:", create=True) as desk:
        for known in (False, True):
            try:
                receipt = desk.load(paths)
            except TableError:
                return
            for sheet in receipt.sheets:
                assert sheet.read == sheet.accepted + sheet.unchanged + sheet.rejected + sheet.ignored
                assert len({issue.row for issue in sheet.errors}) == sheet.rejected
                assert not (known and sheet.accepted), "the second load of the same tables changes nothing"
            for question, options in ASKED:
                desk.ask(question, options | {"as_of": DAY})


def test_a_sheet_with_two_tables_is_refused_and_the_others_are_loaded(bangfu: Run, tmp_path: Path) -> None:
    tables = write_tables(tmp_path / "tables")
    (tables / "two.csv").write_text(
        "帮扶力量,帮扶方,受扶方,起始\n国企,soe-1,511002,2021\n受扶方,帮扶方,帮扶力量,依据\n511001,soe-2,国企,x\n",
        encoding="utf-8",
    )

    alone = bangfu("load", tables / "two.csv")
    told = bangfu("load", tables, "--format", "json")

    assert (alone.code, alone.err.startswith("two.csv：")) == (2, True)
    receipt = json.loads(told.out)
    assert told.code == 1
    assert [(each["file"], each["refused"]) for each in receipt["passed"]] == [("two.csv", True)]
    assert receipt["changes"] == {"unit.added": 9, "pairing.added": 4, "dispatch.added": 2, "return.added": 1}
