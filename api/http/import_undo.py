"""`POST /api/v1/imports/{number}/undo`: one import taken back by another, or only tried."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.access.roles import Caller, Role
from api.http.bodies import json_bytes
from api.http.doorway import require
from api.http.formats import JSON
from api.http.import_numbers import known_import
from api.http.problems import ProblemError
from api.http.service import Service, service_of
from api.http.wanted import flag, query_of
from graph_model.ledger.operation import Operation
from visuals.words import Words


def undo_routes() -> list[Route]:
    return [Route("/api/v1/imports/{number}/undo", _undo, name="undo", methods=["POST"])]


async def _undo(request: Request) -> Response:
    """An undo speaks of all places, so it is for editors of everything only."""
    caller, number = require(request, Role.EDITOR, everywhere=True), known_import(request)
    dry_run = _dry_run(request)
    operation = await run_in_threadpool(_undone, service_of(request), caller, number, dry_run)
    return Response(json_bytes(operation.as_json()), media_type=JSON.media_type)


def _dry_run(request: Request) -> bool:
    options = query_of(request)
    text = options.pop("dry_run", "false")
    if options:
        name = next(iter(options))
        raise ProblemError(
            422, Words(f"没有选项 {name}，可用 dry_run。", f"There is no option {name}; there is dry_run.")
        )
    return flag("dry_run", text)


def _undone(service: Service, caller: Caller, number: int, dry_run: bool) -> Operation:
    service.desk.refresh()  # what others imported this very moment counts, too
    operation = service.desk.undo(number, dry_run=dry_run, by=caller.name)
    about = {"undone": number, "dry_run": dry_run, "import": operation.seq}
    service.audit.write(caller, "undo", **about)
    return operation
