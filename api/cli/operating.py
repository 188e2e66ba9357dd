"""Commands that write one import of their own (undo, withdraw, alias): the options they share, and their receipt."""

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import click

from api.cli import words
from api.cli.commands import SaidCommand, SaidOption, common_options
from api.cli.session import opened, receipt_format, settings_of
from visuals.words import Lang, Words

if TYPE_CHECKING:
    from graph_model.ledger.operation import Operation


def operation(
    name: str,
    lang: Lang,
    params: Sequence[click.Parameter],
    act: "Callable[..., Operation]",
    help: Words | None = None,
) -> SaidCommand:
    """A command that calls `act` with the desk, its own params by name, and `dry_run`."""

    def run(dry_run: bool, format: str | None, store: str | None, lang: str | None, **given: Any) -> int:
        settings, shape = settings_of({"store": store, "lang": lang}), receipt_format(format)
        with opened(settings) as desk:
            done = act(desk, dry_run=dry_run, **given)
        from visuals.operations import write_operation, write_operation_json

        if shape == "json":
            write_operation_json(done, sys.stdout)
        else:
            write_operation(done, sys.stdout, settings.lang)
        return 0

    shared = [
        SaidOption("dry_run", words.DRY_RUN.said(lang)),
        SaidOption("format", words.RECEIPT_FORMAT.said(lang), "table|json"),
        *common_options(lang),
    ]
    return SaidCommand(name, lang, run, [*params, *shared], help)
