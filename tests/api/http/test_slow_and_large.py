"""Those who send or read slowly, send far too much, or leave half way: others notice nothing, and memory stays flat."""

import json
import os
import socket
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, closing, suppress
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import psutil
import pytest

from api.access.places import jobs_of, tokens_of
from api.access.roles import Role
from api.desk import Desk
from tests.api.http.server import Server, running
from tests.api.small import write_tables

pytestmark = pytest.mark.slow

_LINKS = 20_000
_MIB = 1 << 20
_HEAD = "id,force,helper,recipient,since\n"


def many(prefix: str) -> str:
    """A table that takes a few seconds to be read."""
    days = (f"20{10 + number % 14}-{1 + number % 12:02}-{1 + number % 28:02}" for number in range(_LINKS))
    return _HEAD + "".join(f"{prefix}-{number},soe,soe-1,511002,{day}\n" for number, day in enumerate(days))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("slow")
    with Desk.make(folder / "s.db") as desk:
        tables = write_tables(folder / "tables")
        (tables / "many.csv").write_text(many("m"), encoding="utf-8")
        desk.load([tables])
    return folder / "s.db"


@pytest.fixture(scope="module")
def server(store: Path) -> Iterator[Server]:
    with running(store) as server:
        yield server


def connected(server: Server) -> socket.socket:
    host, _, port = server.address.removeprefix("http://").partition(":")
    return socket.create_connection((host, int(port)), timeout=60)


def memory(server: Server) -> int:
    process = psutil.Process(server.process.pid)
    return int(sum(each.memory_info().rss for each in [process, *process.children(recursive=True)]))


def seconds_of_a_read(server: Server) -> float:
    """The slowest of a few reads by somebody else."""
    slowest = 0.0
    for _ in range(5):
        begun = time.monotonic()
        with urllib.request.urlopen(f"{server.address}/api/v1/units/511001", timeout=30) as answer:
            assert json.load(answer)["total"] == 1
        slowest = max(slowest, time.monotonic() - begun)
    return slowest


def test_who_reads_slowly_gets_everything_and_holds_nobody_up(server: Server) -> None:
    path = "/api/v1/pairings?format=ndjson&all_time=true"
    urllib.request.urlopen(server.address + path, timeout=60).read()  # what is worked out once
    before = memory(server)
    with ExitStack() as stack:
        slow = [stack.enter_context(connected(server)) for _ in range(20)]
        for connection in slow:
            connection.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode())
        for _ in range(10):
            for connection in slow:
                assert connection.recv(200)
            time.sleep(0.1)
        assert seconds_of_a_read(server) < 5
        assert memory(server) - before < len(slow) * 6 * _MIB
        lines = 0
        while piece := slow[0].recv(_MIB):
            lines += piece.count(b'"id":')
    assert lines > _LINKS - 10


def test_headers_and_bodies_sent_slowly_hold_nobody_up_and_are_given_up(store: Path, server: Server) -> None:
    token = tokens_of(store).add("slow", Role.EDITOR)
    body = (
        f"POST /api/v1/imports HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {token}\r\n"
        "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 100000\r\n\r\n--b\r\n"
    )
    with ExitStack() as stack:
        headers = [stack.enter_context(connected(server)) for _ in range(100)]
        bodies = [stack.enter_context(connected(server)) for _ in range(20)]
        for connection in bodies:
            connection.sendall(body.encode())
        begun = time.monotonic()
        for connection in headers:
            connection.sendall(b"GET /api/v1/rules HTTP/1.1\r\nHost: 127")
        assert seconds_of_a_read(server) < 5
        for letter in b".0.0.1":
            time.sleep(1)
            for connection in headers:
                connection.sendall(bytes([letter]))
        assert seconds_of_a_read(server) < 5
        assert all(connection.recv(1_000) == b"" for connection in headers)
        assert time.monotonic() - begun < 60
        assert all(connection.recv(1_000).startswith(b"HTTP/1.1 408 ") for connection in bodies)


@pytest.mark.parametrize("declared", [True, False], ids=["said before", "found out"])
def test_two_gigabytes_are_refused_soon_and_memory_stays_flat(store: Path, server: Server, declared: bool) -> None:
    token = tokens_of(store).add("large", Role.EDITOR)
    host, _, port = server.address.removeprefix("http://").partition(":")
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "multipart/form-data; boundary=b"}
    head, piece = b'--b\r\nContent-Disposition: form-data; name="f"; filename="t.csv"\r\n\r\n', b"x" * _MIB
    sent, begun, before, highest = 0, time.monotonic(), memory(server), 0

    def two_gigabytes() -> Iterator[bytes]:
        nonlocal sent, highest
        yield head
        for number in range(2048):
            yield piece
            sent = number + 1
            if number % 64 == 0:
                highest = max(highest, memory(server))

    with closing(HTTPConnection(host, int(port), timeout=60)) as connection:
        said = {"Content-Length": str(len(head) + 2048 * _MIB)} if declared else {}
        with suppress(BrokenPipeError, ConnectionResetError):  # as programs do: what was answered can still be read
            connection.request("POST", "/api/v1/imports", two_gigabytes(), {**headers, **said}, encode_chunked=True)
        answer = connection.getresponse()
        assert answer.status == 413
        assert "64 MiB" in json.loads(answer.read())["detail"]
    assert highest - before < 40 * _MIB
    assert sent < 2048
    assert time.monotonic() - begun < 60
    assert [path.name for path in jobs_of(store).iterdir() if path.is_dir()] == []


def posted(server: Server, token: str, table: str) -> Any:
    body = f'--b\r\nContent-Disposition: form-data; name="f"; filename="t.csv"\r\n\r\n{table}\r\n--b--\r\n'
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "multipart/form-data; boundary=b"}
    request = urllib.request.Request(f"{server.address}/api/v1/imports", body.encode(), headers)
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.load(answer)


def begun(store: Path, job: Any) -> None:
    """Wait until rows are being read."""
    path = jobs_of(store) / f"{job['id']}.json"
    until = time.monotonic() + 60
    while json.loads(path.read_text())["progress"] is None:
        assert time.monotonic() < until
        time.sleep(0.01)


def test_an_import_that_runs_when_the_server_is_stopped_is_finished(store: Path) -> None:
    with Desk.open(store) as desk:
        imports = len(desk.imports())
        with running(store) as server:
            token = str(tokens_of(store).add("end", Role.EDITOR))
            job, waiting = posted(server, token, many("e")), posted(server, token, many("w"))
            begun(store, job)
            server.process.terminate()
            assert server.process.wait(60) == 0
        told = [json.loads((jobs_of(store) / f"{each['id']}.json").read_text())["state"] for each in (job, waiting)]

        assert told == ["done", "queued"]
        assert len(desk.imports()) == imports + 1
    with running(store) as server:
        request = urllib.request.Request(f"{server.address}/api/v1/jobs/{waiting['id']}")
        request.add_header("Authorization", f"Bearer {token}")
        with urllib.request.urlopen(request, timeout=30) as answer:
            assert json.load(answer)["state"] == "failed"


def test_a_server_that_is_killed_leaves_no_process_and_no_half_import(store: Path) -> None:
    with Desk.open(store) as desk:
        imports = len(desk.imports())
        with running(store) as server:
            job = posted(server, str(tokens_of(store).add("kill", Role.EDITOR)), many("k"))
            begun(store, job)
            children = psutil.Process(server.process.pid).children(recursive=True)
            os.kill(server.process.pid, 9)
            _, alive = psutil.wait_procs(children, timeout=30)

        assert alive == []
        assert len(desk.imports()) == imports
