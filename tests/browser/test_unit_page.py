"""The page of a unit: what a coordinator reads there, and the way from a link to the row it was read from."""

import pytest
from playwright.sync_api import expect

from api.desk import Desk
from tests.browser.conftest import Site

pytestmark = pytest.mark.browser

DAY = "as_of=2026-11-24"
HELPER = "example-provincial-unit-08"
PATHS = ["/unit/513431", f"/unit/{HELPER}", "/unit/513400"]
SIZES = [(1280, 720), (1920, 1080), (390, 844)]


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("path", PATHS)
def test_a_unit_is_quiet_asks_nobody_and_fits(site: Site, path: str, width: int, height: int) -> None:
    with site.open(f"{path}?{DAY}", width, height) as seen:
        seen.shot(f"{path.strip('/').replace('/', '-')}-{width}")
        assert seen.console == []
        assert site.strangers(seen) == []
        assert seen.wide() <= width


@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_nothing_serious(site: Site, path: str) -> None:
    with site.open(f"{path}?{DAY}&lang=en") as seen:
        assert seen.serious() == []


def test_what_if_it_left_names_as_many_units_as_the_question_helpers_counts(site: Site) -> None:
    with Desk.open(site.store) as desk:
        [row] = [row for row in desk.ask("helpers", {"as_of": "2026-11-24"})["rows"] if row["helper"] == HELPER]
    with site.open(f"/unit/{HELPER}?{DAY}") as seen:
        expect(seen.page.locator("#what-if")).to_contain_text(f"{row['sole']} 个单位")
        expect(seen.page.locator("#what-if tr.last").first).to_contain_text("1 → 0")


def test_the_day_moves_the_marker_and_keeps_the_unit(site: Site) -> None:
    with site.open(f"/unit/{HELPER}?{DAY}") as seen:
        seen.page.locator("#as_of").fill("2027-02-01")
        seen.page.wait_for_url(f"**/unit/{HELPER}?as_of=2027-02-01")
        expect(seen.page.locator(".axis")).to_contain_text("截至 2027-02-01")
