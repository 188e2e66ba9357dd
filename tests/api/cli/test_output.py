import os
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.api.conftest import Run
from tests.api.small import DAY

pytestmark = pytest.mark.usefixtures("store")


def test_a_csv_file_is_named_for_its_day_and_import_and_written_for_people(bangfu: Run, tmp_path: Path) -> None:
    told = bangfu("pairings", "--as-of", DAY, "--output", tmp_path / "links.csv")

    made = tmp_path / f"links.{DAY}.k1.csv"
    assert (told.code, told.out, told.err) == (0, b"", f"{made}\n")
    assert list(tmp_path.iterdir()) == [made]
    assert made.read_text("utf-8").startswith("\ufeff编号,帮扶力量,帮扶方编码,帮扶方,")


def test_headings_in_english(bangfu: Run, tmp_path: Path) -> None:
    bangfu("pairings", "--as-of", DAY, "--output", "links.csv", "--lang", "en")

    assert (tmp_path / f"links.{DAY}.k1.csv").read_text("utf-8-sig").startswith("Id,Force,Helper,")


@pytest.mark.parametrize("name", ["a.json", "a.ndjson", "a.xlsx", "a.txt"])
def test_a_file_s_format_is_its_suffix_and_its_bytes_are_always_the_same(
    bangfu: Run, tmp_path: Path, name: str
) -> None:
    written = []
    for _ in range(2):
        assert bangfu("gaps", "--as-of", DAY, "--output", name).code == 0
        written.append((tmp_path / name).read_bytes())

    assert written[0] == written[1]
    assert written[0][:2] == {"a.xlsx": b"PK", "a.txt": "缺".encode()[:2]}.get(name, written[0][:2])


def test_a_workbook_says_its_options(bangfu: Run, tmp_path: Path) -> None:
    bangfu("gaps", "--as-of", DAY, "--within", "白石县", "--output", "a.xlsx")

    about = {row[0]: row[1] for row in load_workbook(tmp_path / "a.xlsx")["说明"].iter_rows(values_only=True)}
    assert (about["截至"], about["账本（第几次导入）"], about["选项"]) == (DAY, "1", f"as_of={DAY}, within=白石县")


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--output", "no/such/a.csv"], "in a folder that does not exist"),
        (["--output", "."], "is a folder"),
        (["--output", "a.doc"], "does not say its format"),
        (["--format", "pdf"], "must be one of: table, json, ndjson, csv, xlsx"),
    ],
)
def test_what_cannot_be_written_is_said_before_anything_is(
    bangfu: Run, tmp_path: Path, options: list[str], sentence: str
) -> None:
    told = bangfu("gaps", *options)

    assert (told.code, told.out, told.err.count("\n")) == (2, b"", 1)
    assert sentence in told.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_to(bangfu: Run, tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0o500)

    told = bangfu("gaps", "--output", "closed/a.json")

    assert (told.code, told.out) == (2, b"")
    assert "cannot be written" in told.err


def test_a_device_is_written_to_and_not_replaced(bangfu: Run) -> None:
    assert bangfu("gaps", "--format", "json", "--output", "/dev/null").code == 0
    assert Path("/dev/null").is_char_device()


def test_a_table_on_a_terminal_and_no_workbook(bangfu: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setattr(type(sys.stdout), "isatty", lambda _: True, raising=False)

    assert bangfu("coverage", "--as-of", DAY).text.startswith("覆盖 · ")
    refused = bangfu("coverage", "--format", "xlsx")
    assert (refused.code, refused.out) == (2, b"")
    assert "--output FILE.xlsx" in refused.err
