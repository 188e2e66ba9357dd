"""Wrong addresses of pages: each is said on a page, with the status that programs know; never a mistake of ours."""

import pytest
from starlette.testclient import TestClient

from visuals.pages.pages import PAGES

BROWSER = {"Accept": "text/html,*/*;q=0.8"}
PATHS = [page.path.partition("{")[0].rstrip("/") or "/" for page in PAGES]
WRONG = {
    "known_at=99": "还没有这次导入",
    "known_at=soon": "要写导入编号或时间",
    "as_of=2026-13-01": "不是日期",
    "within=nothing-of-the-kind": "没有叫",
    "lang=fr": "lang",
    "nope=1": "没有选项 nope",
    "as_of=2026-01-01&as_of=2026-01-02": "不是日期",
}


@pytest.mark.parametrize("wrong", WRONG)
@pytest.mark.parametrize("path", PATHS)
def test_a_wrong_option_is_said_on_a_page(api: TestClient, path: str, wrong: str) -> None:
    answer = api.get(f"{path}?{wrong}", headers=BROWSER)

    assert answer.status_code in (404, 422)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert WRONG[wrong] in answer.text


@pytest.mark.parametrize(
    "path", ["/unit/nobody", "/county/nobody", "/imports/99", "/imports/x", "/county/99/report.html"]
)
def test_what_is_not_there_is_not_found(api: TestClient, path: str) -> None:
    assert api.get(path, headers=BROWSER).status_code == 404


@pytest.mark.parametrize("path", ["/api/v1/network", "/gaps.csv", "/county/511001/report.html"])
def test_an_import_that_is_yet_to_come_is_refused(api: TestClient, path: str) -> None:
    assert api.get(path, params={"known_at": "99"}).status_code == 422
