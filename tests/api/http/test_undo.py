import json

import pytest

from api.access.roles import Role
from tests.api.http.conftest import Own

MORE = "id,force,helper,recipient,since\np-9,soe,soe-1,511002,2020\n"
EN = {"Accept-Language": "en"}


@pytest.fixture
def loaded(own: Own) -> Own:
    own.load("more", MORE)
    return own


def pairings(own: Own) -> set[str]:
    return {row["id"] for row in own.client.get("/api/v1/pairings?all_time=true").json()["rows"]}


def test_a_dry_run_says_what_the_undo_then_does(loaded: Own) -> None:
    editor = loaded.token(Role.EDITOR)
    dry = loaded.client.post("/api/v1/imports/2/undo?dry_run=true", headers=editor).json()
    held = pairings(loaded)
    done = loaded.client.post("/api/v1/imports/2/undo", headers=editor).json()

    assert "p-9" in held
    assert "p-9" not in pairings(loaded)
    assert dry == {**done, "import": None, "dry_run": True}
    assert (done["import"], done["undone"], done["changes"]) == (3, 2, {"pairing.withdrawn": 1})
    [*_, last] = loaded.client.get("/api/v1/imports").json()["rows"]
    assert (last["seq"], last["who"], last["action"], last["undone"]) == (3, "editor None", "undo", 2)


def test_who_undoes_is_written_down(loaded: Own) -> None:
    loaded.client.post("/api/v1/imports/2/undo", headers=loaded.token(Role.EDITOR))
    [line] = loaded.store.with_name("own.db.audit.jsonl").read_text().splitlines()
    told = json.loads(line)

    assert (told["action"], told["who"], told["undone"], told["import"]) == ("undo", "editor None", 2, 3)


@pytest.mark.parametrize(
    ("role", "within", "status"),
    [(None, None, 401), (Role.READER, None, 403), (Role.EDITOR, "511002", 403)],
)
def test_only_editors_of_everything_may(loaded: Own, role: Role | None, within: str | None, status: int) -> None:
    headers = loaded.token(role, within) if role else {}

    assert loaded.client.post("/api/v1/imports/2/undo", headers=headers).status_code == status
    assert loaded.client.get("/imports/2/undo", headers=headers).status_code == status
    assert "p-9" in pairings(loaded)


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/api/v1/imports/77/undo", 404, "There is no such import: see /api/v1/imports."),
        ("/api/v1/imports/x/undo", 404, "There is no such import: see /api/v1/imports."),
        ("/api/v1/imports/2/undo?dry_run=perhaps", 422, "dry_run takes true or false."),
        ("/api/v1/imports/2/undo?force=soe", 422, "There is no option force; there is dry_run."),
    ],
)
def test_what_cannot_be_undone_is_said(loaded: Own, path: str, status: int, said: str) -> None:
    answer = loaded.client.post(path, headers={**loaded.token(Role.EDITOR), **EN})

    assert (answer.status_code, answer.json()["detail"]) == (status, said)


def test_the_shipped_rules_stay(loaded: Own) -> None:
    answer = loaded.client.post("/api/v1/imports/0/undo", headers={**loaded.token(Role.EDITOR), **EN})

    assert answer.status_code == 422
    assert "import 0 is the rule pack" in answer.json()["detail"]


def test_the_page_of_an_import_that_there_is_not_says_so(loaded: Own) -> None:
    assert loaded.client.get("/imports/2").status_code == 200
    for number in ("3", "x", "12345678901"):
        assert loaded.client.get(f"/imports/{number}").status_code == 404


def test_a_job_is_drawn_for_whoever_began_it(loaded: Own) -> None:
    files = [("files", ("more.csv", MORE.replace("p-9", "p-7").encode()))]
    begun, other = (loaded.token(Role.EDITOR, "511002") for _ in range(2))
    headers = {**begun, **EN, "Prefer": "wait=20"}
    job = loaded.client.post("/api/v1/imports", headers=headers, files=files, data={"dry_run": "true"}).json()
    mine = loaded.client.get(f"/imports/jobs/{job['id']}?lang=en", headers=begun)

    assert job["state"] == "done", job
    assert "1 pairings added" in mine.text
    assert loaded.client.get(f"/imports/jobs/{job['id']}", headers=other).status_code == 404
    assert loaded.client.get("/imports/jobs/0123456789abcdef", headers=begun).status_code == 404


def test_of_very_many_changes_the_part_of_a_job_counts_all(own: Own) -> None:
    editor = {**own.token(Role.EDITOR), "Prefer": "wait=20"}
    rows = "".join(f"m-{number},soe,soe-1,511002,2020\n" for number in range(1_100))
    files = {"files": ("t.csv", f"id,force,helper,recipient,since\n{rows}".encode())}
    job = own.client.post("/api/v1/imports", headers=editor, data={"dry_run": "true"}, files=files).json()
    page = own.client.get(f"/imports/jobs/{job['id']}?lang=zh", headers=editor).text

    assert "新增 1,100 对" in page
    assert "1,000" not in page
