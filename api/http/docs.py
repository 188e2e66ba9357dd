"""`/docs`: Swagger UI from files of our own, under the pages' strict policy."""

import hashlib
from functools import cache
from importlib.resources import files

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.http.bodies import packed
from api.http.formats import takes_gzip
from api.http.headers import PAGES
from api.http.problems import ProblemError
from api.http.replies import is_known
from visuals.words import Words

_TYPES = {
    "docs.html": "text/html; charset=utf-8",
    "start.js": "text/javascript; charset=utf-8",
    "swagger-ui-bundle.js": "text/javascript; charset=utf-8",
    "swagger-ui.css": "text/css; charset=utf-8",
    "favicon-32x32.png": "image/png",
}
"""Every file that is served; a name that is not here is not looked for on the disk."""


def docs_routes() -> list[Route]:
    return [Route("/docs", _docs, name="docs"), Route("/docs/{name}", _file, name="docs files")]


async def _docs(request: Request) -> Response:
    return _served(request, "docs.html")


async def _file(request: Request) -> Response:
    return _served(request, request.path_params["name"])


def _served(request: Request, name: str) -> Response:
    if name not in _TYPES:
        raise ProblemError(404, Words("没有这个文件，请看 /docs。", "There is no such file: see /docs."))
    gzipped = takes_gzip(request.headers.get("accept-encoding", "")) and name != "favicon-32x32.png"
    body, tag = _contents(name, gzipped)
    headers = {"ETag": tag, "Cache-Control": "no-cache", "Content-Security-Policy": PAGES, "Vary": "Accept-Encoding"}
    if is_known(request, tag):
        return Response(None, 304, headers)
    if gzipped:
        headers["Content-Encoding"] = "gzip"
    return Response(body, 200, headers, _TYPES[name])


@cache
def _contents(name: str, gzipped: bool) -> tuple[bytes, str]:
    folder = files("api.http").joinpath("static", "swagger-ui")
    body = folder.joinpath(name).read_bytes()
    body = packed(body) if gzipped else body
    return body, f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
