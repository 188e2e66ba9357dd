"""Lists of pages as files: what stands in them is the page's list, and the API's answer."""

import csv
import io
import re

import pytest
from openpyxl import load_workbook
from starlette.testclient import TestClient

from api.access.roles import Role
from tests.api.http.conftest import Own
from tests.api.small import DAY

VIEW = {"as_of": DAY, "unknown": "true", "group_by": "county", "sort": "-state"}


def written(api: TestClient, name: str, **options: str) -> list[dict[str, str]]:
    answer = api.get(f"/{name}", params={**VIEW, **options})
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_a_csv_has_every_row_of_the_question_in_the_order_of_the_page(api: TestClient) -> None:
    rows = written(api, "gaps.csv")

    asked = {"as_of": DAY, "unknown": "true", "format": "csv"}
    answer = api.get("/api/v1/gaps", params=asked).content.decode("utf-8-sig")
    expected = list(csv.DictReader(io.StringIO(answer)))
    states = ["covered", "over", "partial", "inherited", "planned", "lapsed", "uncovered", "unknown"]
    assert len(rows) > 40
    assert rows == sorted(expected, key=lambda row: (row["county"], -states.index(row["state"])))
    assert rows != expected


def test_without_an_order_of_its_own_it_is_the_answer_of_the_api(api: TestClient) -> None:
    page = api.get("/gaps.csv", params={"as_of": DAY, "known_at": "1"})
    answer = api.get("/api/v1/gaps", params={"as_of": DAY, "known_at": "1", "format": "csv"})

    assert page.content == answer.content


def test_a_workbook_has_the_same_rows_in_words_and_says_what_it_is(api: TestClient) -> None:
    answer = api.get("/gaps.xlsx", params=VIEW)
    book = load_workbook(io.BytesIO(answer.content))
    first, about = book.worksheets
    head, *rows = list(first.iter_rows(values_only=True))

    assert answer.headers["content-disposition"] == f'attachment; filename="gaps.{DAY}.k1.xlsx"'
    assert head[:2] == ("单位编码", "单位")
    assert [row[0] for row in rows] == [row["unit"] for row in written(api, "gaps.csv")]
    assert {row[7] for row in rows} >= {"无帮扶", "未填报"}
    said = {row[0]: row[1] for row in about.iter_rows(values_only=True) if row[0] in ("截至", "选项")}
    assert said == {"截至": DAY, "选项": "unknown=true, group_by=county, sort=-state"}


@pytest.mark.parametrize("path", ["/", "/gaps", "/gaps.csv", "/county/511001/report.html"])
def test_who_has_it_already_is_told_so_by_a_tag_as_rfc_9110_writes_them(api: TestClient, path: str) -> None:
    tag = api.get(path).headers["etag"]

    assert re.fullmatch(r'"[0-9a-f]+"', tag)
    assert api.get(path, headers={"If-None-Match": tag}).status_code == 304
    assert api.get(f"{path}?as_of={DAY}").headers["etag"] != tag


def test_a_page_number_or_a_print_view_changes_no_file(api: TestClient) -> None:
    assert written(api, "gaps.csv", page="2", print="true") == written(api, "gaps.csv")


@pytest.mark.parametrize("path", ["/gaps.csv?sort=colour", "/gaps.xlsx?shape=round", "/gaps.csv?rule=no-rule"])
def test_what_is_wrong_is_said_instead_of_a_file(api: TestClient, path: str) -> None:
    answer = api.get(path)

    assert answer.status_code == 422
    assert "content-disposition" not in answer.headers


def test_pages_without_such_a_list_have_no_file(api: TestClient) -> None:
    assert api.get("/overlaps.csv").status_code == 404


def test_a_reader_limited_to_a_place_gets_its_rows_only(own: Own) -> None:
    headers = own.token(Role.READER, "511001")
    answer = own.client.get("/gaps.csv", params=VIEW, headers=headers)

    assert "青溪" in answer.text
    assert "白石" not in answer.text
    assert own.client.get("/gaps.csv?within=511002", headers=headers).status_code == 404
