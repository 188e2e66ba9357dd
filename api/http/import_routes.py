"""`POST /api/v1/imports`: tables in, a job out, at once; the job says how far it is and holds the receipt."""

import asyncio
import re
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.access.roles import Caller, Role
from api.http.bodies import json_bytes
from api.http.doorway import require
from api.http.formats import JSON
from api.http.importing import Importing, Order, new_job
from api.http.job_files import Job, told
from api.http.languages import accepted
from api.http.problems import ProblemError
from api.http.uploads import uploaded
from visuals.words import Words

_KEY = re.compile(r"[\x21-\x7e]{1,200}")
_WAIT = re.compile(r"(?:^|[,;\s])wait=(\d{1,3})(?:$|[,;\s])")
_LONGEST_WAIT = 60
_LOOK_EVERY = 0.05
_ENDED = ("done", "failed")


def import_routes() -> list[Route]:
    return [
        Route("/api/v1/imports", _import, name="import", methods=["POST"]),
        Route("/api/v1/jobs/{id}", _job, name="job"),
    ]


def importing_of(request: Request) -> Importing:
    importing: Importing = request.app.state.importing
    return importing


async def _import(request: Request) -> Response:
    """202 with a job; with `Prefer: wait=10` it is answered when it is done, or after so many seconds."""
    caller, importing = require(request, Role.EDITOR), importing_of(request)
    key = request.headers.get("idempotency-key")
    if key is not None and not _KEY.fullmatch(key):
        raise ProblemError(
            422,
            Words(
                "Idempotency-Key 要写 1 到 200 个可见的 ASCII 字符。",
                "Idempotency-Key has 1 to 200 visible ASCII characters.",
            ),
        )
    unit, folder = await run_in_threadpool(importing.files.new_folder)
    try:
        job = await _begun(request, importing, caller, unit, folder, key)
    except BaseException:
        await run_in_threadpool(importing.files.drop_tables, unit)
        raise
    if (wait := _WAIT.search(request.headers.get("prefer", ""))) is not None:
        job = await _waited(importing, job, min(int(wait[1]), _LONGEST_WAIT))
    return _answer(job, 200 if job["state"] in _ENDED else 202)


async def _begun(
    request: Request, importing: Importing, caller: Caller, unit: str, folder: Path, key: str | None
) -> Job:
    """The job of this request; of an earlier one where the Idempotency-Key was used before."""
    upload = await uploaded(request, folder, limited=caller.within is not None)
    job = new_job(unit, caller, upload)
    if key is not None:
        first = await run_in_threadpool(importing.files.claim, job["owner"], key, unit)
        if first != unit:
            await run_in_threadpool(importing.files.drop_tables, unit)
            return await _repeated(importing, first, job)
    lang = accepted(request.headers.get("accept-language", ""))
    await run_in_threadpool(importing.begin, Order(job, caller, upload, lang))
    return dict(job)


async def _repeated(importing: Importing, first: str, again: Job) -> Job:
    job = await run_in_threadpool(importing.files.read, first)
    if job is None:
        raise ProblemError(409, Words("同样的请求还在接收，请稍后再看。", "The same request is still being received."))
    if job["digest"] != again["digest"]:
        raise ProblemError(
            422, Words("这个 Idempotency-Key 已用于另一次导入。", "This Idempotency-Key was used for another import.")
        )
    return job


async def _waited(importing: Importing, job: Job, seconds: int) -> Job:
    for _ in range(int(seconds / _LOOK_EVERY)):
        now = await run_in_threadpool(importing.files.read, job["id"])
        if now is not None and now["state"] in _ENDED:
            return now
        await asyncio.sleep(_LOOK_EVERY)
    return job


async def _job(request: Request) -> Response:
    """How far an import is; for whoever began it, and for those who may see everything."""
    caller, unit = require(request, Role.READER), request.path_params["id"]
    job = await run_in_threadpool(importing_of(request).files.read, unit)
    if job is None or not _may_see(caller, job):
        raise ProblemError(404, Words("没有这个任务，或已过期。", "There is no such job, or no longer."))
    return _answer(job, 200)


def _may_see(caller: Caller, job: Job) -> bool:
    return job["owner"] == (caller.token or caller.name) or (caller.within is None and caller.may(Role.EDITOR))


def _answer(job: Job, status: int) -> Response:
    body: dict[str, Any] = told(job)
    headers = {"Location": f"/api/v1/jobs/{job['id']}"}
    if status == 202:
        headers["Retry-After"] = "1"
    return Response(json_bytes(body), status, headers, JSON.media_type)
