import io
import json
import multiprocessing
import threading
import time
import zipfile
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from pathlib import Path
from typing import Any

import pytest

from api.access.roles import Role
from api.desk import Desk
from api.http.import_process import ImportProcess, ImportsIn
from api.http.import_work import Outcome, Tell, Work, outcome_of
from api.http.service import Serving
from tests.api.http.conftest import Own, served_by

MORE = "id,force,helper,recipient,since\np-9,soe,soe-1,511002,2020\n"
BAD = "id,force,helper,recipient,since\np-8,soe,soe-1,511002,2020\np-9,soe,nobody,511002,2020\n"
DONE = {"Prefer": "wait=20"}
ENGLISH = {"Accept-Language": "en"}


def post(own: Own, headers: dict[str, str], text: str = MORE, name: str = "more.csv", **options: str) -> Any:
    files = [("files", (name, text.encode(), "text/csv"))]
    return own.client.post("/api/v1/imports", headers={**DONE, **ENGLISH, **headers}, data=options, files=files)


def pairings(own: Own) -> list[str]:
    return [row["id"] for row in own.client.get("/api/v1/pairings?all_time=true").json()["rows"]]


def test_an_import_is_a_job_with_the_receipt_of_the_command_line(own: Own) -> None:
    answer = post(own, own.token(Role.EDITOR))
    job = answer.json()

    assert (answer.status_code, job["state"], job["problem"]) == (200, "done", None)
    assert answer.headers["location"] == f"/api/v1/jobs/{job['id']}"
    assert job["receipt"] == own.client.get("/api/v1/imports/2").json() == own.desk.receipt(2)
    assert job["receipt"]["files"][0]["accepted"] == 1
    assert "p-9" in pairings(own)
    assert own.client.get("/api/v1/imports").json()["rows"][2]["who"] == "editor None"


OwnWith = Callable[[ImportsIn], AbstractContextManager[Own]]


class Here:
    """Does imports in this process, after `before`."""

    def __init__(self, before: Callable[[Tell], None] = lambda _: None) -> None:
        self._before = before

    def do(self, work: Work, tell: Tell) -> Outcome:
        self._before(tell)
        return outcome_of(work, tell)

    def close(self) -> None:
        pass


def test_without_waiting_the_job_is_answered_at_once_and_says_how_far_it_is(own_with: OwnWith) -> None:
    go_on = threading.Event()

    def slowly(tell: Tell) -> None:
        tell("more.csv", 1)
        assert go_on.wait(20)

    with own_with(Here(slowly)) as own:
        editor = own.token(Role.EDITOR)
        answer = post(own, {**editor, "Prefer": ""})
        address = answer.headers["location"]
        while (job := own.client.get(address, headers=editor).json())["progress"] is None:
            time.sleep(0.01)

        assert answer.status_code == 202
        assert (job["state"], job["progress"]) == ("running", {"file": "more.csv", "rows": 1})
        assert "p-9" not in pairings(own)  # reads go on over the last graph
        go_on.set()
        while (job := own.client.get(address, headers=editor).json())["state"] == "running":
            time.sleep(0.01)
        assert job["state"] == "done"
        assert "p-9" in pairings(own)


def test_a_dry_run_writes_nothing_and_strict_keeps_all_out(own: Own) -> None:
    editor = own.token(Role.EDITOR)
    dry = post(own, editor, BAD, dry_run="true").json()["receipt"]
    strict = post(own, editor, BAD, strict="true").json()["receipt"]

    assert (dry["import"], dry["dry_run"], dry["files"][0]["rejected"]) == (None, True, 1)
    assert [row["id"] for row in dry["difference"]["rows"]] == ["p-8"]
    assert (strict["import"], strict["files"][0]["rejected"]) == (None, 1)
    assert own.client.get("/api/v1/imports").json()["total"] == 2


