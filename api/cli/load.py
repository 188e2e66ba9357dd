"""`bangfu load`: tables in, a receipt out."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from api.cli import words
from api.cli.commands import SaidArgument, SaidCommand, SaidOption, common_options
from api.cli.progress import ProgressBar
from api.cli.session import opened, settings_of
from graph_model.errors import UsageError
from visuals.words import Lang

if TYPE_CHECKING:
    from api.trial import Trial
    from loaders.receipts.receipt import Receipt

_FORMATS = ("table", "json", "xlsx")


def command(lang: Lang) -> SaidCommand:
    path, takes = words.TAKES["path"].said(lang), {name: said.said(lang) for name, said in words.TAKES.items()}
    params = [
        SaidArgument("paths", path, words.PATHS.said(lang), nargs=-1, required=True),
        SaidOption("dry_run", words.DRY_RUN.said(lang)),
        SaidOption("strict", words.STRICT.said(lang)),
        SaidOption("map", words.MAP.said(lang), takes["map"], multiple=True),
        SaidOption("new_units", words.NEW_UNITS.said(lang), "ask|make|reject"),
        SaidOption("hidden", words.HIDDEN.said(lang)),
        SaidOption("complete_for", words.COMPLETE_FOR.said(lang), takes["unit"]),
        SaidOption("as_of", words.COMPLETE_AS_OF.said(lang), takes["day"]),
        SaidOption("end_missing", words.END_MISSING.said(lang)),
        SaidOption("adopt", words.ADOPT.said(lang)),
        SaidOption("format", words.RECEIPT_FORMAT.said(lang), "|".join(_FORMATS)),
        SaidOption("output", words.RECEIPT_OUTPUT.said(lang), takes["file"]),
        *common_options(lang),
    ]
    return SaidCommand("load", lang, _run, params)


def _run(
    paths: tuple[str, ...],
    dry_run: bool,
    map: tuple[str, ...],
    format: str | None,
    output: str | None,
    adopt: bool,
    **given: Any,
) -> int:
    from api.load_options import load_options  # questions need none of it

    settings = settings_of(given)
    own = {name: given[name] for name in ("strict", "hidden", "new_units", "complete_for", "as_of", "end_missing")}
    options = load_options(mapped=map, **own)
    shape = _shape(format, output, dry_run)
    files = [Path(path) for path in paths]
    with opened(settings, create=True, adopt=adopt) as desk, ProgressBar() as progress:
        if dry_run:
            trial = desk.try_load(files, options, progress=progress)
            return _tell_trial(trial, shape, output, settings.lang)
        receipt = desk.load(files, options, rejects_to=Path.cwd(), progress=progress)
    return _tell(receipt, shape, settings.lang)


def _shape(format: str | None, output: str | None, dry_run: bool) -> str:
    """The format asked for; a file's by its suffix. Only a trial is worth a workbook."""
    shape = format or (Path(output).suffix.lstrip(".").lower() if output else "table")
    if shape not in _FORMATS:
        raise UsageError(f"--format {shape!r} 应为 table、json 或 xlsx · must be table, json or xlsx.")
    if (shape == "xlsx") != bool(output) or (output and not dry_run):
        raise UsageError(
            "--output 文件.xlsx 与 --dry-run 一起用，写出标好问题的表 · "
            "--output FILE.xlsx goes with --dry-run: the tables with what is wrong in them marked."
        )
    return shape


def _tell(receipt: "Receipt", shape: str, lang: Lang) -> int:
    from visuals.receipts import write_receipt, write_receipt_json

    if shape == "json":
        write_receipt_json(receipt, sys.stdout)
    else:
        write_receipt(receipt, sys.stdout, lang)
    return receipt.exit_code


def _tell_trial(trial: "Trial", shape: str, output: str | None, lang: Lang) -> int:
    from visuals.marked_workbook import write_marked
    from visuals.trials import write_trial, write_trial_json

    if shape == "json":
        write_trial_json(trial.receipt, trial.difference, sys.stdout, lang)
    else:
        write_trial(trial.receipt, trial.difference, sys.stdout, lang)
    if shape == "xlsx" and output:
        write_marked(trial.receipt, trial.difference, trial.sheets, Path(output), lang)
    return trial.receipt.exit_code
