"""Map and flow as a browser has them under the policy of our pages: drawn, reachable by key, and legible."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

from api.desk import Desk
from api.http.headers import PAGES as POLICY
from graph_model.days import parse_day
from queries.coverage import COVERAGE
from queries.coverage import Params as CoverageParams
from tests.browser.conftest import Seen, Site
from tests.visuals.pictures.drawn import feature, geojson, jagged
from visuals.pictures.flow.flow import Hrefs, flow_picture
from visuals.pictures.flow.flows import flows
from visuals.pictures.map.map import map_picture
from visuals.pictures.map.places import MapPlace, PlaceCount, map_places
from visuals.pictures.map.shape_sources import shape_source
from visuals.words import Lang

pytestmark = pytest.mark.browser

DAY = parse_day("2026-11-24")
_CSS = Path("visuals/templates/pictures.css"), Path("visuals/static/explorer/explorer.css")
_PAGE = (
    '<!doctype html><html lang="zh"><head><title>t</title><link rel="stylesheet" href="/a.css"></head>'
    '<body><main data-started><h1>t</h1><section class="panel">{}</section></main></body></html>'
)


def _places(desk: Desk) -> list[MapPlace]:
    graph = desk.graph()
    answer = COVERAGE.answer(graph, CoverageParams(DAY, by="county", group="five_forces"))
    counts = dict[int, list[int]]()
    for row in answer.page(0, answer.total):
        count = counts.setdefault(graph.find(row.place or ""), [0, 0, 0])
        gaps = row.partial + row.inherited + row.planned + row.lapsed + row.uncovered
        for place, number in enumerate((gaps, row.unknown, row.applies)):
            count[place] += number
    return map_places(graph, [PlaceCount(slot, *count) for slot, count in counts.items()], Lang.ZH)


@pytest.fixture(scope="module")
def drawn(site: Site, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    with Desk.open(site.store) as desk:
        places = _places(desk)
        flow = flows(desk.graph(), None, DAY, Lang.ZH)
    ragged = [feature(jagged(*place.at), code=place.id) for place in places if place.at]
    file = tmp_path_factory.mktemp("map") / "shapes.geojson"
    file.write_text(geojson(ragged), encoding="utf-8")
    shapes = shape_source(str(file)).shapes
    return {
        "tiles": str(map_picture(places, Lang.ZH, _county).drawn),
        "shapes": str(map_picture(places, Lang.ZH, _county, shapes).drawn),
        "flow": str(flow_picture(flow, Lang.ZH, Hrefs(_county, lambda force: f"/pairings?force={force}"))),
    }


def _county(unit: str) -> str:
    return f"/county/{unit}"


@contextmanager
def shown(browser: Browser, picture: str, width: int, height: int) -> Iterator[Seen]:
    page = browser.new_page(viewport={"width": width, "height": height})
    seen = Seen(page)
    page.on("console", lambda message: seen.console.append(message.text))
    page.route("**/*", lambda route: _answered(route, picture))
    page.goto("http://bangfu.invalid/")
    yield seen
    page.close()


def _answered(route: Route, picture: str) -> None:
    if route.request.url.endswith(".css"):
        route.fulfill(body="".join(path.read_text(encoding="utf-8") for path in _CSS), content_type="text/css")
    else:
        headers = {"Content-Security-Policy": POLICY, "Content-Type": "text/html; charset=utf-8"}
        route.fulfill(body=_PAGE.format(picture), headers=headers)


@pytest.mark.parametrize("name", ["tiles", "shapes", "flow"])
@pytest.mark.parametrize(("width", "height"), [(1280, 720), (390, 844)])
def test_it_is_drawn_under_the_policy_and_scrolls_in_its_own_box(
    browser: Browser, drawn: dict[str, str], name: str, width: int, height: int
) -> None:
    with shown(browser, drawn[name], width, height) as seen:
        seen.shot(f"picture-{name}-{width}")
        assert seen.wide() <= width
        assert [text for text in seen.console if "favicon" not in text] == []
        assert _smallest_text(seen.page) >= 9.5
        assert seen.serious() == []


@pytest.mark.parametrize(("name", "address"), [("tiles", "/county/513332"), ("flow", "/pairings?force=east_west")])
def test_a_place_and_a_force_are_reached_by_key(
    browser: Browser, drawn: dict[str, str], name: str, address: str
) -> None:
    with shown(browser, drawn[name], 1280, 720) as seen:
        for _ in range(80):
            seen.page.keyboard.press("Tab")
            if seen.page.evaluate("document.activeElement.getAttribute('href')") == address:
                break
        seen.page.keyboard.press("Enter")
        seen.page.wait_for_url(f"http://bangfu.invalid{address}")


def test_unknown_and_gap_look_different(browser: Browser, drawn: dict[str, str]) -> None:
    """The style sheet gives every step a fill of its own, and leaves the hatching alone."""
    with shown(browser, drawn["tiles"], 1280, 720) as seen:
        fills: dict[str, str] = seen.page.evaluate(
            "Object.fromEntries([...document.querySelectorAll('.spot')].map(each =>"
            " [each.getAttribute('class'), getComputedStyle(each.querySelector('.tile')).fill]))"
        )
    assert len(set(fills.values())) == len(fills) >= 4


def _smallest_text(page: Page) -> float:
    """Pixels of the smallest text as it is shown."""
    smallest: float = page.evaluate(
        "Math.min(...[...document.querySelectorAll('.picture text')].map(each => {"
        " const scale = each.getScreenCTM().a; return scale * parseFloat(getComputedStyle(each).fontSize) }))"
    )
    return smallest
