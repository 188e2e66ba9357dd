import json
import re
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.access.places import tokens_of
from api.access.roles import Role
from api.http.app import create_app
from api.http.binding import checked
from api.http.service import Serving
from api.settings import Settings
from graph_model.errors import UsageError
from tests.api.conftest import Run
from tests.api.http.conftest import LOCAL, Own
from visuals.words import Lang

TABLE = {"files": ("t.csv", b"id,force,helper,recipient,since\np-9,soe,soe-1,511002,2020\n")}


def test_a_token_opens_what_a_proxy_or_another_name_closes(own: Own) -> None:
    headers = own.token(Role.READER)

    for far in ({"X-Forwarded-For": "10.1.1.1"}, {"Host": "bangfu.example"}):
        assert own.client.get("/api/v1/rules", headers=far).status_code == 401
        assert own.client.get("/api/v1/rules", headers={**far, **headers}).status_code == 200


@pytest.mark.parametrize("wrong", ["", "x", "bangfu_", "bangfu_a_b", "bangfu_{id}_wrong", "bangfu_{id}_", "令牌"])
def test_a_wrong_token_is_refused_even_on_this_machine(own: Own, wrong: str) -> None:
    secret = tokens_of(own.store).add("x", Role.READER)
    written = f"Bearer {wrong.replace('{id}', secret.id)}".encode()

    answer = own.client.get("/api/v1/rules", headers={b"Authorization": written})

    assert answer.status_code == 401
    assert "Bearer" in answer.headers["www-authenticate"]


def test_what_is_revoked_or_over_counts_no_longer(own: Own) -> None:
    tokens = tokens_of(own.store)
    headers = {name: {"Authorization": f"Bearer {tokens.add(name, Role.READER)}"} for name in ("a", "b")}
    assert own.client.get("/api/v1/rules", headers=headers["a"]).status_code == 200

    tokens.revoke("a")
    with sqlite3.connect(tokens.path) as file:
        past = (datetime.now(UTC) - timedelta(seconds=1)).isoformat(timespec="seconds")
        file.execute("UPDATE tokens SET expires = ? WHERE name = 'b'", (past,))

    assert [own.client.get("/api/v1/rules", headers=each).status_code for each in headers.values()] == [401, 401]
    assert not tokens.exist()


def test_only_hashes_are_kept_and_nobody_else_may_read_them(own: Own) -> None:
    secret = tokens_of(own.store).add("x", Role.ADMIN)
    path = own.store.with_name("own.db.tokens")

    assert secret.secret.encode() not in path.read_bytes()
    assert secret.secret.encode() not in own.store.read_bytes()
    assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("role", "imports", "manages"), [(Role.READER, 403, 403), (Role.EDITOR, 200, 403), (Role.ADMIN, 200, 200)]
)
def test_roles(own: Own, role: Role, imports: int, manages: int) -> None:
    headers = {"Prefer": "wait=20", **own.token(role)}

    assert own.client.get("/api/v1/rules", headers=headers).status_code == 200
    assert own.client.post("/api/v1/imports", headers=headers, files=TABLE).status_code == imports
    assert own.client.get("/api/v1/tokens", headers=headers).status_code == manages


def test_this_machine_without_a_token_only_looks(own: Own) -> None:
    assert own.client.post("/api/v1/imports", files=TABLE).status_code == 401
    assert own.client.get("/api/v1/tokens").status_code == 401
    assert own.client.get("/api/v1/session").json() == {"name": "local", "role": "reader", "within": None}


def test_administrators_manage_tokens_over_http(own: Own) -> None:
    admin = own.token(Role.ADMIN)
    made = own.client.post(
        "/api/v1/tokens", headers=admin, json={"name": "某某局", "role": "只读", "within": "青溪县", "days": 30}
    )
    headers = {"Authorization": f"Bearer {made.json()['token']}"}

    assert (made.status_code, made.json()["within"]) == (201, "511001")
    assert own.client.get("/api/v1/session", headers=headers).json()["within"] == "511001"
    listed = own.client.get("/api/v1/tokens", headers=admin).json()["rows"]
    assert [(row["name"], row["role"], row["within"]) for row in listed][1:] == [("某某局", "reader", "511001")]
    assert "hash" not in listed[0]
    assert own.client.delete(f"/api/v1/tokens/{made.json()['id']}", headers=admin).status_code == 204
    assert own.client.get("/api/v1/session", headers=headers).status_code == 401
    assert own.client.delete("/api/v1/tokens/nobody", headers=admin).status_code == 404
    audit = own.store.with_name("own.db.audit.jsonl").read_text()
    assert [json.loads(line)["action"] for line in audit.splitlines()] == ["token.add", "token.revoke"]
    assert made.json()["token"].rpartition("_")[2] not in audit


@pytest.mark.parametrize(
    "sent",
    [
        {"name": "x"},
        {"name": "", "role": "reader"},
        {"name": "x", "role": "king"},
        {"name": "x", "role": "reader", "days": 0},
        {"name": "x", "role": "reader", "days": True},
        {"name": "x", "role": "admin", "within": "青溪县"},
        {"name": "x", "role": "reader", "within": "没有"},
        {"name": "x", "role": "reader", "colour": "red"},
        [],
    ],
)
def test_tokens_that_cannot_be(own: Own, sent: Any) -> None:
    assert own.client.post("/api/v1/tokens", headers=own.token(Role.ADMIN), json=sent).status_code == 422


