"""Rows that are only searched tell the same as rows that are parsed, and far faster."""

import zipfile
from collections.abc import Iterable
from pathlib import Path
from time import process_time
from xml.parsers import expat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_model.errors import TableError
from loaders.sheets.workbook.formats import Shows
from loaders.sheets.workbook.look import look_into
from loaders.sheets.workbook.marks import SheetMarks
from loaders.sheets.workbook.parts import parse
from loaders.sheets.workbook.sheet_xml import Book, SheetXml
from loaders.sheets.workbook.stretches import Skipping, stretches
from loaders.sheets.workbook.styles import Styles
from tests.loaders.made_workbooks import PART, book

BOOK = Book(
    "t.xlsx",
    Styles(frozenset({"1", "12"}), {"2": Shows.MONTH, "3": Shows.DECIMALS}),
    {"7": frozenset({True, None}), "8": frozenset({True}), "9": frozenset({False, None})},
)
ATTRIBUTES = ["", ' s="1"', ' s="2"', ' s="12"', ' s="3" t="n"', ' t="s"', ' s="1" t="s"', ' t="e"', ' t="str"']
CONTENTS = [
    "",
    *("<v>7</v>", "<v>8</v>", "<v>9</v>", "<v>44348</v>", "<v>2021.1</v>", "<v></v>", "<v/>"),
    *("<f>A1</f>", "<f>A1</f><v/>", "<f>A1</f><v>8</v>", '<f si="0"/>', '<f si="0"/><v>7</v>', "<f>A1</f><v></v>"),
    *("<is><t>甲</t></is>", "<is><r><rPr><strike/></rPr><t>甲</t></r><r><t>乙</t></r></is>"),
]
ROWS = ["", ' hidden="1"', ' hidden="true"', ' hidden="0"', ' ht="20" hidden="1"']
cells = st.tuples(st.sampled_from(ATTRIBUTES), st.sampled_from(CONTENTS), st.booleans())
rows = st.tuples(st.sampled_from(ROWS), st.lists(cells, max_size=4))


def xml_of(rows: Iterable[tuple[str, list[tuple[str, str, bool]]]]) -> bytes:
    """A sheet; a cell without content is written with one tag, if its last part says so, or with two."""
    lines = []
    for row, (attributes, cells) in enumerate(rows, 1):
        there = "".join(
            f'<c r="{"ABCD"[n]}{row}"{look}/>'
            if one and not content
            else f'<c r="{"ABCD"[n]}{row}"{look}>{content}</c>'
            for n, (look, content, one) in enumerate(cells)
        )
        lines.append(f'<row r="{row}"{attributes}>{there}</row>' if there else f'<row r="{row}"{attributes}/>')
    merged = '<mergeCells><mergeCell ref="A1:B2"/></mergeCells>'
    return f"<worksheet><sheetData>{''.join(lines)}</sheetData>{merged}</worksheet>".encode()


def marks_of(xml: bytes, size: int, *, counts: bool) -> SheetMarks:
    parser = expat.ParserCreate()
    sheet = SheetXml(parser, BOOK, counts=counts)
    chunks = [xml[start : start + size] for start in range(0, len(xml), size)]
    parse(parser, chunks if counts else Skipping(BOOK, sheet)(chunks))
    return sheet.marks


@given(st.lists(rows, max_size=12), st.integers(20, 400))
def test_what_is_only_searched_tells_the_same(rows: list[tuple[str, list[tuple[str, str, bool]]]], size: int) -> None:
    xml = xml_of(rows)

    assert marks_of(xml, size, counts=False) == marks_of(xml, size, counts=True)


@given(st.lists(rows, max_size=12), st.integers(1, 400))
def test_stretches_are_the_whole(rows: list[tuple[str, list[tuple[str, str, bool]]]], size: int) -> None:
    xml = xml_of(rows)

    pieces = list(stretches(xml[start : start + size] for start in range(0, len(xml), size)))

    assert b"".join(text for text, _ in pieces) == xml
    assert all(text.startswith(b"<row ") for text, whole in pieces if whole)


def test_far_corners_are_seen_among_rows_that_are_only_searched() -> None:
    first = '<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
    far = '<row r="2"><c r="XFD2"><v>1</v></c></row><row r="9"/><row r="1048576"><c r="A1048576"><v>1</v></c></row>'
    xml = f"{first}{far}<row/></sheetData></worksheet>".encode()

    for size in (70, len(xml)):
        with pytest.raises(TableError, match="展开后太大"):
            marks_of(xml, size, counts=False)


def long(path: Path, rows: Iterable[bytes]) -> Path:
    """A workbook with these rows in its only sheet."""
    book(path, t={"A1": "x"})
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts.items():
            if name != PART:
                archive.writestr(name, content)
        with archive.open(PART, "w") as part:
            part.write(b"<worksheet><sheetData>")
            part.writelines(rows)
            part.write(b"</sheetData></worksheet>")
    return path


@pytest.mark.slow
@pytest.mark.parametrize(
    ("row", "count"),
    [
        pytest.param(b'<row r="%d" s="1"/>', 1_048_576, id="formatted rows down to the last"),
        pytest.param(b'<row r="%d"><c r="A%d" s="1"/><c r="B%d" s="1"/></row>', 1_048_576, id="formatted cells"),
        pytest.param(b'<row r="%d"><c r="A%d" t="s"><v>1</v></c><c r="B%d"/></row>', 300_000, id="filled rows"),
    ],
)
def test_long_sheets_take_seconds(tmp_path: Path, row: bytes, count: int) -> None:
    places = row.count(b"%d")
    path = long(tmp_path / "t.xlsx", (row % ((number,) * places) for number in range(1, count + 1)))

    start = process_time()
    marks = look_into(path)

    assert marks == {"t": SheetMarks(looked_at=True)}
    assert process_time() - start < 5
