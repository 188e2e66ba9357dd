import shlex
from pathlib import Path

import pytest

from tests.api.conftest import Run
from tests.api.small import write_tables
from visuals.words import FICTIONAL


def test_the_demo_says_what_is_known_and_what_is_not(bangfu: Run, tmp_path: Path) -> None:
    told = bangfu("demo")

    assert (told.code, told.err) == (0, "")
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".db"] == ["bangfu-demo.db"]
    assert "8 个市（州）、39 个县、767 个乡镇（街道）、7,248 个村（社区）" in told.text
    assert "没有导入的 5 行" in told.text
    assert "是“未填报”，不是“无帮扶”" in told.text
    assert bangfu("demo").out == told.out
    assert "CC BY 4.0" in bangfu("status", "--store", "bangfu-demo.db").text


def test_the_next_steps_of_the_demo_work(bangfu: Run) -> None:
    told = bangfu("demo", "--lang", "en").text

    steps = [line.strip() for line in told.splitlines() if line.startswith("  bangfu ") and "--store" in line]
    serves, *others = steps
    assert (serves, len(others)) == ("bangfu serve --store bangfu-demo.db", 3)
    for step in others:
        assert bangfu(*shlex.split(step)[1:]).code == 0


@pytest.mark.parametrize("command", ["demo", "example"])
def test_a_store_with_somebody_s_data_is_left_alone(bangfu: Run, tmp_path: Path, command: str) -> None:
    bangfu("load", write_tables(tmp_path / "tables"), "--store", "mine.db")
    before = bangfu("imports", "--store", "mine.db")

    told = bangfu(command, "--store", "mine.db")

    assert (told.code, told.out, told.err.count("\n")) == (2, b"", 1)
    assert "holds other data already" in told.err
    assert bangfu("imports", "--store", "mine.db") == before


def test_the_store_of_the_environment_is_somebody_s(
    bangfu: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BANGFU_STORE", str(tmp_path / "mine.db"))

    bangfu("demo")

    assert not (tmp_path / "mine.db").exists()


def test_the_example_has_every_state_and_overlap_and_says_that_it_is_fictional(bangfu: Run) -> None:
    told = bangfu("example")

    assert (told.code, told.err) == (0, "")
    assert told.text.splitlines()[0] == told.text.splitlines()[-1] == FICTIONAL
    for state in ("未配足", "挂名覆盖", "待启动", "已到期", "无帮扶"):
        assert any(line.split()[1:] == [state] and line.split()[0] != "0" for line in told.text.splitlines())
    overlaps = told.text.split("重叠\n")[1].splitlines()[:4]
    assert all(line.split()[0] != "0" for line in overlaps)
    steps = [line.strip() for line in told.text.splitlines() if line.startswith("  bangfu ")]
    serves, *others = steps
    assert (serves, len(others)) == ("bangfu serve --store bangfu-example.db", 3)
    for step in others:
        assert len(bangfu(*shlex.split(step)[1:]).text.splitlines()) > 1
    table = bangfu("gaps", "--store", "bangfu-example.db", "--limit", "1", "--format", "table")
    assert table.text.splitlines()[0].rstrip() == FICTIONAL
