"""The pages of imports in a browser: what is said where nothing can be read, who may import, and that all fits."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Site

pytestmark = pytest.mark.browser

SIZES = [(1280, 720), (1920, 1080), (390, 844)]


def test_what_cannot_be_read_is_said_and_nothing_is_written(own_site: Site, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("没有,这样的表\n1,2\n", encoding="utf-8")
    with own_site.open("/imports", editor=True) as seen:
        seen.page.get_by_role("button", name="试算").click()
        expect(seen.page.locator("#upload-status")).to_have_text("请先选择表格。")
        seen.page.locator("#files").set_input_files(path)
        seen.page.get_by_role("button", name="试算").click()
        seen.page.wait_for_selector("[data-job=failed]")  # by a process of its own, which takes its time to start
        expect(seen.page.locator("[data-job=failed] [role=alert]")).to_contain_text("x.csv")


def test_who_may_not_import_is_told_how_to_sign_in(site: Site) -> None:
    with site.open("/imports") as seen:
        assert seen.page.locator("#upload").count() == 0
        seen.page.get_by_role("main").get_by_role("link", name="登录").click()
        seen.page.wait_for_url("**/sign-in?next=/imports")


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("path", ["/imports/1", "/changes?since=0"])
def test_an_import_and_its_changes_are_quiet_and_fit(site: Site, path: str, width: int, height: int) -> None:
    with site.open(path, width, height) as seen:
        seen.shot(f"{path.strip('/').replace('/', '-').partition('?')[0]}-1-{width}")
        assert seen.console == []
        assert seen.wide() <= width
        assert seen.serious() == []


def test_the_upload_fits_a_telephone(site: Site) -> None:
    with site.open("/imports?lang=en", 390, 844, editor=True) as seen:
        seen.shot("imports-upload-390")
        assert seen.wide() <= 390
        assert seen.serious() == []
