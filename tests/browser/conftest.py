"""A Chromium for the tests. Without one they are skipped, and say so; BANGFU_REQUIRE_BROWSER=1 makes that a failure."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from api.cli.main import main
from visuals.pdf import find_chromium

_FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
_NO_BROWSER = "no Chromium on this machine: apt-get install chromium fonts-noto-cjk"
_SHOTS = "BANGFU_SCREENSHOTS"


@dataclass
class Seen:
    """A page as it was opened, with what its console said and what it asked for."""

    page: Page
    console: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def shot(self, name: str) -> bytes:
        """A picture of it, kept in the folder that BANGFU_SCREENSHOTS names."""
        picture = self.page.screenshot()
        if folder := os.environ.get(_SHOTS):
            (Path(folder) / f"{name}.png").write_bytes(picture)
        return picture


Open = Callable[[Path, int, int], AbstractContextManager[Seen]]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if (program := find_chromium(os.environ)) is None:
        if os.environ.get("BANGFU_REQUIRE_BROWSER") == "1":
            pytest.fail(_NO_BROWSER)
        pytest.skip(_NO_BROWSER)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=_FLAGS)
        yield running
        running.close()


@pytest.fixture(scope="session")
def opened(browser: Browser) -> Open:
    @contextmanager
    def open_file(path: Path, width: int, height: int) -> Iterator[Seen]:
        page = browser.new_page(viewport={"width": width, "height": height})
        seen = Seen(page)
        page.on("console", lambda message: seen.console.append(message.text))
        page.on("pageerror", lambda error: seen.console.append(str(error)))
        page.on("request", lambda request: seen.requests.append(request.url))
        page.goto(path.as_uri())
        if "network" in path.name:
            page.wait_for_selector("body[data-drawn]")
        yield seen
        page.close()

    return open_file


@pytest.fixture(scope="session")
def files(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:  # noqa: ARG001  # no browser, no work
    """What the tests look at, by name: reports and networks of the fictional example."""
    folder = tmp_path_factory.mktemp("browser")
    store = str(folder / "example.db")
    assert main(["example", "--store", store]) == 0
    day = ["--as-of", "2026-11-24", "--since", "0", "--store", store]
    asked = {
        "report-county": ["report", *day, "--within", "昭觉县"],
        "report-prefecture": ["report", *day, "--within", "凉山州", "--lang", "en"],
        "report-province": ["report", *day, "--within", "四川省"],
        "network-county": ["network", *day[:2], *day[4:], "--within", "昭觉县"],
        "network-all": ["network", *day[:2], *day[4:]],
        "network-around": ["network", *day[:2], *day[4:], "--around", "昭觉县", "--lang", "en"],
    }
    for name, (command, *more) in asked.items():
        assert main([command, str(folder / f"{name}.html"), *more]) == 0
    return {name: folder / f"{name}.html" for name in asked}
