"""The list of imports, newest first: when, who, what, which files, what was read and what it changed."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from graph_model.vocabulary import Action
from visuals.pages.ask import Ask
from visuals.pages.imports.receipt import totals
from visuals.pages.paging import Paging
from visuals.values import moment
from visuals.words import Lang, change_word, word

ROWS = 50
"""On one page."""


class Listed(NamedTuple):
    """One import. `counts` as in a receipt, empty where there is none; `undone_by` took it back."""

    seq: int
    time: str
    who: str
    action: str
    action_word: str
    files: Sequence[str]
    changes: Sequence[str]
    counts: Sequence[int]
    undone: int | None
    undone_by: int | None
    basis: str
    href: str


def listed(ask: Ask, rows: Sequence[tuple[Any, ...]], pages: Paging) -> list[Listed]:
    """`rows` are those of `/api/v1/imports`, the oldest first."""
    newest = list(reversed(rows))[pages.start : pages.stop]
    undone = undone_by(rows)
    return [_listed(ask, row, undone) for row in newest]


def undone_by(rows: Sequence[tuple[Any, ...]]) -> Mapping[int, int]:
    """By the number of an import that was taken back: the one that did so last."""
    return {row[7]: row[0] for row in rows if row[7] is not None}


def one(ask: Ask, rows: Sequence[tuple[Any, ...]], number: int) -> Listed | None:
    """One import of the list; None where the list does not have it."""
    row = next((row for row in rows if row[0] == number), None)
    return None if row is None else _listed(ask, row, undone_by(rows))


def _listed(ask: Ask, row: tuple[Any, ...], undone: Mapping[int, int]) -> Listed:
    seq, time, who, action, _, counts, files, took_back, basis = row
    return Listed(
        seq=seq,
        time=moment(time),
        who=who,
        action=action,
        action_word=word(action, Action, ask.lang),
        files=list(files),
        changes=changes_words(counts, ask.lang),
        counts=_totals(ask, seq) if action == Action.LOAD and not ask.limited else [],
        undone=took_back,
        undone_by=undone.get(seq),
        basis=basis or "",
        href=ask.href("imports", seq),
    )


def changes_words(counts: Mapping[str, int], lang: Lang) -> list[str]:
    """结对新增 12: what an import did, in words."""
    return [f"{change_word(name, lang)} {count:,}" for name, count in counts.items()]


def _totals(ask: Ask, seq: int) -> list[int]:
    return ask.graph.remember(("receipt totals", seq), lambda: totals(ask.source.receipt(seq)))
