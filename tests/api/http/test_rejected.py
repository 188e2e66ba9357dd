"""Rejected rows to be had over HTTP: what the command line writes, for whoever sent them, without persons."""

import csv
import io
import json
import os
import time
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from api.access.roles import Role
from tests.api.http.conftest import Own

DONE = {"Prefer": "wait=20", "Accept-Language": "en"}
LINKS = (
    "编号,帮扶力量,帮扶方,受扶方,起始,备注,联系人,联系电话\n"
    "p-8,国企,第一能源公司,白石县,2024-01-01,好,李大山,13712345678\n"
    "p-9,国企,第一能源公同,白石县,2024-01-01,=1+1,王小明,13812345678\n"
    "p-7,国企,王小明 13912345678,白石县,2024-01-01,联系人：赵一 0830-1234567,王小明,13812345678\n"
)
DISPATCHES = "force,sender,host,post,since\nsoe,soe-1,511001,厨师,2024\n"


def post(own: Own, headers: dict[str, str], *tables: str, **options: str) -> Any:
    files = [("files", (f"t{number}.csv", text.encode())) for number, text in enumerate(tables)]
    return own.client.post("/api/v1/imports", headers={**DONE, **headers}, data=options, files=files).json()


def cells_of(content: bytes) -> list[list[str]]:
    book = load_workbook(io.BytesIO(content))
    return [[str(cell or "") for cell in row] for page in book.worksheets for row in page.iter_rows(values_only=True)]


def test_they_are_the_table_of_the_command_line(own: Own, tmp_path: Path) -> None:
    editor = own.token(Role.EDITOR)
    table = LINKS.partition("p-7")[0]
    job = post(own, editor, table)
    path = tmp_path / "t0.csv"
    path.write_text(table, encoding="utf-8")
    receipt = own.desk.load([path], rejects_to=tmp_path)

    [rejected] = job["rejected"]
    assert {**rejected, "href": ""} == {"file": "t0.csv", "sheet": None, "table": "pairings", "rejected": 1, "href": ""}
    answers = {each: own.client.get(f"{rejected['href']}&format={each}", headers=editor) for each in ("xlsx", "csv")}
    written = cells_of(Path(str(receipt.sheets[0].rejects)).read_bytes())
    assert cells_of(answers["xlsx"].content) == written
    assert written[0][-1] == "原因"
    assert "第一能源公司 (soe-1, 在川央企)" in written[1]
    assert answers["csv"].content.startswith("\ufeff编号".encode())
    lines = list(csv.reader(io.StringIO(answers["csv"].content.decode("utf-8-sig"))))
    assert [[cell.removeprefix("'") for cell in line] for line in lines] == written
    assert "'=1+1" in lines[1]
    [told] = own.client.get(rejected["href"], headers=editor).json()["tables"]
    assert [told["columns"], *told["rows"]] == written
    assert answers["xlsx"].headers["cache-control"] == "private, no-store"


def test_corrected_as_suggested_they_can_be_imported(own: Own) -> None:
    editor = own.token(Role.EDITOR)
    job = post(own, editor, LINKS, dry_run="true")
    book = load_workbook(
        io.BytesIO(own.client.get(f"{job['rejected'][0]['href']}&format=xlsx", headers=editor).content)
    )
    page = book.worksheets[0]
    header = [cell.value for cell in page[1]]
    wrong = header.index("帮扶方")
    page.cell(2, wrong + 1, page.cell(2, wrong + 2).value)
    page.delete_rows(3)
    corrected = io.BytesIO()
    book.save(corrected)
    files = {"files": ("t0.csv.rejected.xlsx", corrected.getvalue())}
    again = own.client.post("/api/v1/imports", headers={**DONE, **editor}, files=files).json()

    assert job["receipt"]["import"] is None
    assert (again["receipt"]["files"][0]["accepted"], again["receipt"]["files"][0]["rejected"]) == (1, 0)
    assert "p-9" in [row["id"] for row in own.client.get("/api/v1/pairings?all_time=true").json()["rows"]]


def test_no_person_is_in_them_nor_in_what_is_kept(own: Own) -> None:
    editor = own.token(Role.EDITOR)
    job = post(own, editor, LINKS)
    href = job["rejected"][0]["href"]
    told = [own.client.get(f"{href}&format={each}", headers=editor).content for each in ("csv", "json")]
    held = [path.read_bytes() for path in own.store.parent.rglob("*") if path.is_file()]

    assert b"p-7" in told[0]
    for secret in ("王小明", "李大山", "赵一", "13912345678", "13812345678", "0830-1234567"):
        for text in (json.dumps(job, ensure_ascii=False).encode(), *told, *held):
            assert secret.encode() not in text


