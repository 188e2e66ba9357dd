"""The overview as people use it: the day on a slider, cliffs, the matrix, filters; also without scripts."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site

pytestmark = pytest.mark.browser

DAY = "as_of=2026-11-24"
SIZES = [(1280, 720), (1920, 1080), (390, 844)]


def _number(page: Page, at: int) -> int:
    said = page.locator("#ov-numbers .numbers b").nth(at).inner_text()
    return int(said.partition("/")[0].replace(",", ""))


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("overview", ""),
        ("overview-en", "&lang=en"),
        ("overview-flow", "&view=flow"),
        ("overview-ending", "&ending=soon"),
        ("overview-prefecture", "&within=513400&group=five_forces"),
    ],
)
def test_a_view_is_quiet_and_fits(site: Site, name: str, more: str, width: int, height: int) -> None:
    with site.open(f"/?{DAY}{more}", width, height) as seen:
        seen.shot(f"{name}-{width}")

        assert seen.console == []
        assert site.strangers(seen) == []
        assert seen.wide() <= width


@pytest.mark.parametrize("more", ["&ending=2027-01&lang=en", "&view=flow", "&within=513431"])
def test_axe_finds_nothing_serious(site: Site, more: str) -> None:
    with site.open(f"/?{DAY}{more}") as seen:
        assert seen.serious() == []


def test_the_counts_add_up_and_the_answer_is_seen_first(site: Site) -> None:
    with site.open(f"/?{DAY}") as seen:
        due, met, gap, unknown = (_number(seen.page, at) for at in (1, 2, 3, 4))
        total = seen.page.locator("#ov-matrix tfoot td").last

        assert due == met + gap + unknown
        assert int(total.inner_text()) == gap
        expect(seen.page.get_by_role("heading", level=1)).to_contain_text("39 个县中")
        for part in ("#ov-numbers", "#ov-slider", "#ov-matrix tbody tr >> nth=0"):
            box = seen.page.locator(part).bounding_box()
            assert box is not None
            assert box["y"] + box["height"] < 720


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_slider_stands_day_above_day_with_the_curve(site: Site, width: int, height: int) -> None:
    with site.open(f"/?{DAY}", width, height) as seen:
        edges = seen.page.evaluate(
            """() => {
                const box = (found) => found.getBoundingClientRect();
                const slider = document.getElementById("ov-slider");
                const thumb = 16, room = box(slider);
                const months = document.querySelectorAll(".fluid .column");
                const chosen = box(document.querySelector(".fluid .chosen"));
                const at = (share) => room.left + thumb / 2 + share * (room.width - thumb);
                const first = box(months[0]), svg = box(document.querySelector(".fluid"));
                return { starts: [at(0), first.left, svg.left], ends: [at(1), svg.right],
                         day: [at(slider.value / slider.max), chosen.left + chosen.width / 2] };
            }"""
        )

    assert max(edges["starts"]) - min(edges["starts"]) < 1.5
    assert max(edges["ends"]) - min(edges["ends"]) < 1.5
    assert abs(edges["day"][0] - edges["day"][1]) < 1.5


def test_dragging_past_a_cliff_changes_counts_and_map_at_once(site: Site) -> None:
    with site.open("/?as_of=2026-12-31") as seen:
        page = seen.page
        before, most = _number(page, 2), page.locator("#ov-map svg").first.inner_html()
        page.locator("#ov-slider").focus()
        page.keyboard.press("ArrowRight")

        expect(page.locator("#ov-day")).to_have_text("2027年1月1日（周五）")
        expect(page.locator("#ov-slider")).to_have_attribute("aria-valuetext", "2027年1月1日（周五）")
        expect(page.locator("#as_of")).to_have_value("2027-01-01")
        expect(page.locator("#ov-numbers .numbers b").nth(2)).not_to_have_text(f"{before:,}")
        assert _number(page, 2) < before
        assert page.locator("#ov-map svg").first.inner_html() != most
        assert any("part=day" in url for url in seen.requests)
        page.wait_for_url("**as_of=2027-01-01")
        expect(page.locator("#foot")).to_contain_text("2027-01-01")
        expect(page.locator("#ov-slider")).to_be_focused()
        assert seen.console == []


def test_page_keys_go_by_a_month(site: Site) -> None:
    with site.open("/?as_of=2026-12-31&lang=en") as seen:
        seen.page.locator("#ov-slider").focus()
        seen.page.keyboard.press("PageDown")
        expect(seen.page.locator("#ov-day")).to_have_text("Mon 30 Nov 2026")
        seen.page.keyboard.press("PageUp")
        seen.page.keyboard.press("PageUp")
        expect(seen.page.locator("#ov-day")).to_have_text("Sat 30 Jan 2027")
        seen.page.wait_for_url("**as_of=2027-01-30**")


def test_a_cliff_lists_the_links_that_end_there_one_click_away(site: Site) -> None:
    with site.open(f"/?{DAY}") as seen:
        seen.page.locator(".falls a").first.click()
        seen.page.wait_for_url("**ending=2027-01*")

        expect(seen.page.locator("#ov-slider")).to_have_attribute("aria-valuetext", re.compile("2027年1月"))
        rows = seen.page.locator("#ov-ending tbody tr")
        expect(rows.first).to_contain_text("2026-12-31")
        assert rows.first.locator("td").last.inner_text().strip()
        seen.page.locator("#ov-ending").get_by_role("link", name="收起").click()
        expect(rows).to_have_count(0)
        seen.page.locator("svg a[href*='2027-07']").press("Enter")
        seen.page.wait_for_url("**ending=2027-07*")


def test_a_cell_leads_to_its_gaps_and_a_name_to_its_county(site: Site) -> None:
    with site.open(f"/?{DAY}&force=soe") as seen:
        cell = seen.page.locator("#ov-matrix td.cell.lapsed a").first
        cell.click()
        seen.page.wait_for_url("**/gaps?*")
        for part in (DAY, "within=5", "rule=county-", "force=soe"):
            assert part in seen.page.url
        expect(seen.page.locator("#nav [aria-current=page]")).to_have_text("缺口")
        seen.page.go_back()
        seen.page.locator("#ov-matrix th.line a").first.click()
        seen.page.wait_for_url(f"**/county/*?{DAY}")
        expect(seen.page.locator("#nav [aria-current=page]")).to_have_text("县域")
        seen.page.go_back()
        seen.page.locator("#ov-map a.spot").first.click()
        seen.page.wait_for_url(f"**/county/*?{DAY}")


def test_filters_are_links_and_stay_in_the_address(site: Site) -> None:
    with site.open(f"/?{DAY}") as seen:
        seen.page.locator("#ov-groups a", has_text="组团人才").click()
        seen.page.wait_for_url("**group=group_talent*")
        expect(seen.page.locator("#ov-matrix tr.heads th")).to_have_count(3 + 1)
        seen.page.get_by_role("link", name="流向", exact=True).click()
        seen.page.wait_for_url("**view=flow*")
        assert "group=group_talent" in seen.page.url
        expect(seen.page.locator("#ov-flow svg")).to_be_visible()


def test_arrow_keys_lead_through_the_matrix(site: Site) -> None:
    with site.open(f"/?{DAY}") as seen:
        cells = seen.page.locator("#ov-matrix tbody tr").nth(1).locator("td.cell a")
        cells.nth(2).focus()
        seen.page.keyboard.press("ArrowRight")
        expect(cells.nth(3)).to_be_focused()
        seen.page.keyboard.press("ArrowUp")
        expect(seen.page.locator("#ov-matrix tbody tr").nth(0).locator("td.cell a").nth(3)).to_be_focused()
        assert seen.page.locator("#ov-matrix a[tabindex='0']").count() == 1


def test_without_scripts_a_date_a_button_and_links_do_the_same(site: Site) -> None:
    context = site.browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.server.address}/?{DAY}")

    expect(page.locator("#ov-slider")).to_be_hidden()
    page.locator("#as_of").fill("2027-01-01")
    page.locator("#day").get_by_role("button", name="看").click()
    expect(page.locator("#ov-day")).to_have_text("2027年1月1日（周五）")
    page.get_by_role("link", name="前一个月").click()
    expect(page.locator("#ov-day")).to_have_text("2026年12月1日（周二）")
    page.locator(".falls a").first.click()
    expect(page.locator("#ov-ending tbody tr").first).to_contain_text("2026-12-31")
    context.close()
