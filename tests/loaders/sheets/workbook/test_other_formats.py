"""XLS and ODS: merged ranges and error cells; what else XLSX tells is not looked at."""

from datetime import date
from pathlib import Path

from loaders.sheets.workbook.look import look_into
from loaders.sheets.workbook.marks import SheetMarks
from loaders.sheets.xlsx_sheets import read_workbook
from tests.loaders.made_workbooks import ods
from tests.loaders.old_workbook import MARKED
from tests.loaders.reading import rows_of, written


def test_an_xls_tells_its_merged_ranges_and_error_cells(tmp_path: Path) -> None:
    marks = look_into(written(tmp_path / "t.xls", MARKED))

    assert marks == {
        "说明": SheetMarks(),
        "结对表": SheetMarks(errors={3: {6: "#N/A"}, 4: {6: "#REF!"}}, merged=((3, 2, 4, 2),)),
    }


def test_an_xls_of_the_other_date_system(tmp_path: Path) -> None:
    (sheet,), _ = read_workbook(written(tmp_path / "t.xls", MARKED))

    day = date(2021, 6, 1)
    assert rows_of(sheet) == [
        (3, {"id": "007", "force": "东西部协作", "since": day, "through": "#N/A"}),
        (4, {"id": "008", "force": "东西部协作", "since": day, "through": "#REF!"}),
    ]


def test_an_ods_tells_its_merged_ranges_error_cells_and_formulas_without_a_value(tmp_path: Path) -> None:
    spans = ' table:number-columns-spanned="2" table:number-rows-spanned="3"'
    error = ' calcext:value-type="error" table:formula="of:=NA()"'
    path = ods(
        tmp_path / "t.ods",
        '<r rows="2"><c columns="16384"/></r>'
        f'<r><c columns="3"/><c{spans} text><p>甲</p></c><table:covered-table-cell/></r>'
        f'<r rows="2"><c columns="5"/><c{error} columns="2" office:value-type="string" office:string-value="">'
        "<office:annotation><p>为什么</p></office:annotation><p>#N/A</p></c></r>"
        '<r><c table:formula="of:=1+1"/><c table:formula="of:=1+1" office:value-type="float" office:value="2"/></r>',
    )

    assert look_into(path) == {
        "S": SheetMarks(
            errors={4: {5: "#N/A", 6: "#N/A"}, 5: {5: "#N/A", 6: "#N/A"}},
            merged=((3, 3, 5, 4),),
            unstored=frozenset({(6, 0)}),
        )
    }
