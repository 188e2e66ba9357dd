from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from api.cli.main import main
from tests.api.small import write_tables


class Told(NamedTuple):
    """What a command has left behind."""

    code: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        return self.out.decode()


Run = Callable[..., Told]


@pytest.fixture(autouse=True)
def _a_place_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No store, locale or terminal of the machine that runs the tests."""
    monkeypatch.chdir(tmp_path)
    for name in ("BANGFU_STORE", "BANGFU_DEBUG", "LC_ALL", "LC_MESSAGES", "LANG", "COLUMNS", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def bangfu(capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Run a command in a pipe: stdout is no terminal."""

    def run(*args: str | Path) -> Told:
        capfdbinary.readouterr()
        code = main([str(arg) for arg in args])
        out, err = capfdbinary.readouterr()
        return Told(code, out, err.decode())

    return run


@pytest.fixture(scope="session")
def _small_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small")
    store = folder / "small.db"
    assert main(["load", str(write_tables(folder / "tables")), "--store", str(store)]) == 0
    return store


@pytest.fixture
def store(_small_store: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small store, named by BANGFU_STORE; nothing may be loaded into it."""
    monkeypatch.setenv("BANGFU_STORE", str(_small_store))
    return _small_store
