"""A load that is killed, starved or crowded out leaves all of it or none, and the next command works."""

import json
import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from api.desk import Desk
from tests.api.conftest import Run
from tests.api.small import write_tables

ROWS = 30_000
BANGFU = [sys.executable, "-m", "api.cli.main"]
REPOSITORY = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    table = tmp_path_factory.mktemp("many") / "villages.csv"
    rows = "".join(f"v-{number},village,第{number}村,511001\n" for number in range(ROWS))
    table.write_text("id,kind,name,parent\n" + rows, encoding="utf-8")
    return table


def start(*args: str | Path, limit: int | None = None) -> "subprocess.Popen[bytes]":
    """A command of its own, in the repository; `limit` is the most bytes that a file of it may have."""

    def starve() -> None:
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return subprocess.Popen(
        [*BANGFU, *map(str, args)],
        cwd=REPOSITORY,
        env=os.environ | {"PYTHONPATH": str(REPOSITORY)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=starve,
    )


def villages(store: Path) -> int:
    """How many there are, and that the store can be asked and added to."""
    with Desk.open(store) as desk:
        found = sum(unit.startswith("v-") for unit in desk.graph().history.ids.take(desk.graph().present.nonzero()[0]))
        assert desk.ask("coverage")["total"] > 0
    with sqlite3.connect(store) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    return found


@pytest.mark.parametrize("fresh", [False, True], ids=["into a store", "into none yet"])
@pytest.mark.parametrize("times", [2, pytest.param(20, marks=pytest.mark.slow)])
def test_a_killed_load_leaves_all_or_nothing(tmp_path: Path, many: Path, bangfu: Run, fresh: bool, times: int) -> None:
    tables = write_tables(tmp_path / "tables")
    base = tmp_path / "base.db"
    assert bangfu("load", tables, "--store", base).code == 0
    chance = random.Random(times + fresh)
    seen = set()

    for attempt in range(times):
        store = tmp_path / f"{attempt}.db"
        if not fresh:
            shutil.copy(base, store)
        load = start("load", tables, many, "--store", store)
        # Most of the time goes by before the store is touched: half of the kills come when it is.
        if attempt % 2:
            until = time.monotonic() + 20
            while (
                load.poll() is None and not store.with_name(f"{store.name}-wal").exists() and time.monotonic() < until
            ):
                time.sleep(0.002)
            time.sleep(chance.uniform(0, 0.4))
        else:
            time.sleep(chance.uniform(0.2, 1.8))
        load.send_signal(signal.SIGKILL)
        load.communicate()

        again = bangfu("load", tables, "--store", store, "--format", "json")

        assert (again.code, again.err) == (0, "")
        seen.add(villages(store))
    assert seen <= {0, ROWS}


@pytest.mark.parametrize("left", [b"", "a page of SQLite"], ids=["an empty file", "a file without tables"])
def test_a_store_that_was_killed_before_its_first_table_is_no_store_yet(
    bangfu: Run, tmp_path: Path, left: bytes | str
) -> None:
    store = tmp_path / "bangfu.db"
    if isinstance(left, bytes):
        store.write_bytes(left)
    else:
        connection = sqlite3.connect(store)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.close()

    asked = bangfu("coverage")

    assert (asked.code, asked.err.count("\n")) == (3, 1)
    assert "there is no store" in asked.err
    assert bangfu("load", write_tables(tmp_path / "tables")).code == 0
    assert bangfu("coverage").code == 0


def test_a_disk_that_is_full_leaves_the_store_as_it_was(tmp_path: Path, many: Path, bangfu: Run) -> None:
    store = tmp_path / "full.db"
    assert bangfu("load", write_tables(tmp_path / "tables"), "--store", store).code == 0
    before = bangfu("unit", "511001", "--format", "json", "--store", store)

    load = start("load", many, "--store", store, limit=600_000)
    out, err = load.communicate()

    assert (load.returncode, out, err.decode().count("\n")) == (3, b"", 1)
    assert "nothing was written" in err.decode()
    assert bangfu("unit", "511001", "--format", "json", "--store", store) == before
    assert villages(store) == 0
    assert bangfu("load", tmp_path / "tables", "--store", store).code == 0


def test_a_disk_that_is_full_before_there_is_a_store(tmp_path: Path, bangfu: Run) -> None:
    store, tables = tmp_path / "new.db", write_tables(tmp_path / "tables")

    load = start("load", tables, "--store", store, limit=20_000)
    out, err = load.communicate()

    assert (load.returncode, out, err.decode().count("\n")) == (3, b"", 1)
    assert bangfu("load", tables, "--store", store).code == 0


def test_a_second_writer_waits_or_says_one_sentence(
    tmp_path: Path, bangfu: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, tables = tmp_path / "bangfu.db", write_tables(tmp_path / "tables")
    assert bangfu("load", tables).code == 0
    monkeypatch.setattr("graph_model.stores.sqlite._WAIT_SECONDS", 0.2)
    writer = sqlite3.connect(store, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")

    told = bangfu("load", tables)

    assert (told.code, told.out, told.err.count("\n")) == (3, b"", 1)
    assert "is being written by another program" in told.err
    assert bangfu("coverage").code == 0  # readers never wait
    writer.execute("ROLLBACK")
    writer.close()
    assert bangfu("load", tables).code == 0


def test_two_loads_at_once_are_two_imports(tmp_path: Path, many: Path) -> None:
    store, tables = tmp_path / "both.db", write_tables(tmp_path / "tables")

    loads = [start("load", tables, more, "--store", store) for more in (many, tables)]
    said = [load.communicate() for load in loads]

    assert [(load.returncode, err) for load, (_, err) in zip(loads, said, strict=True)] == [(0, b"")] * 2
    assert villages(store) == ROWS
    with Desk.open(store) as desk:
        assert [each.seq for each in desk.imports()] == [0, 1, 2]


def test_a_load_that_is_refused_leaves_alone_what_another_has_made_meanwhile(tmp_path: Path, bangfu: Run) -> None:
    store, tables = tmp_path / "bangfu.db", write_tables(tmp_path / "tables")

    with Desk.open(store, create=True) as late:
        assert bangfu("load", tables).code == 0
        assert late.try_load([tables]).receipt.seq is None
        assert late.load([tables]).seq == 2

    assert bangfu("coverage").code == 0


def test_questions_are_answered_while_another_loads(tmp_path: Path, many: Path, bangfu: Run) -> None:
    store = tmp_path / "busy.db"
    assert bangfu("load", write_tables(tmp_path / "tables"), "--store", store).code == 0
    load = start("load", many, "--store", store)

    found = set()
    with Desk.open(store) as desk:
        while True:
            ended = load.poll() is not None
            told = desk.ask("unit", {"unit": "511001"})
            found.add((told["known_at"], told["rows"][0]["within"].get("village", 0)))
            if ended:
                break

    load.communicate()
    assert found == {(1, 0), (2, ROWS)}


def test_a_desk_that_asks_sees_what_another_has_loaded(tmp_path: Path) -> None:
    more = tmp_path / "more.csv"
    more.write_text("kind,name\ncounty,后来县\n", encoding="utf-8")
    with Desk.open(tmp_path / "s.db", create=True) as first:
        first.load([write_tables(tmp_path / "tables")])
        with Desk.open(tmp_path / "s.db") as second:
            assert second.ask("unit", {"unit": "511001"})["known_at"] == 1
            first.load([more])
            assert second.ask("unit", {"unit": "后来县"})["known_at"] == 2
            second.load([more])
        assert [each.seq for each in first.imports()] == [0, 1, 2, 3]


@pytest.mark.parametrize("spoil", ["emptied", "halved", "zeroes", "garbage", "gone"])
@pytest.mark.parametrize("part", ["current", "about.json", "arrays.bin"])
def test_a_damaged_cache_is_thrown_away(tmp_path: Path, bangfu: Run, part: str, spoil: str) -> None:
    store = tmp_path / "bangfu.db"
    assert bangfu("load", write_tables(tmp_path / "tables")).code == 0
    before = bangfu("gaps", "--unknown", "--as-of", "2026-01-01", "--format", "json")
    [file] = store.with_name("bangfu.db.snapshot").rglob(part)
    content = file.read_bytes()
    file.write_bytes(
        {"emptied": b"", "halved": content[: len(content) // 2], "zeroes": bytes(len(content))}.get(
            spoil, b"\xff{]" * 9
        )
    )
    if spoil == "gone":
        file.unlink()

    assert bangfu("gaps", "--unknown", "--as-of", "2026-01-01", "--format", "json") == before
    assert bangfu("gaps", "--unknown", "--as-of", "2026-01-01", "--format", "json") == before
    assert json.loads(bangfu("load", tmp_path / "tables", "--format", "json").out)["import"] == 2


def test_a_cache_that_stays_unfinished_is_cleaned_up_by_the_next_load(tmp_path: Path, bangfu: Run) -> None:
    assert bangfu("load", write_tables(tmp_path / "tables")).code == 0
    unfinished = tmp_path / "bangfu.db.snapshot" / "new-unfinished"
    unfinished.mkdir()
    (unfinished / "arrays.bin").write_bytes(b"bangfu")

    assert bangfu("load", tmp_path / "tables").code == 0

    assert not unfinished.exists()
    assert bangfu("coverage").code == 0


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_store_that_was_cut_off_is_said_to_be_damaged(tmp_path: Path, bangfu: Run, share: float) -> None:
    store = tmp_path / "bangfu.db"
    assert bangfu("load", write_tables(tmp_path / "tables")).code == 0
    whole = store.read_bytes()
    store.write_bytes(whole[: int(len(whole) * share)])
    shutil.rmtree(tmp_path / "bangfu.db.snapshot")

    for command in (("coverage",), ("load", tmp_path / "tables"), ("imports",)):
        told = bangfu(*command)
        assert (told.code, told.out, told.err.count("\n")) == (3, b"", 1), told
    assert store.read_bytes()[:16] == whole[:16]


def test_the_database_of_another_program_is_left_alone(tmp_path: Path, bangfu: Run) -> None:
    store = tmp_path / "bangfu.db"
    connection = sqlite3.connect(store)
    connection.executescript(
        "CREATE TABLE meta (name, worth); INSERT INTO meta VALUES ('a', 1); CREATE TABLE imports (n)"
    )
    connection.close()
    before = store.read_bytes()

    for command in (("coverage",), ("load", write_tables(tmp_path / "tables")), ("status",)):
        told = bangfu(*command)
        assert (told.code, told.out, told.err.count("\n")) == (3, b"", 1), told
    assert store.read_bytes() == before


def test_a_folder_where_the_store_should_be(tmp_path: Path, bangfu: Run) -> None:
    (tmp_path / "bangfu.db").mkdir()

    for command in (("coverage",), ("load", write_tables(tmp_path / "tables"))):
        told = bangfu(*command)
        assert (told.code, told.out, told.err.count("\n")) == (3, b"", 1), told
    assert list((tmp_path / "bangfu.db").iterdir()) == []


def test_a_store_in_a_folder_that_is_not_there(tmp_path: Path, bangfu: Run) -> None:
    told = bangfu("load", write_tables(tmp_path / "tables"), "--store", tmp_path / "no" / "such.db")

    assert (told.code, told.out, told.err.count("\n")) == (3, b"", 1)
    assert "check that its folder exists" in told.err


def test_a_store_that_may_only_be_read_answers_and_takes_nothing(tmp_path: Path, bangfu: Run) -> None:
    folder, seen = tmp_path / "kept", tmp_path / "seen"
    folder.mkdir()
    seen.mkdir()
    store = seen / "a.db"
    assert bangfu("load", write_tables(tmp_path / "tables"), "--store", folder / "a.db").code == 0
    mounted = subprocess.run(["mount", "--bind", "-o", "ro", folder, seen], capture_output=True, check=False)
    if mounted.returncode or os.access(seen, os.W_OK):
        subprocess.run(["umount", seen], capture_output=True, check=False)
        pytest.skip(f"this machine cannot mount a folder read-only: {mounted.stderr.decode().strip()}")
    try:
        asked = start("coverage", "--store", store)
        assert (asked.communicate()[1], asked.returncode) == (b"", 0)
        load = start("load", tmp_path / "tables", "--store", store)
        out, err = load.communicate()
        assert (load.returncode, out, err.decode().count("\n")) == (3, b"", 1)
        assert "is read-only" in err.decode()
    finally:
        subprocess.run(["umount", seen], check=True)
