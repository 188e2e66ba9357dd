import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from starlette.testclient import TestClient

from api.desk import Desk
from queries import QUESTIONS
from tests.api.conftest import Run
from tests.api.small import DAY

every_question = pytest.mark.parametrize("name", QUESTIONS)


def options(name: str, **more: str) -> dict[str, str]:
    return {**({"unit": "青溪县"} if name == "unit" else {}), "as_of": DAY, **more}


def rows(api: TestClient, name: str, **more: str) -> list[dict[str, Any]]:
    answer = api.get(f"/api/v1/{name}", params=options(name, **more))
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["rows"]
    return found


@every_question
def test_every_question_answers_as_the_command_line_does(api: TestClient, store: Path, bangfu: Run, name: str) -> None:
    unit = ["青溪县"] if name == "unit" else []
    told = json.loads(bangfu(name, *unit, "--as-of", DAY, "--limit", "100", "--store", store, "--format", "json").out)

    answer = api.get(f"/api/v1/{name}", params=options(name))

    assert answer.json() == told
    assert list(answer.json()) == ["question", "as_of", "known_at", "total", "rows", "next"]
    assert told["rows"]


@every_question
def test_every_format_holds_the_same_rows_and_says_both_clocks(api: TestClient, name: str) -> None:
    expected = rows(api, name, limit="1000")

    lines = api.get(f"/api/v1/{name}", params=options(name, format="ndjson"))
    table = api.get(f"/api/v1/{name}", params=options(name), headers={"Accept": "text/csv"})
    book = api.get(f"/api/v1/{name}", params=options(name, format="xlsx"))

    assert [json.loads(line) for line in lines.text.splitlines()] == expected
    assert table.content.startswith(b"\xef\xbb\xbf")
    header, *cells = csv.reader(io.StringIO(table.content.decode("utf-8-sig")))
    assert header == [*expected[0]]
    assert len(cells) == len(expected)
    assert load_workbook(io.BytesIO(book.content)).worksheets[0].max_row > 1
    for answer, media_type in ((lines, "application/x-ndjson"), (table, "text/csv; charset=utf-8")):
        assert answer.headers["content-type"] == media_type
        assert (answer.headers["bangfu-as-of"], answer.headers["bangfu-known-at"]) == (DAY, "1")
        assert answer.headers["bangfu-total"] == str(len(expected))


def test_options_take_chinese_words_and_names(api: TestClient) -> None:
    assert [row["id"] for row in rows(api, "pairings", force="国企", within="青溪县")] == ["p-2"]
    assert [row["id"] for row in rows(api, "pairings", all_time="true", within="白石县")] == ["p-3"]
    assert rows(api, "pairings", all_time="false", within="白石县") == []


@pytest.mark.parametrize(
    ("search", "expected"),
    [
        pytest.param("青溪县", ["511001"], id="name"),
        pytest.param("青溪", ["511001", "school-2"], id="the unit of that short name first"),
        pytest.param("511001", ["511001", "511001100"], id="code"),
        pytest.param("qingxi", ["511001", "school-2"], id="pinyin"),
        pytest.param("BSX", ["511002"], id="initials"),
        pytest.param("石", ["511001100", "511002"], id="inside a name: by county, then id"),
        pytest.param(".*", [], id="no pattern"),
    ],
)
def test_units_are_found_by_what_people_know_of_them(api: TestClient, search: str, expected: list[str]) -> None:
    assert [row["id"] for row in rows(api, "units", search=search)] == expected


def test_units_of_a_kind_within_a_unit(api: TestClient) -> None:
    assert [row["id"] for row in rows(api, "units", within="青山州", kind="county")] == ["511001", "511002"]
    assert len(rows(api, "units")) == 9


def test_one_unit_by_id_or_name(api: TestClient) -> None:
    by_id = api.get("/api/v1/units/511001", params={"as_of": DAY})

    assert by_id.json() == api.get("/api/v1/unit", params={"unit": "511001", "as_of": DAY}).json()
    assert by_id.json()["rows"][0]["unit"]["name"] == "青溪县"
    assert api.get("/api/v1/units/青溪", params={"as_of": DAY}).json() == by_id.json()


def test_a_unit_that_there_is_not(api: TestClient) -> None:
    answer = api.get("/api/v1/units/青西县")

    assert answer.status_code == 404
    assert answer.json()["candidates"][0] == "青溪县 (511001, 县（市、区）)"


def test_rules_imports_and_receipts(api: TestClient, store: Path) -> None:
    with Desk.open(store) as desk:
        receipt = desk.receipt(1)

    assert [row["id"] for row in api.get("/api/v1/rules").json()["rows"]][:2] == [
        "county-cadre-ecology",
        "county-cadre-farming",
    ]
    assert [row["seq"] for row in api.get("/api/v1/imports").json()["rows"]] == [0, 1]
    assert api.get("/api/v1/imports/1").json() == receipt
    assert api.get("/api/v1/imports/2").status_code == 404
    assert api.get("/api/v1/imports/x").status_code == 404
    assert api.get("/api/v1/imports", params={"format": "csv"}).text.startswith("\ufeffseq,time,who,")


def test_health(api: TestClient) -> None:
    for path in ("/healthz", "/readyz"):
        assert api.get(path).json() == {"status": "ok"}
