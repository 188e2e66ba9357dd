"""Imports that came over HTTP, each a small JSON file beside the store, so that every worker can tell of it.

The tables themselves lie in a folder of their own until the import is done, and are then gone; rejected rows stay
as long as their job.
"""

import hashlib
import json
import os
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from api.http.worker_marks import Worker, is_alive

_KEPT_SECONDS = 30 * 24 * 3600
_ID = frozenset("0123456789abcdef")

Job = dict[str, Any]
"""`id state dry_run files made finished progress receipt problem rejected marked`, and these, which are not told:"""

_UNTOLD = ("owner", "worker", "digest")


class JobFiles:
    """The jobs of all workers, and the mark of this one."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._worker = folder, Worker(folder)

    def close(self) -> None:
        self._worker.end()

    def new_folder(self) -> tuple[str, Path]:
        """The id of a new job and the folder for its tables; both readable by their owner alone."""
        self._folder.mkdir(mode=0o700, exist_ok=True)
        self._worker.mark()
        self._forget_old()
        unit = secrets.token_hex(8)
        tables = self._folder / unit
        tables.mkdir(mode=0o700)
        return unit, tables

    def drop_tables(self, unit: str) -> None:
        shutil.rmtree(self._folder / unit, ignore_errors=True)

    def rejected(self, unit: str) -> Path:
        """The folder for the rejected rows of a job; made by whoever finds some."""
        return self._folder / f"{unit}.rejected"

    def remember_import(self, seq: int, unit: str) -> None:
        """Which job an import came with."""
        (self._folder / f"import-{seq}").write_text(unit, encoding="ascii")

    def of_import(self, seq: int) -> Job | None:
        """The job of an import; None when it came another way, or too long ago."""
        try:
            return self.read((self._folder / f"import-{seq}").read_text(encoding="ascii"))
        except (FileNotFoundError, NotADirectoryError):
            return None

    def write(self, job: Job) -> None:
        """Whole or not at all."""
        job["worker"] = self._worker.name
        path = self._path(job["id"])
        unfinished = path.with_suffix(f".{os.getpid()}.part")
        unfinished.write_text(json.dumps(job, ensure_ascii=False), encoding="utf-8")
        unfinished.replace(path)

    def read(self, unit: str) -> Job | None:
        """None when there is none, or no longer; one whose process has ended meanwhile has failed."""
        if not unit or not set(unit) <= _ID:
            return None
        try:
            job: Job = json.loads(self._path(unit).read_text(encoding="utf-8"))
        except (FileNotFoundError, NotADirectoryError):
            return None
        if job["state"] in ("queued", "running") and not is_alive(self._folder, job["worker"]):
            job |= {"state": "failed", "problem": {"status": 503, "detail": INTERRUPTED}}
        return job

    def claim(self, owner: str, key: str, unit: str) -> str:
        """The job that an Idempotency-Key of a caller belongs to: this one, unless it was used before."""
        path = self._folder / f"key-{hashlib.sha256(f'{owner} {key}'.encode()).hexdigest()}"
        try:
            with path.open("x", encoding="ascii") as file:
                file.write(unit)
        except FileExistsError:
            return path.read_text(encoding="ascii")
        return unit

    def _path(self, unit: str) -> Path:
        return self._folder / f"{unit}.json"

    def _forget_old(self) -> None:
        oldest = time.time() - _KEPT_SECONDS
        for path in self._folder.iterdir():
            with suppress(OSError):  # another worker may be faster
                if path.stat().st_mtime < oldest:
                    shutil.rmtree(path) if path.is_dir() else path.unlink()


INTERRUPTED = "导入被中断，什么都没有写入，请再导入一次。 · The import was interrupted and wrote nothing: import again."


def told(job: Job) -> dict[str, Any]:
    """What may be told of a job, and where its rejected rows are."""
    place = f"/api/v1/jobs/{job['id']}"
    rejected = [
        {**table, "href": f"{place}/rejected?table={number}"} for number, table in enumerate(job["rejected"], 1)
    ]
    marked = f"{place}/marked" if job["marked"] else None
    return {
        **{name: value for name, value in job.items() if name not in _UNTOLD},
        "rejected": rejected,
        "marked": marked,
    }


@contextmanager
def tables_dropped(files: JobFiles, unit: str) -> Iterator[None]:
    """Whatever happens, the tables that were sent do not stay."""
    try:
        yield
    finally:
        files.drop_tables(unit)


__all__ = ["INTERRUPTED", "Job", "JobFiles", "tables_dropped", "told"]
