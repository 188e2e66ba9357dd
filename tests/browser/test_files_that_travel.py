"""Reports and networks as a browser shows them: quiet, complete, readable, the same without colour."""

import re
from pathlib import Path

import pytest

from api.cli.main import main
from graph_model.vocabulary import State
from tests.browser.conftest import Open
from visuals.words import FICTIONAL

pytestmark = pytest.mark.browser

NAMES = ("report-county", "report-prefecture", "report-province", "network-county", "network-all", "network-around")
every_file = pytest.mark.parametrize("name", NAMES)


@every_file
@pytest.mark.parametrize(("width", "height"), [(1280, 720), (390, 844)])
def test_it_is_quiet_asks_nobody_and_fits(
    opened: Open, files: dict[str, Path], name: str, width: int, height: int
) -> None:
    with opened(files[name], width, height) as seen:
        wide = seen.wide()
        seen.shot(f"{name}-{width}")

        assert seen.console == []
        assert [url for url in seen.requests if not url.startswith("data:")] == [files[name].as_uri()]
        assert wide == width
        assert seen.page.get_by_text(FICTIONAL).first.is_visible()


@every_file
def test_axe_finds_nothing_serious(opened: Open, files: dict[str, Path], name: str) -> None:
    with opened(files[name], 1280, 720) as seen:
        assert seen.serious() == []


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("report")])
def test_axe_finds_nothing_serious_with_every_table_open(opened: Open, files: dict[str, Path], name: str) -> None:
    with opened(files[name], 390, 844) as seen:
        seen.page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")

        assert seen.serious() == []
        assert seen.wide() == 390


def test_marks_of_states_differ_without_colour(opened: Open, files: dict[str, Path]) -> None:
    with opened(files["report-county"], 1280, 720) as seen:
        seen.page.add_style_tag(content="html { filter: grayscale(1) } .legend svg { width: 40px; height: 40px }")
        marks = seen.page.locator(".legend .state svg")
        pictures = [marks.nth(place).screenshot() for place in range(marks.count())]

    assert len(pictures) == len(State)
    assert len(set(pictures)) == len(State)


@pytest.mark.parametrize("name", ["report-province"])
def test_cells_of_states_differ_without_colour(opened: Open, files: dict[str, Path], name: str) -> None:
    with opened(files[name], 1280, 720) as seen:
        seen.page.add_style_tag(content="html { filter: grayscale(1) }")
        swatches = seen.page.locator(".legend .swatch")
        words = swatches.all_inner_texts()
        grey = [swatches.nth(place).screenshot() for place in range(swatches.count())]

    assert len(set(grey)) == len(grey) == len(State) + 2
    assert words.count("") == 1, "only what is met needs no word"


GREY = """([one, other]) => {
  const grey = (found) => {
    const [r, g, b] = getComputedStyle(document.querySelector(found)).fill.match(/\\d+/g).map(Number);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  return Math.abs(grey(one) - grey(other));
}"""


@pytest.mark.parametrize(
    ("one", "other", "least"),
    [
        (".column.past .met", ".column.past .gap", 25),
        (".column.ahead .met", ".column.ahead .gap", 25),
        (".part.aligned", "rect.part.paired", 60),
        ("rect.part.paired", "rect.part.gap", 30),
    ],
)
def test_areas_are_lighter_or_darker_and_not_only_of_another_colour(
    opened: Open, files: dict[str, Path], one: str, other: str, least: int
) -> None:
    with opened(files["report-county"], 1280, 720) as seen:
        assert seen.page.evaluate(GREY, [one, other]) >= least


def test_a_network_is_drawn_where_it_was_told_and_the_legend_hides(opened: Open, files: dict[str, Path]) -> None:
    with opened(files["network-county"], 1280, 720) as seen:
        told = seen.page.evaluate("told.nodes.map(n => [n.id, n.x, n.y])")
        drawn = seen.page.evaluate("Object.entries(network.getPositions()).map(([id, at]) => [id, at.x, at.y])")
        assert sorted(drawn) == sorted(told)

        before = seen.page.evaluate("shown.length")
        lapsed = seen.page.evaluate("told.edges.filter(edge => edge.state === 'lapsed').length")
        with_all = seen.shot("network-county-all")
        seen.page.get_by_label("已到期").uncheck()

        assert lapsed > 0
        assert seen.page.evaluate("shown.length") == before - lapsed
        assert seen.shot("network-county-lapsed-hidden") != with_all


def test_a_unit_is_found_by_its_name_from_the_keyboard(opened: Open, files: dict[str, Path]) -> None:
    with opened(files["network-all"], 1280, 720) as seen:
        seen.page.get_by_role("searchbox").fill("昭觉县")
        seen.page.keyboard.press("Enter")

        assert seen.page.evaluate("network.getSelectedNodes()") == ["513431"]


def test_three_thousand_units_are_drawn_in_a_moment(opened: Open, files: dict[str, Path]) -> None:
    with opened(files["network-all"], 1280, 720) as seen:
        assert seen.page.evaluate("told.nodes.length") == 3_000
        took = seen.page.evaluate(
            "() => { const began = performance.now(); network.redraw(); return performance.now() - began }"
        )

    assert took < 3_000


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("report")])
def test_a_report_is_small_and_prints_on_a4(opened: Open, files: dict[str, Path], name: str) -> None:
    assert files[name].stat().st_size < 2_000_000
    with opened(files[name], 1280, 720) as seen:
        printed = seen.page.pdf(prefer_css_page_size=True)

    assert printed.startswith(b"%PDF")
    boxes = re.findall(rb"/MediaBox ?\[([^\]]+)\]", printed)
    assert {tuple(round(float(side)) for side in box.split()) for box in boxes} == {(0, 0, 595, 842)}


def test_a_pdf_from_the_command_line(example: Path, tmp_path: Path) -> None:
    assert main(["report", str(tmp_path / "r.pdf"), "--within", "昭觉县", "--store", str(example)]) == 0
    assert (tmp_path / "r.pdf").read_bytes().startswith(b"%PDF")
