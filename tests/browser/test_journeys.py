"""What people come for, from the first page to the answer in hand, against what the HTTP API says."""

import csv
import io
from collections import Counter
from urllib.parse import parse_qsl, urlsplit

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Locator, Page, expect

from tests.browser.asking import asked
from tests.browser.conftest import Site

pytestmark = pytest.mark.browser

DAY = "2026-11-24"
YES_AND_NO = {"是": "True", "否": "False", "true": "True", "false": "False"}
STATES = {"无帮扶": "uncovered", "已到期": "lapsed", "待启动": "planned", "未配足": "partial", "挂名覆盖": "inherited"}
IN_CODES = {"乡镇（街道）": "township", **YES_AND_NO, **STATES}


def number(text: str) -> int:
    return int(text.replace(",", ""))


def test_a_coordinator_reads_who_helps_what_is_missing_and_whom_to_ask(site: Site) -> None:
    with site.open(f"/?as_of={DAY}") as seen:
        page = seen.page
        page.locator("#q").press_sequentially("zhaojuexian")
        page.locator("#found").get_by_role("option").first.click()
        seen.arrives(f"**/county/513431?as_of={DAY}")

        helpers = page.locator(".helpers details table").first
        page.locator(".helpers summary").click()
        for row in asked(site, "pairings", as_of=DAY, recipient="513431"):
            expect(helpers.get_by_role("row").filter(has_text=row["helper_name"]).first).to_be_visible()

        missing = page.locator(".missing > .plain > li > a").all_inner_texts()
        assert Counter(missing) == Counter(
            row["title"] for row in asked(site, "gaps", as_of=DAY, within="513431", kind="county")
        )

        first = asked(site, "whom-to-ask", as_of=DAY, unit="513431", field="教育")[0]
        education = page.locator(".subjects li", has=page.get_by_role("link", name="教育", exact=True))
        expect(education.locator(".who")).to_have_text(first["name"])
        education.locator(".who a").click()
        seen.arrives(f"**/unit/{first['unit']}?*")
        assert seen.console == []


def met_on(site: Site, day: str) -> int:
    return sum(row["covered"] + row["over"] for row in asked(site, "coverage", as_of=day))


def test_the_day_is_moved_past_a_cliff_and_the_links_that_end_there_are_listed(site: Site) -> None:
    before, after = met_on(site, "2026-12-31"), met_on(site, "2027-01-01")
    links = [
        *asked(site, "pairings", as_of="2026-12-31"),
        *asked(site, "dispatches", as_of="2026-12-31"),
    ]
    last_days = {(row["file"], str(row["row"])): row["through"] for row in links}
    with site.open("/?as_of=2026-12-31") as seen:
        page = seen.page
        met = page.locator("#ov-numbers .numbers b").nth(2)
        expect(met).to_have_text(f"{before:,}")
        page.locator("#ov-slider").press("ArrowRight")
        expect(met).to_have_text(f"{after:,}")
        seen.arrives("**as_of=2027-01-01")

        page.locator(".falls a", has_text="2027-01").click()
        seen.arrives("**ending=2027-01*")
        cells = page.locator("#ov-ending tbody tr").evaluate_all(
            "rows => rows.map((row) => [row.firstElementChild.innerText, row.lastElementChild.innerText])"
        )
        assert len(cells) > 50
        for last_day, source in cells:
            file, row = source.split()
            assert last_days[file, row].startswith(last_day)  # of some only the month is known
        assert seen.console == []


def test_back_from_a_slider_leads_to_the_day_before_it_was_moved(site: Site) -> None:
    with site.open(f"/gaps?as_of={DAY}") as seen:
        slider = seen.page.locator("#slider")
        box = slider.bounding_box()
        assert box is not None
        middle = box["y"] + box["height"] / 2
        seen.page.mouse.move(box["x"] + box["width"] * 0.5, middle)
        seen.page.mouse.down()
        seen.page.mouse.move(box["x"] + box["width"] * 0.7, middle)
        expect(seen.page.locator("#foot")).not_to_contain_text(DAY)  # the view follows while it is dragged
        seen.page.mouse.up()
        seen.page.wait_for_function("day => !location.search.includes(day)", arg=DAY)
        seen.page.wait_for_selector("main:not([aria-busy])")

        seen.page.go_back()
        seen.page.wait_for_url(f"**/gaps?as_of={DAY}")
        expect(seen.page.locator("#foot")).to_contain_text(DAY)


