"""A load that was only tried, as people and programs read it: the receipt, and the difference to the ledger."""

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any, TextIO

from graph_model.question import Heading, NamedHeading
from graph_model.vocabulary import Change, What
from loaders.receipts.receipt import Receipt
from visuals.difference import Difference, field_word, fields_of, sentence
from visuals.receipts import write_receipt
from visuals.shown import Shown
from visuals.terminal import safe, write_rows
from visuals.words import Lang, Words

_SHOWN, LISTED = 40, 1_000
"""Changes that are listed for a person, and in JSON; an XLSX has all."""

_TITLE = Words("变化", "Difference")
_FURTHER = Words("另有 {count} 条，见 --output 文件.xlsx", "{count} more: see --output FILE.xlsx")
COLUMNS = [
    NamedHeading("change", Heading("变化", "Change", "added, ended, corrected or withdrawn.", terms=Change)),
    NamedHeading("what", Heading("对象", "What", "pairing, dispatch, unit, return or rule.", terms=What)),
    NamedHeading("id", Heading("编号", "Id", "Its id.")),
    NamedHeading("of", Heading("内容", "Of", "What it is about.")),
    NamedHeading("differs", Heading("原值 → 新值", "Before → after", "What differs.")),
    NamedHeading("file", Heading("文件", "File", "Where it was read.")),
    NamedHeading("row", Heading("行", "Row", "Its row.")),
]


def write_trial(receipt: Receipt, difference: Difference, out: TextIO, lang: Lang) -> None:
    """The receipt, one sentence, and the first changes as a table."""
    write_receipt(receipt, out, lang)
    said = sentence(difference, receipt.rejected, lang)
    out.write(safe(f"{_TITLE.said(lang)}{'：' if lang is Lang.ZH else ': '}{said}") + "\n")
    if difference.changes.total:
        rows = list(islice(difference_rows(difference, lang), _SHOWN))
        write_rows(Shown.of_rows("difference", _TITLE, COLUMNS, rows, known_at=0, lang=lang), out)
    if (unsaid := difference.changes.total - _SHOWN) > 0:
        out.write(_FURTHER.said(lang, count=f"{unsaid:,}") + "\n")


def write_trial_json(receipt: Receipt, difference: Difference, out: TextIO, lang: Lang) -> None:
    out.write(json.dumps(trial_json(receipt, difference, lang), ensure_ascii=False, indent=2) + "\n")


def trial_json(receipt: Receipt, difference: Difference, lang: Lang) -> dict[str, Any]:
    """The receipt with `difference`: its sentence, how many changes, and the first of them as `changes` has them."""
    first = islice(difference.rows(), LISTED)
    rows = [{name.rstrip("_"): value for name, value in row._asdict().items()} for row in first]
    for row in rows:
        row["import"] = None  # nothing was written
    said = {"sentence": sentence(difference, receipt.rejected, lang), "total": difference.changes.total, "rows": rows}
    return {**receipt.as_json(), "difference": said}


def difference_rows(difference: Difference, lang: Lang) -> Iterator[tuple[Any, ...]]:
    """One row a change, in the columns of COLUMNS."""
    for row in difference.rows():
        said = row.after or row.before
        of = _of(row.what, said, difference)
        yield row.change, row.what, row.id, of, _differs(row, lang), row.file, row.row


def _of(what: str, said: dict[str, Any], difference: Difference) -> str:
    """宁波市镇海区 → 昭觉县: the ends of a link, the name of anything else."""
    ends = {"pairing": ("helper", "recipient"), "dispatch": ("sender", "host")}.get(what)
    if ends:
        return " → ".join(difference.name(said[end]) for end in ends)
    if what == "return":
        return difference.name(said["within"])
    return str(said.get("name") or said.get("title") or "")


def _differs(row: Any, lang: Lang) -> str:
    if row.before is None or row.after is None:
        return ""
    fields = ("through",) if row.change == "ended" else fields_of(row)
    between = "；" if lang is Lang.ZH else "; "
    return between.join(
        f"{field_word(row.what, field, lang)} {_said(row.before.get(field))} → {_said(row.after[field])}"
        for field in fields
    )


def _said(value: Any) -> str:
    if value is None:
        return "—"
    return "、".join(map(str, value)) if isinstance(value, list) else str(value)
