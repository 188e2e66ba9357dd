"""A receipt as people read it: the counts of every sheet, then one line for everything there is to mend."""

import json
from collections.abc import Iterator
from typing import TextIO

from graph_model.question import Heading, NamedHeading
from graph_model.vocabulary import Kind
from loaders.receipt import Issue, Receipt, SheetReceipt, total
from visuals.shown import Shown
from visuals.terminal import safe, write_rows
from visuals.words import Lang, Words, change_word, word

_WARNINGS = 20
"""Warnings of a sheet that are printed; JSON has all of them."""

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
    "新建单位 {name}（{kind}，{id}），见 {file} 第 {row} 行", "Made {name} ({kind}, {id}), named in {file} row {row}"
)
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
            comma = ", " if lang is Lang.EN else "、"
            yield _UNKNOWN_COLUMNS.said(lang, file=_place(sheet), names=comma.join(sheet.unknown_columns))
    for made in receipt.made:
        said = {"name": made.name, "id": made.id, "file": made.file, "row": made.row}
        yield _MADE.said(lang, kind=word(made.kind, Kind, lang), **said)
    for passed in receipt.passed:
        yield _PASSED.said(lang, file=_where(passed.file, passed.sheet), reason=passed.reason)
    yield from _end(receipt, lang)


def _end(receipt: Receipt, lang: Lang) -> Iterator[str]:
    for path in dict.fromkeys(sheet.rejects for sheet in receipt.sheets if sheet.rejects):
        yield _REJECTS.said(lang, path=path)
    if receipt.changes:
        comma = ", " if lang is Lang.EN else "、"
        told = [f"{change_word(what, lang)} {count:,}" for what, count in receipt.changes.items()]
        yield _CHANGES.said(lang, changes=comma.join(told))
    if receipt.refused:
        yield _REFUSED.said(lang)
    elif receipt.seq is None:
        yield _DRY.said(lang)
    else:
        yield _IMPORTED.said(lang, seq=receipt.seq)


def _issues(sheet: SheetReceipt, kind: str, issues: list[Issue], lang: Lang) -> Iterator[str]:
    if issues:
        yield f"{_TITLE[kind].said(lang)}:" if lang is Lang.EN else f"{_TITLE[kind].said(lang)}："
    for issue in issues:
        said = [_place(sheet), _ROW.said(lang, row=issue.row), issue.column, f"“{issue.value}”", issue.code]
        candidates = [_CANDIDATES.said(lang, names="; ".join(issue.candidates))] if issue.candidates else []
        yield "  " + " · ".join([*said, issue.message, *candidates])


def _place(sheet: SheetReceipt) -> str:
    return _where(sheet.file, sheet.sheet)


def _where(file: str, sheet: str | None) -> str:
    return f"{file}[{sheet}]" if sheet else file
