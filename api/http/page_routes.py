"""The explorer's pages: a route for each page that `visuals.pages` declares, answered like every other answer."""

from collections.abc import Mapping
from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.access.roles import Role
from api.access.scope import View
from api.http.doorway import caller_of, place_of
from api.http.headers import PAGES as POLICY
from api.http.import_numbers import import_number, no_import
from api.http.page_replies import HTML, page_reply
from api.http.page_source import PageSource
from api.http.problems import ProblemError
from api.http.replies import Kept
from api.http.service import service_of
from api.http.wanted import lang_of, query_of
from api.options import Names, directory_of, import_at
from graph_model.days import iso, parse_day, today
from graph_model.errors import NameNotFoundError
from graph_model.snapshot.history import NOBODY
from graph_model.snapshot.snapshot import Snapshot
from visuals.pages.ask import Ask
from visuals.pages.assets import version
from visuals.pages.frame import page_text
from visuals.pages.page import COMMON, Page
from visuals.pages.pages import PAGES
from visuals.words import Words


def page_routes() -> list[Route]:
    return [
        Route(path, partial(_page, page), name=f"page {page.name}", methods=["GET"])
        for page in PAGES
        for path in _paths(page.path)
    ]


def _paths(path: str) -> list[str]:
    """With what may stand in the path, and without."""
    bare = path.partition("{")[0].rstrip("/")
    return [path, bare] if "{" in path else [path]


async def _page(page: Page, request: Request) -> Response:
    caller, options = caller_of(request), page_options(page, request)
    make = partial(_made, page, request, options)
    also = caller.may(Role.EDITOR), caller.by_cookie, iso(today()), version()
    answer = await page_reply(request, options, HTML, make, *also)
    answer.headers["Content-Security-Policy"] = POLICY
    return answer


def page_options(page: Page, request: Request) -> dict[str, str]:
    """What the address asks for; a form sends what was left empty, too, and that says nothing."""
    options = query_of(request, may_be_empty=True)
    if wrong := [name for name in options if name not in (*COMMON, *page.options)]:
        known = "、".join((*COMMON, *page.options))
        raise ProblemError(
            422,
            Words(
                f"这一页没有选项 {wrong[0]}，可用 {known}。", f"There is no option {wrong[0]} here; it takes {known}."
            ),
        )
    lang_of(options)
    return options


def _made(page: Page, request: Request, options: Mapping[str, str], known_at: int, day: str) -> Kept:
    return Kept(page_text(ask_of(page, request, options, known_at, day)).encode(), {})


def ask_of(page: Page, request: Request, options: Mapping[str, str], known_at: int, day: str) -> Ask:
    """What is asked for. Raises UsageError for an import, ProblemError for a unit that is not there for this reader."""
    service, place, caller = service_of(request), place_of(request), caller_of(request)
    graph = service.desk.graph(import_at(service.desk.graph().history, str(known_at)))
    view = place.view(graph) if place else None
    names: Names = view.names if view else directory_of(graph)
    return Ask(
        page=page,
        graph=graph,
        day=parse_day(day),
        today=today(),
        lang=lang_of(options),
        options=options,
        source=PageSource(service.desk, place),
        unit=_unit(request, graph, names, view),
        number=_number(request, graph.history.seq),
        within=_within(options.get("within"), graph, names, view),
        limited=place is not None,
        editor=caller.may(Role.EDITOR),
        signed_in=caller.by_cookie,
        fictional=service.is_fictional(),
        shapes=service.shapes,
    )


def _within(text: str | None, graph: Snapshot, names: Names, view: View | None) -> int | None:
    """The place filter; for who is limited to a place, that place or one inside it."""
    within = None if text is None else _slot(names, text)
    if view is None:
        return within
    if view.slot == NOBODY:
        raise ProblemError(404, Words("账本里没有这个令牌的地区。", "The ledger does not hold this token's place."))
    if within is None or graph.is_within(view.slot, within):
        return view.slot
    if not view.inside[within]:
        raise _nobody(str(text))
    return within


def _unit(request: Request, graph: Snapshot, names: Names, view: View | None) -> int | None:
    text = request.path_params.get("unit")
    if text is None:
        return None
    slot = graph.find(text)
    slot = _slot(names, text) if slot == NOBODY else slot
    if view is not None and not view.inside[slot]:
        raise _nobody(text)
    return slot


def _slot(names: Names, text: str) -> int:
    try:
        return names.resolve(text, prefer=names.has_parts)
    except NameNotFoundError as error:
        zh, _, en = str(error).partition(" 可能是")[0].partition(" · ")
        raise ProblemError(404, Words(zh, en or zh), candidates=list(error.candidates)) from error


def _nobody(text: str) -> ProblemError:
    return ProblemError(404, Words(f"没有叫“{text}”的单位。", f"No unit has the id or name {text!r}."))


def _number(request: Request, newest: int) -> int | None:
    if "number" not in request.path_params:
        return None
    number = import_number(request.path_params["number"], "/imports")
    if number > newest:
        raise no_import("/imports")
    return number
