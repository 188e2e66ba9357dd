"""An editor signs in, tries a table, writes it, follows what changed and takes it back; others see it come."""

import io
import json
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.browser.asking import asked
from tests.browser.conftest import Seen, Site

pytestmark = pytest.mark.browser

DAY = "2026-11-24"
HOSTILE = "<img src=x onerror=alert(1)>"


def pairings(site: Site) -> list[dict[str, Any]]:
    return asked(site, "pairings", as_of=DAY)


def imports(site: Site) -> int:
    with urlopen(f"{site.server.address}/api/v1/imports") as response:
        return len(json.load(response)["rows"])


def table(site: Site, folder: Path) -> Path:
    """One pairing of 昭觉县 that ends earlier, one that is new, one of somebody whom nobody knows."""
    [soe] = [row for row in asked(site, "pairings", as_of=DAY, recipient="513431") if row["force"] == "soe"]
    path = folder / "更正.csv"
    lines = [
        "编号,帮扶力量,帮扶方,受扶方,起始,截止,依据,联系人",
        f"{soe['id']},国企,{soe['helper']},513431,{soe['since']},2026-10-31,{soe['basis']},甲",
        f",国企,{soe['helper']},布拖县,2026-11-01,2028-12-31,,乙",
        f",国企,{HOSTILE},布拖县,2026-11-01,2028-12-31,,丙",
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def tried(page: Page, path: Path) -> None:
    page.locator("#files").set_input_files(path)
    page.get_by_role("button", name="试算").click()
    page.wait_for_selector("[data-job=trial]")


def test_a_table_is_tried_written_and_taken_back(own_site: Site, tmp_path: Path) -> None:
    path, before, told = table(own_site, tmp_path), pairings(own_site), imports(own_site)
    with own_site.open(f"/gaps?as_of={DAY}") as seen:
        page = seen.page
        page.goto(own_site.server.link)  # as `bangfu serve` has printed it
        page.goto(f"{own_site.server.address}/imports?as_of={DAY}")
        tried(page, path)
        trial = page.locator("[data-job=trial]")
        seen.shot("imports-trial")

        expect(trial.locator(".sentence")).to_contain_text("新增 1 对，")
        expect(trial.locator(".sentence")).to_contain_text("1 行需要处理")
        expect(trial.locator(".issues")).to_contain_text(HOSTILE)
        expect(trial.locator("tr.added")).to_contain_text("布拖县")
        expect(trial.locator(".differs", has_text="2026-10-31")).to_be_visible()
        expect(trial).to_contain_text("联系人")
        assert [HOSTILE in row for row in rejected_rows(seen, "trial")] == [True]
        assert seen.console == []
        assert seen.serious() == []
        seen.console.clear()  # axe tries styles that the policy refuses
        assert (pairings(own_site), imports(own_site)) == (before, told)

        page.get_by_role("button", name="写入合格的行").click()
        page.wait_for_selector("[data-job=written]")
        seen.shot("imports-written")
        after = pairings(own_site)
        assert {row["id"] for row in before} - {row["id"] for row in after} == ended(path)
        assert [row["recipient_name"] for row in after if row not in before] == ["布拖县"]
        assert [HOSTILE in row for row in rejected_rows(seen, "written")] == [True]

        page.get_by_role("link", name="变化").last.click()
        page.wait_for_url("**/changes?*since=1*")
        expect(page.locator("tr.ended, tr.corrected")).to_contain_text("2026-10-31")
        expect(page.locator("main")).to_contain_text("新增缺口")
        seen.shot("changes")

        taken_back(own_site, seen)
        assert [without_origin(row) for row in pairings(own_site)] == [without_origin(row) for row in before]
        assert seen.console == []
        assert own_site.strangers(seen) == []
    assert audited(own_site) == [("import", True, None), ("import", False, 2), ("undo", False, 3)]


def taken_back(site: Site, seen: Seen) -> None:
    """The second import, after it was seen what that would do."""
    page, before = seen.page, pairings(site)
    page.goto(f"{site.server.address}/imports/2?as_of={DAY}")
    page.get_by_role("button", name="看看撤销会怎样").click()
    expect(page.locator("[data-job=undo] .sentence")).to_contain_text("撤回 1 对")
    seen.shot("imports-undo")
    assert pairings(site) == before
    page.get_by_role("button", name="确认撤销第 2 次导入").click()
    page.wait_for_url("**/imports/3?*")

    expect(page.get_by_role("heading", level=1)).to_contain_text("撤销第 2 次")


def audited(site: Site) -> list[tuple[str, bool, int | None]]:
    lines = site.store.with_name("own.db.audit.jsonl").read_text().splitlines()
    return [(each["action"], each["dry_run"], each["import"]) for each in map(json.loads, lines)]


def ended(path: Path) -> set[str]:
    return {path.read_text(encoding="utf-8").splitlines()[1].partition(",")[0]}


def without_origin(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "import"}


def rejected_rows(seen: Seen, job: str) -> list[tuple[object, ...]]:
    with seen.page.expect_download() as download:
        seen.page.locator(f"[data-job={job}]").get_by_role("link", name="下载被拒绝的行").click()
    sheet = load_workbook(io.BytesIO(download.value.path().read_bytes())).worksheets[0]
    return list(sheet.iter_rows(min_row=2, values_only=True))


def test_what_is_written_is_what_was_tried(own_site: Site, tmp_path: Path) -> None:
    path, before = table(own_site, tmp_path), pairings(own_site)
    with own_site.open("/imports", editor=True) as seen:
        tried(seen.page, path)
        seen.page.locator("[name=strict]").check()
        expect(seen.page.locator("[data-confirm]")).to_have_count(0)
    assert pairings(own_site) == before


def test_an_import_of_somebody_else_appears_but_takes_no_chosen_table_away(own_site: Site, tmp_path: Path) -> None:
    path = table(own_site, tmp_path)
    with own_site.open(f"/gaps?as_of={DAY}") as reader, own_site.open("/imports", editor=True) as waiting:
        waiting.page.locator("#files").set_input_files(path)
        gaps = number_of_gaps(reader)
        with own_site.open("/imports", editor=True) as editor:
            tried(editor.page, path)
            editor.page.get_by_role("button", name="写入合格的行").click()
            editor.page.wait_for_selector("[data-job=written]")

        reader.page.wait_for_selector("#main[data-seq='2']", timeout=5_000)
        expect(reader.page.locator("#status")).to_contain_text("2")
        assert number_of_gaps(reader) == len(asked(own_site, "gaps", as_of=DAY)) != gaps
        waiting.page.wait_for_timeout(500)  # its stream has told it meanwhile
        assert waiting.page.locator("#files").evaluate("input => input.files.length") == 1
        expect(waiting.page.locator("#chosen")).to_have_text("更正.csv")
        assert reader.console == waiting.console == []


def number_of_gaps(seen: Seen) -> int:
    return int(seen.page.locator(".tile.all b").inner_text().replace(",", ""))
