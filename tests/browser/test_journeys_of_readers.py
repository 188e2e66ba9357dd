"""Readers who sign in, readers limited to a place, readers of English."""

import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from api.access.places import tokens_of
from api.access.roles import Role
from tests.api.http.server import running
from tests.browser.asking import asked
from tests.browser.conftest import Seen, Site
from visuals.pages.pages import PAGES
from visuals.words import FICTIONAL

pytestmark = pytest.mark.browser

DAY = "2026-11-24"
ALL_GAPS = ".tile.all b"


def signed_in(page: Page, secret: str) -> None:
    page.get_by_label("令牌").fill(secret)
    page.get_by_role("main").get_by_role("button", name="登录").click()


def test_a_reader_limited_to_a_prefecture_sees_only_their_place_on_every_page(site: Site) -> None:
    secret = str(tokens_of(site.store).add("凉山", Role.READER, within="513400"))
    counties = asked(site, "units", as_of=DAY, kind="county")
    theirs = {row["name"] for row in counties if row["id"].startswith("5134")}
    others = {row["name"] for row in counties if row["id"].startswith("51")} - theirs
    assert len(theirs) == 10
    assert len(others) == 29
    with site.open(f"/gaps?as_of={DAY}") as seen:
        page = seen.page
        page.locator("#foot").get_by_role("link", name="登录").click()
        signed_in(page, secret)
        for path in (*paths(), "/county/513431", "/unit/513431", "/unit/513400", "/?view=flow", "/search?q=xian"):
            page.goto(f"{site.server.address}{path}{'&' if '?' in path else '?'}as_of={DAY}")
            page.wait_for_selector("main[data-started]")
            expect(page.locator("#place")).to_contain_text("只看得到")
            shown = str(page.evaluate("document.body.textContent + document.body.innerHTML"))
            assert [name for name in others if name in shown] == [], path

        page.goto(f"{site.server.address}/gaps?as_of={DAY}")
        gaps = len(asked(site, "gaps", as_of=DAY, within="513400"))
        assert int(page.locator(ALL_GAPS).inner_text().replace(",", "")) == gaps
        for path in ("/county/510822", "/unit/510822", "/gaps?within=510822", "/county/510822?within=513431"):
            answer = page.goto(f"{site.server.address}{path}")
            assert answer is not None
            assert answer.status == 404, path

        page.goto(f"{site.server.address}/gaps?as_of={DAY}")
        page.get_by_role("button", name="退出登录").click()
        page.get_by_role("link", name="缺口", exact=True).first.click()
        page.wait_for_url("**/gaps*")
        expect(page.locator("#place")).not_to_contain_text("只看得到")


def paths() -> list[str]:
    """The pages, without what may stand in their paths."""
    return [page.path.partition("{")[0].rstrip("/") or "/" for page in PAGES]


@pytest.fixture
def closed_site(site: Site) -> Iterator[Site]:
    """A server that wants a token even from its own machine."""
    with running(site.store, "--host", "127.0.0.1", BANGFU_OPEN_READS="0") as server:
        yield Site(server, site.browser, site.store)


def test_who_has_no_token_is_led_to_sign_in_and_back_to_where_they_were_going(closed_site: Site, site: Site) -> None:
    secret = str(tokens_of(closed_site.store).add("读者", Role.READER))
    wanted = f"/gaps?as_of={DAY}&within=513431&kind=school"
    page = closed_site.browser.new_context(locale="zh-CN").new_page()
    page.goto(closed_site.server.address + wanted)
    assert page.url == f"{closed_site.server.address}/sign-in?next={quote(wanted, safe='')}"
    signed_in(page, "bangfu_wrong")
    expect(page.get_by_role("alert")).to_be_visible()
    signed_in(page, secret)
    page.wait_for_url(closed_site.server.address + wanted)
    gaps = len(asked(site, "gaps", as_of=DAY, within="513431", kind="school"))
    expect(page.locator(".list > header .quiet")).to_contain_text(str(gaps))

    # Whose session ends while a page is open comes back to what they clicked, too.
    page.context.clear_cookies()
    page.get_by_role("link", name="重叠", exact=True).click()
    page.wait_for_url("**/sign-in?next=*")
    signed_in(page, secret)
    page.wait_for_url(f"**/overlaps?as_of={DAY}&within=513431")
    page.context.close()


SCHEMATIC = "示意图，非标准地图 · "
"""What a map of ours has to say in Chinese whoever reads it."""
CHINESE = re.compile("[\u3400-\u9fff]+")
SAID = """() => {
  const said = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode())
    if (!texts.currentNode.parentElement.closest("script, #language")) said.push(texts.currentNode.data);
  for (const name of ["aria-label", "title", "placeholder", "aria-valuetext"])
    for (const each of document.querySelectorAll(`[${name}]`)) said.push(each.getAttribute(name));
  return said;
}"""


@pytest.fixture(scope="module")
def named(site: Site) -> str:
    """All names of units, and what else tables say in words of their own."""
    rows = asked(site, "units", as_of=DAY)
    texts = {row[name] for row in rows for name in ("name", "short_name") if row[name]}
    texts |= {row["name"].replace(row["county_name"], "") for row in rows if row["county_name"]}
    texts |= {"《示例昭觉县党建引领县企共兴协议》"}  # an agreement, which the page of a unit calls by its name
    texts |= {row["basis"] for row in asked(site, "pairings", as_of=DAY)}
    return "\n".join(texts)


@pytest.mark.parametrize("path", [*paths(), "/county/513431", "/unit/513431", "/imports/1", "/?view=flow&ending=soon"])
def test_who_reads_english_meets_chinese_only_in_names(site: Site, named: str, path: str) -> None:
    with site.open(f"{path}{'&' if '?' in path else '?'}as_of={DAY}&lang=en") as seen:
        assert not_names(seen, named) == []


def not_names(seen: Seen, named: str) -> list[str]:
    texts: list[str] = seen.page.evaluate(SAID)
    runs = {run: text for text in texts for run in CHINESE.findall(text.replace(FICTIONAL, "").replace(SCHEMATIC, ""))}
    return sorted(text for run, text in runs.items() if run not in named)
