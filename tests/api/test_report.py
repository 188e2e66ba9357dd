"""`bangfu report` as somebody types it."""

from pathlib import Path

import pytest

from tests.api.conftest import Run
from tests.visuals.reports import DISPATCHES, PAIRINGS, RETURNS, UNITS
from visuals.pdf import find_chromium
from visuals.words import FICTIONAL


@pytest.fixture
def store(bangfu: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name, text in {"u": UNITS, "p": PAIRINGS, "d": DISPATCHES, "r": RETURNS}.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    monkeypatch.setenv("BANGFU_STORE", "report.db")
    assert bangfu("load", "in").code == 0


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(
    ("place", "lang", "title"), [("清溪", "zh", "清溪县帮扶情况报告"), ("5101", "en", "Green Mountains")]
)
def test_one_file_about_a_place(bangfu: Run, tmp_path: Path, place: str, lang: str, title: str) -> None:
    told = bangfu("report", "r.html", "--within", place, "--as-of", "2026-06-30", "--since", "0", "--lang", lang)

    assert (told.code, told.out, told.err) == (0, b"", "r.html\n")
    html = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert title in html
    assert "2026-06-30" in html
    assert len(html) < 2_000_000


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["r.docx", "--within", "清溪"], "end it in .html, .pdf"),
        (["r.html"], "say whose report it is"),
        (["r.html", "--within", "西镇"], "a report is about a county, a prefecture or a province"),
        (["r.html", "--within", "没有"], "no unit has the id or name"),
        (["r.html", "--within", "清溪", "--since", "9"], "--since 9"),
        (["r.html", "--within", "清溪", "--as-of", "昨天"], "is not a day"),
        (["missing/r.html", "--within", "清溪"], "is in a folder that does not exist"),
    ],
)
def test_what_cannot_be_reported_is_one_sentence(bangfu: Run, tmp_path: Path, args: list[str], said: str) -> None:
    told = bangfu("report", *args)

    assert (told.code, told.err.count("\n")) == (2, 1)
    assert said in told.err
    assert not (tmp_path / "r.html").exists()


@pytest.mark.usefixtures("store")
def test_a_pdf_needs_chromium(bangfu: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BANGFU_CHROMIUM", str(tmp_path / "no-such-program"))

    told = bangfu("report", "r.pdf", "--within", "清溪")

    assert told.code == 2
    assert "a PDF needs Chromium on this machine" in told.err
    assert not (tmp_path / "r.pdf").exists()


@pytest.mark.usefixtures("store")
def test_a_chromium_that_fails_is_one_sentence(bangfu: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BANGFU_CHROMIUM", "false")

    told = bangfu("report", "r.pdf", "--within", "清溪")

    assert (told.code, told.err.count("\n")) == (2, 1)
    assert "printed no PDF" in told.err


def test_the_program_is_the_one_named_or_none() -> None:
    assert find_chromium({"BANGFU_CHROMIUM": "/no/such/program"}) is None


def test_fictional_data_is_said(bangfu: Run, tmp_path: Path) -> None:
    (tmp_path / "u.csv").write_text("id,kind,name\nexample-1,county,甲县\n", encoding="utf-8")
    bangfu("load", "u.csv")

    assert bangfu("report", "r.html", "--within", "甲县").err.splitlines() == [FICTIONAL, "r.html"]
    assert FICTIONAL in (tmp_path / "r.html").read_text(encoding="utf-8")
