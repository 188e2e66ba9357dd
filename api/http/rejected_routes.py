"""The rejected rows of an import or of a dry run: to be corrected there and imported again."""

from collections.abc import Mapping
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, Response, StreamingResponse
from starlette.routing import Route

from api.access.roles import Caller, Role
from api.http.bodies import packing
from api.http.doorway import require
from api.http.formats import CSV, JSON, NDJSON, XLSX
from api.http.import_numbers import import_number
from api.http.import_routes import importing_of
from api.http.job_files import Job
from api.http.problems import ProblemError
from api.http.rejected import Table, marked_place, rejected_pieces
from api.http.replies import VARY, started
from api.http.wanted import Wanted, query_of, wanted
from visuals.words import Words

FORMATS = (JSON, CSV, XLSX)
_PRIVATE = {"Cache-Control": "private, no-store", "Vary": VARY}


def rejected_routes() -> list[Route]:
    return [
        Route("/api/v1/jobs/{id}/rejected", _of_job, name="rejected of a job"),
        Route("/api/v1/jobs/{id}/marked", _marked, name="marked"),
        Route("/api/v1/imports/{number}/rejected", _of_import, name="rejected of an import"),
    ]


async def _of_job(request: Request) -> Response:
    caller, unit = require(request, Role.EDITOR), request.path_params["id"]
    job = await run_in_threadpool(importing_of(request).files.read, unit)
    return await run_in_threadpool(_answer, request, caller, job)


async def _of_import(request: Request) -> Response:
    """Only what came over HTTP: who loaded tables on the command line has the rejected rows there."""
    caller, number = require(request, Role.EDITOR), import_number(request.path_params["number"])
    job = await run_in_threadpool(importing_of(request).files.of_import, number)
    return await run_in_threadpool(_answer, request, caller, job)


async def _marked(request: Request) -> Response:
    caller, files = require(request, Role.EDITOR), importing_of(request).files
    job = await run_in_threadpool(files.read, request.path_params["id"])
    if job is None or not _may_see(caller, job) or not job["marked"]:
        raise ProblemError(
            404, Words("没有标好的工作簿，或已过期。", "There is no marked workbook of it, or no longer.")
        )
    if query_of(request):
        raise ProblemError(422, Words("工作簿没有选项。", "The workbook takes no options."))
    path, name = marked_place(files.rejected(job["id"])), f"{job['id']}.marked.xlsx"
    return FileResponse(path, headers=_PRIVATE, media_type=XLSX.media_type, filename=name)


def _answer(request: Request, caller: Caller, job: Job | None) -> Response:
    if job is None or not _may_see(caller, job) or not job["rejected"]:
        raise ProblemError(404, Words("没有被拒绝的行，或已过期。", "There are no rejected rows of it, or no longer."))
    asked = wanted(request)
    tables = _tables(job, asked)
    about = {"job": job["id"], "import": (job["receipt"] or {}).get("import")}
    pieces = started(rejected_pieces(importing_of(request).files.rejected(job["id"]), tables, asked.format, about))
    name = f"{job['id']}.rejected.{asked.format.name}"
    headers = dict(_PRIVATE)
    if asked.format is not JSON:
        headers["Content-Disposition"] = f'attachment; filename="{name}"'
    if asked.packed and asked.format is not XLSX:
        return StreamingResponse(packing(pieces), 200, {**headers, "Content-Encoding": "gzip"}, asked.format.media_type)
    return StreamingResponse(pieces, 200, headers, asked.format.media_type)


def _may_see(caller: Caller, job: Job) -> bool:
    """Whoever sent the tables, and administrators."""
    return job["owner"] == (caller.token or caller.name) or caller.may(Role.ADMIN)


def _tables(job: Job, asked: Wanted) -> Mapping[int, Table]:
    """By their numbers from 1. Raises ProblemError: a CSV holds one table, and NDJSON none of them."""
    tables: dict[int, Any] = dict(enumerate(job["rejected"], 1))
    if asked.format is NDJSON:
        raise ProblemError(406, Words("给得出的格式：json、csv、xlsx", "What can be had: json, csv, xlsx."))
    if unknown := sorted(asked.options.keys() - {"table"}):
        said = Words(f"没有选项 {unknown[0]}，可用 table", f"There is no option {unknown[0]}; there is table.")
        raise ProblemError(422, said)
    if (chosen := asked.options.get("table")) is not None:
        number = int(chosen) if str(chosen).isascii() and str(chosen).isdigit() and len(str(chosen)) < 4 else 0
        tables = {number: tables[number]} if number in tables else {}
    if not tables or (asked.format is CSV and len(tables) > 1):
        count = len(job["rejected"])
        raise ProblemError(422, Words(f"请写 table=1 到 {count} 中的一个。", f"Say which: table=1 to {count}."))
    return tables
