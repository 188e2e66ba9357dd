"""Every word that a page's template asks for is there, and none is there for nothing."""

import re
from pathlib import Path

import pytest

from visuals.network.chosen import IN_FORCE, LAPSED, PLANNED
from visuals.network.words import WORDS as NETWORK_WORDS
from visuals.report.words import WORDS as REPORT_WORDS
from visuals.words import Words

TEMPLATES = Path(__file__).parents[2] / "visuals" / "templates"
ELSEWHERE = {IN_FORCE, PLANNED, LAPSED, "everything", "lines"}
"""Words of the network that its lines and units have, and not its template."""


@pytest.mark.parametrize(
    ("template", "words", "elsewhere"),
    [("report.html", REPORT_WORDS, set()), ("network.html", NETWORK_WORDS, ELSEWHERE)],
)
def test_words_are_those_of_the_template(template: str, words: dict[str, Words], elsewhere: set[str]) -> None:
    text = (TEMPLATES / template).read_text(encoding="utf-8")
    listed = re.findall(r"for name in \(([^)]*)\)", text)
    asked = {*re.findall(r'say\("(\w+)"', text), *re.findall(r'"(\w+)"', " ".join(listed))}

    assert asked | elsewhere == set(words)
