"""Cells of the workbooks that people get: always text, whatever stands in them."""

from typing import Any

from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from visuals import words
from visuals.words import Lang

_MOST_CHARACTERS = 32_767
_LONGEST_TITLE = 31


def text_cell(sheet: Any, text: str, lang: Lang, *, bold: bool = False) -> Cell:
    """A cell of a write-only sheet: =1+1 in it is no formula, and what no cell can hold is said to be cut."""
    text = ILLEGAL_CHARACTERS_RE.sub("\ufffd", text)
    if len(text) > _MOST_CHARACTERS:
        mark = words.CUT.said(lang, length=len(text))
        text = text[: _MOST_CHARACTERS - len(mark)] + mark
    cell: Cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"  # or =1+1 would be a formula
    if bold:
        cell.font = Font(bold=True)
    return cell


def sheet_name(title: str) -> str:
    """A title as the name of a sheet can be."""
    return "".join("·" if mark in "[]:*?/\\" else mark for mark in title)[:_LONGEST_TITLE]
