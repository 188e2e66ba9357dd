"""One cell at a time: from what stands there to what it means, or to a fault with a code.

A reader is a dictionary that fills itself, so a distinct cell is read once a sheet.
"""

import math
import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import Any

from graph_model.names import normalised
from graph_model.schema import Column, Value
from graph_model.vocabulary import Field, Force, Kind, Post, Role, Term
from loaders.cells.counts import read_count
from loaders.cells.day_cells import NO_DAY as NO_DAY  # one import for those who read cells
from loaders.cells.day_cells import Day as Day
from loaders.cells.day_cells import read_day_seen, read_first_day, read_last_day
from loaders.cells.faults import Fault as Fault
from loaders.cells.faults import text_of as text_of
from loaders.cells.periods import read_term
from loaders.sheets.sheet import Cell, Void

LONGEST_ID, LONGEST_NAME, LONGEST_TEXT = 64, 200, 2_000
"""Characters. Longer ones are a table gone wrong, and are rejected."""


Read = Callable[[Any], Any]


class Reader(dict[Any, Any]):
    """`reader[cell]` is the cell's value, or a Fault; `faulty` says whether there ever was one."""

    def __init__(self, read: Read) -> None:
        super().__init__()
        self._read = read
        self.faulty = False

    def __missing__(self, cell: Any) -> Any:
        value = self._read(cell)
        self.faulty |= isinstance(value, Fault)
        self[cell] = value
        return value


def reader(column: Column) -> Reader:
    """The reader of a column; an empty cell where a value must be is a fault."""
    read = _READ[column.value](column)
    if not column.required:
        return Reader(lambda cell: NOT_STORED if cell is Void.NOT_STORED else read(cell))
    empty = missing(column)
    return Reader(lambda cell: read(cell) if text_of(cell) else empty)


def missing(column: Column) -> Fault:
    return Fault("missing", f"“{column.zh}”不能为空 · {column.name} must not be empty.")


NOT_STORED = Fault(
    "missing", "公式没有存下计算结果，请打开文件存一次 · the formula has no stored value; open the file and save it."
)


def _id(_: Column) -> Read:
    def read(cell: Cell) -> str | Fault:
        text = unicodedata.normalize("NFKC", text_of(cell))
        if len(text) > LONGEST_ID:
            return _too_long(LONGEST_ID)
        if text and not re.fullmatch(r"[A-Za-z0-9_.:-]+", text):
            return Fault("bad_character", "编号只能用字母、数字和 -_.: · an id has only letters, digits and -_.: .")
        return text

    return read


def _name(_: Column) -> Read:
    return lambda cell: name_of(text_of(cell))


BAD_CHARACTER = Fault("bad_character", "名称里有控制字符 · there is a control or direction character in the name.")
ZERO_WIDTH = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
"""Left behind by web pages and word processors; they mean nothing in a name."""


def has_control_character(text: str, besides: str = "") -> bool:
    """Whether a name holds a character that cannot be seen and does something."""
    return not text.isprintable() and any(
        unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co") and ord(char) not in ZERO_WIDTH and char not in besides
        for char in text
    )


def name_of(text: str) -> str | Fault:
    """A name as it is kept: inner runs of spaces become one."""
    if has_control_character(text):
        return BAD_CHARACTER
    text = " ".join(text.translate(ZERO_WIDTH).split())
    return _too_long(LONGEST_NAME) if len(text) > LONGEST_NAME else text


_BETWEEN_NAMES = re.compile(r"[、;；|｜]")


def is_one_name(text: str) -> bool:
    """Whether a text is read as one name where several may stand."""
    return _BETWEEN_NAMES.search(text) is None


def _names(_: Column) -> Read:
    def read(cell: Cell) -> str | Fault:
        """Several names, kept with 、 between them."""
        names = [name_of(part) for part in _BETWEEN_NAMES.split(text_of(cell))]
        if faults := [name for name in names if isinstance(name, Fault)]:
            return faults[0]
        return "、".join(dict.fromkeys(name for name in names if isinstance(name, str) and name))

    return read


