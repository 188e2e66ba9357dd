"""Several names in one cell: every one of them comes out, or the cell is not read."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.cells.counts import read_count
from loaders.cells.faults import Fault
from loaders.cells.periods import read_term
from loaders.cells.readers import ZERO_WIDTH
from loaders.cells.several_names import Part, Several, bare, has_bare_space, is_nothing, split_names
from loaders.sheets.row_kinds import row_kind
from loaders.sheets.title import day_seen, forces_named


def told(text: str) -> list[str] | str:
    """Names, those of leads with * and those of members with + before them; the code of a fault."""
    read = split_names(text)
    if isinstance(read, Fault):
        return read.code
    return [{"lead": "*", "member": "+", "": ""}[part.role] + part.name for part in read.parts]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        *((f"甲局{mark}乙局{mark}丙局", ["甲局", "乙局", "丙局"]) for mark in "、；，/;,／､﹑﹐﹔\n\r\v\u2028"),
        ("甲局、乙局，丙局\n丁局", ["甲局", "乙局", "丙局", "丁局"]),
        ("甲局\r\n乙局", ["甲局", "乙局"]),
        (" 甲局 、 乙局 ", ["甲局", "乙局"]),
        ("甲局、乙局、", ["甲局", "乙局"]),
        ("、；\n，", []),
        ("", []),
        ("甲局", ["甲局"]),
        ("甲局、乙局。", ["甲局", "乙局"]),
        ("China  Mobile、乙局", ["China Mobile", "乙局"]),
        ("甲公司（北京、上海）、乙局", ["甲公司（北京、上海）", "乙局"]),
        ("甲公司(北京，上海）；乙局", ["甲公司(北京，上海）", "乙局"]),
        ("【甲，乙】局、《丙、丁》社、“戊、己”部", ["【甲，乙】局", "《丙、丁》社", "“戊、己”部"]),
        ("四川高等专科学校、平等村、三级甲等医院", ["四川高等专科学校", "平等村", "三级甲等医院"]),
        ("省高等学校、中等单位、平等", ["省高等学校", "中等单位", "平等"]),
    ],
    ids=repr,
)
def test_where_a_cell_is_split(text: str, names: list[str]) -> None:
    assert told(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("1.甲局 2.乙局", ["甲局", "乙局"]),
        ("1、甲单位2、乙单位", ["甲单位", "乙单位"]),
        ("1、甲局、2、乙局", ["甲局", "乙局"]),
        ("１．甲局；２．乙局；３．丙局", ["甲局", "乙局", "丙局"]),
        ("（1）甲局（2）乙局", ["甲局", "乙局"]),
        ("1）甲局\n2）乙局", ["甲局", "乙局"]),
        ("①甲局②乙局③丙局", ["甲局", "乙局", "丙局"]),
        ("⑴甲局⑵乙局", ["甲局", "乙局"]),
        ("1.甲局、乙局 2.丙局", ["甲局", "乙局", "丙局"]),
        ("1.甲局（牵头）\n2.乙局", ["*甲局", "+乙局"]),
        ("1.中铁2局 2.中铁5局", ["中铁2局", "中铁5局"]),
        ("1.甲局", ["甲局"]),
        ("\n".join(f"{n}、第{n}中学" for n in range(1, 13)), [f"第{n}中学" for n in range(1, 13)]),
        ("363医院、3M公司、12团", ["363医院", "3M公司", "12团"]),
    ],
    ids=repr,
)
def test_numbering(text: str, names: list[str]) -> None:
    assert told(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("甲局（牵头）、乙局、丙局", ["*甲局", "+乙局", "+丙局"]),
        ("乙局、甲局(牵头单位)", ["+乙局", "*甲局"]),
        ("【牵头】甲局\n乙局", ["*甲局", "+乙局"]),
        ("甲局[牵头]，乙局（成员单位）", ["*甲局", "+乙局"]),
        ("甲局 （ 牵头 ）、乙局", ["*甲局", "+乙局"]),
        ("甲局、乙局（成员）", ["甲局", "+乙局"]),
        ("甲局（本级）、乙局", ["甲局（本级）", "乙局"]),
        ("牵头：甲局；成员：乙局、丙局", ["*甲局", "+乙局", "+丙局"]),
        ("牵头单位：甲局 成员单位：乙局、丙局", ["*甲局", "+乙局", "+丙局"]),
        ("牵头单位:甲局成员单位:乙局", ["*甲局", "+乙局"]),
        ("牵头：\n甲局\n成员：\n乙局\n丙局", ["*甲局", "+乙局", "+丙局"]),
        ("牵头：甲局、乙局；成员：丙局", ["*甲局", "*乙局", "+丙局"]),
        ("牵头：甲局；乙局", ["*甲局", "+乙局"]),
        ("成员单位：乙局；丙局\n牵头单位：甲局", ["+乙局", "+丙局", "*甲局"]),
        ("牵头：1.甲局；成员：1.乙局 2.丙局", ["*甲局", "+乙局", "+丙局"]),
    ],
    ids=repr,
)
def test_roles(text: str, names: list[str]) -> None:
    assert told(text) == names


@pytest.mark.parametrize(
    "text",
    [
        *(
            "甲局、乙局等3家",
            "甲局、乙局等单位",
            "甲局、乙局等",
            "甲局等三家省直单位",
            "甲局等十余家单位",
            "甲局、等省直部门",
            "甲局等 ３ 家",
        ),
        *("甲局（含乙局）、丙局", "甲局、丙局（等3家）", "甲局（乙局、丙局等）", "甲局（共3家）", "甲局（包括下属）"),
        *("2.甲局 3.乙局", "1.甲局 3.乙局", "第2、3中学", "一、甲局 二、乙局", "②甲局", "1、2、3", "1.甲局 1.乙局"),
        *(
            "甲局（牵头）乙局、丙局",
            "甲局（牵头）（省级）",
            "甲局、乙局（牵头、成员）",
            "甲局牵头，乙局参与",
            "甲局、牵头",
            "甲局以及乙局",
        ),
        *("甲局（牵头、乙局", "甲局）、乙局", "甲局（本级】、乙局", "”组团式“、甲局"),
        *("牵头：；成员：乙局", "牵头：甲局；成员：", "牵头单位：", "（牵头）、甲局", "甲局、【成员】"),
    ],
)
def test_what_does_not_say_all_names(text: str) -> None:
    assert told(text) == "unknown_unit"


def test_too_many_names_and_names_with_hidden_characters() -> None:
    assert told("、".join(f"{n}局" for n in range(200))) == [f"{n}局" for n in range(200)]
    assert told("、".join(f"{n}局" for n in range(201))) == "too_long"
    assert told("甲局、" + "乙" * 201) == "too_long"
    assert told("甲局、\u202e乙局") == "bad_character"


def test_the_sentence_quotes_the_cell() -> None:
    assert split_names("甲局等3家") == Fault(
        "unknown_unit",
        "“甲局等3家”没有写出全部名称，请每个单位写全称 · "
        "'甲局等3家' does not write out all names; write each unit by its full name.",
    )


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("甲局（牵头）", "甲局", "lead"),
        ("甲局(牵头单位)", "甲局", "lead"),
        ("【牵头】甲局", "甲局", "lead"),
        ("（成员单位） 甲局", "甲局", "member"),
        ("牵头：甲局", "甲局", "lead"),
        ("成员单位: 甲局", "甲局", "member"),
        ("牵头：甲局、乙局", "甲局、乙局", "lead"),
        (" 甲局（本级）", "甲局（本级）", ""),
        ("牵头甲局", "牵头甲局", ""),
        ("（牵头）", "", "lead"),
        ("", "", ""),
    ],
)
def test_a_name_without_its_mark(text: str, name: str, role: str) -> None:
    assert bare(text) == (name, role)


@pytest.mark.parametrize(
    ("name", "has"),
    [
        ("甲局 乙局", True),
        ("马\u3000边", True),
        ("China Mobile", False),
        ("中国 Mobile", False),
        ("甲局", False),
        ("甲局 （本级）", False),
    ],
)
def test_a_bare_space(name: str, has: bool) -> None:
    assert has_bare_space(name) is has


@pytest.mark.parametrize(
    ("text", "nothing"),
    [
        *(
            (text, True)
            for text in ("—", "-", "——", "--", "–", "―", "─", "－", "/", "／", "\\", "无", "暂无", " 无 ", "")
        ),
        *((text, False) for text in ("0", "〇", "无锡市", "未知", "同上", "甲局", "待定", "×")),
    ],
)
def test_nothing_in_a_wide_table(text: str, nothing: bool) -> None:
    assert is_nothing(text) is nothing


@pytest.mark.parametrize("filler", [" ", "\n", "、", "(", "等", "1.", "牵头：", "—", "甲 "])
def test_a_cell_of_nothing_but_filler_takes_no_time(filler: str) -> None:
    long = "甲" + filler * (32_000 // len(filler)) + "乙"
    started = time.process_time()

    split_names(long)
    bare(long)
    has_bare_space(long)
    read_term(long)
    read_count(long)
    row_kind([long])
    forces_named(long)
    day_seen(long)

    assert time.process_time() - started < 2


CELLS = st.text("甲乙局等含、；，/\n（）()【】“”12.①牵头成员单位：: 　") | st.text()


@given(CELLS)
def test_what_is_read_stands_in_the_cell(text: str) -> None:
    read = split_names(text)

    assert isinstance(is_nothing(text), bool)
    if isinstance(read, Several):
        rest = "".join(text.translate(ZERO_WIDTH).split())
        for part in read.parts:
            assert has_bare_space(part.name) in (True, False)
            _, found, rest = rest.partition("".join(part.name.split()))
            assert found


NAMES = st.lists(st.text("甲乙丙丁戊", min_size=1).map(lambda name: name + "局"), min_size=1, max_size=8)


@given(NAMES, st.sampled_from(["、", "；", "，\n", " / ", "\n"]), st.data())
def test_every_name_of_a_list_comes_out(names: list[str], between: str, data: st.DataObject) -> None:
    lead = data.draw(st.none() | st.integers(0, len(names) - 1))
    numbered = data.draw(st.booleans())
    written = [
        (f"{n}." if numbered else "") + name + ("（牵头）" if n - 1 == lead else "") for n, name in enumerate(names, 1)
    ]

    read = split_names(between.join(written))

    roles = ["" if lead is None else "lead" if n == lead else "member" for n in range(len(names))]
    assert read == Several(tuple(map(Part, names, roles)))
