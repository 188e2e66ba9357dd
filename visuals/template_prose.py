"""How a workbook is to be filled in: its first sheet, one sentence a row."""

from collections.abc import Iterator, Mapping, Sequence

from graph_model.schema import Column
from visuals.column_words import meaning
from visuals.ledger_tables import LedgerTable, header
from visuals.words import AND, FICTIONAL, Words

PROSE = Words("填写说明", "How to fill in")
_TITLE = Words("怎样填写{table}", "How to fill in the table of {table}")
_WITHIN = Words("已填好 {unit} 及辖内的已知情况", "What is known of {unit} and within it is filled in")
_ALL = Words("已填好全部已知情况", "All that is known is filled in")
_HOW = (
    Words(
        "有错的行直接改；缺的在下面添新行，编号空着；编号请勿改动",
        "Correct a row where it stands; add what lacks below, without an id; leave the ids as they are",
    ),
    Words(
        "删掉一行不会删掉账本里的记录；一条帮扶结束了，请填它的最后一天",
        "A row that is deleted here stays in the ledger; when help has ended, write its last day",
    ),
    Words("黄色表头的列必填，灰色的可以空着", "Columns with a yellow header must be filled in; grey ones may be empty"),
    Words(
        "日期写成 2025-06-30、2025年6月30日、2025-06 或 2025；只知道月或年，就只写到月或年",
        "Dates are written 2025-06-30, 2025-06 or 2025: a month or a year where no more is known",
    ),
    Words(
        "单位写名称或编码；同名的写编码。下拉列表只是建议，也可以写别的",
        "Units go by name or id; where two have one name, by id. Lists suggest: other values may be written",
    ),
    Words(
        "自己加的列不会保存；请勿填写姓名和电话",
        "Columns that are added here are not stored; please write no names of persons and no telephone numbers",
    ),
    Words(
        "填好后先用 bangfu load 文件 --dry-run 看结果，再用 bangfu load 文件 导入",
        "When done: bangfu load FILE --dry-run shows what would change, and bangfu load FILE loads it",
    ),
)
_MANY = Words(
    "单位太多，有的列没有下拉列表；用 --within 另做一份就有",
    "There are too many units for some lists; a workbook made with --within has them",
)
_COLUMNS = Words("各列", "Columns")
_MUST = Words("（必填）", " (must)")
_CHOICES = Words("可选：{words}", "one of: {words}")


def prose_lines(
    table: LedgerTable, choices: Mapping[str, Sequence[str]], within: str, *, fictional: bool, too_many: bool
) -> Iterator[str]:
    """`within` names the unit that it is for, or is empty; `too_many` units for a list."""
    lang = table.lang
    if fictional:
        yield FICTIONAL
    yield _TITLE.said(lang, table=table.name)
    yield _WITHIN.said(lang, unit=within) if within else _ALL.said(lang)
    yield from (sentence.said(lang) for sentence in _HOW)
    if too_many:
        yield _MANY.said(lang)
    yield ""
    yield _COLUMNS.said(lang)
    yield from (_column(table, column, choices) for column in table.columns)


def _column(table: LedgerTable, column: Column, choices: Mapping[str, Sequence[str]]) -> str:
    lang = table.lang
    must = _MUST.said(lang) if column.required else ""
    said = f"· {header(column, lang)}{must} — {meaning(table.table, column, lang)}"
    if column.terms is None:
        return said
    comma = AND.said(lang)
    return f"{said}{'；' if lang == 'zh' else '; '}{_CHOICES.said(lang, words=comma.join(choices[column.name]))}"
