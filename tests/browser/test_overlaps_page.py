"""Where helpers pile up, as a browser shows it: four patterns, each drawn, listed and taken away."""

import io
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.browser.conftest import Seen, Site

pytestmark = pytest.mark.browser

DAY = "as_of=2026-11-24"
PATTERNS = ("over_max", "two_forces", "parent_and_branch", "shared_units")


@pytest.mark.parametrize("pattern", PATTERNS)
@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1920, 1080), (390, 844)])
def test_every_pattern_is_quiet_fits_and_can_be_read(site: Site, pattern: str, width: int, height: int) -> None:
    with site.open(f"/overlaps?{DAY}&pattern={pattern}", width, height) as seen:
        seen.shot(f"overlaps-{pattern}-{width}")

        assert seen.console == []
        assert site.strangers(seen) == []
        assert seen.wide() <= width
        assert width == 1920 or seen.serious() == []
        found = texts_in_pictures(seen)
        assert len(found) > 20
        smallest = 10.5 if width > 390 else 8.5
        assert [each for each in found if each[1] < smallest or min(each[2:]) < -0.5] == []


def texts_in_pictures(seen: Seen) -> list[tuple[str, float, float, float]]:
    """Each text that shows, its size in pixels, and how far it stays from the picture's edges."""
    found: list[list[Any]] = seen.page.locator(".drawn svg text:visible, .pattern svg text:visible").evaluate_all(
        """texts => texts.map((text) => {
          const mine = text.getBoundingClientRect(), svg = text.ownerSVGElement.getBoundingClientRect();
          const scale = text.getScreenCTM().a * parseFloat(getComputedStyle(text).fontSize);
          return [text.textContent, scale, mine.left - svg.left, svg.right - mine.right];
        })"""
    )
    return [(text, size, left, right) for text, size, left, right in found]


def test_a_leader_follows_an_overlap_and_takes_the_list(site: Site) -> None:
    with site.open(f"/overlaps?{DAY}") as seen:
        page = seen.page
        page.evaluate("window.stays = true")
        page.locator(".pattern", has_text="两方同帮多个").click()
        page.wait_for_url("**pattern=shared_units*")
        page.locator("#at_least").fill("3")
        page.locator("#at_least").blur()
        page.wait_for_url("**at_least=3*")
        page.wait_for_selector("main[data-started]:not([aria-busy])")
        counts = page.locator(".overlap-rows td.over").all_inner_texts()
        with page.expect_download() as download:
            page.get_by_role("link", name="导出 XLSX").click()
        sheet = load_workbook(io.BytesIO(download.value.path().read_bytes())).worksheets[0]
        taken = list(sheet.iter_rows(min_row=2, values_only=True))

        assert counts == [row[4] for row in taken]
        assert min(map(int, counts)) >= 3
        answer = page.request.get(f"{site.server.address}/api/v1/overlaps?{DAY}&pattern=shared_units&at_least=3").json()
        assert [row[5] for row in taken] == ["、".join(row["helpers"]) for row in answer["rows"]]
        page.locator(".overlap-rows tbody a").first.click()
        page.wait_for_url(f"**/unit/{answer['rows'][0]['helpers'][0]}?*")
        assert page.evaluate("window.stays") is True
        assert seen.console == []
