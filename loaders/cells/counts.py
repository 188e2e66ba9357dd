"""How many people: the count in a cell, in digits or Chinese numerals."""

import re

from graph_model.plain_text import plain
from loaders.cells.faults import Fault, shown, text_of
from loaders.sheets.sheet import Cell

_DIGITS = "一二三四五六七八九"
_COUNT = re.compile(r"(?:([0-9]{1,6})(?:\.0+)?|([一二两三四五六七八九十]{1,3}))(?:个?人|名|位)?")


def _numerals() -> dict[str, int]:
    """一 to 九十九, with 两 for two and 一十二 for twelve."""
    tens = ["", "十", *(f"{digit}十" for digit in _DIGITS[1:])]
    below_a_hundred = [ten + one for ten in tens for one in ("", *_DIGITS)]
    alike = {f"一{word}": number for number, word in enumerate(below_a_hundred) if 10 <= number < 20}
    return {word: number for number, word in enumerate(below_a_hundred) if word} | alike | {"两": 2}


_NUMERALS = _numerals()


def read_count(cell: Cell) -> int | Fault:
    """A whole number of people, 1 or more; 1 in an empty cell."""
    text = plain(text_of(cell))
    if not text:
        return 1
    found = None if isinstance(cell, bool) else _COUNT.fullmatch(text)
    people = 0 if not found else int(found[1]) if found[1] else _NUMERALS.get(found[2], 0)
    if people >= 1:
        return people
    said = shown(cell)
    return Fault("bad_number", f"“{said}”不是 1 以上的整数 · {said!r} is not a whole number, 1 or more.")
