"""A table for a person at a terminal: the brief columns, words for codes, one line of what and when."""

from collections.abc import Sequence
from typing import Any, TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from graph_model.question import NamedHeading
from visuals import words
from visuals.parts import Part, parts_of
from visuals.shown import Row, Shown, heading_text
from visuals.values import for_people, only_differing

_AT_ONCE = 500
"""Rows of one table; a longer answer is several, so that its beginning is there at once."""
_AS_WIDE_AS_NEEDED = 10_000

_UNSEEN = dict.fromkeys(
    [*range(0x20), *range(0x7F, 0xA0), 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)], "\ufffd"
) | dict.fromkeys(map(ord, "\t\n\r"), " ")
"""What would move the cursor, colour the screen or turn the text around is shown as a mark."""


def write_table(shown: Shown, out: TextIO) -> None:
    """Only as wide as the terminal; in a file or pipe as wide as needed."""
    console = console_for(out)
    for line in title_lines(shown):
        console.print(Text(safe(line), style="bold"))
    pieces = parts_of(shown)
    if pieces is not None:
        for piece in pieces:
            _write_part(console, piece)
    elif shown.count:
        _write_rows(console, shown)
    else:
        console.print(words.NO_ROWS.said(shown.lang))
    if shown.next:
        console.print(words.MORE.said(shown.lang, next=shown.next))


def console_for(out: TextIO) -> Console:
    """Names may hold [brackets] and :colons:, which are no markup of ours."""
    width = None if out.isatty() else _AS_WIDE_AS_NEEDED
    return Console(file=out, width=width, markup=False, highlight=False, emoji=False)


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


def _write_part(console: Console, part: Part) -> None:
    console.print()
    console.print(Text(safe(part.title), style="bold"))
    if part.shown.count:
        _write_rows(console, part.shown)
    else:
        console.print(words.NONE_HERE.said(part.shown.lang))


def _write_rows(console: Console, shown: Shown) -> None:
    for rows in shown.chunks(_AT_ONCE):
        table = table_of(shown, rows)
        if console.measure(table).maximum > console.width:
            table.padding = (0, 1, 0, 0)
        console.print(table)


def table_of(shown: Shown, rows: Sequence[Row]) -> Table:
    """Some rows under their headings; numbers stand to the right. A column with nothing in it is left out."""
    brief = [
        place
        for place, column in enumerate(shown.columns)
        if column.heading.brief and any(row[place] is not None for row in rows)
    ]
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for place in brief:
        numbers = all(row[place] is None or type(row[place]) is int for row in rows)
        heading = heading_text(shown.columns[place], shown.lang)
        table.add_column(Text(heading), justify="right" if numbers else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(safe(text)) for text in texts(shown, row, brief)))
    return table


def texts(shown: Shown, row: Row, places: Sequence[int]) -> list[str]:
    """The cells of a row as people read them; of two versions only what differs."""
    row = only_differing(shown.names, row)
    precision = precisions(shown.columns)
    return [
        for_people(
            row[place],
            shown.columns[place].heading.terms,
            shown.lang,
            row[precision[place]] if place in precision else None,
        )
        for place in places
    ]


def precisions(columns: Sequence[NamedHeading]) -> dict[int, int]:
    """Which column says how exactly the day in a column is known."""
    place_of = {column.name: place for place, column in enumerate(columns)}
    return {place: place_of[f"{name}_precision"] for name, place in place_of.items() if f"{name}_precision" in place_of}


def safe(text: Any) -> str:
    return str(text).translate(_UNSEEN)
