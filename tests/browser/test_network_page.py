"""The network page in Chromium: what a coordinator does there, with the mouse and with the keyboard alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Seen, Site

pytestmark = pytest.mark.browser

DAY = "as_of=2026-11-24"
COUNTY = "513431"
HELPER = "example-provincial-unit-34"
VIEWS = {
    "all": f"/network?{DAY}",
    "prefecture": f"/network?{DAY}&within=513400",
    "county": f"/network?{DAY}&within={COUNTY}",
    "around": f"/network?{DAY}&around={COUNTY}&at={HELPER}",
    "cut": f"/network?{DAY}&within=513400&kind=all&state=all",
    "empty": f"/network?{DAY}&within={COUNTY}&force=soe&kind=hospital",
}


@contextmanager
def drawn(site: Site, path: str, width: int = 1280, height: int = 720) -> Iterator[Seen]:
    with site.open(path, width, height) as seen:
        wait(seen)
        yield seen


def wait(seen: Seen) -> None:
    """Until the picture is there, or what is said instead."""
    seen.page.wait_for_selector("#network[data-drawn], .picture-and-tools .empty")


def view(seen: Seen, what: str) -> Any:
    return seen.page.evaluate(f"(() => {{ const view = document.querySelector('#network').view; return {what} }})()")


def positions(seen: Seen) -> dict[str, list[int]]:
    told: dict[str, list[int]] = view(
        seen, "Object.fromEntries(Object.entries(view.network.getPositions()).map(([id, at]) => [id, [at.x, at.y]]))"
    )
    return told


def on_canvas(seen: Seen, unit: str) -> dict[str, float]:
    """Where a unit is drawn, from the corner of the picture."""
    at: dict[str, float] = view(seen, f"view.network.canvasToDOM(view.network.getPosition('{unit}'))")
    return at


def box(seen: Seen, code: str) -> Locator:
    return seen.page.locator(f"#legend input[value='{code}']")


@pytest.mark.parametrize("name", VIEWS)
def test_every_view_is_quiet_and_axe_finds_nothing_serious(site: Site, name: str) -> None:
    with drawn(site, VIEWS[name]) as seen:
        seen.shot(f"network-{name}-1280")

        assert seen.console == []
        assert site.strangers(seen) == []
        assert seen.serious() == []


@pytest.mark.parametrize("name", ["county", "around"])
@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (390, 844)])
def test_it_fits_every_screen(site: Site, name: str, width: int, height: int) -> None:
    with drawn(site, VIEWS[name], width, height) as seen:
        seen.shot(f"network-{name}-{width}")

        assert seen.wide() <= width


def test_a_unit_is_found_chosen_and_expanded_with_the_keyboard_alone(site: Site) -> None:
    with drawn(site, VIEWS["county"]) as seen:
        page, before = seen.page, positions(seen)
        page.get_by_role("combobox", name="单位名称或编码").focus()
        page.keyboard.type("示例省供销社")
        page.keyboard.press("Enter")

        about = page.get_by_role("region", name="选中的单位")
        expect(about.get_by_role("heading", level=2)).to_have_text("示例省供销社")
        expect(about).to_contain_text("昭觉县")
        about.get_by_role("link", name="展开").focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**expand=*")
        wait(seen)

        after = positions(seen)
        assert len(after) > len(before)
        assert {unit: at for unit, at in after.items() if unit in before} == before
        expect(about.get_by_role("heading", level=2)).to_have_text("示例省供销社")
        page.get_by_role("link", name="收起展开的").click()
        page.wait_for_url(lambda url: "expand" not in url)


def test_a_click_tells_of_a_unit_and_a_double_click_expands_it(site: Site) -> None:
    with drawn(site, VIEWS["around"].partition("&at=")[0]) as seen:
        at = on_canvas(seen, HELPER)
        seen.page.locator("#network").click(position={"x": at["x"], "y": at["y"]})
        expect(seen.page.locator("#about")).to_contain_text("中省定点帮扶")
        assert f"at={HELPER}" in seen.page.url

        seen.page.locator("#network").dblclick(position={"x": at["x"], "y": at["y"]})
        seen.page.wait_for_url(f"**expand={HELPER}*")


def test_lines_say_what_the_api_says(site: Site) -> None:
    with drawn(site, VIEWS["county"]) as seen:
        answer = seen.page.request.get(
            f"{site.server.address}/api/v1/network?{DAY}&within={COUNTY}&state=in_force,planned"
        ).json()

        shown = view(seen, "view.told.edges.map((line) => [line.from, line.to, line.force, line.state])")
        assert sorted(shown) == sorted(
            [link["source"], link["target"], link["force"], link["state"]] for link in answer["links"]
        )
        assert positions(seen) == {node["id"]: [node["x"], node["y"]] for node in answer["nodes"]}


def test_the_legend_hides_at_once_and_asks_for_what_is_not_there(site: Site) -> None:
    with drawn(site, VIEWS["county"]) as seen:
        planned = view(seen, "view.told.edges.filter((line) => line.state === 'planned').length")
        lines = view(seen, "view.edges.length")
        box(seen, "planned").uncheck()

        assert planned > 0
        assert view(seen, "view.edges.length") == lines - planned
        assert len([url for url in seen.requests if "/network?" in url]) == 1
        assert "state=in_force" in seen.page.url
        expect(seen.page.locator("#size")).to_contain_text(f"{lines - planned} 条连线")

        box(seen, "lapsed").check()
        seen.page.wait_for_url("**state=in_force%2Clapsed*")
        wait(seen)
        assert view(seen, "view.told.edges.some((line) => line.state === 'lapsed')")
        expect(box(seen, "planned")).not_to_be_checked()


def test_without_scripts_the_legend_is_a_form_and_the_table_says_all(site: Site) -> None:
    context = site.browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.server.address + VIEWS["around"])
    page.locator("#legend input[value=soe]").uncheck()
    page.get_by_role("button", name="应用").click()

    page.locator("summary").click()
    forces = set(page.locator("#table td:nth-child(4)").all_inner_texts())
    assert "东西部协作" in forces
    assert "国有企业帮扶" not in forces
    context.close()


def test_a_unit_that_is_not_in_the_picture_is_drawn_around(site: Site) -> None:
    with drawn(site, VIEWS["county"]) as seen:
        wanted = seen.page.get_by_role("combobox", name="单位名称或编码")
        wanted.fill("布拖县")
        seen.page.get_by_role("button", name="在图中找").click()
        expect(seen.page.locator("#answer")).to_contain_text("图里没有“布拖县”")

        seen.page.get_by_role("button", name="围绕它画").click()
        seen.page.wait_for_url("**around=*")


def test_the_day_moves_and_who_stays_keeps_the_place(site: Site) -> None:
    with drawn(site, VIEWS["county"]) as seen:
        before = positions(seen)
        view(seen, "view.network.moveTo({ scale: 0.7, animation: false })")
        seen.page.locator("#closer").click()
        seen.page.locator("#slider").focus()
        seen.page.keyboard.press("ArrowRight")
        seen.page.wait_for_url("**as_of=2026-11-25*")
        wait(seen)

        after = positions(seen)
        assert {unit: at for unit, at in after.items() if unit in before} == {
            unit: at for unit, at in before.items() if unit in after
        }
        assert view(seen, "view.network.getScale()") == pytest.approx(0.98)


def test_a_thousand_units_are_drawn_in_a_moment(site: Site) -> None:
    with drawn(site, f"{VIEWS['cut']}&limit=1500") as seen:
        assert view(seen, "view.told.nodes.length") > 1_000
        took = view(seen, "Number(document.querySelector('#network').dataset.drawn)")

    assert took < 3_000, "one second on a machine that does nothing else"
