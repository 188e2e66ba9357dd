"""`bangfu withdraw`: a link taken back that never was."""

from typing import TYPE_CHECKING

from api.cli import words
from api.cli.commands import SaidArgument, SaidCommand, SaidOption
from api.cli.operating import operation
from graph_model.errors import UsageError
from graph_model.vocabulary import LinkTable
from loaders.cells.readers import term_meant
from visuals.words import Lang

if TYPE_CHECKING:
    from api.desk import Desk
    from graph_model.ledger.operation import Operation


def command(lang: Lang) -> SaidCommand:
    params = [
        SaidArgument("link_id", words.TAKES["id"].said(lang), words.LINK_ID.said(lang)),
        SaidOption("basis", words.BASIS.said(lang), words.TAKES["text"].said(lang)),
        SaidOption("table", words.LINK_TABLE.said(lang), "pairing|dispatch"),
    ]
    return operation("withdraw", lang, params, _withdraw)


def _withdraw(desk: "Desk", link_id: str, basis: str | None, table: str | None, *, dry_run: bool) -> "Operation":
    chosen = None if table is None else term_meant(LinkTable, table)
    if table is not None and chosen is None:
        raise UsageError(f"--table {table!r} 应为 pairing 或 dispatch · must be pairing or dispatch.")
    of = None if chosen is None else LinkTable.of(chosen)
    return desk.withdraw(link_id, basis or "", of, dry_run=dry_run)
