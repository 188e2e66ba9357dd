"""The receipt of a load as its page shows it: counts by sheet, rows to mend with their reasons, and what to know."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from graph_model.schema import TABLES
from graph_model.vocabulary import Kind
from loaders.sheets.row_kinds import RowKind
from visuals.pages.words.imports import WORDS
from visuals.words import AND, Lang, word

MOST = 200
"""Rejected rows and warnings that a page lists; the table of rejected rows has all."""
_ROWS = 30
COUNTS = ("read", "accepted", "unchanged", "rejected", "ignored")


class SheetRow(NamedTuple):
    """One sheet; `counts` are those of COUNTS, which add up: read is the sum of the others."""

    file: str
    sheet: str
    table: str
    counts: Sequence[int]


class IssueRow(NamedTuple):
    """A bad row or a warning: where it stands, what the cell says, and what it may mean."""

    place: str
    row: int
    column: str
    value: str
    code: str
    message: str
    candidates: Sequence[str]


class ReceiptView(NamedTuple):
    """`errors` and `warnings` are the first; the counts say how many rows and warnings there are in all."""

    sheets: Sequence[SheetRow]
    total: Sequence[int]
    errors: Sequence[IssueRow]
    error_count: int
    warnings: Sequence[IssueRow]
    warning_count: int
    notes: Sequence[str]

    @property
    def rejected(self) -> int:
        return self.total[COUNTS.index("rejected")]


def receipt_view(receipt: Mapping[str, Any], lang: Lang) -> ReceiptView:
    """Of the receipt of a load, as the API gives it."""
    sheets = receipt["files"]
    rows = [_sheet(each, lang) for each in sheets]
    errors, warnings = ([_issue(sheet, each, lang) for sheet in sheets for each in sheet[k]] for k in _ISSUES)
    return ReceiptView(
        sheets=rows,
        total=totals(receipt),
        errors=errors[:MOST],
        error_count=len(errors),
        warnings=warnings[:MOST],
        warning_count=len(warnings),
        notes=list(_notes(receipt, lang)),
    )


_ISSUES = ("errors", "warnings")


def totals(receipt: Mapping[str, Any]) -> list[int]:
    """The counts of COUNTS over all sheets."""
    return [sum(sheet[count] for sheet in receipt.get("files", ())) for count in COUNTS]


def _sheet(sheet: Mapping[str, Any], lang: Lang) -> SheetRow:
    titles = {table.name: table.zh if lang is Lang.ZH else table.name for table in TABLES}
    rules = WORDS["rules"].said(lang)
    counts = [sheet[count] for count in COUNTS]
    return SheetRow(sheet["file"], sheet["sheet"] or "", titles.get(sheet["table"], rules), counts)


def _issue(sheet: Mapping[str, Any], issue: Mapping[str, Any], lang: Lang) -> IssueRow:
    message = one_language(issue["message"], lang)
    told = (issue["row"], issue["column"], issue["value"], issue["code"], message, issue["candidates"])
    return IssueRow(_place(sheet), *told)


def one_language(sentence: str, lang: Lang) -> str:
    """Half of a sentence that says the same in both languages; all of any other."""
    halves = sentence.split(" · ")
    return halves[lang is Lang.EN] if len(halves) == 2 else sentence


def _place(sheet: Mapping[str, Any]) -> str:
    return " · ".join(filter(None, (sheet["file"], sheet["sheet"])))


def _notes(receipt: Mapping[str, Any], lang: Lang) -> Iterator[str]:
    """What nobody has to mend, but should know."""
    comma = AND.said(lang)
    for sheet in receipt["files"]:
        place = _place(sheet)
        if sheet["unknown_columns"]:
            yield WORDS["unknown_columns"].said(lang, place=place, names=comma.join(sheet["unknown_columns"]))
        if rows := _ignored(sheet, lang):
            yield WORDS["ignored_rows"].said(lang, place=place, rows=rows)
        if sheet["hidden_rows"]:
            yield WORDS["hidden_rows"].said(lang, place=place, rows=_few(sheet["hidden_rows"]))
    for made in receipt["made"]:
        near = WORDS["near"].said(lang, names=" / ".join(made["near"])) if made["near"] else ""
        kind = word(made["kind"], Kind, lang)
        yield WORDS["made"].said(lang, name=made["name"], kind=kind, file=made["file"], row=made["row"], near=near)
    for passed in receipt["passed"]:
        yield WORDS["passed"].said(lang, place=_place(passed), reason=one_language(passed["reason"], lang))
    if blind := list(dict.fromkeys(_place(sheet) for sheet in receipt["files"] if sheet["not_looked_at"])):
        yield WORDS["not_looked_at"].said(lang, files=comma.join(blind))


def _ignored(sheet: Mapping[str, Any], lang: Lang) -> str:
    of = defaultdict[str, list[int]](list)
    for each in sheet["ignored_rows"]:
        of[word(each["what"], RowKind, lang)].append(each["row"])
    return AND.said(lang).join(f"{kind} {_few(rows)}" for kind, rows in of.items())


def _few(rows: Sequence[int]) -> str:
    return " ".join(map(str, rows[:_ROWS])) + (" …" if len(rows) > _ROWS else "")
