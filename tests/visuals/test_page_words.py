"""Every word that a page's templates and modules ask for is there, and none is there for nothing."""

import re
from importlib import import_module
from pathlib import Path

import pytest

from graph_model.vocabulary import Pattern
from visuals.network.words import WORDS as NETWORK_WORDS
from visuals.pages.downloads import FORMATS
from visuals.pages.gaps.order import GROUPINGS
from visuals.pages.imports.receipt import COUNTS
from visuals.pages.pages import PAGES
from visuals.pages.words.changed_rows import CHANGED_ROWS
from visuals.pages.words.frame import WORDS as FRAME
from visuals.pages.words.shared import SHARED
from visuals.pictures.time_axis import Phase
from visuals.report.words import WORDS as REPORT_WORDS
from visuals.words import Words

VISUALS = Path(__file__).parents[2] / "visuals"
TEMPLATES = VISUALS / "templates"
NAMES = [page.name for page in PAGES]

FURTHER = {
    "changes": ["import_parts.html", "paging.html"],
    "gaps": ["paging.html"],
    "imports": ["import_parts.html", "import_job.html", "import_undo.html", "paging.html"],
    "overlaps": ["paging.html"],
}
"""Templates that draw parts of a page, beside its own and those in its folder."""
BY_CODE = {
    "changes": {*FORMATS},
    "gaps": {*FORMATS, *(f"by_{name}" for name in (*GROUPINGS, "none"))},
    "imports": {*COUNTS},
    "overlaps": {*FORMATS, *map(str, Pattern)},
    "overview": {"by_county", "by_prefecture", "by_province"},
    "unit": {phase.value for phase in Phase},
}
"""Words that are asked for by the code of something."""


def asked_for(text: str, say: str) -> set[str]:
    """Words that a template asks for by name, one or another of them where it says `"a" if … else "b"`."""
    return {name for each in re.findall(rf"\b{say}\(([^()]*)", text) for name in re.findall(r'"(\w+)"(?! *~)', each)}


def said_in(text: str) -> set[str]:
    """Those of `say`, with the words of a list that a template goes through."""
    listed = re.findall(r"{% for \w+(?:, \w+)? in (\([^%]*\)) ", text)
    return asked_for(text, "say") | {name for each in listed for name in re.findall(r'"(\w+)"', each)}


def template_text(name: str) -> str:
    pages = TEMPLATES / "pages"
    files = [pages / f"{name}.html", *(pages / each for each in FURTHER.get(name, [])), *(pages / name).glob("*.html")]
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def module_text(name: str) -> str:
    pages = VISUALS / "pages"
    files = [*(pages / name).glob("*.py"), *pages.glob(f"{name}.py")]
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def words_of(name: str) -> dict[str, Words]:
    words: dict[str, Words] = import_module(f"visuals.pages.words.{name}").WORDS
    return words


def used_by(name: str) -> set[str]:
    return (
        said_in(template_text(name))
        | set(re.findall(r"""["'](\w+)["']""", module_text(name)))
        | BY_CODE.get(name, set())
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_page_has_the_words_that_it_asks_for_and_no_others(name: str) -> None:
    words = words_of(name)
    own = {each for each in words if words[each] != SHARED.get(each)} - set(CHANGED_ROWS)
    parts = set() if name == "imports" else said_in((TEMPLATES / "pages/import_parts.html").read_text("utf-8"))

    assert said_in(template_text(name)) - parts | BY_CODE.get(name, set()) <= set(words)
    assert own - used_by(name) == set()


def test_what_pages_share_is_said_once_and_by_more_than_one() -> None:
    for name in NAMES:
        source = (VISUALS / "pages" / "words" / f"{name}.py").read_text(encoding="utf-8")
        own = set(re.findall(r'^    "(\w+)": Words', source, re.MULTILINE))
        again = [each for each in own if words_of(name)[each] == {**SHARED, **CHANGED_ROWS}.get(each)]
        assert again == [], name

    shared = [
        each
        for each in SHARED
        if sum(words_of(name).get(each) == SHARED[each] and each in used_by(name) for name in NAMES) < 2
    ]
    assert shared == []


def test_the_frame_has_the_words_that_templates_ask_for_and_no_others() -> None:
    texts = [file.read_text(encoding="utf-8") for file in (TEMPLATES / "pages").rglob("*.html")]

    assert {name for text in texts for name in asked_for(text, "frame")} == set(FRAME)


@pytest.mark.parametrize(
    ("template", "words", "elsewhere"),
    [("report.html", REPORT_WORDS, set()), ("network.html", NETWORK_WORDS, {"everything", "lines"})],
)
def test_files_that_travel_have_the_words_of_their_template(
    template: str, words: dict[str, Words], elsewhere: set[str]
) -> None:
    """`elsewhere` are words of the network that its lines and units have, and not its template."""
    text = (TEMPLATES / template).read_text(encoding="utf-8")
    listed = re.findall(r"for name in \(([^)]*)\)", text)
    asked = {*re.findall(r'say\("(\w+)"', text), *re.findall(r'"(\w+)"', " ".join(listed))}

    assert asked | elsewhere == set(words)
