"""Names that try to be markup, scripts or formulas, through every page of the explorer: they stay texts."""

import csv
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from api.cli.main import main
from tests.api.http.server import running
from tests.browser.conftest import Site
from visuals.pages.pages import PAGES

pytestmark = pytest.mark.browser

MARKUP = "<img src=x onerror=window.hacked=1>"
QUOTES = "\"'><svg onload=window.hacked=2>"
SCRIPT = "</script><script>window.hacked=3</script>{{7*7}}"
FORMULA = "=HYPERLINK(1)"
LONG = "很长的名称" * 30
UNITS = f"""\
id\tkind\tname\tshort_name\tparent\tscope
51\tprovince\t省{MARKUP}\t\t\t
5134\tprefecture\t州{QUOTES}\t\t51\t
513431\tcounty\t县{SCRIPT}\t{MARKUP}\t5134\tsichuan39
513431001\ttownship\t乡{FORMULA}\t\t513431\t
513431002\ttownship\t乡{LONG}\t\t513431\t
h-1\tcentral_soe\t企{MARKUP}\t\t\t
h-2\tprovincial_unit\t厅{QUOTES}\t\t\t
h-3\thospital\t院javascript:window.hacked=4\t\t\t
"""
LINKS = f"""\
id\tforce\thelper\trecipient\tsince\tthrough\tbasis\tnote
p-1\tsoe\th-1\t513431\t2025-01-01\t2027-01-01\t{MARKUP}\t{QUOTES}
p-2\tdesignated\th-2\t513431\t2025-01-01\t2026-06-30\t{SCRIPT}\t
p-3\tsoe\th-1\t513431001\t2025-01-01\t\t{FORMULA}\t
"""
DISPATCHES = f"""\
id\tforce\tsender\thost\tpost\tfield\tsince\tthrough\tbasis
d-1\tgroup_talent\th-3\t513431\tgroup_medical\t医疗\t2025-01-01\t2026-12-31\t{QUOTES}
"""
REJECTED = f"""\
id\tforce\thelper\trecipient\tsince
p-9\tsoe\t{MARKUP}\t{SCRIPT}\t2025-01-01
"""
DAY = "as_of=2026-11-24"
IN_PATHS = {"county": ["513431"], "unit": ["h-1", "513431001", "513431002"], "imports": ["1", "2"]}
PATHS = [f"{page.path.partition('{')[0]}{inside}?{DAY}" for page in PAGES for inside in IN_PATHS.get(page.name, [])] + [
    f"{page.path.partition('{')[0].rstrip('/') or '/'}?{DAY}" for page in PAGES
]


@pytest.fixture(scope="module")
def hostile(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A store of such names, from files that have such names, too."""
    folder = tmp_path_factory.mktemp("hostile")
    store = folder / "hostile.db"
    with chdir(folder):  # where rejected rows are written
        for name, text in (("单位", UNITS), ("结对", LINKS), ("选派", DISPATCHES), ("退回", REJECTED)):
            table = Path(f"{name}<img src=x onerror=window.hacked=5>.csv")
            with table.open("w", encoding="utf-8", newline="") as out:
                csv.writer(out).writerows(line.split("\t") for line in text.splitlines())
            assert main(["load", str(table), "--store", str(store)]) == (name == "退回")
    with running(store) as server:
        yield Site(server, browser, store)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("path", [*PATHS, f"/search?{DAY}&q=onerror", f"/search?{DAY}&q={MARKUP}"])
def test_a_hostile_name_stays_a_text(hostile: Site, path: str, lang: str) -> None:
    with hostile.open(f"{path}&lang={lang}") as seen:
        assert seen.page.evaluate("window.hacked") is None
        assert seen.page.locator("img, svg[onload]").count() == 0
        assert seen.console == []
        assert hostile.strangers(seen) == []
        assert seen.wide() <= 1280


def test_a_hostile_name_stays_a_text_in_the_search_box(hostile: Site) -> None:
    with hostile.open(f"/?{DAY}") as seen:
        seen.page.locator("#q").fill("onerror")
        seen.page.wait_for_selector("[role=option]")

        assert MARKUP in seen.page.locator("#found").inner_text()
        assert seen.page.evaluate("window.hacked") is None


def test_a_hostile_name_in_an_address_is_said_as_it_stands(hostile: Site) -> None:
    page, nobody = hostile.browser.new_page(), "<img src=y onerror=window.hacked=1>"
    page.goto(f"{hostile.server.address}/unit/{nobody}")

    assert nobody in page.locator("main").inner_text()
    assert page.evaluate("window.hacked") is None
    page.close()