def test_a_planner_goes_from_a_cell_to_the_gaps_narrows_them_and_takes_them_away(site: Site) -> None:
    with site.open(f"/?as_of={DAY}&within=513400") as seen:
        page = seen.page
        cell = page.locator("#ov-matrix td.cell.lapsed a").first
        meant = dict(parse_qsl(urlsplit(cell.get_attribute("href") or "").query))
        cell.click()
        seen.arrives("**/gaps?*")
        assert dict(parse_qsl(urlsplit(page.url).query)) == meant
        assert meant["as_of"] == DAY
        assert meant["within"].startswith("5134")
        assert page.locator(".gap-rows tbody tr:not(.group)").count() == len(asked(site, "gaps", **meant))

        page.goto(f"{site.server.address}/gaps?as_of={DAY}&within=513400&kind=township")
        compared = [compare(site, link) for link in page.locator(".facet a:not([aria-current])").all()]
        assert len(compared) > 10
        page.locator(".facet a:not([aria-current])").filter(has_text="昭觉县").click()
        seen.arrives("**within=513431*")

        options = {"as_of": DAY, "within": "513431", "kind": "township"}
        told = asked(site, "gaps", **options)
        columns = [*told[0]]
        wanted = sorted(tuple("" if row[name] is None else str(row[name]) for name in columns) for row in told)
        assert [*wanted] == sorted(taken_sheet(page, len(columns)))
        assert [*wanted] == sorted(taken_csv(page, columns))

        page.get_by_role("link", name="打印", exact=True).click()
        seen.arrives("**print=true*")
        assert page.locator(".gap-rows tbody tr:not(.group)").count() == len(told)
        assert seen.console == []


def compare(site: Site, choice: Locator) -> str:
    """What a choice promises is what the API counts for it."""
    address = urlsplit(choice.get_attribute("href") or "").query
    options = {name: value for name, value in parse_qsl(address) if name not in ("group_by", "sort", "page")}
    assert number(choice.locator(".count").inner_text()) == len(asked(site, "gaps", **options)), address
    return address


def taken_sheet(page: Page, width: int) -> list[tuple[str, ...]]:
    with page.expect_download() as download:
        page.get_by_role("link", name="导出 XLSX").click()
    sheet = load_workbook(io.BytesIO(download.value.path().read_bytes())).worksheets[0]
    rows = sheet.iter_rows(min_row=2, max_col=width, values_only=True)
    return [tuple(plain(cell) for cell in row) for row in rows]


def taken_csv(page: Page, columns: list[str]) -> list[tuple[str, ...]]:
    with page.expect_download() as download:
        page.get_by_role("link", name="导出 CSV").click()
    lines = list(csv.reader(io.StringIO(download.value.path().read_text(encoding="utf-8-sig"))))
    assert len(lines[0]) == len(columns)
    return [tuple(plain(cell) for cell in line) for line in lines[1:]]


def plain(cell: object) -> str:
    """As JSON says it; a file for people says it in words."""
    text = "" if cell is None else str(cell)
    return IN_CODES.get(text, text.removesuffix(" 00:00:00"))


def test_a_link_is_followed_to_the_row_of_the_table_it_came_from(site: Site) -> None:
    [soe] = [row for row in asked(site, "pairings", as_of=DAY, recipient="513431") if row["force"] == "soe"]
    with site.open(f"/county/513431?as_of={DAY}") as seen:
        page = seen.page
        page.locator(".helpers svg.picture a", has_text=soe["helper_name"]).first.click()
        seen.arrives(f"**/unit/{soe['helper']}?*")
        page.locator("#helps tr", has_text="昭觉县").get_by_role("link", name=f"第 {soe['row']} 行").click()
        seen.arrives(f"**/imports/{soe['import']}?*")

        found = page.locator("#source-row")
        expect(found).to_contain_text(f"{soe['file']} · 第 {soe['row']} 行")
        expect(found.locator("tbody tr")).to_have_count(1)
        expect(found.locator("tbody tr")).to_contain_text(f"{soe['helper_name']} → 昭觉县")
        seen.shot("source-row")
