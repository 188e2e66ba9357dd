"""A receipt as people read it: the counts of every sheet, then one line for everything there is to mend."""

import json
from collections.abc import Iterator, Mapping
from typing import TextIO

from graph_model.question import Heading, NamedHeading
from graph_model.vocabulary import Force, Kind
from loaders.receipts.persons import masked
from loaders.receipts.receipt import Completeness, Issue, Receipt, SheetReceipt, total
from loaders.sheets.row_kinds import RowKind
from visuals.shown import Shown
from visuals.terminal import safe, write_rows
from visuals.words import AND, Lang, Words, change_word, word

_WARNINGS = 20
"""Warnings of a sheet that are printed; JSON has all of them."""
_ROWS = 30
"""Row numbers of one kind that are printed."""

_COUNTS = ("read", "accepted", "unchanged", "rejected", "ignored")
_COLUMNS = [
    NamedHeading("file", Heading("文件", "File", "")),
    NamedHeading("sheet", Heading("工作表", "Sheet", "")),
    NamedHeading("table", Heading("表", "Table", "")),
    NamedHeading("read", Heading("读到", "Read", "")),
    NamedHeading("accepted", Heading("接受", "Accepted", "")),
    NamedHeading("unchanged", Heading("未变", "Unchanged", "")),
    NamedHeading("rejected", Heading("拒绝", "Rejected", "")),
    NamedHeading("ignored", Heading("忽略", "Ignored", "")),
]
_SUM = Words("合计", "Total")
_IMPORTED = Words("第 {seq} 次导入。", "Import {seq}.")
_DRY = Words("只是试算，什么都没有写入。", "A dry run: nothing was written.")
_REFUSED = Words(
    "有不合格的行，按 --strict 什么都没有导入；改好后再导入一次。",
    "A row is bad, so --strict loaded nothing: correct it and load again.",
)
_TITLE = {"errors": Words("拒绝的行", "Rejected rows"), "warnings": Words("提醒", "Warnings")}
_ROW = Words("第 {row} 行", "row {row}")
_CANDIDATES = Words("可能是：{names}", "perhaps: {names}")
_FURTHER = Words("另有 {count} 条，见 --format json", "{count} more: see --format json")
_UNKNOWN_COLUMNS = Words(
    "{file}：不认识的列（值没有保存）：{names}", "{file}: unknown columns, their values not stored: {names}"
)
_PASSED = Words("跳过：{file}：{reason}", "Passed over: {file}: {reason}")
_MADE = Words(
    "新建单位 {name}（{kind}，{id}），见 {file} 第 {row} 行{near}",
    "Made {name} ({kind}, {id}), named in {file} row {row}{near}",
)
_NEAR = Words("；是不是 {names}？", "; is it {names}?")
_IGNORED = Words("{file}：没有当作数据的行：{rows}", "{file}: rows that hold no data: {rows}")
_HIDDEN = Words("{file}：隐藏的行也读了：{rows}", "{file}: hidden rows were read too: {rows}")
_NOT_LOOKED_AT = Words(
    "{files}：这种文件看不出隐藏的行、删除线和数字格式",
    "{files}: such files do not tell hidden rows, struck text and number formats",
)
_COMPLETE = Words("{unit} 截至 {day} 的填报已记下", "The return of {unit} as of {day} is recorded")
_INCOMPLETE = Words(
    "有 {count} 行没有装入，不能算填全：填报没有记下，也没有结束任何一条",
    "{count} rows were not loaded, so the table is not complete: no return was recorded and nothing was ended",
)
_MISSING = Words("账本里有而表里没有的：", "In the ledger and not in the table:")
_ENDED = Words("（已于前一日结束）", " (ended on the day before)")
_REJECTS = Words("被拒绝的行在 {path}，改好后可再导入", "The rejected rows are in {path}, to be corrected and loaded")
_CHANGES = Words("变更：{changes}", "Changes: {changes}")


def write_receipt(receipt: Receipt, out: TextIO, lang: Lang) -> None:
    counted = Shown.of_rows("receipt", _SUM, _COLUMNS, _count_rows(receipt, lang), known_at=0, lang=lang)
    write_rows(counted, out)
    for line in _lines(receipt, lang):
        out.write(safe(line) + "\n")


def write_receipt_json(receipt: Receipt, out: TextIO) -> None:
    out.write(json.dumps(receipt.as_json(), ensure_ascii=False, indent=2) + "\n")


def _count_rows(receipt: Receipt, lang: Lang) -> list[tuple[object, ...]]:
    rows = [(each.file, each.sheet, each.table, *_counts(each)) for each in receipt.sheets]
    return [*rows, (_SUM.said(lang), None, None, *_counts(total(receipt.sheets)))]


