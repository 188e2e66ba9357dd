"""`python -m tests.bench.pages [S] [M]`: the explorer in headless Chromium, as somebody sees it.

Times are of a real server over loopback: from the request to the first useful view, from a click to the next one, and
from moving the day to the view of that day. Weights are what goes over the wire, compressed.
"""

import argparse
import os
import statistics
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright
from rich.table import Table

from tests.api.http.server import running
from tests.bench.http import store_of
from tests.bench.machine import is_busy
from tests.bench.report import console, print_machine
from tests.bench.sizes import SIZES
from visuals.pdf import find_chromium

_DAY = "as_of=2026-11-23"
_RUNS = 5
_FLAGS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
_PAGES = ("/gaps", "/overlaps", "/county", "/network", "/changes", "/imports")


class Row(NamedTuple):
    """A figure with its unit and the target at this size; None where the issue names none."""

    what: str
    value: float
    unit: str
    target: float | None


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.pages", description="Measure the explorer.")
    parser.add_argument("sizes", nargs="*", metavar="SIZE", help=f"of {', '.join(SIZES)}; S and M when not given")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep stores there, and use those that it has")
    given = parser.parse_args()
    if (program := find_chromium(os.environ)) is None:
        print("Chromium is missing: apt-get install chromium fonts-noto-cjk", file=sys.stderr)
        return 2
    to = console()
    print_machine(to)
    with tempfile.TemporaryDirectory(prefix="bangfu-bench-") as made, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=_FLAGS)
        for name in given.sizes or ["S", "M"]:
            store = store_of(SIZES[name], (given.keep or Path(made)) / name)
            with running(store) as server:
                to.print(_table(name, list(_measured(browser, server.address, name))))
        browser.close()
    if is_busy():
        to.print("The machine was busy.")
    return 0


def _table(size: str, rows: list[Row]) -> Table:
    table = Table(title=f"the explorer, {size}: medians of {_RUNS} runs")
    for heading in ("figure", "value", "target", ""):
        table.add_column(heading, justify="left" if heading in ("figure", "") else "right")
    for row in rows:
        verdict = "" if row.target is None else "met" if row.value <= row.target else "[bold red]MISSED[/]"
        target = "" if row.target is None else f"≤ {row.target:,.0f} {row.unit}"
        table.add_row(row.what, f"{row.value:,.0f} {row.unit}", target, verdict)
    return table


def _measured(browser: Browser, address: str, size: str) -> Iterator[Row]:
    first = 1_000 if size == "S" else 1_500
    yield Row("the overview, first of all after the server started", _cold(browser, address, "/")[0], "ms", None)
    cold = [_cold(browser, address, "/") for _ in range(_RUNS)]
    yield Row("the overview, a new browser", statistics.median(time for time, _ in cold), "ms", first)
    yield Row("its weight, compressed", cold[0][1] / 1024, "KB", 600)
    for path in _PAGES:
        seen = [_cold(browser, address, path) for _ in range(_RUNS)]
        yield Row(f"{path}, a new browser", statistics.median(time for time, _ in seen), "ms", first)
        yield Row(f"{path}, weight", seen[0][1] / 1024, "KB", None if path == "/network" else 600)
    with _opened(browser, f"{address}/?{_DAY}") as page:
        for path in _PAGES:
            times = [_clicked(page, path) for _ in range(_RUNS)]
            yield Row(
                f"from the overview to {path}, a click", statistics.median(times), "ms", 300 if size == "S" else None
            )
        _goto(page, f"{address}/?{_DAY}")
        moved = [_moved(page) for _ in range(4 * _RUNS)]
        yield Row(
            "the day moved by the slider, to the view of it",
            statistics.median(moved),
            "ms",
            100 if size == "S" else None,
        )
        yield Row("the slowest of these", max(moved), "ms", None)
    yield from _network(browser, address)


def _network(browser: Browser, address: str) -> Iterator[Row]:
    """Target: 30 frames a second."""
    for units, what, target, figure in (
        (1_000, "a network of {} units drawn, the script being there", 1_000, "Number(holder.dataset.drawn)"),
        (500, "a frame of a network of {} units that is moved and zoomed", 1_000 / 30, _A_FRAME),
    ):
        with _opened(browser, f"{address}/network?{_DAY}&kind=all&state=all&limit={units}") as page:
            page.wait_for_selector("#network[data-drawn]")
            took = page.evaluate(
                f"(() => {{ const holder = document.getElementById('network'); return ({figure}) }})()"
            )
            drawn = page.evaluate("document.getElementById('network').view.told.nodes.length")
        yield Row(what.format(f"{drawn:,}"), float(took), "ms", target)


_A_FRAME = """
new Promise((done) => {
  const { network } = holder.view, began = performance.now();
  let drawn = 0;
  network.on("afterDrawing", () => (drawn += 1));
  network.body.emitter.emit("dragStart", {}); // as a hand does
  const step = (now) => {
    const turn = (now - began) / 300;
    const scale = network.getScale() * (1 + 0.02 * Math.sin(turn));
    network.moveTo({ position: { x: 200 * Math.sin(turn), y: 200 * Math.cos(turn) }, scale, animation: false });
    if (now - began < 2_000) requestAnimationFrame(step);
    else done((performance.now() - began) / drawn);
  };
  requestAnimationFrame(step);
})
"""


@contextmanager
def _opened(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    _goto(page, address)
    yield page
    context.close()


def _goto(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_selector("main[data-started]")


def _cold(browser: Browser, address: str, path: str) -> tuple[float, int]:
    """Milliseconds to the first useful view in a browser that knows nothing, and bytes over the wire."""
    sizes = list[int]()
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.on("requestfinished", lambda request: sizes.append(request.sizes()["responseBodySize"]))
    _goto(page, f"{address}{path}?{_DAY}")
    time = page.evaluate(
        "Math.max(performance.getEntriesByType('paint').at(-1)?.startTime ?? 0,"
        " performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd)"
    )
    page.wait_for_timeout(300)  # what loads after the first view counts as weight, too
    context.close()
    return float(time), sum(sizes)


_TIMED = """
async ([act, done]) => {
  const start = performance.now();
  new Function(act)();
  const isDone = new Function(`return ${done}`);
  while (!isDone()) await new Promise((next) => setTimeout(next, 1));
  await new Promise((next) => requestAnimationFrame(() => setTimeout(next)));
  return performance.now() - start;
}
"""


def _timed(page: Page, act: str, done: str) -> float:
    """Milliseconds from something done on the page to the frame in which the answer stands."""
    return float(page.evaluate(_TIMED, [act, done]))


def _clicked(page: Page, path: str) -> float:
    page.evaluate("document.querySelector('.product a').click()")
    page.wait_for_selector("main[data-page=overview][data-started]")
    name = path.strip("/")
    return _timed(
        page,
        f"document.querySelector('nav a[href^=\"{path}\"]').click()",
        f"document.querySelector('main[data-page={name}][data-started]') !== null",
    )


def _moved(page: Page) -> float:
    return _timed(
        page,
        "const s = document.getElementById('ov-slider'); s.value = Number(s.value) + 9;"
        "s.dispatchEvent(new Event('input', {bubbles: true})); window.wanted = document.getElementById('as_of').value",
        "document.querySelector('#main').dataset.day === window.wanted",
    )


if __name__ == "__main__":
    sys.exit(main())
