"""`bangfu network` as somebody types it."""

from pathlib import Path

import pytest

from tests.api.conftest import Run


@pytest.mark.parametrize(
    "args", [[], ["--within", "白石"], ["--around", "白石"], ["--lang", "en", "--as-of", "2024-01"]]
)
@pytest.mark.usefixtures("store")
def test_one_file_that_opens_by_itself(bangfu: Run, tmp_path: Path, args: list[str]) -> None:
    told = bangfu("network", "n.html", *args)

    assert (told.code, told.out, told.err) == (0, b"", "n.html\n")
    assert "vis-network" in (tmp_path / "n.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["n.png"], "must end in .html"),
        (["n.html", "--within", "白石", "--around", "白石"], "not both"),
        (["n.html", "--around", "没有"], "no unit has the id or name"),
        (["n.html", "--known-at", "9"], "there is no import 9 yet"),
        (["missing/n.html"], "is in a folder that does not exist"),
        ([], "is missing"),
    ],
)
@pytest.mark.usefixtures("store")
def test_what_cannot_be_drawn_is_one_sentence(bangfu: Run, tmp_path: Path, args: list[str], said: str) -> None:
    told = bangfu("network", *args)

    assert (told.code, told.err.count("\n")) == (2, 1)
    assert said in told.err
    assert not list(tmp_path.glob("*.html"))
