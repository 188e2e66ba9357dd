"""`/api/v1/events`: server-sent events that tell a page, or whoever keeps a copy, that a new import is in."""

import asyncio
from collections.abc import AsyncGenerator

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from api.access.scope import Scope
from api.access.scoped_ledger import touched
from api.http.bodies import json_bytes
from api.http.doorway import place_of
from api.http.problems import ProblemError
from api.http.service import Service, service_of
from api.http.wanted import query_of
from api.http.watch import Watch
from visuals.words import Words

_LOOK_EVERY = 0.2
_SIGN_OF_LIFE = 15.0
_LONGEST = 300.0
"""Seconds after which a stream ends: a browser comes again by itself, and a stopping server need not wait long."""
_MOST = 500
"""Streams that one worker keeps open."""


def event_routes() -> list[Route]:
    return [Route("/api/v1/events", _events, name="events", methods=["GET"])]


async def _events(request: Request) -> Response:
    if query_of(request):
        raise ProblemError(422, Words("events 没有选项。", "events takes no options."))
    service, watch, place = service_of(request), request.app.state.watch, place_of(request)
    if watch.listeners >= _MOST:
        raise ProblemError(503, Words("同时在听的太多了。", "Too many are listening at once."))
    if request.method == "HEAD":
        return Response(media_type="text/event-stream")
    return StreamingResponse(_stream(service, watch, place), media_type="text/event-stream")


async def _stream(service: Service, watch: Watch, place: Scope | None) -> AsyncGenerator[bytes, None]:
    """First the newest import, then each newer one; of a place: those that touched it."""
    watch.listeners += 1
    try:
        loop = asyncio.get_running_loop()
        ends, alive, told, looked = loop.time() + _LONGEST, loop.time(), -1, -1
        yield b"retry: 2000\n\n"
        while loop.time() < ends and not watch.stopping:
            seq = service.desk.graph().history.seq
            if seq != looked:
                news = seq if place is None else await run_in_threadpool(touched, service.desk, place, told)
                looked = seq
                if news is not None:
                    told, alive = news, loop.time()
                    yield b"event: import\nid: %d\ndata: %s\n" % (news, json_bytes({"import": news})) + b"\n"
            elif loop.time() - alive > _SIGN_OF_LIFE:
                alive = loop.time()
                yield b": still here\n\n"
            await asyncio.sleep(_LOOK_EVERY)
    finally:
        watch.listeners -= 1
