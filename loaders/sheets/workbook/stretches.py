"""A sheet's XML in stretches of whole rows, most of which hold nothing that parsing could find.

Parsing a sheet takes as long as reading it; looking for a few signs among its bytes takes a tenth of that.
"""

import re
from collections.abc import Iterable, Iterator

from loaders.sheets.workbook.sheet_xml import Book, SheetXml, column_of

_LONGEST = 1 << 20
"""Bytes that are kept while the start of a row is looked for."""
_START = re.compile(rb'<c r="([A-Z]{1,3})\d{1,7}"((?: s="\d+")?(?: t="[a-zA-Z]+")?)>')
"""Of a cell, as every spreadsheet program writes it; a stretch with one written otherwise is parsed."""
_BLANK = re.compile(rb'<c r="[A-Z]{1,3}\d{1,7}"(?: s="\d+")? ?/>')
_ROW = re.compile(rb'<c r="[A-Z]+(\d+)"')
_STYLE = re.compile(rb' s="(\d+)"')
_ODD = (
    *(b"strike", b"<mergeCell", b"hidden='"),
    *(b'"></c>', b"<c>", b"<c\t", b"<c\n", b"<c\r", b":c ", b":c>", b">\n", b">\r", b"\0"),
)
"""Struck runs, merged ranges before the rows, and XML that is not as it usually is."""
_EMPTY_FORMULA = (b"</f></c>", b"/></c>", b"<v></v></c>")
_FORMULA = rb"(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)"
_UNSTORED = rb'<c r="[^>]*>' + _FORMULA + rb"(?:<v ?/>|<v></v>)?</c>"
_HIDDEN = rb'<row (?=[^>]* hidden="(?:1|true)")[^>]*>(?:<c r="[^>]*/>)*<c r="[^>]*[^/]>.*?</c>'
"""A hidden row, up to its first cell that is not blank."""
_CONTENTS = (b"<v", b"<is", b"<f", b":c ", b"<mergeCell")
"""Without any of these a stretch holds formats only, as the rows do that were coloured down to the last one."""
_NUMBER = re.compile(rb"<v>(\d+)</v>")


def stretches(chunks: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Pieces of XML, and whether each consists of whole rows."""
    rest, whole = b"", False
    for chunk in chunks:
        text = rest + chunk
        end = text.rfind(b"<row ")
        if end > 0:
            yield text[:end], whole
            rest, whole = text[end:], True
        elif len(text) > _LONGEST:
            yield text, False
            rest, whole = b"", False
        else:
            rest = text
    yield rest, False


class Skipping:
    """Leaves out the cells that need no parsing, but tells `sheet` how far they reach."""

    def __init__(self, book: Book, sheet: SheetXml) -> None:
        self._sheet = sheet
        self._styles = {style.encode() for style in book.styles.struck | book.styles.shows.keys()}
        self._struck = {number.encode() for number, runs in book.strings.items() if True in runs}

    def __call__(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        is_usual = True
        for text, whole in stretches(chunks):
            is_usual = is_usual and b"<!" not in text  # What looks like a row may be in a comment from here on.
            starts = _starts(text) if whole and is_usual else None
            if starts is None:
                yield text
            elif starts:
                yield from self._marked_cells(text, starts)

    def _marked_cells(self, text: bytes, starts: set[tuple[bytes, bytes]]) -> Iterator[bytes]:
        last = max(column_of(column.decode()) for column, _ in starts)
        self._sheet.reach(max(map(int, set(_ROW.findall(text)))), last)
        if patterns := self._patterns(text, {look for _, look in starts}):
            for cell in re.findall(b"|".join(patterns), text, re.DOTALL):
                yield cell + b"</row>" if cell.startswith(b"<row") else cell

    def _patterns(self, text: bytes, looks: set[bytes]) -> list[bytes]:
        """Of the cells in a stretch that must be parsed; `looks` are the attributes that its cells have."""
        patterns = [rb'<c r="[A-Z]+\d+"' + look + b">.*?</c>" for look in sorted(looks) if self._is_marked(look)]
        if b' hidden="' in text:
            patterns.insert(0, _HIDDEN)
        if any(sign in text for sign in _EMPTY_FORMULA):
            patterns.append(_UNSTORED)
        if self._struck and (struck := self._struck.intersection(_NUMBER.findall(text))):
            patterns.append(rb'<c r="[^>]*>' + _FORMULA + rb"?<v>(?:" + b"|".join(sorted(struck)) + b")</v></c>")
        return patterns

    def _is_marked(self, look: bytes) -> bool:
        """By the attributes of a cell: an error, or of a style that tells something."""
        style = _STYLE.match(look)
        return look.endswith(b' t="e"') or bool(style and style[1] in self._styles)


def _starts(text: bytes) -> set[tuple[bytes, bytes]] | None:
    """The columns and attributes of a stretch's cells; None if it is not as it usually is and must be parsed."""
    if not any(sign in text for sign in _CONTENTS):
        return set()
    if any(sign in text for sign in _ODD):
        return None
    starts = _START.findall(text)
    others = text.count(b"<c ") - len(starts)
    if others and others != len(_BLANK.findall(text)):
        return None
    return set(starts)
