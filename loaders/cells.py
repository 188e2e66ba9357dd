"""One cell at a time: from what stands there to what it means, or to a fault with a code.

A reader is a dictionary that fills itself, so a distinct cell is read once a sheet.
"""

import math
import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, NamedTuple

from graph_model.days import PRECISIONS, Period, Precision, number, parse_period
from graph_model.names import normalised
from graph_model.schema import Column, Value
from graph_model.vocabulary import Field, Force, Kind, Post, Role, Term
from loaders.sheet import Cell

LONGEST_ID, LONGEST_NAME, LONGEST_TEXT = 64, 200, 2_000
"""Characters. Longer ones are a table gone wrong, and are rejected."""


class Fault(NamedTuple):
    """Why a cell cannot be taken: a code of TABLES.md, a sentence, and what may have been meant."""

    code: str
    message: str
    candidates: tuple[str, ...] = ()


class Day(NamedTuple):
    """A day and the index of its precision; `number` is None in an empty cell."""

    number: int | None
    precision: int


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
        return Reader(read)
    missing = Fault("missing", f"“{column.zh}”不能为空 · {column.name} must not be empty.")
    return Reader(lambda cell: read(cell) if text_of(cell) else missing)


def text_of(cell: Cell) -> str:
    """A cell as text: whole numbers without `.0`, days as 2025-06-30, nothing as the empty text."""
    if isinstance(cell, str):
        return cell.strip()
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell.isoformat() if isinstance(cell, date) else str(cell)


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


def name_of(text: str) -> str | Fault:
    """A name as it is kept: inner runs of spaces become one."""
    if not text.isprintable() and any(
        unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co") and c not in "\u200b\ufeff" for c in text
    ):
        return Fault("bad_character", "名称里有控制字符 · there is a control or direction character in the name.")
    text = " ".join(text.replace("\u200b", "").replace("\ufeff", "").split())
    return _too_long(LONGEST_NAME) if len(text) > LONGEST_NAME else text


def _names(_: Column) -> Read:
    def read(cell: Cell) -> str | Fault:
        """Several names, kept with 、 between them."""
        names = [name_of(part) for part in re.split(r"[、;；|｜]", text_of(cell))]
        if faults := [name for name in names if isinstance(name, Fault)]:
            return faults[0]
        return "、".join(dict.fromkeys(name for name in names if isinstance(name, str) and name))

    return read


def _text(_: Column) -> Read:
    def read(cell: Cell) -> str | Fault:
        text = text_of(cell)
        if not text.isprintable():
            text = "".join(c if unicodedata.category(c) not in ("Cc", "Cs") else " " for c in text)
        return _too_long(LONGEST_TEXT) if len(text) > LONGEST_TEXT else " ".join(text.split())

    return read


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
        if (found := words.get(_as_term(text))) is not None:
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
    return {_as_term(word): term.value for term in terms for word in (*term.synonyms, term.en, term.zh, term.value)}


def term_meant(terms: type[Term], text: str) -> str | None:
    """The code of a word of a closed list, however it is written; None when it is not in the list."""
    return term_words(terms).get(_as_term(text))


def _as_term(text: str) -> str:
    return normalised(text).translate(_PLAIN_QUOTES)


_PLAIN_QUOTES = str.maketrans(dict.fromkeys("“”\"'‘’「」", ""))


def alike(text: str, terms: Iterable[Term]) -> list[str]:
    """Words of a closed list that look like a text."""
    from rapidfuzz import process  # only when a word is unknown

    return [found for found, _, _ in process.extract(text, [term.zh for term in terms], limit=3, score_cutoff=40)]


def _first_day(_: Column) -> Read:
    return lambda cell: _day(cell, last=False)


def _last_day(_: Column) -> Read:
    return lambda cell: _day(cell, last=True)


def _day(cell: Cell, *, last: bool) -> Day | Fault:
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        return Day(None, 0)
    if (period := _period(cell)) is None:
        return Fault(
            "bad_date",
            f"“{text_of(cell)}”不是日期，请写成 2025-06-30、2025-06 或 2025 · "
            f"{text_of(cell)!r} is not a day like 2025-06-30, 2025-06 or 2025.",
        )
    return Day(period.last if last else period.first, PRECISIONS.index(period.precision))


def _period(cell: Cell) -> Period | None:
    """The day, month or year in a cell. A number 2021.1 may be October, so it is nothing."""
    if isinstance(cell, date):
        return Period(number(cell), number(cell), Precision.DAY)
    if isinstance(cell, bool) or (isinstance(cell, float) and _maybe_october(cell)):
        return None
    return parse_period(unicodedata.normalize("NFKC", text_of(cell)))


def _maybe_october(cell: float) -> bool:
    return math.isclose(cell * 10 % 10, 1) and not cell.is_integer()


def _count(_: Column) -> Read:
    def read(cell: Cell) -> int | Fault:
        """A whole number of people; 1 in an empty cell."""
        text = unicodedata.normalize("NFKC", text_of(cell))
        if not text:
            return 1
        found = re.fullmatch(r"(\d{1,6})\s*[人名位]?", text)
        if found and (people := int(found[1])) >= 1:
            return people
        return Fault("bad_number", f"“{text}”不是 1 以上的整数 · {text!r} is not a whole number, 1 or more.")

    return read


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
    Value.FIRST_DAY: _first_day,
    Value.LAST_DAY: _last_day,
    Value.COUNT: _count,
    Value.DEGREES: _degrees,
}