def test_of_several_tables_a_csv_holds_one(own: Own) -> None:
    editor = own.token(Role.EDITOR)
    job = post(own, editor, LINKS, DISPATCHES)
    place = f"/api/v1/imports/{job['receipt']['import']}/rejected"
    both = own.client.get(f"{place}?format=csv", headers=editor)

    assert [(table["table"], table["rejected"]) for table in job["rejected"]] == [("pairings", 2), ("dispatches", 1)]
    assert (both.status_code, both.json()["detail"]) == (422, "请写 table=1 到 2 中的一个。")
    assert "厨师" in own.client.get(f"{place}?format=csv&table=2", headers=editor).text
    assert [table["file"] for table in own.client.get(place, headers=editor).json()["tables"]] == ["t0.csv", "t1.csv"]
    workbook = own.client.get(f"{place}?format=xlsx", headers=editor).content
    assert len(load_workbook(io.BytesIO(workbook)).worksheets) == 2


@pytest.mark.parametrize(
    ("query", "status"),
    [("table=3", 422), ("table=x", 422), ("colour=red", 422), ("format=ndjson", 406), ("table=", 422)],
)
def test_what_cannot_be_had(own: Own, query: str, status: int) -> None:
    editor = own.token(Role.EDITOR)
    job = post(own, editor, LINKS)

    assert own.client.get(f"/api/v1/jobs/{job['id']}/rejected?{query}", headers=editor).status_code == status


def test_only_who_sent_them_and_an_administrator_may_look(own: Own) -> None:
    sender = own.token(Role.EDITOR)
    job = post(own, sender, LINKS)
    places = f"/api/v1/jobs/{job['id']}/rejected", "/api/v1/imports/2/rejected"

    def seen(headers: dict[str, str]) -> list[int]:
        return [own.client.get(place, headers=headers).status_code for place in places]

    assert seen(sender) == seen(own.token(Role.ADMIN)) == [200, 200]
    assert seen(own.token(Role.EDITOR)) == seen(own.token(Role.EDITOR, "511002")) == [404, 404]
    assert seen(own.token(Role.READER)) == [403, 403]
    assert seen({}) == [401, 401]


def test_where_all_rows_are_good_and_for_imports_of_the_command_line_there_are_none(own: Own) -> None:
    editor = own.token(Role.EDITOR)
    job = post(own, editor, LINKS.partition("p-9")[0])

    assert job["rejected"] == []
    for place in (f"jobs/{job['id']}/rejected", "imports/2/rejected", "imports/1/rejected", "imports/99/rejected"):
        assert own.client.get(f"/api/v1/{place}", headers=editor).status_code == 404


def test_after_thirty_days_they_are_gone(own: Own) -> None:
    editor = own.token(Role.EDITOR)
    job = post(own, editor, LINKS)
    folder = own.store.with_name("own.db.jobs")
    long_ago = time.time() - 31 * 24 * 3600
    for path in folder.iterdir():
        if not path.name.startswith("worker-"):
            os.utime(path, (long_ago, long_ago))
    post(own, editor, DISPATCHES)

    assert own.client.get(f"/api/v1/jobs/{job['id']}/rejected", headers=editor).status_code == 404
    assert not (folder / f"{job['id']}.rejected").exists()


def test_a_dry_run_can_be_had_as_a_workbook_with_what_is_wrong_marked(own: Own) -> None:
    editor = own.token(Role.EDITOR)
    job = post(own, editor, LINKS, dry_run="true", marked="true")
    answer = own.client.get(job["marked"], headers=editor)
    summary, table = load_workbook(io.BytesIO(answer.content)).worksheets
    header = [cell.value for cell in table[1]]
    bad = table.cell(3, header.index("帮扶方") + 1)

    assert summary["A1"].value == "1 pairings added, 2 rows need attention"
    assert (bad.value, bad.fill.fgColor.rgb) == ("第一能源公同", "00F8A5A5")
    assert "unknown_unit" in str(bad.comment and bad.comment.text)
    assert "联系人" not in header
    texts = [str(cell.value) + str(cell.comment and cell.comment.text) for row in table.iter_rows() for cell in row]
    for secret in ("王小明", "赵一", "13912345678", "0830-1234567"):
        assert not [text for text in texts if secret in text]
    assert own.client.get(job["marked"], headers=own.token(Role.EDITOR)).status_code == 404
    assert own.client.get(job["marked"], headers=own.token(Role.ADMIN)).status_code == 200
    assert own.client.get(f"{job['marked']}?format=csv", headers=editor).status_code == 422


def test_nobody_who_did_not_ask_for_a_workbook_gets_one(own: Own) -> None:
    editor = own.token(Role.EDITOR)
    jobs = post(own, editor, LINKS, dry_run="true"), post(own, editor, LINKS, marked="true")

    for job in jobs:
        assert job["marked"] is None
        assert own.client.get(f"/api/v1/jobs/{job['id']}/marked", headers=editor).status_code == 404
