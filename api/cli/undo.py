"""`bangfu undo`: one import taken back by another."""

from typing import TYPE_CHECKING

from api.cli import words
from api.cli.commands import SaidArgument, SaidCommand
from api.cli.operating import operation
from graph_model.errors import UsageError
from visuals.words import Lang

if TYPE_CHECKING:
    from api.desk import Desk
    from graph_model.ledger.operation import Operation

_LONGEST = 9
"""Digits of an import number."""


def command(lang: Lang) -> SaidCommand:
    params = [SaidArgument("number", words.TAKES["import"].said(lang), words.IMPORT.said(lang))]
    return operation("undo", lang, params, _undo)


def _undo(desk: "Desk", number: str, *, dry_run: bool) -> "Operation":
    if not (number.isascii() and number.isdigit() and len(number) <= _LONGEST):
        raise UsageError(f"{number!r} 不是导入号，请看 bangfu imports · is no import number; see bangfu imports.")
    return desk.undo(int(number), dry_run=dry_run)
