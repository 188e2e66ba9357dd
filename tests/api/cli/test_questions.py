import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from queries import QUESTIONS
from tests.api.conftest import Run
from tests.api.small import DAY

every_question = pytest.mark.parametrize("name", QUESTIONS)
needs_store = pytest.mark.usefixtures("store")


def command(name: str, *options: str) -> list[str]:
    return [name, *(["青溪县"] if name == "unit" else []), "--as-of", DAY, *options]


def columns(name: str) -> list[str]:
    return [column.name.rstrip("_") for column in QUESTIONS[name].columns]


@every_question
@needs_store
def test_every_question_gives_the_same_rows_in_every_format(bangfu: Run, name: str) -> None:
    envelope = json.loads(bangfu(*command(name, "--format", "json")).out)
    lines = bangfu(*command(name, "--format", "ndjson")).text.splitlines()
    table = list(csv.reader(io.StringIO(bangfu(*command(name, "--format", "csv")).text)))
    book = load_workbook(io.BytesIO(bangfu(*command(name, "--format", "xlsx")).out))

    assert list(envelope) == ["question", "as_of", "known_at", "total", "rows", "next"]
    assert (envelope["question"], envelope["as_of"], envelope["known_at"]) == (name, DAY, 1)
    assert [json.loads(line) for line in lines] == envelope["rows"]
    assert table[0] == columns(name)
    assert len(table) - 1 == len(envelope["rows"]) == envelope["total"] > 0
    if name != "unit":
        assert book.worksheets[0].max_row == len(table)


@every_question
@needs_store
def test_every_question_can_be_read_on_a_terminal_in_both_languages(bangfu: Run, name: str) -> None:
    chinese = bangfu(*command(name, "--format", "table"))
    english = bangfu(*command(name, "--format", "table", "--lang", "en"))

    assert chinese.text.startswith(f"{QUESTIONS[name].title} · 截至 {DAY} · ")
    assert english.text.startswith(f"{QUESTIONS[name].title_en} · as of {DAY} · ")
    assert (chinese.code, chinese.err, english.code, english.err) == (0, "", 0, "")


@every_question
@needs_store
def test_every_question_explains_its_options(bangfu: Run, name: str) -> None:
    for lang in ("zh", "en"):
        told = bangfu(name, "--help", "--lang", lang)

        assert (told.code, told.err) == (0, "")
        for option in QUESTIONS[name].options:
            if not option.option.argument:
                assert f"--{option.name.rstrip('_').replace('_', '-')}" in told.text


@needs_store
def test_in_a_pipe_an_answer_is_csv(bangfu: Run) -> None:
    told = bangfu("pairings", "--as-of", DAY, "--force", "国企")

    assert told.text == (
        "id,force,helper,helper_name,helper_kind,recipient,recipient_name,recipient_kind,role,agreement,"
        "since,since_precision,through,through_precision,seen,basis,file,sheet,row,import,column\n"
        "p-2,soe,soe-1,第一能源公司,central_soe,511001,青溪县,county,lead,《共兴协议》 2023-01-05,"
        "2023-01-05,day,2026-12-31,day,,文件二,pairings.csv,,3,1,\n"
    )


@needs_store
def test_a_text_that_would_be_a_formula(bangfu: Run) -> None:
    assert ",'=文件三," in bangfu("pairings", "--as-of", DAY, "--all-time").text


@needs_store
def test_options_are_those_of_the_question(bangfu: Run) -> None:
    def rows(*args: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(bangfu(*args, "--format", "json").out)["rows"]
        return found

    months = rows("timeline", "--as-of", DAY, "--from", "2026-05", "--to", "2026-06", "--rule", "county-central-soe")
    assert [row["month"] for row in months] == ["2026-05", "2026-06"]
    assert {row["state"] for row in rows("gaps", "--as-of", DAY, "--state", "lapsed")} == {"lapsed"}
    assert [row["id"] for row in rows("pairings", "--as-of", DAY, "--all-time", "--within", "白石县")] == ["p-3"]
    assert rows("unit", "青溪", "--as-of", DAY)[0]["unit"]["id"] == "511001"


@needs_store
def test_a_long_answer_goes_on_where_it_stopped(bangfu: Run) -> None:
    whole = json.loads(bangfu("gaps", "--unknown", "--as-of", DAY, "--format", "json").out)
    first = json.loads(bangfu("gaps", "--unknown", "--as-of", DAY, "--limit", "3", "--format", "json").out)
    rest = json.loads(bangfu("gaps", "--unknown", "--cursor", first["next"], "--format", "json").out)

    assert len(first["rows"]) == 3
    assert first["total"] == whole["total"]
    assert first["rows"] + rest["rows"] == whole["rows"]
    assert rest["next"] is None


def test_the_store_may_be_named_before_or_after_the_command(bangfu: Run, store: Path) -> None:
    before = bangfu("--store", store, "--lang", "en", "coverage", "--format", "table")
    after = bangfu("coverage", "--format", "table", "--store", f"sqlite:///{store}", "--lang", "en")

    assert before == after
    assert before.text.startswith("Coverage")


@needs_store
def test_the_language_follows_the_locale(bangfu: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "en_US.UTF-8")

    assert bangfu("coverage", "--format", "table").text.startswith("Coverage")
    assert bangfu("--help").text.startswith("Usage: bangfu")
    assert bangfu("--help", "--lang", "zh").text.startswith("用法：bangfu")
