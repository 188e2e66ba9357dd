"""Commands put to a store of its own, as an office does that loads a table and then asks."""

import json
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from api.cli.main import main
from tests.loaders.office_tables import BEFORE, LINKS, Case, Row, link_shown


class Told(NamedTuple):
    """What a command has left behind."""

    code: int
    out: str
    err: str


class Office:
    """A store that holds the base units, and the commands put to it."""

    def __init__(self, folder: Path, capture: pytest.CaptureFixture[bytes]) -> None:
        self.folder = folder
        self._capture = capture

    def run(self, *args: str) -> Told:
        self._capture.readouterr()
        code = main(list(args))
        out, err = self._capture.readouterr()
        return Told(code, out.decode(), err.decode())

    def ask(self, *args: str) -> list[dict[str, Any]]:
        told = self.run(*args, "--format", "json")
        assert told.code == 0, told.err
        rows: list[dict[str, Any]] = json.loads(told.out)["rows"]
        return rows

    def load(self, case: Case) -> Told:
        return self.run("load", str(case.path), *case.words("args"), "--format", "json")

    def begin(self, case: Case) -> None:
        if "before" in case.told:
            (self.folder / BEFORE).write_text(str(case.told["before"]).lstrip(), encoding="utf-8")
            assert self.run("load", BEFORE).code == 0
            (self.folder / BEFORE).unlink()

    def links(self, case: Case) -> dict[str, list[Row]]:
        asked = {question: self.ask(question, "--all-time") for question in LINKS}
        return {name: [link_shown(row, case.links(name)[0]) for row in rows] for name, rows in asked.items()}
