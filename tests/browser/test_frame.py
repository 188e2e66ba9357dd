"""What every page of the explorer has: navigation, search, place, day; how views are swapped; what goes wrong."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from api.desk import Desk
from tests.api.http.server import running
from tests.browser.conftest import Site
from visuals.pages.pages import PAGES
from visuals.words import FICTIONAL

pytestmark = pytest.mark.browser

DAY = "as_of=2026-11-24"
PATHS = [f"{page.path.partition('{')[0].rstrip('/') or '/'}?{DAY}" for page in PAGES]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1920, 1080), (390, 844)])
def test_a_page_is_quiet_asks_nobody_and_fits(site: Site, path: str, width: int, height: int) -> None:
    with site.open(path, width, height) as seen:
        seen.shot(f"page-{path.strip('/').partition('?')[0] or 'overview'}-{width}")

        assert seen.console == []
        assert site.strangers(seen) == []
        assert seen.wide() <= width
        assert seen.page.get_by_text(FICTIONAL).first.is_visible()


@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_nothing_serious(site: Site, path: str) -> None:
    with site.open(path) as seen:
        assert seen.serious() == []
    with site.open(f"{path}&lang=en", 390, 844) as seen:
        assert seen.serious() == []


def test_navigation_swaps_the_view_and_keeps_day_place_and_language(site: Site) -> None:
    with site.open(f"/?{DAY}&within=513400&lang=en") as seen:
        seen.page.evaluate("window.stays = true")
        seen.page.get_by_role("link", name="Gaps", exact=True).first.click()
        seen.page.wait_for_url("**/gaps?*")

        assert seen.page.url.endswith("/gaps?as_of=2026-11-24&within=513400&lang=en")
        expect(seen.page.locator("#nav [aria-current=page]")).to_have_text("Gaps")
        seen.page.go_back()
        expect(seen.page.locator("#nav [aria-current=page]")).to_have_text("Overview")
        assert seen.page.evaluate("window.stays") is True


def test_a_unit_is_found_by_initials_with_the_keyboard_alone(site: Site) -> None:
    with site.open(f"/?{DAY}") as seen:
        seen.page.keyboard.press("Control+k")
        seen.page.keyboard.type("zhaojue")
        seen.page.wait_for_selector("[role=option]")
        seen.page.keyboard.press("ArrowDown")
        seen.page.keyboard.press("Enter")
        seen.page.wait_for_url("**/county/513431?*")

        assert seen.page.url.endswith("/county/513431?as_of=2026-11-24")


def test_the_place_filter_narrows_the_view(site: Site) -> None:
    with site.open(f"/gaps?{DAY}") as seen:
        seen.page.locator("#within").select_option("513431")
        seen.page.wait_for_url("**within=513431")
        expect(seen.page.locator(".chain")).to_contain_text("凉山彝族自治州")
        seen.page.locator(".chain").get_by_role("link", name="凉山彝族自治州").click()
        seen.page.wait_for_url("**within=513400")


def test_the_slider_moves_the_day(site: Site) -> None:
    with site.open(f"/gaps?{DAY}") as seen:
        seen.page.locator("#slider").focus()
        seen.page.keyboard.press("ArrowRight")
        seen.page.wait_for_url("**as_of=2026-11-25*")

        expect(seen.page.locator("#as_of")).to_have_value("2026-11-25")
        expect(seen.page.locator("#slider")).to_be_focused()
        expect(seen.page.locator("#foot")).to_contain_text("2026-11-25")


def test_a_server_that_is_gone_is_said_and_can_be_tried_again(site: Site) -> None:
    with site.open(f"/?{DAY}") as seen:
        seen.page.context.set_offline(True)
        seen.page.get_by_role("link", name="缺口", exact=True).first.click()
        expect(seen.page.locator("#status")).to_contain_text("没有取到")
        seen.page.context.set_offline(False)
        seen.page.get_by_role("button", name="再试一次").click()
        seen.page.wait_for_url("**/gaps?*")
        expect(seen.page.locator("#status")).to_be_empty()


def test_a_name_that_leads_nowhere_offers_candidates(site: Site) -> None:
    page = site.browser.new_page()
    answer = page.goto(f"{site.server.address}/unit/昭决县")

    assert answer is not None
    assert answer.status == 404
    page.get_by_role("link", name="昭觉县 (513431").click()
    expect(page.get_by_role("main")).to_contain_text("昭觉县")
    page.close()


def test_an_empty_ledger_says_on_every_page_what_to_do(browser: Browser, tmp_path: Path) -> None:
    store = tmp_path / "empty.db"
    with Desk.open(str(store), create=True):
        pass
    with running(store) as server, Site(server, browser, store).open("/") as seen:
        for path in (path for path in PATHS if not path.startswith("/imports")):
            seen.page.goto(server.address + path)
            start = seen.page.locator("main").get_by_role("link", name="去导入")
            assert start.is_visible(), path
        assert seen.console == []
        assert seen.serious() == []
        start.click()
        expect(seen.page.get_by_role("heading", level=1)).to_have_text("导入表格")


def test_english_fits_into_one_top_bar_and_twice_as_large_onto_every_page(site: Site) -> None:
    with site.open(f"/?{DAY}&lang=en") as seen:
        tops = seen.page.locator(".top > *").evaluate_all("all => all.map(each => each.getBoundingClientRect().top)")
        bottom = seen.page.locator(".top").evaluate("bar => bar.getBoundingClientRect().bottom")
        assert max(tops) < bottom < min(tops) + 60
        seen.page.set_viewport_size({"width": 640, "height": 360})
        for path in PATHS:
            seen.page.goto(f"{site.server.address}{path}&lang=en")
            assert seen.wide() <= 640, path
