"""The `.cypher` files, and what is left of them when only the present counts.

The files look at former versions too, so that they answer for any import. Where the newest import is asked about and
none is being written, every current version counts and no former one does: then the text without all that
says the same, with a third of the database hits (coverage, 11,000 units). `tests/neo4j` holds both texts to each other.
"""

import re
from functools import cache
from importlib.resources import files

_HELD = r"(?P<x>\w+)\.import <= \$ask\.known_at\s+AND\s+coalesce\(\$ask\.known_at < (?P=x)\.removed, true\)"
_PRESENT = (
    # What is former in a place of its own never counts; whatever else is met does.
    (r"(MATCH \(v:UnitVersion\)[^\n]*\n\s*WHERE )", r"\1false AND "),
    (r"(-\[l:WAS_\w+\]->\(b:Slot\)\s+WHERE )", r"\1false AND "),
    (r"CASE WHEN (?P<p>\w+)\.import <= \$ask\.known_at THEN (?P=p)\s+ELSE head\(\[.*?\| former\]\) END", r"\g<p>"),
    (r"\|(?:WAS_|Was)\w+", ""),
    (r"(?P<p>\w+)\.import <= \$ask\.known_at AND (?P=p)\.stands_for_slot IS NULL", r"\g<p>.stands_for_slot IS NULL"),
    (rf"\s+AND {_HELD}", ""),
    (rf"WHERE {_HELD}\s+AND ", "WHERE "),
    (_HELD, "true"),
    (r"all\(x IN \w+ WHERE true\)", "true"),
    (r" AND u\.import <= \$ask\.known_at", ""),
)


@cache
def cypher_of(question: str) -> str:
    """The text of `<question>.cypher`."""
    return files("queries").joinpath(f"{question.replace('-', '_')}.cypher").read_text(encoding="utf-8")


@cache
def cypher_of_present(question: str) -> str | None:
    """The same for the newest import, while no other is being written; None for a question about the past itself."""
    if question == "changes":
        return None
    text = cypher_of(question)
    for former, present in _PRESENT:
        text = re.sub(former, present, text, flags=re.DOTALL if "former" in former else 0)
    return text
