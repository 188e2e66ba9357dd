"""Imports one after the other, each in the background in a process of its own: who asks keeps the last graph."""

import logging
import time
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from api.access.roles import Caller
from api.http.import_process import ImportsIn
from api.http.import_work import Work
from api.http.job_files import Job, JobFiles, tables_dropped
from api.http.service import Service
from api.http.uploads import Upload
from api.options import utc_now
from graph_model.errors import StoreError
from visuals.words import Lang

_LOG = logging.getLogger("bangfu.imports")
_PATIENCE, _AGAIN = 10.0, 0.2
"""Seconds to look for an import that the store has, and between two looks."""


@dataclass(frozen=True, slots=True)
class Order:
    """One import to be done: who wants it, of what, and in which language its problems are said."""

    job: Job
    caller: Caller
    upload: Upload
    lang: Lang


class Importing:
    """The imports of one worker. Others of other workers wait for the store's own lock."""

    def __init__(self, service: Service, imports_in: ImportsIn) -> None:
        self._service, self._imports_in = service, imports_in
        self.files = JobFiles(service.jobs)
        self._one_by_one = ThreadPoolExecutor(1, "bangfu-import")

    def close(self) -> None:
        """What runs is finished, what waits is not begun."""
        self._one_by_one.shutdown(wait=True, cancel_futures=True)
        self.files.close()

    def begin(self, order: Order) -> None:
        self.files.write(order.job)
        self._one_by_one.submit(self._run, order).add_done_callback(_say_what_went_wrong)

    def _run(self, order: Order) -> None:
        job = order.job
        with tables_dropped(self.files, job["id"]):
            job["state"] = "running"
            self.files.write(job)
            outcome = self._imports_in.do(self._work(order), self._follow(job))
            seq = (outcome.receipt or {}).get("import")
            if seq is not None:
                self.files.remember_import(seq, job["id"])
                self._show(seq)
            job |= {"receipt": outcome.receipt, "problem": outcome.problem}
            job |= {"rejected": list(outcome.rejected), "marked": outcome.marked}
            job |= {"state": "failed" if outcome.receipt is None else "done", "finished": utc_now()}
            self.files.write(job)
        about = {"state": job["state"], "dry_run": job["dry_run"], "import": seq}
        self._service.audit.write(order.caller, "import", job=job["id"], files=job["files"], **about)

    def _work(self, order: Order) -> Work:
        upload, caller = order.upload, order.caller
        return Work(
            store=self._service.store,
            files=upload.files,
            options=upload.options,
            dry_run=upload.dry_run,
            by=caller.name,
            within=caller.within,
            lang=order.lang,
            most_rows=self._service.serving.most_rows,
            rejected_to=self.files.rejected(order.job["id"]),
            marked=upload.marked,
        )

    def _follow(self, job: Job) -> "_Follow":
        return _Follow(self.files, job)

    def _show(self, seq: int) -> None:
        """Who reads of a job that is done finds its import."""
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            try:
                if self._service.desk.refresh().history.seq >= seq:
                    return
            except StoreError:
                time.sleep(_AGAIN)


def _say_what_went_wrong(done: "Future[None]") -> None:
    """A job that could not even be written down: its disk is full, or gone."""
    if not done.cancelled() and (error := done.exception()) is not None:
        _LOG.error("a job could not be kept", exc_info=error)


@dataclass(slots=True)
class _Follow:
    """Called with a file and the rows of it that were read."""

    files: JobFiles
    job: Job

    def __call__(self, file: str, rows: int) -> None:
        if file:
            self.job["progress"] = {"file": file, "rows": rows}
            self.files.write(self.job)


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
        "rejected": [],
        "marked": False,
        "owner": caller.token or caller.name,
        "digest": upload.digest,
    }
