"""Views that take one another's place: they look as if they were opened, and lose nothing that somebody did."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Site

pytestmark = pytest.mark.browser

DAY = "as_of=2026-11-24"
BOXES = """() => [...document.querySelectorAll("#main *")].map((each) => {
  const { x, y, width, height } = each.getBoundingClientRect();
  return [each.tagName, x, y, width, height].join(" ");
})"""


def test_a_view_that_was_swapped_in_looks_like_one_that_was_opened(site: Site) -> None:
    with site.open(f"/?{DAY}") as seen:
        for name in ("县域", "缺口", "重叠", "变化", "导入", "总览"):
            seen.page.locator("#nav").get_by_role("link", name=name, exact=True).click()
            expect(seen.page.locator("#nav [aria-current=page]")).to_have_text(name)
            seen.page.wait_for_selector("main[data-started]:not([aria-busy])")
            with site.open(seen.page.url.removeprefix(site.server.address)) as fresh:
                assert seen.page.evaluate(BOXES) == fresh.page.evaluate(BOXES), name


def test_another_page_begins_at_its_top_and_back_leads_to_where_one_was(site: Site) -> None:
    with site.open(f"/gaps?{DAY}&group_by=none&kind=township") as seen:
        page = seen.page
        link = page.locator(".gap-rows tbody .unit a").last
        link.scroll_into_view_if_needed()
        before = page.evaluate("scrollY")
        assert before > 300
        link.click()
        seen.arrives("**/unit/*")
        assert page.evaluate("scrollY") == 0
        page.go_back()
        seen.arrives("**/gaps?*")
        expect(page.locator(".gap-rows")).to_be_visible()
        page.wait_for_function("before => Math.abs(scrollY - before) < 2", arg=before)


def test_the_keyboard_stays_where_it_was(site: Site) -> None:
    with site.open(f"/gaps?{DAY}") as seen:
        page = seen.page
        page.locator(".facet a[href*='kind=township']").focus()
        page.keyboard.press("Enter")
        seen.arrives("**kind=township*")
        expect(page.locator(".facet a[aria-current]", has_text="乡镇").first).to_be_focused()


def test_a_day_can_be_typed_part_by_part(site: Site) -> None:
    with site.open(f"/gaps?{DAY}") as seen:
        page = seen.page
        page.locator("#as_of").focus()
        page.keyboard.press("ArrowRight")  # to its month or its day, as the language of the browser has it
        for steps in (1, 2):
            page.keyboard.press("ArrowDown")
            day = (
                f"2026-11-{24 - steps}" if "11-" in page.locator("#as_of").input_value() else f"2026-{11 - steps:02}-24"
            )
            seen.arrives(f"**as_of={day}*")
            expect(page.locator("#slider")).to_have_attribute("aria-valuetext", day)
        page.locator("#as_of").fill("0002-11-24")  # while one types the year
        page.wait_for_timeout(300)
        assert f"as_of={day}" in page.url
        expect(page.locator("#as_of")).to_be_focused()


def test_what_is_unfolded_stays_so(site: Site) -> None:
    with site.open(f"/?{DAY}") as seen:
        table = seen.page.locator(".days details")
        table.locator("summary").click()
        seen.page.locator("#ov-groups a", has_text="组团人才").click()
        seen.arrives("**group=group_talent*")
        expect(table.locator("table")).to_be_visible()


def test_the_place_filter_leads_from_a_county_with_a_field_to_the_overview(site: Site) -> None:
    with site.open(f"/county/513431?{DAY}&field=农牧") as seen:
        seen.page.locator("#within").select_option("513400")
        seen.arrives(f"{site.server.address}/?{DAY}&within=513400")


def test_jumping_to_the_content_takes_no_chosen_table_away(site: Site, tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    table.write_text("编号\n", encoding="utf-8")
    with site.open("/imports", editor=True) as seen:
        seen.page.locator("#files").set_input_files(table)
        seen.page.locator(".skip").press("Enter")
        seen.page.wait_for_url("**#main")
        assert seen.page.locator("#files").evaluate("input => input.files.length") == 1
        expect(seen.page.locator("#main")).to_be_focused()
