import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.api.conftest import Run


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (["coverag"], "perhaps coverage"),
        (["gaps", "--witin", "青溪县"], "perhaps --within"),
        (["gaps", "--within"], "requires an argument"),
        (["unit"], "is missing"),
        (["load"], "is missing"),
        (["gaps", "--unknown=1"], "does not take a value"),
        (["unit", "a", "b"], "unexpected extra argument"),
        (["gaps", "--lang", "fr"], "must be zh or en"),
        (["gaps", "--as-of", "someday"], "not a day like 2026-06-30"),
        (["gaps", "--known-at", "9"], "there is no import 9 yet"),
        (["gaps", "--within", "东江县"], "东江"),
        (["gaps", "--rule", "no-such"], "there is no rule"),
        (["gaps", "--state", "fine"], "--state"),
        (["gaps", "--limit", "0"], "--limit"),
        (["gaps", "--cursor", "x"], "--cursor"),
        (["coverage", "--by", "village"], "--by"),
        (["gaps", "--store", "neo4j://user:secret@localhost"], "no user or password in a store's address"),
        (["gaps", "--store", "neo4j://"], "neo4j://host:7687"),
        (["gaps", "--within", ""], "--within 是空的"),
        (["load", "no-such.csv"], "no-such.csv"),
    ],
)
def test_what_is_wrong_is_one_sentence(bangfu: Run, args: list[str], sentence: str) -> None:
    told = bangfu(*args)

    assert (told.code, told.out, told.err.count("\n")) == (2, b"", 1)
    assert sentence in told.err.lower() or sentence in told.err


def test_a_store_that_is_not_there(bangfu: Run, tmp_path: Path) -> None:
    told = bangfu("coverage")

    assert (told.code, told.out, told.err.count("\n")) == (3, b"", 1)
    assert "bangfu.db" in told.err
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_store(bangfu: Run, tmp_path: Path) -> None:
    (tmp_path / "bangfu.db").write_text("id,name\n1,甲\n" * 100, encoding="utf-8")

    told = bangfu("coverage")

    assert (told.code, told.out, told.err.count("\n")) == (3, b"", 1)


@pytest.mark.parametrize(
    ("failure", "code", "sentence"),
    [
        (KeyboardInterrupt(), 130, "interrupted"),
        (ZeroDivisionError("ours"), 3, "BANGFU_DEBUG=1"),
        (MemoryError(), 3, "--limit"),
        (OSError(28, "No space left on device"), 3, "disk is full"),
        (OSError(5, "Input/output error", "a.db"), 3, "a.db"),
    ],
)
def test_a_traceback_never_reaches_the_user(
    bangfu: Run, monkeypatch: pytest.MonkeyPatch, failure: BaseException, code: int, sentence: str
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise failure

    monkeypatch.setattr("api.desk.Desk.open", fail)

    told = bangfu("coverage")

    assert (told.code, told.out, told.err.count("\n")) == (code, b"", 1)
    assert sentence in told.err


def test_whoever_asks_for_it_gets_the_traceback(bangfu: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BANGFU_DEBUG", "1")
    monkeypatch.setattr("api.desk.Desk.open", lambda *_, **__: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        bangfu("coverage")


def test_a_reader_that_has_had_enough_is_left_in_peace(store: Path) -> None:
    line = f"{sys.executable} -m api.cli.main changes --format json --store {store} | head -c 1"

    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {line}"],
        cwd=Path(__file__).parents[3],
        capture_output=True,
        check=False,
    )

    assert (done.stdout, done.stderr) == (b"{", b"")
