import csv
import io
from typing import Any

import pytest

from tests.visuals.answers import counted, longest, shown
from visuals.delimited import cell, write_csv
from visuals.shown import CHUNK, Shown
from visuals.words import Lang


def written(answer: Shown, *, for_people: bool = False) -> bytes:
    out = io.BytesIO()
    write_csv(answer, out, for_people=for_people)
    return out.getvalue()


def test_in_a_pipe_the_headers_are_field_names_and_codes_stay_codes() -> None:
    assert written(shown()).decode() == (
        "unit,name,state,has,reported,forces,since,since_precision,import\n"
        "510001,昭觉县,covered,2,true,soe;east_west,2021-01-01,year,1\n"
        "510002,'=HYPERLINK(1),unknown,0,false,,,,1\n"
        '510003,"[red]""甲"", 乙\n丙",lapsed,-1,false,soe,2021-06-01,month,2\n'
    )


@pytest.mark.parametrize(
    ("lang", "headings"),
    [
        (Lang.ZH, "编码,名称,状态,现有,已填报,帮扶力量,起始,起始精度,导入"),
        (Lang.EN, "Unit,Name,State,Has,Reported,Forces,Since,Since precision,Import"),
    ],
)
def test_a_file_for_people_has_headings_and_the_mark_that_excel_looks_for(lang: Lang, headings: str) -> None:
    first, *_ = written(shown(lang=lang), for_people=True).decode("utf-8").splitlines()

    assert first == "\ufeff" + headings


@pytest.mark.parametrize(
    ("value", "text"),
    [
        pytest.param("+86 28", "'+86 28", id="plus"),
        pytest.param("-", "'-", id="minus"),
        pytest.param("@SUM(A1)", "'@SUM(A1)", id="at"),
        pytest.param("'=1", "''=1", id="a text with a guard of its own gets a second"),
        pytest.param("'a", "'a", id="an apostrophe is no guard"),
        pytest.param("a=b", "a=b", id="only a leading sign makes a formula"),
        pytest.param(-3, "-3", id="a number is no formula"),
        pytest.param(["=x", "y"], "'=x;y", id="a list that would be one"),
        pytest.param([], "", id="an empty list is an empty cell"),
        pytest.param(None, "", id="null is an empty cell"),
        pytest.param({"id": "=x", "n": None}, '{"id": "=x", "n": null}', id="an object is JSON"),
        pytest.param([{"名": "甲"}], '[{"名": "甲"}]', id="a list of objects is JSON"),
    ],
)
def test_a_cell(value: Any, text: str) -> None:
    assert cell(value) == text


def test_millions_of_rows_are_never_in_memory_together() -> None:
    rows = list(csv.reader(io.StringIO(written(counted(3 * CHUNK + 1)).decode())))

    assert len(rows) == 3 * CHUNK + 2
    assert rows[-1][0] == f"u{3 * CHUNK}"
    assert max(longest) == CHUNK
