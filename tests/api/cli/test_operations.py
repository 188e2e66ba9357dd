"""undo, withdraw and alias from the command line; every command opens the store anew."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.api.conftest import Run
from tests.api.small import write_tables


@pytest.fixture(autouse=True)
def _a_store(bangfu: Run, tmp_path: Path) -> None:
    """bangfu.db in the working folder; import 1 holds the small tables."""
    assert bangfu("load", write_tables(tmp_path / "tables")).code == 0


def rows(bangfu: Run, *args: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(bangfu(*args, "--format", "json").out)["rows"]
    return found


def imports(bangfu: Run) -> int:
    return len(rows(bangfu, "imports"))


def test_an_undo_and_its_undo(bangfu: Run) -> None:
    links = rows(bangfu, "pairings", "--all-time")

    told = bangfu("undo", "1")

    assert (told.code, told.err) == (0, "")
    assert told.text.splitlines() == [
        "撤销第 1 次导入",
        "变更：单位撤回 9、结对撤回 4、选派撤回 2、填报撤回 1",
        "第 2 次导入。",
    ]
    assert rows(bangfu, "pairings", "--all-time") == []
    assert rows(bangfu, "pairings", "--all-time", "--known-at", "1") == links
    assert "Import 3." in bangfu("undo", "2", "--lang", "en").text
    assert rows(bangfu, "pairings", "--all-time") == [{**link, "import": 3} for link in links]


def test_what_an_undo_keeps_is_said(bangfu: Run) -> None:
    bangfu("alias", "add", "东方能源", "soe-1")

    told = bangfu("undo", "1", "--dry-run")

    assert told.text.splitlines() == [
        "撤销第 1 次导入",
        "保持原样（1）：",
        "  单位 soe-1 · 别名 东方能源还要用到它",
        "变更：单位撤回 8、结对撤回 4、选派撤回 2、填报撤回 1",
        "只是试算，什么都没有写入。",
    ]
    assert "  Unit soe-1 · still named by Alias 东方能源" in bangfu("undo", "1", "--dry-run", "--lang", "en").text
    receipt = json.loads(bangfu("undo", "1", "--format", "json").out)
    assert receipt["kept"] == [
        {"what": "unit", "id": "soe-1", "reason": "named", "by": {"what": "alias", "id": "东方能源"}}
    ]


def test_an_undo_with_nothing_left_is_well_and_writes_nothing(bangfu: Run) -> None:
    bangfu("undo", "1")

    told = bangfu("undo", "1")

    assert (told.code, told.text.splitlines()[-1]) == (0, "没有可以撤销的，什么都没有写入。")
    assert imports(bangfu) == 3


def test_many_that_are_kept_are_counted(bangfu: Run, tmp_path: Path) -> None:
    table = "id,force,helper,recipient,since,basis\n"
    for basis in "甲乙":
        links = "".join(f"x-{number},soe,soe-1,511001,20{number},{basis}\n" for number in range(10, 35))
        (tmp_path / "more.csv").write_text(table + links, encoding="utf-8")
        bangfu("load", tmp_path / "more.csv")

    lines = bangfu("undo", "2").text.splitlines()

    assert lines[1:3] == ["保持原样（25）：", "  结对 x-10 · 第 3 次导入又改过"]
    assert lines[-2:] == ["  另有 5 条，见 --format json", "没有可以撤销的，什么都没有写入。"]


def test_a_withdrawal_with_its_basis_in_the_list_of_imports(bangfu: Run) -> None:
    told = bangfu("withdraw", "p-3", "--basis", "县里来函")
    bangfu("undo", "2")

    assert told.text.splitlines() == [
        "撤回结对 p-3：第二建设公司 → 白石县；依据：县里来函",
        "变更：结对撤回 1",
        "第 2 次导入。",
    ]
    assert [(row["action"], row["undone"], row["basis"]) for row in rows(bangfu, "imports")] == [
        ("create", None, None),
        ("load", None, None),
        ("withdraw", None, "县里来函"),
        ("undo", 2, None),
    ]
    table = bangfu("imports", "--format", "table").text
    assert [word in table for word in ("建库", "导入", "撤回", "撤销", "县里来函")] == [True] * 5


def test_names_are_added_listed_and_removed(bangfu: Run) -> None:
    assert bangfu("alias", "add", "青山 青溪", "青溪县").text.splitlines() == [
        "别名“青山 青溪” → 青溪县（511001）",
        "变更：别名新增 1",
        "第 2 次导入。",
    ]
    assert bangfu("alias", "list").text == "alias,unit,name,kind,import\n青山 青溪,511001,青溪县,county,2\n"
    assert rows(bangfu, "unit", "青山青溪")[0]["unit"]["aliases"] == ["青山 青溪"]
    again = bangfu("alias", "add", "青山青溪", "511001", "--lang", "en")
    assert (again.code, again.text.splitlines()[-1]) == (0, "It leads there already: nothing was written.")
    assert bangfu("alias", "remove", "青山青溪", "511001").code == 0
    assert rows(bangfu, "alias", "list") == []
    assert imports(bangfu) == 4


def test_the_store_may_stand_before_the_subcommand(bangfu: Run, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    bangfu("load", tmp_path / "tables", "--store", other)

    bangfu("alias", "--store", other, "add", "新名", "511001")

    assert rows(bangfu, "alias", "list") == []
    assert "新名" in bangfu("--store", other, "alias", "list").text


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (["undo"], "导入号"),
        (["undo", "0"], "cannot be undone"),
        (["undo", "7"], "there is no import 7; the newest is 1"),
        (["undo", "一"], "is no import number"),
        (["undo", "-1"], "bangfu undo --help"),
        (["undo", "²"], "is no import number"),
        (["undo", "1" * 5000], "is no import number"),
        (["undo", "1", "--format", "csv"], "must be table or json"),
        (["undo", "1", "2"], "unexpected extra argument"),
        (["withdraw"], "is missing"),
        (["withdraw", "p-1"], "--basis"),
        (["withdraw", "p-1", "--basis", ""], "--basis"),
        (["withdraw", "p-1", "--basis", "错", "--table", "units"], "must be pairing or dispatch"),
        (["withdraw", "p-1", "--basis", "错", "--table", "选派"], "is in the other table"),
        (["withdraw", "p-9", "--basis", "错"], "candidates: p-"),
        (["withdraw", "\x1b[31m\udcff", "--basis", "错"], "an id has only letters"),
        (["withdraw", "", "--basis", "错"], "no link has the id"),
        (["alias", "add", "新名", "\udcff"], "no unit has the id or name"),
        (["alias", "ad"], "perhaps add"),
        (["alias", "add", "新名"], "is missing"),
        (["alias", "add", "新名", "没有的县"], "no unit has the id or name"),
        (["alias", "add", "白石县", "511001"], "白石县 (511002"),
        (["alias", "add", "", "511001"], "the name is empty"),
        (["alias", "add", "a\nb\x00", "511001"], "control or direction"),
        (["alias", "remove", "新名", "511001"], "bangfu alias list"),
        (["alias", "list", "--format", "xml"], "--format"),
    ],
)
def test_what_is_wrong_is_one_sentence_and_changes_nothing(bangfu: Run, args: list[str], sentence: str) -> None:
    told = bangfu(*args)

    assert (told.code, told.out, told.err.count("\n")) == (2, b"", 1)
    assert sentence in told.err or sentence in told.err.lower()
    assert imports(bangfu) == 2


@pytest.mark.parametrize("args", [["undo", "1"], ["withdraw", "p-1", "--basis", "错"], ["alias", "add", "甲", "乙"]])
def test_without_a_store_nothing_is_made(bangfu: Run, tmp_path: Path, args: list[str]) -> None:
    told = bangfu(*args, "--store", tmp_path / "none.db")

    assert (told.code, told.out, told.err.count("\n")) == (3, b"", 1)
    assert not (tmp_path / "none.db").exists()
