"""A real server: several processes, its end, its log, and those who wish it ill."""

import json
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.access.places import tokens_of
from api.access.roles import Role
from api.desk import Desk
from tests.api.http.conftest import LOCAL, Own
from tests.api.http.server import Server, running
from tests.api.small import write_tables

TABLE = "id,force,helper,recipient,since\np-9,soe,soe-1,511002,2020\n"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("serving")
    with Desk.make(folder / "s.db") as desk:
        desk.load([write_tables(folder / "tables")])
    return folder / "s.db"


@pytest.fixture(scope="module")
def server(store: Path) -> Iterator[Server]:
    with running(store) as server:
        yield server


def get(server: Server, path: str, **headers: str) -> Any:
    with urllib.request.urlopen(urllib.request.Request(server.address + path, headers=headers), timeout=20) as answer:
        return json.load(answer)


def test_the_link_that_it_prints_signs_in(server: Server) -> None:
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())

    assert opener.open(server.link, timeout=20).url == f"{server.address}/"
    assert json.load(opener.open(f"{server.address}/api/v1/session", timeout=20))["role"] == "editor"


def test_a_file_of_shapes_that_cannot_be_used_is_one_sentence_and_it_serves_all_the_same(
    store: Path, tmp_path: Path
) -> None:
    (tmp_path / "map.geojson").write_text("no shapes", encoding="utf-8")
    with running(store, BANGFU_MAP=str(tmp_path / "map.geojson")) as server:
        said = [line for line in server.log.read_text().splitlines() if "BANGFU_MAP" in line]

        assert len(said) == 1
        assert "map.geojson of BANGFU_MAP cannot be used: it is no JSON; the map is drawn as tiles" in said[0]
        assert get(server, "/healthz")["status"] == "ok"


def test_the_log_is_lines_of_json_without_what_was_asked(server: Server) -> None:
    get(server, "/api/v1/units/511001?as_of=2026-06-30")
    with pytest.raises(urllib.error.HTTPError):
        get(server, "/api/v1/secret-path")
    time.sleep(0.2)
    text = server.log.read_text()
    lines = [json.loads(line) for line in text.splitlines() if line.startswith("{")]

    assert {"route": "/api/v1/units/{id}", "status": 200, "method": "GET"}.items() <= lines[-2].items()
    assert (lines[-1]["route"], lines[-1]["status"]) == ("(none)", 404)
    assert re.fullmatch(r"[0-9a-f]{16}", lines[-1]["request_id"])
    for secret in ("511001", "secret-path", "127.0.0.1"):
        assert not [line for line in lines if secret in json.dumps(line)]


@pytest.mark.parametrize(
    "sent",
    [
        pytest.param(b"GET / HTTP/1.1\r\nHost: a\r\nHost: 127.0.0.1\r\n\r\n", id="two hosts"),
        pytest.param(b"GET /api/v1/rules HTTP/1.1\r\n\r\n", id="no host"),
        pytest.param(b"GET http://evil.example/api/v1/rules HTTP/1.1\r\nHost: evil.example\r\n\r\n", id="as a proxy"),
        pytest.param(b"GET /docs/..%2f..%2fapp.py HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", id="out of the folder"),
        pytest.param(b"GET /docs/../../../etc/passwd HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", id="out of the root"),
        pytest.param(b"GET /api/v1/gaps?within=%ff%fe HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", id="no UTF-8"),
        pytest.param(b"GET /api/v1/gaps?a=%F0%9F%98 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", id="half a letter"),
        pytest.param(
            b"POST /api/v1/session HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 99999999999\r\n\r\n", id="2 GB"
        ),
        pytest.param(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", id="TLS"),
        pytest.param(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + b"a" * 100_000 + b"\r\n\r\n", id="a long header"),
        pytest.param(b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", id="a long path"),
    ],
)
def test_no_request_is_answered_by_a_500(server: Server, sent: bytes) -> None:
    host, _, port = server.address.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port)), timeout=10) as connection:
        connection.sendall(sent)
        connection.shutdown(socket.SHUT_WR)
        answer = b""
        try:
            while piece := connection.recv(65536):
                answer += piece
        except ConnectionResetError:
            pass

    status = answer.split(b" ")[1] if answer else b"400"
    assert status[:1] == b"4", answer[:300]
    assert b"root:" not in answer
    assert b"Traceback" not in answer
    assert get(server, "/healthz") == {"status": "ok"}


