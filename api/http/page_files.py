"""The lists of the explorer's pages as files: `/gaps.csv` holds every row of `/gaps`, in the order shown there."""

from collections.abc import Mapping
from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.http.bodies import pieces
from api.http.formats import FORMATS, Format
from api.http.page_replies import page_reply
from api.http.page_routes import ask_of, page_options
from api.http.questions import about
from api.http.replies import Streamed, started
from visuals.pages.downloads import FORMATS as SUFFIXES
from visuals.pages.page import Page
from visuals.pages.pages import PAGES


def page_file_routes() -> list[Route]:
    return [
        Route(f"{page.path}.{name}", partial(_file, page, FORMATS[name]), name=f"{page.name} {name}", methods=["GET"])
        for page in PAGES
        if page.rows is not None
        for name in SUFFIXES
    ]


async def _file(page: Page, format: Format, request: Request) -> Response:
    options = page_options(page, request)
    return await page_reply(request, options, format, partial(_made, page, format, request, options))


def _made(
    page: Page, format: Format, request: Request, options: Mapping[str, str], known_at: int, day: str
) -> Streamed:
    assert page.rows is not None
    ask = ask_of(page, request, options, known_at, day)
    shown = page.rows(ask)
    name = f"{page.name}.{shown.as_of}.k{shown.known_at}.{format.name}"
    headers = {**about(shown, fictional=ask.fictional), "Content-Disposition": f'attachment; filename="{name}"'}
    return Streamed(started(pieces(shown, format)), headers)
