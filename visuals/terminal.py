"""A table for a person at a terminal: the brief columns, words for codes, one line of what and when."""

import os
import shutil
from collections.abc import Sequence
from typing import Any, TextIO

from graph_model.question import NamedHeading
from visuals import words
from visuals.layout import columns, too_wide
from visuals.parts import Part, parts_of
from visuals.shown import Row, Shown, heading_text
from visuals.values import for_people, only_differing
from visuals.words import AND

_AT_ONCE = 500
"""Rows of one table; a longer answer is several, so that its beginning is there at once."""

_UNSEEN = dict.fromkeys(
    [*range(0x20), *range(0x7F, 0xA0), 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)], "\ufffd"
) | dict.fromkeys(map(ord, "\t\n\r"), " ")
"""What would move the cursor, colour the screen or turn the text around is shown as a mark."""


def write_table(shown: Shown, out: TextIO) -> None:
    """Only as wide as the terminal; in a file or pipe as wide as needed."""
    for line in title_lines(shown):
        out.write(f"{_bold(safe(line), out)}\n")
    pieces = parts_of(shown)
    if pieces is not None:
        for piece in pieces:
            _write_part(piece, out)
    elif shown.count:
        write_rows(shown, out)
    else:
        out.write(f"{words.NO_ROWS.said(shown.lang)}\n")
    if shown.next:
        out.write(f"{words.MORE.said(shown.lang, next=shown.next)}\n")


def title_lines(shown: Shown) -> list[str]:
    lang = shown.lang
    said = [shown.title.said(lang)]
    if shown.as_of is not None:
        said.append(words.AS_OF.said(lang, day=shown.as_of))
    said.append(words.KNOWN_AT.said(lang, seq=shown.known_at))
    if not shown.in_parts:
        said.append(_how_many(shown))
    return [*([words.FICTIONAL] if shown.fictional else []), " · ".join(said)]


def _how_many(shown: Shown) -> str:
    if shown.count < shown.total:
        return words.SOME_ROWS.said(shown.lang, count=f"{shown.count:,}", total=f"{shown.total:,}")
    return (words.ONE_ROW if shown.total == 1 else words.ROWS).said(shown.lang, total=f"{shown.total:,}")


def _write_part(part: Part, out: TextIO) -> None:
    out.write(f"\n{_bold(safe(part.title), out)}\n")
    if part.shown.count:
        write_rows(part.shown, out)
    else:
        out.write(f"{words.NONE_HERE.said(part.shown.lang)}\n")


def write_rows(shown: Shown, out: TextIO) -> None:
    """The rows under their headings, without a title. On a narrow screen columns of zeros give way."""
    width = shutil.get_terminal_size().columns if out.isatty() else None
    for rows in shown.chunks(_AT_ONCE):
        places = _worth_a_column(shown, rows)
        headings, cells = _headings(shown, places), [texts(shown, row, places) for row in rows]
        if too_wide(headings, cells, width):
            zeros = {place for place in places if all(row[place] in (0, None) for row in rows)}
            _say_left_out(shown, sorted(zeros), out)
            places = [place for place in places if place not in zeros]
            headings, cells = _headings(shown, places), [texts(shown, row, places) for row in rows]
        numbers = [all(row[place] is None or type(row[place]) is int for row in rows) for place in places]
        head, body = columns(headings, cells, numbers, width)
        out.write("\n".join([*(_bold(line, out) for line in head), *body, ""]))


def _worth_a_column(shown: Shown, rows: Sequence[Row]) -> list[int]:
    """The brief columns that hold anything at all."""
    return [
        place
        for place, column in enumerate(shown.columns)
        if column.heading.brief and any(row[place] is not None for row in rows)
    ]


def _headings(shown: Shown, places: Sequence[int]) -> list[str]:
    return [heading_text(shown.columns[place], shown.lang) for place in places]


def _say_left_out(shown: Shown, places: Sequence[int], out: TextIO) -> None:
    if places:
        comma = AND.said(shown.lang)
        out.write(words.ALL_ZERO.said(shown.lang, names=comma.join(_headings(shown, places))) + "\n")


def texts(shown: Shown, row: Row, places: Sequence[int]) -> list[str]:
    """The cells of a row as people read them; of two versions only what differs."""
    row = only_differing(shown.names, row)
    precision = precisions(shown.columns)
    return [
        safe(
            for_people(
                row[place],
                shown.columns[place].heading.terms,
                shown.lang,
                row[precision[place]] if place in precision else None,
            )
        )
        for place in places
    ]


def precisions(columns: Sequence[NamedHeading]) -> dict[int, int]:
    """Which column says how exactly the day in a column is known."""
    place_of = {column.name: place for place, column in enumerate(columns)}
    return {place: place_of[f"{name}_precision"] for name, place in place_of.items() if f"{name}_precision" in place_of}


def safe(text: Any) -> str:
    return str(text).translate(_UNSEEN)


def _bold(text: str, out: TextIO) -> str:
    """As no-color.org asks; a dumb terminal would print the marks."""
    plain = not out.isatty() or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return text if plain else f"\033[1m{text}\033[0m"
