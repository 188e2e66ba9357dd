"""Eight readers while tables come in: no answer fails, and each is that of one state of the ledger."""

import json
import threading
import time
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from api.access.places import tokens_of
from api.access.roles import Role
from api.desk import Desk
from tests.api.http.server import Server, running
from tests.api.small import DAY, write_tables

_READERS, _SECONDS, _EVERY = 8, 60, 2.0
_ASKED: dict[str, dict[str, str]] = {
    "coverage": {"by": "county"},
    "gaps": {"unknown": "true"},
    "pairings": {"all_time": "true"},
    "helpers": {},
    "full-domain": {},
}


class Readers:
    """What they were told, by question and state of the ledger, and what went wrong."""

    def __init__(self, server: Server) -> None:
        self._server, self.stopping = server, threading.Event()
        self.told: dict[tuple[str, int], Any] = {}
        self.newest, self.asked = 1, 0
        self.wrong: list[str] = []
        self._threads = [threading.Thread(target=self._read) for _ in range(_READERS)]

    def __enter__(self) -> "Readers":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stopping.set()
        for thread in self._threads:
            thread.join()

    def _read(self) -> None:
        while not self.stopping.is_set():
            for name, options in _ASKED.items():
                query = "&".join(f"{each}={value}" for each, value in {"as_of": DAY, **options}.items())
                at_least = self.newest
                try:
                    with urllib.request.urlopen(f"{self._server.address}/api/v1/{name}?{query}", timeout=30) as answer:
                        self._check(name, at_least, json.load(answer))
                except OSError as error:
                    self.wrong.append(f"{name}: {error}")

    def _check(self, name: str, at_least: int, answer: Any) -> None:
        self.asked += 1
        if answer["known_at"] < at_least:
            self.wrong.append(f"{name}: import {at_least} was in, and the answer is of {answer['known_at']}")
        if self.told.setdefault((name, answer["known_at"]), answer) != answer:
            self.wrong.append(f"{name}: two answers after import {answer['known_at']}")


def load(server: Server, token: str, number: int) -> int:
    """One more pairing; its import."""
    table = f"id,force,helper,recipient,since\nn-{number},soe,soe-2,511001,2020-01-{1 + number % 28:02d}\n"
    body = f'--b\r\nContent-Disposition: form-data; name="f"; filename="t.csv"\r\n\r\n{table}\r\n--b--\r\n'
    headers = {"Authorization": token, "Content-Type": "multipart/form-data; boundary=b", "Prefer": "wait=20"}
    request = urllib.request.Request(f"{server.address}/api/v1/imports", body.encode(), headers)
    with urllib.request.urlopen(request, timeout=60) as answer:
        job = json.load(answer)
    assert job["state"] == "done", job
    return int(job["receipt"]["import"])


@pytest.mark.slow
def test_no_answer_is_wrong_while_tables_come_in(tmp_path: Path) -> None:
    store = tmp_path / "load.db"
    with Desk.make(store) as desk:
        desk.load([write_tables(tmp_path / "tables")])
        token = f"Bearer {tokens_of(store).add('load', Role.EDITOR)}"
        with running(store) as server, Readers(server) as readers:
            until, number = time.monotonic() + _SECONDS, 0
            while time.monotonic() < until:
                number += 1
                readers.newest = load(server, token, number)
                time.sleep(_EVERY)

        assert readers.wrong == []
        assert readers.asked > 200
        assert len({seq for _, seq in readers.told}) == number + 1
        for (name, seq), answer in readers.told.items():
            options = {name: value == "true" or value for name, value in _ASKED[name].items()}
            assert answer == desk.ask(name, {"as_of": DAY, "known_at": str(seq), "limit": "100", **options})
