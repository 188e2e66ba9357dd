"""A table is known by its headers, however they are written, and never by half of them."""

import pytest

from graph_model.errors import TableError
from graph_model.schema import TABLES, Table
from loaders.sheets.headers import NoTableError, recognise, require
from loaders.sheets.sheet import Cell


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
@pytest.mark.parametrize("language", ["name", "zh"])
def test_every_table_is_recognised_by_all_its_columns_in_both_languages(table: Table, language: str) -> None:
    headers = [getattr(column, language) for column in table.columns]

    found = require(recognise(headers), "t.csv", headers)

    assert found.table is table
    assert list(found.columns) == [column.name for column in table.columns]
    assert found.unknown == []


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_its_must_columns_are_enough(table: Table) -> None:
    headers = [column.zh for column in table.columns if column.required]

    assert require(recognise(headers), "t.csv", headers).table is table


@pytest.mark.parametrize(
    ("headers", "columns"),
    [
        pytest.param(["帮扶方", "受扶方", "帮扶力量"], ["helper", "recipient", "force"], id="any order"),
        pytest.param(
            ["帮扶\n方", " 受 扶 方", "帮扶力量　"], ["helper", "recipient", "force"], id="spaces, line breaks"
        ),
        pytest.param(["HELPER", "Recipient", "ｆｏｒｃｅ"], ["helper", "recipient", "force"], id="case and width"),
        pytest.param(["force", "Helper Kind", "helper", "recipient"], ["force", "helper_kind"], id="two words"),
        pytest.param(["帮扶单位名称", "受扶单位", "帮扶力量"], ["helper", "recipient", "force"], id="synonyms"),
        pytest.param(["\ufeff编码", "force", "helper", "recipient"], ["id", "force"], id="编码 in a table of links"),
        pytest.param(["编号", "类型", "名称"], ["id", "kind", "name"], id="编号 in a table of units"),
    ],
)
def test_how_headers_may_be_written(headers: list[Cell], columns: list[str]) -> None:
    found = recognise(headers)

    assert found is not None
    assert list(found.columns)[: len(columns)] == columns


def test_an_unknown_column_is_named_as_it_is_written() -> None:
    found = recognise(["类型", "联系\n电话", "名称", None, ""])

    assert found is not None
    assert (found.unknown, found.headers) == (["联系 电话"], {"kind": "类型", "name": "名称"})


@pytest.mark.parametrize("remark", ["（全称）", "（盖章）", "（目前）", "（2025年）", " (必填)"])
def test_a_remark_in_brackets_leaves_a_header_as_it_is(remark: str) -> None:
    found = recognise(["帮扶力量", f"帮扶单位{remark}", f"受扶县{remark}"])

    assert found is not None
    assert ([*found.columns], found.unknown) == (["force", "helper", "recipient"], [])


@pytest.mark.parametrize("remark", ["（原）", "（拟）", "（调整前）", "（联系人）", "（上年）", "(计划)"])
def test_a_remark_that_speaks_of_something_else_makes_another_column(remark: str) -> None:
    found = recognise(["帮扶力量", f"帮扶单位{remark}", "帮扶单位", "受扶县", f"起始{remark}"])

    assert found is not None
    assert ([*found.columns], len(found.unknown)) == (["force", "helper", "recipient"], 2)


def test_columns_of_our_own_rejects_are_no_unknown_columns() -> None:
    found = recognise(["编号", "帮扶力量", "帮扶方", "帮扶方 建议", "受扶方", "原因", "工作建议"])

    assert found is not None
    assert found.unknown == ["工作建议"]


def test_a_missing_must_column_is_named() -> None:
    headers: list[Cell] = ["编号", "帮扶力量", "帮扶方", "起始"]

    with pytest.raises(TableError) as refused:
        require(recognise(headers), "结对.csv", headers)

    assert str(refused.value) == (
        "结对.csv 像是结对表，但缺少必填的列：受扶方，请补上 · "
        "结对.csv looks like a table of pairings but lacks the column recipient; add it."
    )


def test_two_headers_for_one_column_are_refused() -> None:
    headers: list[Cell] = ["帮扶力量", "帮扶方", "受扶方", "帮扶单位"]

    with pytest.raises(TableError) as refused:
        require(recognise(headers), "a.csv", headers)

    assert str(refused.value) == (
        "a.csv 中“帮扶方”和“帮扶单位”是同一列，请只留一列 · "
        "a.csv: the headers '帮扶方' and '帮扶单位' name one column; keep one of them."
    )


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param(["姓名", "电话", "备注"], id="a list of telephone numbers"),
        pytest.param(["name", "phone"], id="a name alone"),
        pytest.param(["Dear colleagues, the kind of help"], id="prose"),
        pytest.param([1, 2.5, True, None], id="numbers"),
        pytest.param([], id="nothing"),
    ],
)
def test_what_is_no_table_is_not_taken_for_one(headers: list[Cell]) -> None:
    with pytest.raises(NoTableError):
        require(recognise(headers), "a.csv", headers)


def test_the_table_that_is_whole_goes_before_one_with_more_columns() -> None:
    found = recognise(["kind", "name", "force", "helper", "since", "through", "note", "basis"])

    assert found is not None
    assert found.table.name == "units"
