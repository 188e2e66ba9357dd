"""CSV as offices export it: encodings, separators, row numbers, and what cannot be read."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from graph_model.errors import TableError
from loaders.sheets.csv_sheets import read_csv
from loaders.sheets.sheet import BATCH
from tests.loaders.reading import Line, rows_of, written

TABLE = "编码,类型,名称\n007,县,“马边”\n513437,县,雷波县\n"
ROWS: list[Line] = [
    (2, {"id": "007", "kind": "县", "name": "“马边”"}),
    (3, {"id": "513437", "kind": "县", "name": "雷波县"}),
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_encodings_separators_and_line_ends(tmp_path: Path, encoding: str, separator: str, line_end: str) -> None:
    text = TABLE.replace(",", separator).replace("\n", line_end)

    sheet = read_csv(written(tmp_path / "t.csv", text, encoding))

    assert rows_of(sheet) == ROWS


def test_a_mark_before_a_quoted_header_is_no_part_of_it(tmp_path: Path) -> None:
    text = TABLE.replace("编码,类型", '"编码","类型"')

    assert rows_of(read_csv(written(tmp_path / "t.csv", text, "utf-8-sig"))) == ROWS


def test_utf_16_of_either_byte_order(tmp_path: Path) -> None:
    for mark, encoding in (("\ufeff", "utf-16-be"), ("\ufeff", "utf-16-le")):
        assert rows_of(read_csv(written(tmp_path / "t.csv", mark + TABLE, encoding))) == ROWS


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        pytest.param("kind,name\n\n县,甲\n\n\n县,乙\n", [3, 6], id="blank lines count"),
        pytest.param("\n\nkind,name\n县,甲\n", [4], id="also before the header"),
        pytest.param(",\n ,\nkind,name\n,\n县,甲\n　,\n县,乙\n", [5, 7], id="rows of empty cells are blank"),
        pytest.param('kind,name,aliases\n县,甲,"一\n二"\n县,乙,\n', [2, 3], id="a quoted line break does not"),
        pytest.param('"ki\nnd",name\n县,甲\n', [2], id="nor one in the header"),
        pytest.param("kind,name\n县,甲", [2], id="no line end at the end"),
        pytest.param("kind,name\n", [], id="a header alone"),
    ],
)
def test_row_numbers_are_those_of_the_records(tmp_path: Path, text: str, rows: list[int]) -> None:
    assert [row for row, _ in rows_of(read_csv(written(tmp_path / "t.csv", text)))] == rows


def test_a_row_without_its_first_must_cell_is_not_blank(tmp_path: Path) -> None:
    sheet = read_csv(written(tmp_path / "t.csv", "kind,name\n,甲\n"))

    assert rows_of(sheet) == [(2, {"name": "甲"})]


def test_short_rows_are_filled_up_and_cells_beyond_the_header_are_said(tmp_path: Path) -> None:
    sheet = read_csv(written(tmp_path / "t.csv", "kind,name,id,,电话\n县\n县,甲,1,x,y,,z\n县,乙,2,,,,\n"))

    assert rows_of(sheet) == [
        (2, {"kind": "县"}),
        (3, {"kind": "县", "name": "甲", "id": "1"}),
        (4, {"kind": "县", "name": "乙", "id": "2"}),
    ]
    assert sheet.unknown_columns == ["电话", "G（无表头 · no header）", "D（无表头 · no header）"]


def test_the_guard_before_formulas_is_taken_off_again(tmp_path: Path) -> None:
    text = "kind,name\n县,'=1+1\n县,'+1\n县,'-1\n县,'@x\n县,'a\n县,=1\n县,'\n县,''=1\n县,''a\n"

    names = [cells["name"] for _, cells in rows_of(read_csv(written(tmp_path / "t.csv", text)))]

    assert names == ["=1+1", "+1", "-1", "@x", "'a", "=1", "'", "'=1", "''a"]


def test_a_cell_may_be_long(tmp_path: Path) -> None:
    sheet = read_csv(written(tmp_path / "t.csv", f"kind,name\n县,{'长' * 200_000}\n"))

    assert rows_of(sheet) == [(2, {"kind": "县", "name": "长" * 200_000})]


def test_batches_are_bounded_and_can_be_read_again(tmp_path: Path) -> None:
    count = 2 * BATCH + 5
    text = "kind,name\n" + "".join(f"县,{n}\n\n" if n % 7 == 0 else f"县,{n}\n" for n in range(count))
    sheet = read_csv(written(tmp_path / "t.csv", text))

    sizes = [len(batch.rows) for batch in sheet.batches()]

    assert max(sizes) <= BATCH
    assert sum(sizes) == count
    lines = text.split("\n")
    assert all(lines[row - 1] == f"县,{cells['name']}" for row, cells in rows_of(sheet))


GARBLED = TABLE.encode().replace("码".encode(), "码".encode()[:2])


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        pytest.param(
            b"", "t.csv 是空文件，请检查是否选错了文件 · t.csv is empty; check that it is the right file.", id="empty"
        ),
        pytest.param(
            b"\n , \n\n",
            "t.csv 里只有空行，请检查是否选错了文件 · t.csv holds blank rows only; check that it is the right file.",
            id="blank",
        ),
        pytest.param(
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
            "t.csv 是二进制文件，不是表格，请另存为 CSV 或 XLSX · "
            "t.csv is a binary file and no table; save the table as CSV or XLSX.",
            id="a picture",
        ),
        pytest.param(
            TABLE.encode() + b"\0" * 5000,
            "t.csv 是二进制文件，不是表格，请另存为 CSV 或 XLSX · "
            "t.csv is a binary file and no table; save the table as CSV or XLSX.",
            id="NUL bytes",
        ),
        pytest.param(
            "kind,name\n県,\u3042\n".encode("shift-jis") + b"\xff",
            "t.csv 既不是 UTF-8、GB18030，也不是 UTF-16 编码，请另存为“CSV UTF-8” · "
            "t.csv is not in UTF-8, GB18030 or UTF-16; save it as CSV UTF-8.",
            id="another encoding",
        ),
        pytest.param(
            GARBLED,
            "t.csv 是 UTF-8 编码，但其中有损坏的字符，请从原表重新导出 · "
            "t.csv is UTF-8 with broken characters in it; export it from its source again.",
            id="damaged UTF-8 is not taken for GB18030",
        ),
        pytest.param(
            'kind,name\n县,甲\n县,"乙\n县,丙\n'.encode(),
            't.csv 从第 3 行起引号（"）不成对，请检查该行的引号 · '
            "t.csv: a quotation mark in row 3 is not closed, or stands inside a cell; check that row.",
            id="a quotation mark that is not closed",
        ),
        pytest.param(
            'kind,name\n县,"甲\n县,"乙"\n'.encode(),
            't.csv 从第 2 行起引号（"）不成对，请检查该行的引号 · '
            "t.csv: a quotation mark in row 2 is not closed, or stands inside a cell; check that row.",
            id="one that the next row closes",
        ),
        pytest.param(
            '"kind,name\n县,甲\n'.encode(),
            't.csv 从第 1 行起引号（"）不成对，请检查该行的引号 · '
            "t.csv: a quotation mark in row 1 is not closed, or stands inside a cell; check that row.",
            id="one in the header",
        ),
        pytest.param(
            "姓名,电话\n张,1\n".encode(),
            "t.csv 表头不是单位表、结对表、选派表或填报表的列名（姓名、电话），请改用这些表的列名 · "
            "t.csv: its headers (姓名、电话) are not those of a table of units, pairings, dispatches or returns; "
            "name the columns as those tables do.",
            id="headers of no table",
        ),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence(tmp_path: Path, content: bytes, sentence: str) -> None:
    with pytest.raises(TableError) as refused:
        read_csv(written(tmp_path / "t.csv", content))

    assert str(refused.value) == sentence


def test_a_file_that_vanishes_while_it_is_read_is_said(tmp_path: Path) -> None:
    path = written(tmp_path / "t.csv", TABLE)
    sheet = read_csv(path)
    path.unlink()

    with pytest.raises(TableError, match="cannot be read"):
        rows_of(sheet)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=300), after=st.sampled_from([b"", TABLE.encode(), TABLE.encode("gbk"), b"\xff\xfe"]))
@example(content=b'"', after=b"kind,name\n")
@example(content=b"\xef\xbb", after=b"")
def test_random_bytes_raise_nothing_but_a_sentence(tmp_path: Path, content: bytes, after: bytes) -> None:
    for whole in (content, after + content):
        with suppress(TableError):
            rows_of(read_csv(written(tmp_path / "t.csv", whole)))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=st.lists(st.text(st.sampled_from("甲乙a, ;\t\"'\n=x"), min_size=1).filter(str.strip), max_size=6))
def test_whatever_csv_can_say_is_read_back(tmp_path: Path, names: list[str]) -> None:
    def quoted(name: str) -> str:
        guarded = "'" + name if name.lstrip("'").startswith(("=", "+", "-", "@")) else name
        return '"' + guarded.replace('"', '""') + '"'

    text = "kind,name\n" + "".join(f"县,{quoted(name)}\n" for name in names)

    read = rows_of(read_csv(written(tmp_path / "t.csv", text)))

    assert [cells["name"] for _, cells in read] == names
    assert [row for row, _ in read] == list(range(2, len(names) + 2))


def test_a_ditto_below_nothing_is_an_empty_cell(tmp_path: Path) -> None:
    """Beside an apostrophe, for which every cell of the file is looked at."""
    path = written(tmp_path / "t.csv", "force,helper,recipient,since\nsoe,同上,'=乙,2021\n")

    assert rows_of(read_csv(path)) == [(2, {"force": "soe", "recipient": "=乙", "since": "2021"})]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark_is_read(tmp_path: Path, encoding: str) -> None:
    assert rows_of(read_csv(written(tmp_path / "t.csv", TABLE, encoding))) == ROWS
