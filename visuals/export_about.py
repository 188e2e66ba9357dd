"""What an export says about itself, line by line; no line of it could be taken for the header of a table."""

from collections.abc import Iterator

from visuals.column_words import meaning
from visuals.export import Export
from visuals.ledger_tables import header
from visuals.words import FICTIONAL, Words

_TITLE = Words("帮扶图谱导出：账本里的全部表格", "An export of Bangfu: the tables that the ledger holds")
_LEDGER = Words(
    "账本至第 {seq} 次导入（{time}，UTC），所有时间的结对和选派都在内",
    "The ledger up to import {seq} ({time}, UTC), with pairings and dispatches of all time",
)
_WITHIN = Words(
    "只含 {unit} 及辖内的结对、选派和填报，以及其中提到的单位",
    "Only pairings, dispatches and returns within {unit}, and the units that they name",
)
_PACKS = Words(
    "自己的规则包（{ids}）不在工作簿里；导出成 .zip 时在内",
    "Rule packs of one's own ({ids}) are not in a workbook; an export to .zip has them",
)
_ROWS = Words("{table}：{count} 行", "{table}: {count} rows")
_RELOAD = Words(
    "改好后用 bangfu load 再导入：有编号的行是更正，没有编号的行是新增，没有改动的行不变",
    "To be loaded again by bangfu load: a row with an id corrects, one without adds, what is unchanged stays",
)
_UNPACK = Words("先解压到一个文件夹，再导入那个文件夹", "Unpack it into a folder first, and load that folder")
_COLUMNS = Words("{table}的列", "Columns of {table}")


def headline(export: Export) -> str:
    """What a file is, in one line, for formats that have no other room."""
    lang = export.lang
    told = [FICTIONAL] if export.fictional else []
    told += [_TITLE.said(lang), _ledger(export)]
    return " · ".join([*told, *([_WITHIN.said(lang, unit=export.within)] if export.within else [])])


def _ledger(export: Export) -> str:
    return _LEDGER.said(export.lang, seq=export.record.seq, time=export.record.time[:19].replace("T", " "))


def about_lines(export: Export, *, zipped: bool) -> Iterator[str]:
    """Of a zip, which has rule packs too, or of a workbook, which says that it has none."""
    lang = export.lang
    if export.fictional:
        yield FICTIONAL
    yield _TITLE.said(lang)
    yield _ledger(export)
    if export.within:
        yield _WITHIN.said(lang, unit=export.within)
    if export.packs and not zipped:
        yield _PACKS.said(lang, ids=", ".join(pack.id for pack in export.packs))
    yield from (_ROWS.said(lang, table=table.name, count=f"{table.count:,}") for table in export.tables)
    yield _RELOAD.said(lang)
    if zipped:
        yield _UNPACK.said(lang)
    for table in export.tables:
        yield from ("", _COLUMNS.said(lang, table=table.name))
        for column in table.columns:
            yield f"· {header(column, lang)} — {meaning(table.table, column, lang)}"
