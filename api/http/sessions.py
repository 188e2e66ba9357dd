"""Signing in: a page gives its token once and gets a cookie that no script can read."""

from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from api.access.roles import Caller
from api.access.secrets import Secret
from api.http.doorway import COOKIE, caller_of, check_origin
from api.http.problems import ProblemError
from api.http.sent import json_sent
from api.http.service import service_of
from visuals.words import Words

_AFTERWARDS = "/"


def session_routes() -> list[Route]:
    return [
        Route("/api/v1/session", _session, name="session", methods=["GET", "POST", "DELETE"]),
        Route("/enter", _enter, name="enter"),
    ]


async def _session(request: Request) -> Response:
    """GET: who am I. POST a token: sign in. DELETE: sign out."""
    if request.method == "POST":
        return await _sign_in(request)
    if request.method == "DELETE":
        return await _sign_out(request)
    return JSONResponse(told(caller_of(request)))


def told(caller: Caller) -> dict[str, Any]:
    return {"name": caller.name, "role": str(caller.role), "within": caller.within}


async def _sign_in(request: Request) -> Response:
    if request.headers.get("origin") is not None:
        check_origin(request)
    token = (await json_sent(request, ("token",))).get("token")
    service = service_of(request)
    caller = service.bearer(token) if isinstance(token, str) else None
    if caller is None:
        raise ProblemError(401, Words("令牌不对、已到期或已撤销。", "The token is wrong, over or revoked."))
    session = await run_in_threadpool(service.tokens.open_session, caller)
    return with_cookie(JSONResponse(told(caller)), request, session)


async def _sign_out(request: Request) -> Response:
    if (session := request.cookies.get(COOKIE)) is not None:
        check_origin(request)
        await run_in_threadpool(service_of(request).tokens.close_session, session)
    answer = Response(None, 204)
    answer.delete_cookie(COOKIE, httponly=True, samesite="strict")
    return answer


async def _enter(request: Request) -> Response:
    """The link that `bangfu serve` prints; it works once."""
    session = await run_in_threadpool(service_of(request).tokens.use_link, request.query_params.get("key", ""))
    if session is None:
        raise ProblemError(401, Words("这个链接已用过或已过期。", "This link has been used, or is over."))
    return with_cookie(RedirectResponse(_AFTERWARDS, 303), request, session)


def with_cookie(answer: Response, request: Request, session: Secret) -> Response:
    secure = "https" in (request.url.scheme, request.headers.get("x-forwarded-proto"))
    answer.set_cookie(COOKIE, str(session), httponly=True, samesite="strict", secure=secure)
    return answer
