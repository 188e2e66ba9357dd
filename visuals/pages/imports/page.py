"""The page of imports: all of them, or one with its receipt, what it changed and how to take it back."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from graph_model.vocabulary import Action
from queries.source_rows import brought_by
from visuals.pages.ask import Ask
from visuals.pages.changed_rows import Name, changed_row, name_of
from visuals.pages.imports.listed import ROWS, Listed, listed, one
from visuals.pages.imports.receipt import COUNTS, receipt_view
from visuals.pages.paging import paging
from visuals.pages.provenance import place_said
from visuals.pages.words.imports import WORDS
from visuals.words import said_from

OPTIONS = ("file", "sheet", "row", "page")
_CHANGES = 60
"""Changes that the page of an import lists; the page of changes has all."""


def content(ask: Ask) -> Mapping[str, Any]:
    say = partial(said_from, WORDS, ask.lang)
    shared = {"say": say, "counts": COUNTS, "number": ask.number, "may_undo": ask.editor and not ask.limited}
    rows = ask.source.imports()
    if ask.number is None:
        return {**shared, **_all(ask, rows)}
    found = one(ask, rows, ask.number)
    if found is None:  # it touched nothing that a limited reader sees
        return {**shared, "title": say("import_title", seq=ask.number), "about": None}
    return {**shared, "title": say("import_title", seq=found.seq), **_one(ask, found)}


def _all(ask: Ask, rows: Any) -> Mapping[str, Any]:
    pages = paging(ask, len(rows), ROWS)
    return {
        "imports": listed(ask, rows, pages),
        "total": len(rows),
        "pages": pages,
        "sign_in": "/sign-in?next=/imports",
        "kept_query": ask.href("imports", known_at=None).partition("?")[2],
    }


def _one(ask: Ask, found: Listed) -> Mapping[str, Any]:
    receipt = {} if ask.limited else ask.source.receipt(found.seq)
    is_load = found.action == Action.LOAD
    changes = ask.answer("changes", since=found.seq - 1, until=found.seq) if found.seq else None
    name = name_of(ask)
    return {
        "about": found,
        "view": receipt_view(receipt, ask.lang) if is_load and receipt else None,
        "rejected": f"/api/v1/imports/{found.seq}/rejected?format=xlsx",
        "changed": [changed_row(row, name, ask.lang) for row in changes.page(0, _CHANGES)] if changes else [],
        "change_count": changes.total if changes else 0,
        "all_changes": ask.href("changes", since=found.seq - 1, until=found.seq),
        "source_row": _source_row(ask, found.seq, name),
        "undo": f"/imports/{found.seq}/undo?lang={ask.lang}",
    }


def _source_row(ask: Ask, seq: int, name: Name) -> Mapping[str, Any] | None:
    """The row that a link or a unit was read from, and all that it brought."""
    file, sheet, row = (ask.options.get(each) for each in ("file", "sheet", "row"))
    if file is None or row is None or not (row.isascii() and row.isdigit() and len(row) < 10):
        return None
    brought = WORDS["brought"].said(ask.lang)
    rows = brought_by(ask.graph, seq, file, sheet, int(row), ask.within if ask.limited else None)
    return {
        "place": place_said(ask, file, sheet, int(row)),
        "rows": [changed_row(each, name, ask.lang)._replace(change="read", change_word=brought) for each in rows],
    }
