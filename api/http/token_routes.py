"""Tokens, for those who may manage them."""

from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from api.access.roles import Caller, Role
from api.access.tokens import USUAL_DAYS, Record, What
from api.http.doorway import require
from api.http.problems import ProblemError
from api.http.sent import json_sent
from api.http.service import Service, service_of
from api.options import directory_of
from graph_model.errors import UsageError
from loaders.cells.readers import term_meant
from visuals.words import Words

_MOST_DAYS = 3_650


def token_routes() -> list[Route]:
    return [
        Route("/api/v1/tokens", _tokens, name="tokens", methods=["GET", "POST"]),
        Route("/api/v1/tokens/{id}", _revoke, name="revoke", methods=["DELETE"]),
    ]


async def _tokens(request: Request) -> Response:
    caller, service = require(request, Role.ADMIN), service_of(request)
    if request.method == "GET":
        records = await run_in_threadpool(service.tokens.all)
        return JSONResponse({"rows": [told(each) for each in records if each.what is What.TOKEN]})
    sent = await json_sent(request, ("name", "role", "within", "days"))
    return JSONResponse(await run_in_threadpool(_add, service, caller, sent), 201)


def told(record: Record) -> dict[str, Any]:
    """What may be seen of a token: everything but its hash."""
    names = ("id", "name", "within", "made", "expires", "revoked")
    return {name: getattr(record, name) for name in names} | {"role": str(record.role)}


def _add(service: Service, caller: Caller, sent: dict[str, Any]) -> dict[str, Any]:
    role, within, days = term_meant(Role, str(sent.get("role", ""))), sent.get("within"), sent.get("days", USUAL_DAYS)
    if role is None:
        raise UsageError("role 应为 reader、editor 或 admin · role is reader, editor or admin.")
    if not isinstance(days, int) or isinstance(days, bool) or not 1 <= days <= _MOST_DAYS:
        raise UsageError(f"days 要写 1 到 {_MOST_DAYS} · days is 1 to {_MOST_DAYS}.")
    unit = None if within is None else _unit(service, str(within))
    secret = service.tokens.add(str(sent.get("name", "")), Role.of(role), unit, days)
    service.audit.write(caller, "token.add", of=secret.id, role_given=str(role), within_given=unit)
    return {"id": secret.id, "token": str(secret), "within": unit, "role": str(role)}


def _unit(service: Service, text: str) -> str:
    graph = service.desk.graph()
    names = directory_of(graph)
    return graph.id(names.resolve(text, prefer=names.has_parts))


async def _revoke(request: Request) -> Response:
    caller, service, named = require(request, Role.ADMIN), service_of(request), request.path_params["id"]
    try:
        revoked = await run_in_threadpool(service.tokens.revoke, named)
    except UsageError as error:
        raise ProblemError(404, Words("没有这个令牌。", "There is no such token.")) from error
    for each in revoked:
        service.audit.write(caller, "token.revoke", of=each.id)
    return Response(None, 204)