def test_the_same_request_twice_is_one_import(own: Own) -> None:
    keyed = {**own.token(Role.EDITOR), "Idempotency-Key": "night-1"}
    first, again = post(own, keyed).json(), post(own, keyed).json()
    other = post(own, keyed, BAD)
    another_caller = post(own, {**own.token(Role.EDITOR), "Idempotency-Key": "night-1"}).json()

    assert first == again
    assert (other.status_code, other.json()["detail"]) == (422, "This Idempotency-Key was used for another import.")
    assert another_caller["id"] != first["id"]
    assert own.client.get("/api/v1/imports").json()["total"] == 4


def test_several_tables_at_once_and_nothing_of_them_stays(own: Own) -> None:
    units = "id,kind,name,parent\nv-1,village,新村,511001100\n"
    files = [
        ("a", ("../../links.csv", MORE.replace("511002", "v-1").encode())),
        ("b", ("units.csv", units.encode())),
    ]
    answer = own.client.post("/api/v1/imports", headers={**DONE, **own.token(Role.EDITOR)}, files=files)

    assert [sheet["accepted"] for sheet in answer.json()["receipt"]["files"]] == [1, 1]
    assert answer.json()["files"] == ["links.csv", "units.csv"]
    folder = own.store.with_name("own.db.jobs")
    left = sorted(path.name for path in folder.iterdir() if not path.name.startswith("worker-"))
    assert left == sorted([f"{answer.json()['id']}.json", "import-2"])
    assert not (own.store.parent / "links.csv").exists()
    assert folder.stat().st_mode & 0o077 == 0


def test_names_and_telephones_of_persons_are_nowhere(own: Own) -> None:
    table = (
        "帮扶力量,帮扶方,受扶方,起始,联系人,联系电话\n国企,第一能源公司,白石县,2024-01-01,王小明,13912345678\n"
        "国企,没有这个公司,白石县,2024-01-01,李大山,13812345678\n"
    )
    job = post(own, own.token(Role.EDITOR), table).json()

    assert job["receipt"]["files"][0]["accepted"] == 1
    held = [path for path in own.store.parent.rglob("*") if path.is_file()]
    assert held
    for secret in ("王小明", "李大山", "13912345678", "13812345678"):
        assert secret not in json.dumps(job, ensure_ascii=False)
        assert not [path.name for path in held if secret.encode() in path.read_bytes()]


@pytest.mark.parametrize(
    ("text", "options", "status", "said"),
    [
        pytest.param(MORE, {"colour": "red"}, 422, "There is no option colour;", id="an option that there is not"),
        pytest.param(MORE, {"co{l}o}ur": "red"}, 422, "There is no option co{l}o}ur;", id="braces"),
        pytest.param(MORE, {"dry_run": "maybe"}, 422, "dry_run takes true or false.", id="a switch"),
        pytest.param(MORE, {"map": "/etc/passwd"}, 422, "map is written header=column.", id="no file of the server"),
        pytest.param(MORE, {"as_of": "2026-01-01"}, 422, "complete_for UNIT goes with as_of DAY", id="half a pair"),
    ],
)
def test_what_is_wrong_with_a_request(own: Own, text: str, options: dict[str, str], status: int, said: str) -> None:
    answer = post(own, own.token(Role.EDITOR), text, **options)

    assert answer.status_code == status
    assert said in answer.json()["detail"]
    assert own.client.get("/api/v1/imports").json()["total"] == 2


@pytest.mark.parametrize("name", ["", ".csv", "..", "长" * 80 + ".csv"])
def test_names_of_files_that_cannot_be(own: Own, name: str) -> None:
    assert post(own, own.token(Role.EDITOR), name=name).status_code == 422


def test_what_cannot_be_read_is_a_failed_job(own: Own) -> None:
    job = post(own, own.token(Role.EDITOR), "hello", "readme.txt").json()

    assert job["state"] == "failed"
    assert job["problem"]["status"] == 422
    assert str(own.store.parent) not in json.dumps(job)


def test_a_workbook_that_unpacks_to_too_much_is_refused(own: Own) -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w") as sheet:
            for _ in range(600):
                sheet.write(b" " * 2**20)
    files = {"files": ("bomb.xlsx", bomb.getvalue())}

    job = own.client.post("/api/v1/imports", headers={**DONE, **own.token(Role.EDITOR)}, files=files).json()

    assert len(bomb.getvalue()) < 2**20
    assert (job["state"], job["problem"]["status"]) == ("failed", 422)


