"""A planner finds gaps and takes them away: filters, order, files and print, as a browser shows them."""

import io

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Seen, Site

pytestmark = pytest.mark.browser

DAY = "as_of=2026-11-24"
VIEWS = {
    "gaps": f"/gaps?{DAY}",
    "gaps-by-county": f"/gaps?{DAY}&within=513400&group_by=county&sort=age&unknown=true",
    "gaps-none-left": f"/gaps?{DAY}&within=513431&kind=village&force=soe",
    "gaps-print": f"/gaps?{DAY}&within=513431&print=true",
    "gaps-english": f"/gaps?{DAY}&group_by=none&lang=en",
}


@pytest.mark.parametrize("name", VIEWS)
@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1920, 1080), (390, 844)])
def test_every_view_is_quiet_fits_and_can_be_read_by_all(site: Site, name: str, width: int, height: int) -> None:
    with site.open(VIEWS[name], width, height) as seen:
        seen.shot(f"{name}-{width}")

        assert seen.console == []
        assert site.strangers(seen) == []
        assert seen.wide() <= width
        assert width == 1920 or seen.serious() == []


def test_a_planner_narrows_the_list_and_takes_it_away(site: Site) -> None:
    with site.open(f"/gaps?{DAY}") as seen:
        page = seen.page
        page.evaluate("window.stays = true")
        follow(page, page.locator(".facet").get_by_role("link", name="凉山彝族自治州"), "within=513400")
        promised = int(page.locator(".tile.lapsed b").inner_text())
        follow(page, page.locator(".tile.lapsed"), "state=lapsed")
        follow(page, page.locator(".segments").get_by_role("link", name="县", exact=True), "group_by=county")
        follow(page, page.get_by_role("link", name="缺口起始"), "sort=age")
        taken = workbook_rows(seen)
        shown = listed(page)
        while (following := page.get_by_role("link", name="下一页")).count():
            follow(page, following, "page=")
            shown += listed(page)

        assert len(shown) == promised
        assert shown == [(row[0], row[12]) for row in taken]  # the unit, and the first day of its gap
        answer = page.request.get(f"{site.server.address}/api/v1/gaps?{DAY}&within=513400&state=lapsed&limit=1000")
        rows = answer.json()["rows"]
        assert sorted((row["unit"], row["rule"], row["gap_since"]) for row in rows) == sorted(
            (row[0], row[5], row[12]) for row in taken
        )
        assert page.evaluate("window.stays") is True
        page.go_back()
        assert seen.console == []


def follow(page: Page, link: Locator, part: str) -> None:
    """Click, and wait until the view is there."""
    before = page.url
    link.click()
    page.wait_for_function("before => location.href !== before", arg=before)
    page.wait_for_selector("main[data-started]:not([aria-busy])")
    assert part in page.url


def listed(page: Page) -> list[tuple[str, str]]:
    """The unit of each row, by where its link leads, and since when it waits."""
    rows: list[list[str]] = page.locator(".gap-rows tbody tr:not(.group)").evaluate_all(
        """rows => rows.map((row) => [
          (row.querySelector(".unit a")).pathname.split("/").pop(),
          row.querySelector(".since").firstChild.textContent.trim(),
        ])"""
    )
    return [(unit, since) for unit, since in rows]


def workbook_rows(seen: Seen) -> list[tuple[str, ...]]:
    with seen.page.expect_download() as download:
        seen.page.get_by_role("link", name="导出 XLSX").click()
    sheet = load_workbook(io.BytesIO(download.value.path().read_bytes())).worksheets[0]
    return [tuple(str(cell or "") for cell in row) for row in sheet.iter_rows(min_row=2, values_only=True)]


def test_the_list_works_with_the_keyboard_alone(site: Site) -> None:
    with site.open(f"/gaps?{DAY}") as seen:
        seen.page.locator(".tile.partial").focus()
        seen.page.keyboard.press("Tab")
        seen.page.keyboard.press("Enter")
        seen.page.wait_for_url("**state=inherited*")
        expect(seen.page.locator(".tile.inherited")).to_have_attribute("aria-current", "true")
        expect(seen.page.locator(".gap-rows tbody .state").first).to_have_text("挂名覆盖")


def test_the_unknown_looks_like_no_gap(site: Site) -> None:
    with site.open(f"/gaps?{DAY}&within=513400&kind=county&unknown=true&group_by=none&sort=-state") as seen:
        unknown, gap = seen.page.locator("tr.unknown td").first, seen.page.locator("tr.uncovered td").first

        expect(seen.page.locator("tr.unknown").first).to_contain_text("没有人填报，不算缺口")
        pattern = "cell => getComputedStyle(cell).backgroundImage"
        assert unknown.evaluate(pattern) != "none"
        assert gap.evaluate(pattern) == "none"


def test_on_a_phone_the_filters_are_folded_and_open_on_a_tap(site: Site) -> None:
    with site.open(f"/gaps?{DAY}", 390, 844) as seen:
        choice = seen.page.locator(".facet").get_by_role("link", name="学校", exact=True)

        expect(choice).to_be_hidden()
        seen.page.locator(".filters summary").click()
        follow(seen.page, seen.page.locator(".facet a", has_text="医疗机构").last, "kind=hospital")
        assert seen.wide() == 390


def test_a_printed_list_has_its_head_on_every_sheet_and_nothing_to_click(site: Site) -> None:
    with site.open(f"/gaps?{DAY}&within=513400&state=lapsed&print=true") as seen:
        page = seen.page
        page.evaluate("window.print = () => { window.printed = true }")
        page.get_by_role("button", name="打印这份清单").click()
        assert page.evaluate("window.printed") is True
        page.emulate_media(media="print")

        assert page.locator(".gap-rows tbody tr:not(.group)").count() == 200
        assert page.locator("thead").evaluate("head => getComputedStyle(head).display") == "table-header-group"
        for gone in ("nav", ".sub", ".button"):
            expect(page.locator(gone).first).to_be_hidden()
        sheets = page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n")
        assert sheets > 3


def test_words_are_complete_in_english(site: Site) -> None:
    with site.open(f"/gaps?{DAY}&lang=en&unknown=true") as seen:
        shown = seen.page.locator(".states, .filters h3, .list > header, .bar, thead").all_inner_texts()

        assert not [text for text in shown if any("\u4e00" <= mark <= "\u9fff" for mark in text)]