def signed_in(own: Own, role: Role) -> TestClient:
    page = TestClient(own.client.app, LOCAL)
    token = own.token(role)["Authorization"].removeprefix("Bearer ")
    answer = page.post("/api/v1/session", json={"token": token})
    assert answer.json()["role"] == role
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert token not in cookie
    return page


def test_a_page_signs_in_once_and_out_again(own: Own) -> None:
    page = signed_in(own, Role.EDITOR)

    assert page.get("/api/v1/session").json()["role"] == "editor"
    assert page.get("/api/v1/rules", headers={"X-Forwarded-For": "10.0.0.1"}).status_code == 200
    assert page.delete("/api/v1/session", headers={"Origin": LOCAL}).status_code == 204
    assert page.get("/api/v1/session").json()["role"] == "reader"
    assert page.post("/api/v1/session", json={"token": "bangfu_a_b"}).status_code == 401


@pytest.mark.parametrize(
    ("origin", "status"),
    [(LOCAL, 200), (None, 403), ("https://evil.example", 403), ("null", 403), ("http://127.0.0.1:9000", 403)],
)
def test_what_a_page_writes_comes_from_a_page_of_ours(own: Own, origin: str | None, status: int) -> None:
    page = signed_in(own, Role.EDITOR)
    headers = {"Prefer": "wait=20", **({} if origin is None else {"Origin": origin})}

    assert page.post("/api/v1/imports", headers=headers, files=TABLE).status_code == status
    assert page.get("/api/v1/rules", headers=headers).status_code == 200


def test_a_session_ends_with_its_token(own: Own) -> None:
    page = signed_in(own, Role.EDITOR)
    tokens_of(own.store).revoke("editor None")

    assert page.get("/api/v1/session").json()["role"] == "reader"


def test_a_link_works_once(own: Own) -> None:
    link = f"/enter?key={tokens_of(own.store).make_link('link', Role.EDITOR)}"
    first, second = (TestClient(own.client.app, LOCAL, follow_redirects=False) for _ in range(2))

    assert (first.get(link).status_code, second.get(link).status_code) == (303, 401)
    assert first.get("/api/v1/session").json()["role"] == "editor"
    assert second.get("/api/v1/session").json()["role"] == "reader"
    assert second.get("/enter").status_code == 401
    assert not tokens_of(own.store).exist()


def test_another_address_is_served_only_once_there_are_tokens(tmp_path: Path) -> None:
    tokens, far = tokens_of(tmp_path / "a.db"), Serving(host="0.0.0.0")
    with pytest.raises(UsageError, match="bangfu token add"):
        checked(far, tokens)

    assert checked(Serving(), tokens).open_reads
    tokens.add("x", Role.READER)
    assert not checked(far, tokens).open_reads


def test_where_others_can_reach_us_even_this_machine_needs_a_token(own: Own) -> None:
    app = create_app(Settings(own.store, Lang.ZH), Serving(open_reads=False))
    with TestClient(app, LOCAL) as client:
        assert client.get("/api/v1/rules").status_code == 401
        assert client.get("/healthz").status_code == 200
        assert client.get("/api/v1/rules", headers=own.token(Role.READER)).status_code == 200


def test_the_first_token_may_come_from_a_secret_file(own: Own, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("k" * 40 + "\n")
    serving = Serving.read({"BANGFU_TOKEN_FILE": str(secret)})
    with TestClient(create_app(Settings(own.store, Lang.ZH), serving), LOCAL) as client:
        headers = {"Authorization": f"Bearer {'k' * 40}"}
        assert client.get("/api/v1/session", headers=headers).json()["role"] == "admin"
        assert client.get("/api/v1/rules", headers={"Authorization": "Bearer kkk"}).status_code == 401
    secret.write_text("short")
    with pytest.raises(UsageError, match="32"):
        Serving.read({"BANGFU_TOKEN_FILE": str(secret)})


def test_tokens_on_the_command_line(bangfu: Run, own: Own) -> None:
    added = bangfu("token", "add", "某某局", "--role", "editor", "--within", "青溪县", "--store", own.store)
    token = added.text.strip()

    assert re.fullmatch(r"bangfu_[0-9a-f]{12}_[\w-]{43}", token)
    answer = own.client.get("/api/v1/session", headers={"Authorization": f"Bearer {token}"})
    assert answer.json() == {"name": "某某局", "role": "editor", "within": "511001"}
    listed = bangfu("token", "list", "--store", own.store, "--format", "csv").text
    assert "某某局,editor,511001," in listed
    assert token.rpartition("_")[2] not in listed
    assert "某某局" in bangfu("token", "revoke", "某某局", "--store", own.store).text
    assert own.client.get("/api/v1/rules", headers={"Authorization": f"Bearer {token}"}).status_code == 401
    assert bangfu("token", "revoke", "nobody", "--store", own.store).code == 2
    assert bangfu("token", "add", "x", "--role", "king", "--store", own.store).code == 2
