import ast
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest

import api.client
from api.access.places import tokens_of
from api.access.roles import Role
from api.client import Bangfu, ProblemError
from api.desk import Desk
from tests.api.http.server import Server, running
from tests.api.small import DAY, write_tables


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Path]]:
    folder = tmp_path_factory.mktemp("client")
    with Desk.make(folder / "c.db") as desk:
        desk.load([write_tables(folder / "tables")])
    with running(folder / "c.db") as server:
        yield server, folder / "c.db"


def test_it_follows_pages_and_says_both_clocks(server: tuple[Server, Path]) -> None:
    bangfu = Bangfu(server[0].address)

    assert [row["id"] for row in bangfu.rows("pairings", all_time=True, limit=1)] == ["p-1", "p-2", "p-3", "p-4"]
    assert len(list(bangfu.rows("gaps", within="青山州", unknown=True, as_of=DAY, limit=7))) > 7
    assert bangfu.clocks == {"as_of": DAY, "known_at": 1}
    assert bangfu.unit("青溪县")["unit"]["id"] == "511001"
    assert {row["what"] for row in bangfu.changes()} == {"unit", "pairing", "dispatch", "return"}


def test_a_problem_is_an_error_that_says_it(server: tuple[Server, Path]) -> None:
    with pytest.raises(ProblemError, match="没有叫“青西县”的单位") as caught:
        Bangfu(server[0].address).unit("青西县")
    assert caught.value.status == 422
    assert caught.value.problem["candidates"]


def test_a_token_is_sent(server: tuple[Server, Path]) -> None:
    token = tokens_of(server[1]).add("x", Role.READER, "511001")

    limited = Bangfu(server[0].address, str(token))
    assert {row["recipient"] for row in limited.rows("pairings", all_time=True)} == {"511001", "school-2"}
    with pytest.raises(ProblemError, match="令牌"):
        next(Bangfu(server[0].address, "wrong").rows("pairings"))


class _Moody(BaseHTTPRequestHandler):
    """Fails twice before it answers."""

    statuses: ClassVar[list[int]] = []

    def do_GET(self) -> None:
        self.send_response(self.statuses.pop(0))
        self.send_header("Retry-After", "0")
        self.end_headers()
        self.wfile.write(b'{"rows": [{"id": "a"}], "as_of": "2026-01-01", "known_at": 1, "next": null}')

    def log_message(self, *_: Any) -> None:
        pass


def test_what_fails_for_the_moment_is_tried_again() -> None:
    with HTTPServer(("127.0.0.1", 0), _Moody) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        bangfu = Bangfu(f"http://127.0.0.1:{server.server_port}", tries=3)
        _Moody.statuses = [503, 502, 200]
        assert list(bangfu.rows("pairings")) == [{"id": "a"}]
        _Moody.statuses = [503, 503, 503]
        with pytest.raises(ProblemError, match="503"):
            list(bangfu.rows("pairings"))
        server.shutdown()
        thread.join()


def test_it_can_be_copied_alone() -> None:
    assert api.client.__file__ is not None
    imported = {
        name.name.split(".")[0] if isinstance(node, ast.Import) else str(node.module).split(".")[0]
        for node in ast.walk(ast.parse(Path(api.client.__file__).read_text(encoding="utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in node.names
    }
    assert imported <= sys.stdlib_module_names