@pytest.mark.slow
def test_a_body_that_stops_half_way_is_given_up(store: Path, server: Server) -> None:
    token = tokens_of(store).add("half", Role.EDITOR)
    host, _, port = server.address.removeprefix("http://").partition(":")
    head = (
        f"POST /api/v1/imports HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {token}\r\n"
        "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 1000\r\n\r\n--b\r\n"
    )
    with socket.create_connection((host, int(port)), timeout=40) as connection:
        connection.sendall(head.encode())
        assert connection.recv(1000).startswith(b"HTTP/1.1 408 ")


def test_all_workers_see_an_import_within_a_second(store: Path) -> None:
    token = f"Bearer {tokens_of(store).add('several', Role.EDITOR)}"
    with running(store, "--workers", "2") as server:
        before = get(server, "/api/v1/imports")["known_at"]
        body = f'--b\r\nContent-Disposition: form-data; name="f"; filename="t.csv"\r\n\r\n{TABLE}\r\n--b--\r\n'
        headers = {"Authorization": token, "Content-Type": "multipart/form-data; boundary=b", "Prefer": "wait=20"}
        request = urllib.request.Request(f"{server.address}/api/v1/imports", body.encode(), headers)
        with urllib.request.urlopen(request, timeout=30) as answer:
            job = json.load(answer)
        time.sleep(1)
        seen = {get(server, "/api/v1/rules", Connection="close")["known_at"] for _ in range(20)}
        jobs = {get(server, f"/api/v1/jobs/{job['id']}", Authorization=token)["state"] for _ in range(10)}
        with urllib.request.urlopen(f"{server.address}/metrics", timeout=20) as answer:
            counted = answer.read().decode()

    assert (seen, jobs) == ({before + 1}, {"done"})
    assert re.search(r'bangfu_requests_total\{method="GET",route="/api/v1/rules",status="200"\} 20\.0', counted)
    assert server.process.returncode == 0


def test_what_is_in_flight_is_finished_and_events_do_not_hold_it(store: Path) -> None:
    with running(store) as server:
        listener = urllib.request.urlopen(f"{server.address}/api/v1/events", timeout=20)
        assert listener.readline() == b"retry: 2000\n"
        begun = time.monotonic()
        server.process.terminate()
        assert server.process.wait(20) == 0
        listener.close()

    assert time.monotonic() - begun < 8


def test_metrics_name_routes_and_not_what_was_asked(own: Own) -> None:
    own.client.get("/api/v1/units/511001")
    own.client.get("/api/v1/nothing")
    told = own.client.get("/metrics")

    assert told.headers["content-type"].startswith("text/plain")
    assert 'route="/api/v1/units/{id}",status="200"} 1.0' in told.text
    assert 'route="(none)",status="404"} 1.0' in told.text
    assert "bangfu_newest_import 1.0" in told.text
    assert "511001" not in told.text
    assert own.client.get("/metrics", headers=own.token(Role.READER, "511001")).status_code == 403
    assert own.client.get("/metrics", headers={"X-Forwarded-For": "10.0.0.1"}).status_code == 401


def test_not_ready_while_the_store_is_out_of_reach(own: Own, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.http.watch.Watch.silent_for", 99.0)

    assert own.client.get("/readyz").status_code == 503
    assert own.client.get("/healthz").status_code == 200


def test_a_store_that_is_none_is_said_before_anything_listens(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_text("no store " * 1000)
    command = [sys.executable, "-m", "api.cli.main", "serve", "--store", str(tmp_path / "x.db"), "--port", "0"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, cwd=Path(__file__).parents[3])

    assert done.returncode == 3
    assert len(done.stderr.splitlines()) == 1


def test_uvicorn_finds_it(monkeypatch: pytest.MonkeyPatch, store: Path) -> None:
    from api.app import create_app

    monkeypatch.setenv("BANGFU_STORE", str(store))
    with TestClient(create_app(), LOCAL) as client:
        assert client.get("/readyz").status_code == 200
