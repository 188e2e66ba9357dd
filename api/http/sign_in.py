"""The page to sign in at, for whoever comes without a token; it needs no script."""

from urllib.parse import parse_qs, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from api.http.doorway import COOKIE, check_origin
from api.http.headers import PAGES as POLICY
from api.http.languages import accepted
from api.http.service import service_of
from api.http.sessions import with_cookie
from visuals.pages.frame import bare_frame
from visuals.templating import rendered

PATH = "/sign-in"
_LONGEST = 4_096


def sign_in_routes() -> list[Route]:
    return [
        Route(PATH, _page, name="sign in", methods=["GET"]),
        Route(PATH, _sign_in, name="signing in", methods=["POST"]),
        Route("/sign-out", _sign_out, name="signing out", methods=["POST"]),
    ]


async def _page(request: Request) -> Response:
    return _form(request, _local(request.query_params.get("next", "/")), failed=False)


async def _sign_in(request: Request) -> Response:
    check_origin(request)
    sent = parse_qs((await request.body())[:_LONGEST].decode("utf-8", "replace"))
    service = service_of(request)
    caller = service.bearer(sent.get("token", [""])[0])
    after = _local(sent.get("next", ["/"])[0])
    if caller is None:
        return _form(request, after, failed=True)
    session = await run_in_threadpool(service.tokens.open_session, caller)
    return with_cookie(RedirectResponse(after, 303), request, session)


async def _sign_out(request: Request) -> Response:
    check_origin(request)
    if (session := request.cookies.get(COOKIE)) is not None:
        await run_in_threadpool(service_of(request).tokens.close_session, session)
    answer = RedirectResponse("/", 303)
    answer.delete_cookie(COOKIE, httponly=True, samesite="strict")
    return answer


def _form(request: Request, after: str, *, failed: bool) -> Response:
    lang = accepted(request.headers.get("accept-language", ""))
    text = rendered("pages/sign_in.html", **bare_frame(lang), next=after, failed=failed)
    return HTMLResponse(text, 401 if failed else 200, {"Content-Security-Policy": POLICY})


def _local(address: str) -> str:
    """An address of ours, else the first page: nobody is sent elsewhere."""
    parts = urlsplit(address)
    ours = (
        address.startswith("/") and not address.startswith(("//", "/\\")) and not parts.netloc and "\\" not in address
    )
    return address if ours and address.isprintable() else "/"
