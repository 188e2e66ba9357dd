"""Whether the program lives, and whether it can answer; neither says anything of the data."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from api.http.problems import problem

_LONGEST_SILENCE = 30.0
"""Seconds without a look at the store after which answers may be too old."""


def health_routes() -> list[Route]:
    return [Route("/healthz", _alive, name="alive"), Route("/readyz", _ready, name="ready")]


async def _alive(_: Request) -> Response:
    return JSONResponse({"status": "ok"})


async def _ready(request: Request) -> Response:
    """The store is reached, and the graph is that of its newest import."""
    if request.app.state.watch.silent_for > _LONGEST_SILENCE:
        return problem(request, 503)
    return JSONResponse({"status": "ok"})
