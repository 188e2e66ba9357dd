"""`bangfu load`: tables in, a receipt out."""

import sys
from pathlib import Path
from typing import Any

from api.cli import words
from api.cli.commands import SaidArgument, SaidCommand, SaidOption, common_options
from api.cli.progress import ProgressBar
from api.cli.session import opened, settings_of
from graph_model.errors import UsageError
from visuals.words import Lang

_FORMATS = ("table", "json")


def command(lang: Lang) -> SaidCommand:
    path = words.TAKES["path"].said(lang)
    params = [
        SaidArgument("paths", path, words.PATHS.said(lang), nargs=-1, required=True),
        SaidOption("dry_run", words.DRY_RUN.said(lang)),
        SaidOption("strict", words.STRICT.said(lang)),
        SaidOption("format", words.RECEIPT_FORMAT.said(lang), "table|json"),
        *common_options(lang),
    ]
    return SaidCommand("load", lang, _run, params)


def _run(paths: tuple[str, ...], dry_run: bool, strict: bool, **given: Any) -> int:
    settings = settings_of(given)
    format = given["format"] or "table"
    if format not in _FORMATS:
        raise UsageError(f"--format {format!r} 应为 table 或 json · must be table or json.")
    with opened(settings, create=True) as desk, ProgressBar() as progress:
        receipt = desk.load(
            [Path(path) for path in paths],
            dry_run=dry_run,
            strict=strict,
            rejects_to=None if dry_run else Path.cwd(),
            progress=progress,
        )
    from visuals.receipts import write_receipt, write_receipt_json

    if format == "json":
        write_receipt_json(receipt, sys.stdout)
    else:
        write_receipt(receipt, sys.stdout, settings.lang)
    return receipt.exit_code
