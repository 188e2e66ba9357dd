"""The county page as a coordinator uses it: who helps, what is missing, whom to ask, and what can be taken away."""

import csv
import io
import json
from urllib.parse import quote
from urllib.request import urlopen

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Site

pytestmark = pytest.mark.browser

DAY = "as_of=2026-11-24"
COUNTY = f"/county/513431?{DAY}"


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1920, 1080), (390, 844)])
@pytest.mark.parametrize(
    ("name", "more"), [("county", ""), ("county-field", f"&field={quote('教育')}"), ("county-en", "&lang=en")]
)
def test_it_is_quiet_asks_nobody_and_fits(site: Site, name: str, more: str, width: int, height: int) -> None:
    with site.open(f"{COUNTY}{more}", width, height) as seen:
        seen.shot(f"{name}-{width}")

        assert seen.console == []
        assert site.strangers(seen) == []
        assert seen.wide() <= width
        assert seen.serious() == []


def test_the_first_view_answers_the_three_questions(site: Site) -> None:
    with site.open(COUNTY) as seen:
        page = seen.page
        for heading in ("谁在帮，还缺什么", "还缺什么", "该找谁"):
            expect(page.get_by_role("heading", name=heading, exact=True)).to_be_in_viewport()
        helper = page.locator(".helpers svg.picture tspan", has_text="示例湖澜区")
        expect(helper).to_be_in_viewport()
        expect(page.locator(".missing").get_by_text("地方国企结对")).to_be_in_viewport()
        expect(page.locator(".subjects").get_by_text("示例川岑区").first).to_be_in_viewport()


def test_a_coordinator_finds_a_county_and_whom_to_ask(site: Site) -> None:
    with site.open(f"/county?{DAY}") as seen:
        page = seen.page
        page.get_by_role("link", name="昭觉县").click()
        page.wait_for_url("**/county/513431?as_of=2026-11-24")
        page.locator("#whom").get_by_role("link", name="农牧").click()
        page.wait_for_url("**field=*")

        asked = f"{site.server.address}/api/v1/whom-to-ask?{DAY}&unit=513431&field={quote('农牧')}"
        rows = json.load(urlopen(asked))["rows"]
        told = page.locator(".advice li b").all_inner_texts()
        assert told == [row["name"] for row in rows][: len(told)]
        assert told[0] == "示例省农业农村厅"
        expect(page.locator(".advice li").first).to_contain_text("挂职干部 1 人")
        expect(page.locator(".advice li").first).to_contain_text("已派人在这个领域")

        # The next county answers for the same field, on the same day.
        page.get_by_role("navigation", name="县域", exact=True).get_by_role("link", name="喜德").click()
        page.wait_for_url("**/county/513432?*")
        expect(page.locator(".chips [aria-current]")).to_have_text("农牧")
        assert DAY in page.url


def test_helpers_and_empty_seats_lead_on(site: Site) -> None:
    with site.open(COUNTY) as seen:
        seen.page.locator(".helpers svg.picture a", has_text="示例省统计局").click()
        seen.page.wait_for_url("**/unit/example-provincial-unit-14?*")
        seen.page.go_back()
        empty = seen.page.locator(".helpers svg.picture a", has_text="地方国企结对")
        assert "rule=county-local-soe" in (empty.get_attribute("href") or "")
        assert "within=513431" in (empty.get_attribute("href") or "")
        gap = seen.page.locator(".domain svg.picture a[aria-label^='学校 缺口']").get_attribute("href") or ""
        assert "kind=school" in gap


def test_the_pairings_and_the_report_are_taken_away(site: Site) -> None:
    with site.open(COUNTY) as seen:
        with seen.page.expect_download() as taken:
            seen.page.get_by_role("link", name="导出 CSV").first.click()
        rows = list(csv.DictReader(io.StringIO(taken.value.path().read_text(encoding="utf-8-sig"))))
        told = json.load(urlopen(f"{site.server.address}/api/v1/pairings?{DAY}&within=513431&limit=1000"))
        assert len(rows) == told["total"]

        with seen.page.expect_download() as taken:
            seen.page.get_by_role("link", name="月报").click()
        assert taken.value.suggested_filename == "report.513431.2026-11-24.k1.html"
        assert "昭觉县帮扶情况报告" in taken.value.path().read_text(encoding="utf-8")


def test_a_cell_shows_the_dispatches_behind_it(site: Site) -> None:
    with site.open(COUNTY) as seen:
        cell = seen.page.locator("#cadres tbody tr", has_text="专业技术人才").get_by_role("link", name="12", exact=True)
        cell.click()
        seen.page.wait_for_url("**post=specialist**")

        people = seen.page.locator("#cadres table").nth(1).locator("tbody td.n").all_inner_texts()
        assert sum(map(int, people)) == 12


def test_the_list_folds_on_a_phone_and_is_opened_by_the_keyboard(site: Site) -> None:
    with site.open(COUNTY, 390, 844) as seen:
        listed = seen.page.get_by_role("navigation", name="县域", exact=True)
        expect(listed).to_be_hidden()
        seen.page.locator("#list-open").focus()
        seen.page.keyboard.press("Space")
        expect(listed).to_be_visible()


def test_the_list_narrows_as_one_types_and_the_server_knows_pinyin(site: Site) -> None:
    with site.open(COUNTY) as seen:
        listed = seen.page.get_by_role("navigation", name="县域", exact=True)
        seen.page.locator("#find-county").fill("布拖")
        expect(listed.get_by_role("link")).to_have_count(1)
        seen.page.locator("#find-county").fill("butuo")
        seen.page.keyboard.press("Enter")
        seen.page.wait_for_url("**search=butuo**")
        expect(listed.get_by_role("link")).to_have_count(1)
        expect(listed).to_contain_text("布拖")


def test_a_day_without_data_says_so_and_draws_no_gap(site: Site) -> None:
    with site.open("/county/513431?as_of=2015-01-01") as seen:
        expect(seen.page.locator("h1")).to_contain_text("昭觉县")
        assert seen.console == []
        assert seen.wide() <= 1280
