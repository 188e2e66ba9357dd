"""What one import does, wherever it runs: tables in, a receipt or a problem out, and the rejected rows kept."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from api.access.scope import Scope
from api.access.scoped_import import OutsideError, check_inside, cut_issues
from api.desk import Desk
from api.http.languages import in_one_language
from api.http.rejected import keep_marked, keep_rejected
from graph_model.errors import BangfuError, StoreError
from graph_model.snapshot.snapshot import Snapshot
from loaders.load import Loaded
from loaders.load_options import LoadOptions
from visuals.trials import trial_json
from visuals.words import Lang, Words

_LOG = logging.getLogger("bangfu.imports")

Tell = Callable[[str, int], None]
"""Called with the name of a file and the rows of it that were read."""


class TooManyRowsError(BangfuError):
    """More rows than one import over HTTP may have."""


@dataclass(frozen=True, slots=True)
class Work:
    """Tables to be imported for somebody. `within` is the id of the place that limits them, `rejected_to` a folder.

    `marked`: also keep a workbook of a dry run's tables with what is wrong in them marked.
    """

    store: Path | str
    files: list[Path]
    options: LoadOptions
    dry_run: bool
    by: str
    within: str | None
    lang: Lang
    most_rows: int
    rejected_to: Path
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """A receipt, or what went wrong as RFC 9457 names it; the tables of rejected rows; how many rows were read."""

    receipt: dict[str, Any] | None = None
    problem: dict[str, Any] | None = None
    rejected: tuple[dict[str, Any], ...] = ()
    rows: int = 0
    marked: bool = False


def outcome_of(work: Work, tell: Tell) -> Outcome:
    """Whatever goes wrong is in the outcome; nothing is raised but what ends the process."""
    try:
        return _imported(work, tell)
    except Exception as error:  # noqa: BLE001  # whatever it is, the job says so and the next one can run
        _LOG.exception("import failed") if not isinstance(error, BangfuError | OutsideError) else None
        return Outcome(problem=_problem(error, work.lang))


def _imported(work: Work, tell: Tell) -> Outcome:
    scope = Scope(work.within) if work.within else None
    read, rejected, marked = 0, list[dict[str, Any]](), False

    def follow(file: str, rows: int) -> None:
        _check_rows(rows, work.most_rows)
        tell(file, rows)

    def check(graph: Snapshot, loaded: Loaded) -> None:
        nonlocal read
        read = sum(sheet.read for sheet in loaded.receipt.sheets)
        _check_rows(read, work.most_rows)
        if scope is not None:
            check_inside(graph, loaded, scope)
            cut_issues(loaded.receipt, scope.view(graph))
        rejected[:] = keep_rejected(loaded.sheets, work.rejected_to)
        tell("", read)  # from here on it is written: who is to be told must still be there

    with Desk.open(work.store) as desk:
        if work.dry_run:
            trial = desk.try_load(work.files, work.options, progress=follow, check=check)
            receipt = trial_json(trial.receipt, trial.difference, work.lang)
            marked = work.marked and keep_marked(trial, work.rejected_to, work.lang)
        else:
            receipt = desk.load(work.files, work.options, progress=follow, check=check, by=work.by).as_json()
    return Outcome(receipt=receipt, rejected=tuple(rejected), rows=read, marked=marked)


def _check_rows(rows: int, most: int) -> None:
    if rows > most:
        raise TooManyRowsError(
            f"一次最多 {most:,} 行，请分几次导入。 · At most {most:,} rows at a time: import in parts."
        )


def _problem(error: Exception, lang: Lang) -> dict[str, Any]:
    """What is told of a failure; nothing of files and databases."""
    if isinstance(error, OutsideError):
        return {"status": 403, "detail": error.sentence.said(lang)}
    if isinstance(error, TooManyRowsError):
        return {"status": 413, "detail": in_one_language(str(error), lang)}
    if isinstance(error, StoreError):
        busy = Words("数据库暂时不能写入，请稍后再试。", "The store cannot be written at the moment: try again later.")
        return {"status": 503, "detail": busy.said(lang)}
    if isinstance(error, BangfuError):
        return {"status": 422, "detail": in_one_language(str(error), lang)}
    return {
        "status": 500,
        "detail": Words("程序出错，什么都没有导入。", "A mistake in the program; nothing was imported.").said(lang),
    }