def _counts(sheet: SheetReceipt) -> list[int]:
    return [getattr(sheet, count) for count in _COUNTS]


def _lines(receipt: Receipt, lang: Lang) -> Iterator[str]:
    for sheet in receipt.sheets:
        yield from _issues(sheet, "errors", sheet.errors, lang)
        yield from _issues(sheet, "warnings", sheet.warnings[:_WARNINGS], lang)
        if (unsaid := len(sheet.warnings) - _WARNINGS) > 0:
            yield f"  {_FURTHER.said(lang, count=unsaid)}"
        if sheet.unknown_columns:
            comma = AND.said(lang)
            yield _UNKNOWN_COLUMNS.said(lang, file=_place(sheet), names=comma.join(sheet.unknown_columns))
        yield from _set_apart(sheet, lang)
    if blind := [_place(sheet) for sheet in receipt.sheets if not sheet.looked_at]:
        yield _NOT_LOOKED_AT.said(lang, files=AND.said(lang).join(dict.fromkeys(blind)))
    for made in receipt.made:
        near = _NEAR.said(lang, names=" / ".join(made.near)) if made.near else ""
        said = {"name": made.name, "id": made.id, "file": made.file, "row": made.row, "near": near}
        yield _MADE.said(lang, kind=word(made.kind, Kind, lang), **said)
    for passed in receipt.passed:
        yield _PASSED.said(lang, file=_where(passed.file, passed.sheet), reason=passed.reason)
    yield from _end(receipt, lang)


def _set_apart(sheet: SheetReceipt, lang: Lang) -> Iterator[str]:
    """Rows that hold no data, and rows that nobody sees."""
    comma = AND.said(lang)
    if sheet.ignored_rows:
        of: dict[str, list[str]] = {}
        for row, what in sheet.ignored_rows:
            of.setdefault(word(what, RowKind, lang), []).append(str(row))
        yield _IGNORED.said(
            lang, file=_place(sheet), rows=comma.join(f"{what} {_few(rows)}" for what, rows in of.items())
        )
    if sheet.hidden_rows:
        yield _HIDDEN.said(lang, file=_place(sheet), rows=_few([*map(str, sheet.hidden_rows)]))


def _few(rows: list[str]) -> str:
    return " ".join(rows[:_ROWS]) + (" …" if len(rows) > _ROWS else "")


def _completeness(complete: Completeness, lang: Lang) -> Iterator[str]:
    if complete.rejected:
        yield _INCOMPLETE.said(lang, count=complete.rejected)
    else:
        yield _COMPLETE.said(lang, unit=complete.within, day=complete.as_of)
    if complete.missing:
        yield _MISSING.said(lang)
    for link in complete.missing:
        ended = _ENDED.said(lang) if link.ended else ""
        force = word(link.force, Force, lang)
        yield f"  {link.id} · {force} · {link.helper_name} → {link.recipient_name} · {link.since}{ended}"


def _end(receipt: Receipt, lang: Lang) -> Iterator[str]:
    for path in dict.fromkeys(sheet.rejects for sheet in receipt.sheets if sheet.rejects):
        yield _REJECTS.said(lang, path=path)
    if receipt.complete:
        yield from _completeness(receipt.complete, lang)
    if receipt.changes:
        yield changes_said(receipt.changes, lang)
    if receipt.refused:
        yield _REFUSED.said(lang)
    elif receipt.seq is None:
        yield _DRY.said(lang)
    else:
        yield _IMPORTED.said(lang, seq=receipt.seq)


def changes_said(changes: Mapping[str, int], lang: Lang) -> str:
    """What an import does, in one line."""
    comma = AND.said(lang)
    told = [f"{change_word(what, lang)} {count:,}" for what, count in changes.items()]
    return _CHANGES.said(lang, changes=comma.join(told))


def _issues(sheet: SheetReceipt, kind: str, issues: list[Issue], lang: Lang) -> Iterator[str]:
    if issues:
        yield f"{_TITLE[kind].said(lang)}:" if lang is Lang.EN else f"{_TITLE[kind].said(lang)}："
    for issue in issues:
        said = [_place(sheet), _ROW.said(lang, row=issue.row), issue.column, f"“{masked(issue.value)}”", issue.code]
        candidates = [_CANDIDATES.said(lang, names="; ".join(issue.candidates))] if issue.candidates else []
        yield "  " + " · ".join([*said, masked(issue.message), *candidates])


def _place(sheet: SheetReceipt) -> str:
    return _where(sheet.file, sheet.sheet)


def _where(file: str, sheet: str | None) -> str:
    return f"{file}[{sheet}]" if sheet else file
