"""A cell as the text people see, and what is said when it cannot be taken."""

from datetime import date
from typing import NamedTuple

from loaders.sheets.sheet import Cell, Void

_SHOWN = 60


class Fault(NamedTuple):
    """Why a cell cannot be taken: a code of TABLES.md, a sentence, and what may have been meant."""

    code: str
    message: str
    candidates: tuple[str, ...] = ()


def text_of(cell: Cell) -> str:
    """A cell as text: whole numbers without `.0`, days as 2025-06-30, nothing as the empty text."""
    if isinstance(cell, str):
        return cell.strip()
    if cell is None or isinstance(cell, Void):
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def shown(cell: Cell) -> str:
    """A cell on one line, short enough to stand in a sentence."""
    text = " ".join(text_of(cell).split())
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
