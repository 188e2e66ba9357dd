import sqlite3
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.http.app import create_app
from api.settings import Settings
from tests.api.http.conftest import LOCAL
from visuals.words import Lang

ENGLISH = {"Accept-Language": "en"}


@pytest.mark.parametrize(
    ("query", "detail"),
    [
        ("as_of=2026-13-01", "as_of '2026-13-01' is not a day like 2026-06-30."),
        ("known_at=7", "there is no import 7 yet; the newest is 1."),
        ("limit=0", "limit takes a whole number, 1 or more."),
        ("limit=10001", "limit is 10,000 at most: follow cursor for more, or leave it out with format=ndjson."),
        ("cursor=x", "cursor is not one that an answer gave as its next."),
        ("cursor=OTk5OTk5OTk5OTk5OTk5OTk5OTkgMSAxIGE", "cursor is not one that an answer gave as its next."),
        ("within=", "within is empty: fill it in or leave it out."),
        ("%7Bwithin=", "{within is empty: fill it in or leave it out."),
        ("force=soe&force=soe", "An option may be given once."),
        ("unknown=perhaps", "unknown takes true or false."),
        ("within=%00", "An option cannot hold a null character."),
        ("{a}}{=", "{a}}{ is empty: fill it in or leave it out."),
        ("format=xml", "format is one of json, ndjson, csv, xlsx."),
    ],
)
def test_a_wrong_option_is_said_in_one_sentence(api: TestClient, query: str, detail: str) -> None:
    answer = api.get(f"/api/v1/gaps?{query}", headers=ENGLISH)

    assert (answer.status_code, answer.json()["detail"]) == (422, detail)
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["request_id"] == answer.headers["x-request-id"]


def test_problems_are_chinese_unless_english_is_wanted_more(api: TestClient) -> None:
    chinese, english = "没有找到", "Not found"

    def title(accepted: str | None) -> str:
        headers = {} if accepted is None else {"Accept-Language": accepted}
        return str(api.get("/api/v1/nothing", headers=headers).json()["title"])

    assert [title(accepted) for accepted in (None, "zh-CN", "fr", "en;q=0.5,zh")] == 4 * [chinese]
    assert [title(accepted) for accepted in ("en", "en-US,en;q=0.9,zh;q=0.8")] == 2 * [english]


def test_an_unknown_option_names_those_there_are(api: TestClient) -> None:
    detail = api.get("/api/v1/rules?page=2", headers=ENGLISH).json()["detail"]
    assert detail == "rules has no option page."

    detail = api.get("/api/v1/coverage?page=2", headers=ENGLISH).json()["detail"]
    assert (
        detail
        == "coverage has no option page; it takes by、rule、group、force、within、as_of、known_at、limit、cursor."
    )


def test_a_method_that_is_not_taken(api: TestClient) -> None:
    answer = api.post("/api/v1/gaps", headers=ENGLISH)

    assert (answer.status_code, answer.json()["status"]) == (405, 405)
    assert set(answer.headers["allow"].split(", ")) == {"GET", "HEAD"}
    assert api.head("/api/v1/gaps").status_code == 200


def test_a_format_that_cannot_be_had(api: TestClient) -> None:
    answer = api.get("/api/v1/gaps", headers={"Accept": "image/png", **ENGLISH})

    assert answer.status_code == 406
    assert "text/csv" in answer.json()["detail"]


def test_a_cursor_of_another_question(api: TestClient) -> None:
    cursor = api.get("/api/v1/gaps", params={"limit": "1", "unknown": "true"}).json()["next"]

    answer = api.get("/api/v1/gaps", params={"cursor": cursor}, headers=ENGLISH)

    assert answer.status_code == 422
    assert answer.json()["detail"] == "cursor belongs to another question or other options."


def test_a_store_that_breaks_is_503_and_nothing_of_it_is_told(tmp_path: Path) -> None:
    path = tmp_path / "broken.db"
    with TestClient(create_app(Settings(path, Lang.ZH)), LOCAL, raise_server_exceptions=False) as client:
        with sqlite3.connect(path) as connection:
            connection.execute("DROP TABLE imports")
        answer = client.get("/api/v1/imports/0", headers=ENGLISH)

    assert answer.status_code == 503
    assert answer.json()["detail"] == "The store cannot be used at the moment: try again later."
    assert answer.headers["retry-after"] == "2"
    assert "imports" not in answer.text.replace("/api/v1/imports/0", "")
    assert str(tmp_path) not in answer.text


def test_a_mistake_of_ours_shows_nothing_of_itself(api: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("MATCH (n) RETURN n")

    monkeypatch.setattr("api.desk.Desk.answer", broken)
    answer = api.get("/api/v1/helpers", headers=ENGLISH)

    assert (answer.status_code, answer.json()["title"]) == (500, "A mistake in the program")
    assert "MATCH" not in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"
