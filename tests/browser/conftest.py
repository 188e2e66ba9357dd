"""A Chromium for the tests. Without one they are skipped, and say so; BANGFU_REQUIRE_BROWSER=1 makes that a failure."""

import json
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from api.access.places import tokens_of
from api.access.roles import Role
from api.cli.main import main
from tests.api.http.server import Server, running
from visuals.pdf import find_chromium

_FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
_NO_BROWSER = "no Chromium on this machine: apt-get install chromium fonts-noto-cjk"
_SHOTS = "BANGFU_SCREENSHOTS"
_AXE = Path(__file__).parent / "vendor" / "axe.min.js"


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

    def arrives(self, address: str) -> None:
        """Waits until the view at an address, a glob, is there."""
        self.page.wait_for_url(address)
        self.page.wait_for_selector("main[data-started]:not([aria-busy])")

    def wide(self) -> int:
        """Pixels that the page takes across; more than the window has is a scroll sideways."""
        width: int = self.page.evaluate("document.documentElement.scrollWidth")
        return width

    def serious(self) -> list[str]:
        """Findings that axe calls serious or critical, contrast among them."""
        self.page.evaluate(_AXE.read_text(encoding="utf-8"))
        found: dict[str, Any] = self.page.evaluate("axe.run({resultTypes: ['violations']})")
        assert "color-contrast" in {each["id"] for each in (*found["passes"], *found["violations"])}
        return [
            f"{each['id']}: {json.dumps(each['nodes'][0]['target'])} {each['nodes'][0]['failureSummary']}"
            for each in found["violations"]
            if each["impact"] in ("serious", "critical")
        ]


@dataclass(frozen=True)
class Site:
    """The explorer as `bangfu serve` shows it, over a store of its own."""

    server: Server
    browser: Browser
    store: Path

    @contextmanager
    def open(self, path: str, width: int = 1280, height: int = 720, *, editor: bool = False) -> Iterator[Seen]:
        """A page in a browser that knows nothing yet; an `editor` has followed the link that the server printed."""
        context = self.browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN")
        if editor:
            secret = tokens_of(self.store).make_link("link", Role.EDITOR)
            context.request.get(f"{self.server.address}/enter?key={secret}")
        seen = _watched(context.new_page())
        seen.page.goto(self.server.address + path)
        seen.page.wait_for_selector("main[data-started]")
        yield seen
        context.close()

    def strangers(self, seen: Seen) -> list[str]:
        """Requests to anybody else."""
        ours = (self.server.address, "data:", "blob:")
        return [url for url in seen.requests if not url.startswith(ours)]


def _watched(page: Page) -> Seen:
    seen = Seen(page)
    page.on("console", lambda message: seen.console.append(message.text))
    page.on("pageerror", lambda error: seen.console.append(str(error)))
    page.on("request", lambda request: seen.requests.append(request.url))
    return seen


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
        seen = _watched(page)
        page.goto(path.as_uri())
        if "network" in path.name:
            page.wait_for_selector("body[data-drawn]")
        yield seen
        page.close()

    return open_file


@pytest.fixture(scope="session")
def example(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Path:  # noqa: ARG001  # no browser, no work
    """A store that holds the fictional example."""
    store = tmp_path_factory.mktemp("example") / "example.db"
    assert main(["example", "--store", str(store)]) == 0
    return store


@pytest.fixture(scope="session")
def site(browser: Browser, example: Path) -> Iterator[Site]:
    """The explorer over the fictional example; nothing may be loaded into it."""
    with running(example) as server:
        yield Site(server, browser, example)


@pytest.fixture
def own_site(browser: Browser, example: Path, tmp_path: Path) -> Iterator[Site]:
    """The same over a copy that the test may change."""
    store = tmp_path / "own.db"
    with closing(sqlite3.connect(example)) as held, closing(sqlite3.connect(store)) as copy:
        held.backup(copy)
    with running(store) as server:
        yield Site(server, browser, store)


@pytest.fixture(scope="session")
def files(example: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """What the tests look at, by name: reports and networks of the fictional example."""
    folder, store = tmp_path_factory.mktemp("browser"), str(example)
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
