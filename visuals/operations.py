"""The receipt of an undo, a withdrawal or an alias, as people read it."""

import json
from collections.abc import Iterator
from typing import TextIO

from graph_model.ledger.operation import Kept, Named, Operation, Reason
from graph_model.vocabulary import Action, LinkTable, What
from visuals.receipts import changes_said
from visuals.terminal import safe
from visuals.words import Lang, Words, word

_KEPT = 20
"""Objects kept that are printed; JSON has all of them."""

_ABOUT = {
    Action.UNDO: Words("撤销第 {undone} 次导入", "Undo of import {undone}"),
    Action.WITHDRAW: Words(
        "撤回{table} {id}：{source} → {target}；依据：{basis}",
        "Withdraw {table} {id}: {source} → {target}; basis: {basis}",
    ),
    Action.ALIAS: Words("别名“{alias}” → {unit_name}（{unit}）", "The name “{alias}” → {unit_name} ({unit})"),
}
_TITLE = Words("保持原样（{count}）：", "Left as they are ({count}):")
_FURTHER = Words("另有 {count} 条，见 --format json", "{count} more: see --format json")
_REASONS = {
    Reason.CHANGED: Words("{by}又改过", "changed since by {by}"),
    Reason.NAMED: Words("{by}还要用到它", "still named by {by}"),
    Reason.MISSING: Words("{by}已不在账本里", "{by} is not held any more"),
    Reason.CIRCLE: Words("会成为自己的上级", "would lie above itself"),
    Reason.RETIRED: Words("{by}仍在用", "{by} is in force"),
    Reason.TAKEN: Words("{by}里已有这个编号", "{by} has this id"),
}
_IMPORT = Words("第 {seq} 次导入", "import {seq}")
_PACK, _ALIAS = Words("规则包", "Pack"), Words("别名", "Alias")
_IMPORTED = Words("第 {seq} 次导入。", "Import {seq}.")
_DRY = Words("只是试算，什么都没有写入。", "A dry run: nothing was written.")
_NOTHING = {
    Action.UNDO: Words("没有可以撤销的，什么都没有写入。", "There is nothing left to take back: nothing was written."),
    Action.ALIAS: Words("它已经指这个单位，什么都没有写入。", "It leads there already: nothing was written."),
}


def write_operation(operation: Operation, out: TextIO, lang: Lang) -> None:
    for line in _lines(operation, lang):
        out.write(safe(line) + "\n")


def write_operation_json(operation: Operation, out: TextIO) -> None:
    out.write(json.dumps(operation.as_json(), ensure_ascii=False, indent=2) + "\n")


def _lines(operation: Operation, lang: Lang) -> Iterator[str]:
    yield _ABOUT[operation.action].said(lang, **_about(operation, lang))
    if operation.kept:
        yield _TITLE.said(lang, count=f"{len(operation.kept):,}")
    for kept in operation.kept[:_KEPT]:
        yield f"  {kept_said(kept, lang)}"
    if (unsaid := len(operation.kept) - _KEPT) > 0:
        yield f"  {_FURTHER.said(lang, count=f'{unsaid:,}')}"
    if operation.changes:
        yield changes_said(operation.changes, lang)
    yield _end(operation).said(lang, seq=operation.seq)


def _about(operation: Operation, lang: Lang) -> dict[str, object]:
    about = dict(operation.about)
    if operation.action is Action.WITHDRAW:
        about["table"] = word(about["table"], LinkTable, lang)
        about["source"], about["target"] = (value for name, value in about.items() if name.endswith("_name"))
    return about


def _end(operation: Operation) -> Words:
    if not operation.changes:
        return _NOTHING[operation.action]
    return _DRY if operation.seq is None else _IMPORTED


def kept_said(kept: Kept, lang: Lang) -> str:
    by = _named(kept.by, lang) if kept.by else ""
    return f"{_named(kept.object, lang)} · {_REASONS[kept.reason].said(lang, by=by)}"


def _named(named: Named, lang: Lang) -> str:
    if named.what == "import":
        return _IMPORT.said(lang, seq=named.id)
    others = {"pack": _PACK.said(lang), "alias": _ALIAS.said(lang)}
    return f"{others.get(named.what) or word(named.what, What, lang)} {named.id}"
