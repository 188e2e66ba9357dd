"""A slow reading of the little Cypher that an export writes, as Neo4j 5 reads it: backslash-u first, then texts."""

import re

_UNICODE = re.compile(r"\\u([0-9A-Fa-f]{4})")
_ESCAPED = {"n": "\n", "t": "\t", "\\": "\\", "'": "'"}


def statements(script: str) -> list[str]:
    """The statements, without comments; a semicolon inside a text ends none."""
    text = _UNICODE.sub(lambda found: chr(int(found[1], 16)), script)
    made, now, place = list[str](), "", 0
    while place < len(text):
        if text.startswith("//", place):
            place = text.index("\n", place)
        elif text[place] == "'":
            _, after = _text(text, place)
            now, place = now + text[place:after], after
        elif text[place] == ";":
            made.append(now.strip())
            now, place = "", place + 1
        else:
            now, place = now + text[place], place + 1
    assert not now.strip(), f"left over: {now[:80]}"
    return made


def does(statement: str) -> str:
    """What is done with each row."""
    return statement.rsplit(" AS c\n", 1)[-1]


def rows(statement: str) -> list[dict[str, str]]:
    """The cells of each row by the properties that they are set to, without those that are empty."""
    head = "UNWIND split("
    assert statement.startswith(head), statement
    made, place = _text(statement, len(head))
    while statement.startswith(" + '", place):
        more, place = _text(statement, place + len(" + "))
        made += more
    assert statement[place:].startswith(", '\\n')[1..] AS line\nWITH [cell IN split(line, '\\t') |")
    names = {int(place): name for name, place in re.findall(r"(\w+)(?: = [\w(]*|: )c\[(\d+)\]", does(statement))}
    if "(a:Unit" in statement:
        names |= {0: "source", 1: "target"}
    lines = [line.split("\t") for line in made.split("\n")[1:]]
    return [{names[place]: cell for place, cell in enumerate(line) if cell} for line in lines]


def _text(text: str, place: int) -> tuple[str, int]:
    """The text that starts at a quotation mark, and where what follows it starts."""
    made, place = "", place + 1
    while text[place] != "'":
        if text[place] == "\\":
            made, place = made + _ESCAPED[text[place + 1]], place + 2
        else:
            made, place = made + text[place], place + 1
    return made, place + 1
