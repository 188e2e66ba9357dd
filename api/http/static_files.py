"""Style sheets and scripts of the pages: under an address that changes with them, so a browser asks for each once."""

from functools import cache

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.http.bodies import packed
from api.http.formats import takes_gzip
from api.http.problems import ProblemError
from visuals.pages.assets import NO_FILE, TYPES, assets, has_asset, version

_FOR_EVER = "public, max-age=31536000, immutable"
_ASK_AGAIN = "no-cache"


def static_routes() -> list[Route]:
    return [Route("/static/{version}/{name}", _file, name="static files", methods=["GET"])]


async def _file(request: Request) -> Response:
    name = request.path_params["name"]
    if not has_asset(name):
        raise ProblemError(404, NO_FILE)
    gzipped = takes_gzip(request.headers.get("accept-encoding", ""))
    # The address of another release may stand in a page that is still open: it gets what there is now, for now.
    of_now = request.path_params["version"] == version()
    headers = {"Cache-Control": _FOR_EVER if of_now else _ASK_AGAIN, "Vary": "Accept-Encoding"}
    if gzipped:
        headers["Content-Encoding"] = "gzip"
    return Response(_body(name, gzipped), 200, headers, TYPES[f".{name.rpartition('.')[2]}"])


@cache
def _body(name: str, gzipped: bool) -> bytes:
    return packed(assets()[name]) if gzipped else assets()[name]