def test_not_a_form_and_no_file(own: Own) -> None:
    editor = own.token(Role.EDITOR)

    assert own.client.post("/api/v1/imports", headers=editor, json={}).status_code == 415
    assert own.client.post("/api/v1/imports", headers=editor, files={"a": ("", b"")}).status_code in (400, 422)
    broken = {**editor, "Content-Type": "multipart/form-data; boundary=x"}
    assert own.client.post("/api/v1/imports", headers=broken, content=b"--y\r\nnonsense").status_code in (400, 422)


def test_too_large_and_too_many_rows(tmp_path: Path) -> None:
    store = tmp_path / "limits.db"
    serving = Serving(most_upload=2000, most_rows=1)
    with served_by(store, serving) as client, Desk.open(store) as desk:
        own = Own(store, client, desk)
        editor = own.token(Role.EDITOR)
        large = post(own, editor, MORE + "#" * 3000)
        many = post(own, editor, BAD).json()

        def endless() -> Any:
            yield b'--b\r\nContent-Disposition: form-data; name="a"; filename="a.csv"\r\n\r\n'
            for _ in range(100):
                yield b"x" * 100

        chunked = client.post(
            "/api/v1/imports",
            headers={**editor, "Content-Type": "multipart/form-data; boundary=b"},
            content=endless(),
        )

    assert (large.status_code, chunked.status_code) == (413, 413)
    assert large.json()["detail"].startswith("At most 1 KiB")
    assert many["problem"] == {"status": 413, "detail": "At most 1 rows at a time: import in parts."}


def test_a_mistake_of_ours_fails_the_job_and_not_the_next_one(
    own_with: OwnWith, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("SELECT secret")

    with own_with(Here()) as own:
        editor = own.token(Role.EDITOR)
        with monkeypatch.context() as patched:
            patched.setattr("api.http.import_work._imported", broken)
            failed = post(own, editor).json()

        assert failed["problem"] == {"status": 500, "detail": "A mistake in the program; nothing was imported."}
        assert post(own, editor).json()["state"] == "done"


class Killed(ImportProcess):
    """A process that the system ends when it has read some rows."""

    def do(self, work: Work, tell: Tell) -> Outcome:
        def kill(file: str, rows: int) -> None:
            tell(file, rows)
            if rows > 10:
                [child] = [each for each in multiprocessing.active_children() if each.pid not in others]
                child.kill()

        others = {each.pid for each in multiprocessing.active_children()}
        return super().do(work, kill)


def test_a_process_that_ends_half_way_is_a_failed_job_and_the_next_one_is_done(own_with: OwnWith) -> None:
    many = "".join(f"m-{number},soe,soe-1,511002,2020\n" for number in range(60_000))
    with closing(Killed()) as killed, own_with(killed) as own:
        editor = own.token(Role.EDITOR)
        failed = post(own, editor, MORE + many).json()
        imports = own.client.get("/api/v1/imports").json()["total"]
        done = post(own, editor, MORE + "p-7,soe,soe-2,511001,2020\n").json()

    assert (failed["state"], failed["problem"]["status"]) == ("failed", 500)
    assert failed["problem"]["detail"].startswith("The process of the import ended unexpectedly")
    assert (imports, done["state"]) == (2, "done")


def test_an_import_that_was_interrupted_says_so(own: Own) -> None:
    editor = own.token(Role.EDITOR)
    job = post(own, editor).json()
    path = own.store.with_name("own.db.jobs") / f"{job['id']}.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "state": "running", "worker": "of a time before"}))

    assert own.client.get(f"/api/v1/jobs/{job['id']}", headers=editor).json()["state"] == "failed"


def test_each_import_leaves_a_line(own: Own) -> None:
    post(own, own.token(Role.EDITOR))
    time.sleep(0.1)
    audit = own.store.with_name("own.db.audit.jsonl")
    lines = [json.loads(line) for line in audit.read_text().splitlines()]

    assert [(line["action"], line["who"], line["import"]) for line in lines] == [("import", "editor None", 2)]
    assert audit.stat().st_mode & 0o077 == 0
