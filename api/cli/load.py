"""`bangfu load`: tables in, a receipt out."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from api.cli import words
from api.cli.commands import SaidArgument, SaidCommand, SaidOption, common_options
from api.cli.progress import ProgressBar
from api.cli.session import opened, settings_of
from api.settings import Settings
from graph_model.errors import UsageError
from visuals.words import Lang

if TYPE_CHECKING:
    from api.desk import Desk

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
    with _desk(settings, dry_run=dry_run) as desk, ProgressBar() as progress:
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


@contextmanager
def _desk(settings: Settings, *, dry_run: bool) -> "Iterator[Desk]":
    """The store, made where there is none; and gone again when nothing was loaded into it."""
    existed = settings.store.exists()
    if dry_run and not existed:
        with TemporaryDirectory() as folder, opened(_moved(settings, Path(folder)), create=True) as desk:
            yield desk
        return
    unused = False
    try:
        with opened(settings, create=True) as desk:
            try:
                yield desk
            finally:
                unused = not existed and len(desk.imports()) <= 1  # import 0 is the program's own
    finally:
        if unused:
            _remove(settings.store)


def _moved(settings: Settings, folder: Path) -> Settings:
    return Settings(folder / settings.store.name, settings.lang)


def _remove(store: Path) -> None:
    """A store and what lies beside it."""
    for beside in ("", "-wal", "-shm"):
        store.with_name(store.name + beside).unlink(missing_ok=True)
    rmtree(store.with_name(f"{store.name}.snapshot"), ignore_errors=True)