def _text(_: Column) -> Read:
    def read(cell: Cell) -> str | Fault:
        text = text_of(cell)
        if not text.isprintable():
            text = "".join(map(_seen, text))
        return _too_long(LONGEST_TEXT) if len(text) > LONGEST_TEXT else " ".join(text.split())

    return read


def _seen(char: str) -> str:
    """A character of a remark: a line break is a space, what steers a terminal or turns the text is nothing."""
    if char in "\t\n\v\f\r":
        return " "
    return "" if unicodedata.category(char) in ("Cc", "Cs") or char in _TURNING else char


_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""What changes the direction in which the text around it is shown."""


def _too_long(most: int) -> Fault:
    return Fault("too_long", f"超过 {most} 个字 · is longer than {most} characters.")


_UNKNOWN: dict[type[Term], str] = {
    Kind: "unknown_kind",
    Force: "unknown_force",
    Post: "unknown_post",
    Field: "unknown_field",
    Role: "unknown_role",
}


def _term(column: Column) -> Read:
    terms = column.terms
    assert terms is not None
    words = term_words(terms)

    def read(cell: Cell) -> str | Fault:
        """The code of a word of a closed list; the empty text in an empty cell."""
        text = text_of(cell)
        if not text:
            return ""
        if (found := words.get(word_key(text))) is not None:
            return found
        allowed = "、".join(term.zh for term in terms)
        return Fault(
            _UNKNOWN.get(terms, "unknown_kind"),
            f"“{text}”不在列表里 · {text!r} is not one of: {allowed}.",
            tuple(alike(text, terms)),
        )

    return read


def term_words(terms: type[Term]) -> dict[str, str]:
    """Every way to write the words of a closed list, and the code it means."""
    return {word_key(word): term.value for term in terms for word in (*term.synonyms, term.en, term.zh, term.value)}


def term_meant(terms: type[Term], text: str) -> str | None:
    """The code of a word of a closed list, however it is written; None when it is not in the list."""
    return term_words(terms).get(word_key(text))


def word_key(text: str) -> str:
    """What all spellings of one word of a closed list have in common."""
    return normalised(text).translate(_PLAIN_QUOTES)


_PLAIN_QUOTES = str.maketrans(dict.fromkeys("“”\"'‘’「」", ""))


def alike(text: str, terms: Iterable[Term]) -> list[str]:
    """Words of a closed list that look like a text."""
    from rapidfuzz import process  # only when a word is unknown

    return [found for found, _, _ in process.extract(text, [term.zh for term in terms], limit=3, score_cutoff=40)]


def _degrees(column: Column) -> Read:
    most = 90.0 if column.name == "lat" else 180.0

    def read(cell: Cell) -> float | Fault:
        """Decimal degrees; nan in an empty cell."""
        text = text_of(cell)
        try:
            degrees = float(text) if text else math.nan
        except ValueError:
            degrees = math.inf
        if text and not abs(degrees) <= most:
            return Fault(
                "bad_number",
                f"“{text}”不是 ±{most:g} 以内的度数 · {text!r} is not in degrees up to ±{most:g}.",
            )
        return degrees

    return read


_READ: dict[Value, Callable[[Column], Read]] = {
    Value.ID: _id,
    Value.NAME: _name,
    Value.NAMES: _names,
    Value.TEXT: _text,
    Value.UNIT: _text,
    Value.TERM: _term,
    Value.FIRST_DAY: lambda _: read_first_day,
    Value.LAST_DAY: lambda _: read_last_day,
    Value.DAY_SEEN: lambda _: read_day_seen,
    Value.COUNT: lambda _: read_count,
    Value.DEGREES: _degrees,
    Value.TERM_OF_DAYS: lambda _: read_term,
}
