"""What an XLSX tells beside its values, whether its rows are parsed or only searched."""

import re
from collections.abc import Callable
from datetime import date, datetime, time
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from loaders.sheets.workbook import parts
from loaders.sheets.workbook.look import look_into
from loaders.sheets.workbook.marks import SheetMarks
from tests.loaders.made_workbooks import patched

STRUCK = InlineFont(strike=True)
PLAIN = InlineFont(b=True)


@pytest.fixture(autouse=True, params=[1 << 16, 100], ids=["one piece", "many pieces"])
def _chunk(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows are left out only in the pieces of a sheet after the first."""
    monkeypatch.setattr(parts, "CHUNK", request.param)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "t.xlsx"


def marks_of(path: Path, fill: Callable[[Worksheet], None], *, from_1904: bool = False) -> SheetMarks:
    """Of a sheet that holds a text in A1 to A9 beside what `fill` puts there."""
    workbook = Workbook()
    if from_1904:
        workbook.epoch = CALENDAR_MAC_1904
    sheet = workbook.worksheets[0]
    sheet.title = "表"
    for row in range(1, 10):
        sheet.cell(row, 1, f"县{row}")
    fill(sheet)
    workbook.save(path)
    return look_into(path)["表"]


def formatted(sheet: Worksheet, place: str, value: Any, code: str) -> None:
    sheet[place] = value
    sheet[place].number_format = code


def test_a_plain_sheet_has_no_marks(path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        struck = DifferentialStyle(font=Font(strike=True))
        sheet["B2"].font = Font(strike=True)
        sheet["C3"].font = Font(b=True)
        sheet.conditional_formatting.add("A1:C9", Rule("expression", dxf=struck, formula=["FALSE"]))

    assert marks_of(path, fill) == SheetMarks(looked_at=True)


def test_merged_ranges(path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.merge_cells("A1:C1")
        sheet.merge_cells("AB3:AB5")

    assert marks_of(path, fill).merged == ((1, 0, 1, 2), (3, 27, 5, 27))


def test_hidden_rows_are_those_that_hold_something(path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        for row in (2, 5, 6, 20, 21):
            sheet.row_dimensions[row].hidden = True
        sheet["A5"] = None
        sheet["A5"].font = Font(bold=True)
        sheet["D6"] = 1
        sheet["A20"].font = Font(bold=True)
        sheet.row_dimensions[3].hidden = False
        sheet.column_dimensions["A"].hidden = True

    assert marks_of(path, fill).hidden_rows == {2, 6}


def test_cells_struck_through_wholly_or_partly(path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A3"].font = Font(strike=True)
        sheet["A4"].font = Font(strike=False)
        sheet["B4"] = CellRichText("甲", TextBlock(STRUCK, "、乙"))
        sheet["B5"] = CellRichText(TextBlock(STRUCK, "甲"), TextBlock(PLAIN, " "), TextBlock(STRUCK, "乙"))
        sheet["B6"] = CellRichText("甲", TextBlock(PLAIN, "乙"))
        sheet["B7"] = CellRichText("甲", TextBlock(PLAIN, "乙"))
        sheet["B7"].font = Font(strike=True)
        sheet["B8"].font = Font(strike=True)
        sheet["B9"], sheet["B9"].font = 12, Font(strike=True)

    assert marks_of(path, fill).struck == {
        (3, 0): True,
        (4, 1): False,
        (5, 1): True,
        (7, 1): False,
        (9, 1): True,
    }


def test_struck_runs_of_shared_strings(path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        for row in (2, 4, 6, 8):
            sheet[f"B{row}"] = "?"
        sheet["B8"].font = Font(strike=True)

    numbers = iter(range(4))
    strings = (
        "<sst><si><r><t>甲</t></r><r><rPr><strike/></rPr><t>乙</t></r></si>"
        '<si><t>strike</t></si><si><r><rPr><x:strike val="1"/></rPr><t>丙</t></r><rPh><t>bing</t></rPh></si>'
        '<si><r><t>丁</t></r><r><rPr><strike val="0"/></rPr><t>戊</t></r></si></sst>'
    )
    marks_of(path, fill)
    patched(path, lambda _: strings.encode(), "xl/sharedStrings.xml")
    cell = re.compile(rb't="inlineStr"><is><t>\?</t></is>')
    patched(path, lambda sheet: cell.sub(lambda _: b't="s"><v>%d</v>' % next(numbers), sheet))

    assert look_into(path)["表"].struck == {(2, 1): False, (6, 1): True, (8, 1): False}


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (2021.1, "0.00", "2021.10"),
        (2021.1, "0.00_ ", "2021.10"),
        (2021.1, "0.00_);[Red]\\(0.00\\)", "2021.10"),
        (2021.06, "0.00", "2021.06"),
        (2021.1, "General", None),
        (2021.1, "0.0", None),
        (2021.1, "#,##0.00", None),
        (2021.6, "0.00", None),
        (2021.105, "0.00", None),
        (2021, "0.00", None),
        (2200.1, "0.00", None),
        ("2021.1", "0.00", None),
        (date(2021, 6, 1), 'yyyy"年"m"月"', "2021-06"),
        (date(2021, 6, 1), 'yyyy"年"m"月";@', "2021-06"),
        (date(2021, 6, 1), '[$-804]yyyy"年"m"月"', "2021-06"),
        (date(2021, 6, 1), "[DBNum1][$-804]yyyy年m月", "2021-06"),
        (date(2021, 6, 1), "yyyy-mm", "2021-06"),
        (date(2021, 6, 1), "yyyy/m", "2021-06"),
        (date(2021, 6, 1), "mmm-yy", "2021-06"),
        (date(2021, 6, 1), "[$-409]mmm\\-yy;@", "2021-06"),
        (date(2021, 6, 1), "yyyy-mm-dd", None),
        (date(2021, 6, 1), 'm"月"d"日"', None),
        (date(2021, 6, 1), "mm/dd/yy", None),
        (date(2021, 6, 2), "yyyy-mm", None),
        (datetime(2021, 6, 1, 12), "yyyy-mm", None),
        (datetime(2021, 6, 1), "yyyy-mm h:mm", None),
        (date(2021, 1, 1), "yyyy", "2021"),
        (date(2021, 6, 1), 'yyyy"年"', None),
        (time(3, 4), "h:mm", None),
    ],
)
@pytest.mark.parametrize("from_1904", [False, True])
def test_what_formats_show(path: Path, value: Any, code: str, shown: str | None, from_1904: bool) -> None:
    marks = marks_of(path, lambda sheet: formatted(sheet, "C5", value, code), from_1904=from_1904)

    assert marks.shown == ({(5, 2): shown} if shown else {})


@pytest.mark.parametrize(("number", "shown"), [(57, "2021-06"), (27, "2021-06"), (58, None), (31, None), (2, None)])
def test_formats_of_the_chinese_excel_are_not_in_the_file(path: Path, number: int, shown: str | None) -> None:
    marks_of(path, lambda sheet: formatted(sheet, "C5", date(2021, 6, 1), "yyyy-mm"))
    own = re.compile(rb"<numFmts.*</numFmts>")
    patched(
        path,
        lambda styles: own.sub(b"", styles).replace(b'numFmtId="165"', b'numFmtId="%d"' % number),
        "xl/styles.xml",
    )

    assert look_into(path)["表"].shown == ({(5, 2): shown} if shown else {})


def test_a_month_written_out_as_a_date(path: Path) -> None:
    marks_of(path, lambda sheet: formatted(sheet, "C5", date(2021, 6, 1), "yyyy-mm"))
    written = re.compile(rb'(<c r="C5" s="\d+") t="n"><v>44348</v>')
    patched(path, lambda sheet: written.sub(rb'\1 t="d"><v>2021-06-01</v>', sheet))

    assert look_into(path)["表"].shown == {(5, 2): "2021-06"}


def test_formulas_without_a_stored_value_and_error_cells(path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["B2"], sheet["B3"], sheet["B4"], sheet["B5"], sheet["B6"] = "=1+1", "=2+2", '=""', "#N/A", "=1/0"

    marks_of(path, fill)
    for cell, content in (
        (b"B3", b'<c r="B3"><f>2+2</f><v>4</v></c>'),
        (b"B4", b'<c r="B4" t="str"><f>""</f><v></v></c>'),
        (b"B6", b'<c r="B6" t="e"><f>1/0</f><v>#DIV/0!</v></c>'),
        (b"A8", b'<c r="A8"><f t="shared" si="0"/></c>'),
    ):
        there = re.compile(rb'<c r="%s".*?</c>' % cell)
        patched(path, partial(there.sub, content))

    marks = look_into(path)["表"]

    assert marks.unstored == {(2, 1), (8, 0)}
    assert marks.errors == {5: {1: "#N/A"}, 6: {1: "#DIV/0!"}}


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda sheet: re.sub(rb'<c r="\w+"', b"<c", sheet), id="cells without addresses"),
        pytest.param(lambda sheet: sheet.replace(b"<c r=", b"<c\tr="), id="a tab before the address"),
        pytest.param(lambda sheet: re.sub(rb"(<(?:row|c|v|f|/row|/c)\b)", rb"\n\1", sheet), id="every tag on its line"),
        pytest.param(lambda sheet: re.sub(rb'="([^"]*)"', rb"='\1'", sheet), id="other quotes"),
        pytest.param(lambda sheet: sheet.replace(b"</row>", b"<!-- <row --></row>"), id="comments"),
        pytest.param(
            lambda sheet: re.sub(rb"<(/?)(\w)", rb"<\1x:\2", sheet).replace(b"xmlns=", b"xmlns:x="), id="a prefix"
        ),
        pytest.param(lambda sheet: ("\ufeff" + sheet.decode()).encode("utf-16-le"), id="UTF-16"),
    ],
)
def test_unusual_xml_tells_the_same(path: Path, change: Callable[[bytes], bytes]) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A6"].font = Font(strike=True)
        formatted(sheet, "B7", date(2021, 6, 1), "yyyy-mm")
        sheet["B6"], sheet["C6"], sheet["A8"] = 1, "=1+1", "#REF!"
        sheet.row_dimensions[3].hidden = True
        sheet.merge_cells("A1:B1")

    usual = marks_of(path, fill)
    patched(path, change)

    assert look_into(path)["表"] == usual
    assert usual == SheetMarks(
        errors={8: {0: "#REF!"}},
        merged=((1, 0, 1, 1),),
        hidden_rows=frozenset({3}),
        struck={(6, 0): True},
        shown={(7, 1): "2021-06"},
        unstored=frozenset({(6, 2)}),
        looked_at=True,
    )
