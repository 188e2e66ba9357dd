"""Every question at `/api/v1/<question>`, made from its declaration: options, rows and envelope as everywhere."""

from collections.abc import Mapping
from functools import partial
from typing import Any
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.access.scope import Scope
from api.desk import Desk
from api.http.bodies import pieces, whole
from api.http.doorway import place_of
from api.http.formats import JSON, Format
from api.http.problems import ProblemError
from api.http.replies import Kept, Made, Streamed, reply, started, tag_of
from api.http.service import Service, service_of
from api.http.wanted import MOST_ROWS, USUAL_ROWS, Wanted, wanted
from api.options import import_at, whole_number
from api.showing import shown_of
from graph_model.days import iso, today
from graph_model.errors import NameNotFoundError
from graph_model.question import Question, Takes
from queries import QUESTIONS
from queries.unit import UNIT
from queries.units import UNITS
from queries.whom_to_ask import WHOM_TO_ASK
from visuals.shown import Shown
from visuals.words import Words

PREFIX = "/api/v1"
ONLY_HERE: tuple[Question[Any, Any], ...] = (UNITS, WHOM_TO_ASK)
"""Questions of HTTP and pages that the command line does not have."""


def question_routes() -> list[Route]:
    asked: list[Question[Any, Any]] = [*QUESTIONS.values(), *ONLY_HERE]
    routes = [Route(f"{PREFIX}/{each.name}", partial(_question, each), name=each.name) for each in asked]
    return [*routes, Route(f"{PREFIX}/units/{{id}}", _one_unit, name="one unit")]


def flags_of(question: Question[Any, Any]) -> frozenset[str]:
    return frozenset(each.name.rstrip("_") for each in question.options if each.option.takes is Takes.FLAG)


async def _question(question: Question[Any, Any], request: Request) -> Response:
    return await answered(request, question, wanted(request, flags_of(question)))


async def _one_unit(request: Request) -> Response:
    """The question `unit`, of the unit in the address."""
    asked = wanted(request, flags_of(UNIT))
    if "unit" in asked.options:
        raise ProblemError(
            422, Words("单位写在地址里，不要再写 unit。", "The unit stands in the address; leave out unit.")
        )
    try:
        return await answered(request, UNIT, asked, {"unit": request.path_params["id"]})
    except NameNotFoundError as error:
        zh, _, en = str(error).partition(" 可能是")[0].partition(" · ")
        raise ProblemError(404, Words(zh, en or zh), candidates=list(error.candidates)) from error


async def answered(
    request: Request, question: Question[Any, Any], asked: Wanted, more: Mapping[str, str] | None = None
) -> Response:
    """The answer in the format asked for; the same bytes for the same ledger, day and options."""
    service, options, place = service_of(request), {**asked.options, **(more or {})}, place_of(request)
    _check_limit(options)
    known_at, day, pinned = clocks(service.desk, options)
    pinned_options = options if "cursor" in options else {**options, "known_at": known_at, "as_of": day}
    said = asked.lang if asked.format.name == "xlsx" else ""
    tag = tag_of(
        service.mark,
        place,
        question.name,
        known_at,
        day,
        sorted(options.items()),
        asked.format.name,
        said,
        asked.packed,
    )
    make = partial(_made, service, question, pinned_options, asked, request.url.path, place)
    return await reply(request, service.kept, tag, make, asked.format, packing_wanted=asked.packed, pinned=pinned)


def _check_limit(options: Mapping[str, str | bool]) -> None:
    if "limit" in options and whole_number("limit", options["limit"]) > MOST_ROWS:
        raise ProblemError(
            422,
            Words(
                f"limit 最多 {MOST_ROWS:,}；更多请用 cursor 翻页，或不写 limit、用 format=ndjson 一次取完。",
                f"limit is {MOST_ROWS:,} at most: follow cursor for more, or leave it out with format=ndjson.",
            ),
        )


def clocks(desk: Desk, options: Mapping[str, Any]) -> tuple[str, str, bool]:
    """The import and the day that the answer will be of, and whether whoever asked has pinned both for ever.

    Both go into the tag and into the answer: an import that comes in between changes neither.
    """
    if "cursor" in options:
        return "", "", True
    day, known_at = options.get("as_of"), str(options.get("known_at", ""))
    history = desk.graph().history
    if known_at and not known_at.isdigit():
        known_at = str(import_at(history, known_at))  # a moment to come is pinned to nothing
        return known_at, str(day or iso(today())), False
    return known_at or str(history.seq), str(day or iso(today())), bool(known_at and day)


def _made(
    service: Service,
    question: Question[Any, Any],
    options: Mapping[str, str | bool],
    asked: Wanted,
    path: str,
    place: Scope | None,
) -> Made:
    usual = {"limit": str(USUAL_ROWS)} if asked.format is JSON else {}
    answer = service.desk.answer(question, {**usual, **options}, place)
    fictional = service.is_fictional()
    shown = shown_of(answer, asked.options, asked.lang, fictional=fictional)
    headers = about(shown, fictional=fictional)
    if answer.next:
        following = {name: value for name, value in asked.options.items() if name not in ("as_of", "known_at")}
        headers["Link"] = f'<{_address(path, {**following, "cursor": answer.next}, asked.format)}>; rel="next"'
    if len(answer) <= MOST_ROWS and asked.format.name != "xlsx":
        return Kept(whole(shown, asked.format), headers)
    name = f"{question.name}.{shown.as_of}.k{shown.known_at}.{asked.format.name}"
    headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return Streamed(started(pieces(shown, asked.format)), headers)


def about(shown: Shown, *, fictional: bool) -> dict[str, str]:
    """What the formats without an envelope cannot say of themselves."""
    headers = {"Bangfu-Known-At": str(shown.known_at), "Bangfu-Total": str(shown.total)}
    if shown.as_of is not None:
        headers["Bangfu-As-Of"] = shown.as_of
    if fictional:
        headers["Bangfu-Data"] = "fictional"
    return headers


def _address(path: str, options: Mapping[str, str | bool], format: Format) -> str:
    written = {name: "true" if value is True else str(value) for name, value in options.items()}
    return f"{quote(path)}?{urlencode(written | ({} if format is JSON else {'format': format.name}))}"
