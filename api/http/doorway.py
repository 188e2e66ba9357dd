"""Who may come in, and as whom. Without a token: a program on this machine that speaks to this machine, to look.

A page of another site can make a browser ask 127.0.0.1 under a name of its own, and a proxy beside us makes the
whole network look local; both are told by their headers, and are refused.
"""

from urllib.parse import quote, urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from api.access.roles import LOCAL, Caller, Role
from api.access.scope import Scope as Place
from api.access.tokens import What
from api.http.local import is_local
from api.http.problem_pages import wants_page
from api.http.problems import ProblemError, about
from api.http.service import service_of
from graph_model.errors import BangfuError
from visuals.words import Words

OPEN_TO_ALL = frozenset(("/healthz", "/readyz", "/api/v1/session", "/enter", "/sign-in"))
"""What says nothing of the data, and the ways to sign in."""
_FILES = "/static/"
"""Style sheets and scripts: the page to sign in at has them, too."""
COOKIE = "bangfu_session"
_SAFE_METHODS = frozenset(("GET", "HEAD", "OPTIONS"))


class Doorway:
    """Every request passes here first; `scope["state"]["caller"]` says who it is."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        try:
            caller = caller_at_the_door(request)
            if caller is None and not _is_open(scope["path"]):
                if wants_page(request) and request.method == "GET":
                    await RedirectResponse(sign_in_address(request), 303)(scope, receive, send)
                    return
                raise _NOT_LOCAL
        except BangfuError as error:
            await about(request, error)(scope, receive, send)
            return
        scope["state"]["caller"] = caller
        await self.app(scope, receive, send)


def sign_in_address(request: Request) -> str:
    """Where to sign in, and to come back from to what was asked for."""
    query = request.url.query
    return f"/sign-in?next={quote(request.url.path + (f'?{query}' if query else ''), safe='')}"


def _is_open(path: str) -> bool:
    return path in OPEN_TO_ALL or path.startswith(_FILES)


def caller_at_the_door(request: Request) -> Caller | None:
    """By bearer token, by a page's session, or as this machine itself. Raises ProblemError."""
    service = service_of(request)
    if (written := request.headers.get("authorization")) is not None:
        scheme, _, token = written.partition(" ")
        caller = service.bearer(token) if scheme.lower() == "bearer" else None
        if caller is None:
            raise ProblemError(401, Words("令牌不对、已到期或已撤销。", "The token is wrong, over or revoked."))
        return caller
    session = request.cookies.get(COOKIE)
    if session is not None and (caller := service.tokens.caller(session, What.SESSION)) is not None:
        if request.method not in _SAFE_METHODS:
            check_origin(request)
        return caller
    return LOCAL if service.serving.open_reads and is_local(request) else None


def check_origin(request: Request) -> None:
    """What a page writes must come from a page of ours: a browser says so itself. Raises ProblemError."""
    origin = request.headers.get("origin")
    if origin is None or urlsplit(origin).netloc.lower() != request.headers.get("host", "").lower():
        raise ProblemError(
            403,
            Words("这个请求来自别的网站，没有执行。", "The request comes from another site and was not carried out."),
        )


def caller_of(request: Request) -> Caller:
    caller: Caller | None = request.scope["state"]["caller"]
    if caller is None:
        raise _NOT_LOCAL
    return caller


def place_of(request: Request) -> Place | None:
    """The place that the caller is limited to."""
    within = caller_of(request).within
    return None if within is None else Place(within)


def require(request: Request, role: Role, *, everywhere: bool = False) -> Caller:
    """Raises ProblemError for a caller who may not; `everywhere`: nor for one limited to a place."""
    caller = caller_of(request)
    if caller.may(role) and not (everywhere and caller.within is not None):
        return caller
    if caller is LOCAL:
        raise ProblemError(
            401,
            Words(f"要有“{role.zh}”的令牌：bangfu token add。", f"A token of role {role} is needed: bangfu token add."),
        )
    raise ProblemError(403, Words("这个令牌不能做这件事。", "This token may not do that."))


_NOT_LOCAL = ProblemError(
    401,
    Words(
        "没有令牌只能在本机直接访问：不经代理，地址写 127.0.0.1 或 localhost。",
        "Without a token only this machine itself may ask, through no proxy, at 127.0.0.1 or localhost.",
    ),
)
