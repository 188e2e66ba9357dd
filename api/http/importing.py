"""Imports one after the other, each in the background over a desk of its own: who asks keeps the last graph."""

import logging
import os
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from api.access.roles import Caller
from api.access.scope import Scope
from api.access.scoped_import import OutsideError, check_inside, cut_receipt
from api.desk import Desk
from api.http.job_files import Job, JobFiles, tables_dropped
from api.http.languages import in_one_language
from api.http.service import Service
from api.http.uploads import Upload
from api.options import utc_now
from graph_model.errors import BangfuError, StoreError
from graph_model.snapshot.snapshot import Snapshot
from loaders.load import Loaded
from visuals.trials import trial_json
from visuals.words import Lang, Words

_LOG = logging.getLogger("bangfu.imports")
_TOLD_EVERY = 0.3
"""Seconds between two writings of how far an import is."""


class TooManyRowsError(BangfuError):
    """More rows than one import over HTTP may have."""


@dataclass(frozen=True, slots=True)
class Order:
    """One import to be done: who wants it, of what, and in which language its problems are said."""

    job: Job
    caller: Caller
    upload: Upload
    lang: Lang


class Importing:
    """The imports of one worker. Others of other workers wait for the store's own lock."""

    def __init__(self, service: Service, store: Path | str) -> None:
        self._service, self._store, self.files = service, store, JobFiles(service.jobs)
        self._one_by_one = ThreadPoolExecutor(1, "bangfu-import")

    def close(self) -> None:
        """What runs is finished, what waits is not begun."""
        self._one_by_one.shutdown(wait=True, cancel_futures=True)

    def begin(self, order: Order) -> None:
        self.files.write(order.job)
        self._one_by_one.submit(self._run, order)

    def _run(self, order: Order) -> None:
        job = order.job
        with tables_dropped(self.files, job["id"]):
            try:
                job["state"] = "running"
                self.files.write(job)
                receipt = self._import(order)
                job |= {"state": "done", "receipt": receipt}
            except Exception as error:  # noqa: BLE001  # whatever it is, the job says so and the next one can run
                _LOG.exception("import failed") if not isinstance(error, BangfuError | OutsideError) else None
                job |= {"state": "failed", "problem": _problem(error, order.lang)}
            job["finished"] = utc_now()
            self.files.write(job)
        about = {"state": job["state"], "dry_run": job["dry_run"], "import": (job["receipt"] or {}).get("import")}
        self._service.audit.write(order.caller, "import", job=job["id"], files=job["files"], **about)

    def _import(self, order: Order) -> dict[str, Any]:
        upload, scope = order.upload, Scope(order.caller.within) if order.caller.within else None
        follow = _Progress(self.files, order.job, self._service.serving.most_rows)

        def check(graph: Snapshot, loaded: Loaded) -> None:
            if sum(sheet.read for sheet in loaded.receipt.sheets) > self._service.serving.most_rows:
                raise TooManyRowsError(_too_many(self._service.serving.most_rows))
            if scope is not None:
                check_inside(graph, loaded, scope)

        with Desk.open(self._store) as desk:
            if upload.dry_run:
                trial = desk.try_load(upload.files, upload.options, progress=follow, check=check)
                receipt = trial_json(trial.receipt, trial.difference, order.lang)
            else:
                by = order.caller.name
                receipt = desk.load(upload.files, upload.options, progress=follow, check=check, by=by).as_json()
            cut = cut_receipt(receipt, scope.view(desk.graph())) if scope else receipt
        self._service.desk.refresh()  # who reads of the job finds its import
        return cut


@dataclass(slots=True)
class _Progress:
    """Called with a file and the rows of it that were read."""

    files: JobFiles
    job: Job
    most: int
    told: float = 0.0

    def __call__(self, file: str, rows: int) -> None:
        if rows > self.most:
            raise TooManyRowsError(_too_many(self.most))
        self.job["progress"] = {"file": file, "rows": rows}
        if time.monotonic() - self.told > _TOLD_EVERY:
            self.told = time.monotonic()
            self.files.write(self.job)


def _too_many(most: int) -> str:
    return f"一次最多 {most:,} 行，请分几次导入。 · At most {most:,} rows at a time: import in parts."


def _problem(error: Exception, lang: Lang) -> dict[str, Any]:
    """What is told of a failure, as RFC 9457 names it; nothing of files and databases."""
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


def new_job(unit: str, caller: Caller, upload: Upload) -> Job:
    return {
        "id": unit,
        "state": "queued",
        "dry_run": upload.dry_run,
        "files": [path.name for path in upload.files],
        "made": utc_now(),
        "finished": None,
        "progress": None,
        "receipt": None,
        "problem": None,
        "owner": caller.token or caller.name,
        "pid": os.getpid(),
        "digest": upload.digest,
    }
