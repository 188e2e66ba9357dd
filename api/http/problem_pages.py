"""A problem as a page, for who looks with a browser; programs get it as RFC 9457 has it."""

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from api.http.headers import PAGES as POLICY
from visuals.pages.frame import bare_frame
from visuals.templating import rendered
from visuals.words import Lang

_FOR_PROGRAMS = ("/api/", "/docs/", "/static/", "/healthz", "/readyz", "/metrics", "/openapi.json")


def wants_page(request: Request) -> bool:
    return "text/html" in request.headers.get("accept", "") and not request.url.path.startswith(_FOR_PROGRAMS)


def problem_page(body: Mapping[str, Any], lang: Lang, headers: Mapping[str, str]) -> Response:
    text = rendered(
        "pages/problem.html",
        **bare_frame(lang),
        heading=body["title"],
        detail=body["detail"],
        candidates=body.get("candidates", []),
        request_id=body["request_id"] or "",
    )
    return HTMLResponse(text, body["status"], {**headers, "Content-Security-Policy": POLICY})
