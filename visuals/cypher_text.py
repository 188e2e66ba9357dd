"""Texts as Cypher writes them. What a table says can end no literal and start no statement.

Neo4j turns backslash-u into a character before it looks for the ends of texts, inside comments too. So no backslash
is ever followed by a u here, whatever stood in the table.
"""

import re
from collections.abc import Iterable, Sequence

_NO_CELL = re.compile("[\u0000-\u001f\u007f-\u009f\u2028\u2029\ud800-\udfff]+")


def table(rows: Iterable[Sequence[str]]) -> str:
    r"""Rows as one literal: cells are separated by tabs, and each row starts a line. A cell is one line.

    >>> table([("it's", "a\nb")])
    "'\nit\\'s\ta b'"
    >>> table([(r"\u0027",)])
    "'\n\\\\' + 'u0027'"
    """
    lines = "".join("\n" + "\t".join(_NO_CELL.sub(" ", cell) for cell in row) for row in rows)
    escaped = lines.replace("\\", "\\\\").replace("'", "\\'")
    # The end of one text and the start of the next stand between a backslash and a u.
    return "'" + escaped.replace("\\u", "\\' + 'u") + "'"


def comment(text: str) -> str:
    r"""One line of comment.

    >>> comment("a\nb \\u000a c")
    '// a b u000a c'
    """
    return "// " + " ".join(_NO_CELL.sub(" ", text).replace("\\", "").split())
