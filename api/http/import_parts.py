"""Parts of the page of imports, drawn here and taken in by its script: how a job went, what an undo would do."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from api.access.roles import Caller, Role
from api.access.scope import Scope
from api.http.doorway import require
from api.http.headers import PAGES as POLICY
from api.http.import_numbers import known_import
from api.http.job_files import Job, told
from api.http.problems import ProblemError
from api.http.service import Service, service_of
from api.http.wanted import lang_of, query_of
from graph_model.snapshot.history import NOBODY
from visuals.pages.changed_rows import Name
from visuals.pages.imports.trial import job_part, undo_part
from visuals.pages.page import COMMON
from visuals.words import Words

_ENDED = ("done", "failed")


def import_part_routes() -> list[Route]:
    return [
        Route("/imports/jobs/{id}", _job, name="part of a job", methods=["GET"]),
        Route("/imports/{number}/undo", _undo, name="part of an undo", methods=["GET"]),
    ]


async def _job(request: Request) -> Response:
    """For whoever began it, and for editors of everything."""
    caller, kept = require(request, Role.EDITOR), query_of(request)
    lang = lang_of(kept)
    job = await run_in_threadpool(request.app.state.importing.files.read, request.path_params["id"])
    if job is None or job["state"] not in _ENDED or not _may_see(caller, job):
        raise ProblemError(404, Words("没有这个任务，或已过期。", "There is no such job, or no longer."))
    name = _names(service_of(request), caller)
    options = {each: kept[each] for each in COMMON if each in kept}
    return _part(await run_in_threadpool(job_part, told(job), name, lang, options))


def _may_see(caller: Caller, job: Job) -> bool:
    return caller.within is None or bool(job["owner"] == (caller.token or caller.name))


async def _undo(request: Request) -> Response:
    caller, lang = require(request, Role.EDITOR, everywhere=True), lang_of(query_of(request))
    service, number = service_of(request), known_import(request)

    def drawn() -> str:
        operation, difference = service.desk.try_undo(number)
        return undo_part(number, operation, difference, _names(service, caller), lang)

    return _part(await run_in_threadpool(drawn))


def _names(service: Service, caller: Caller) -> Name:
    """Names of units that the caller may know of; others stay ids."""
    graph = service.desk.graph()
    view = None if caller.within is None else Scope(caller.within).view(graph)

    def name(unit_id: str) -> str:
        slot = graph.find(unit_id)
        return graph.name(slot) if slot != NOBODY and (view is None or view.shows(unit_id)) else unit_id

    return name


def _part(text: str) -> Response:
    return HTMLResponse(text, 200, {"Content-Security-Policy": POLICY, "Cache-Control": "no-store"})
