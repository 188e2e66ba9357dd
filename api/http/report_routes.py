"""`/county/{unit}/report.html`: the report for the monthly meeting, as one file to be kept."""

from collections.abc import Mapping
from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.http.page_replies import HTML, page_reply
from api.http.page_routes import ask_of, page_options
from api.http.replies import Kept
from api.http.service import service_of
from api.meetings import last_meeting
from graph_model.days import iso
from visuals.pages.pages import page_named
from visuals.report.page import report_page
from visuals.report.report import report_of


def report_routes() -> list[Route]:
    return [Route("/county/{unit}/report.html", _report, name="report", methods=["GET"])]


async def _report(request: Request) -> Response:
    """Of a county, a prefecture or the province; since thirty days earlier."""
    options = page_options(page_named("county"), request)
    return await page_reply(request, options, HTML, partial(_made, request, options))


def _made(request: Request, options: Mapping[str, str], known_at: int, day: str) -> Kept:
    """Raises ProblemError for a unit that is not there, UsageError for one that has no report."""
    ask = ask_of(page_named("county"), request, options, known_at, day)
    assert ask.unit is not None
    then = last_meeting(service_of(request).desk, None, ask.day, ask.graph.known_at)
    report = report_of(ask.graph, ask.unit, ask.day, then, ask.lang, fictional=ask.fictional)
    name = f"report.{ask.graph.id(ask.unit)}.{iso(ask.day)}.k{ask.graph.known_at}.html"
    return Kept(report_page(report).encode(), {"Content-Disposition": f'attachment; filename="{name}"'})
