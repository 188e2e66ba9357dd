"""Lists of the store's own: the rules in force, every import, and the receipt of each."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, NamedTuple

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api import import_list, rule_list
from api.access.roles import Role
from api.access.scope import Scope
from api.access.scoped_ledger import imports_within, receipt_within
from api.desk import Desk
from api.http.bodies import json_bytes, whole
from api.http.doorway import place_of, require
from api.http.formats import JSON
from api.http.import_numbers import import_number, no_import
from api.http.problems import ProblemError
from api.http.questions import PREFIX, about
from api.http.replies import ASK_AGAIN, VARY, Kept, Made, reply, tag_of
from api.http.service import Service, service_of
from api.http.wanted import Wanted, query_of, wanted
from graph_model.errors import UsageError
from graph_model.question import NamedHeading
from visuals.shown import Shown
from visuals.words import Lang, Words


class Listing(NamedTuple):
    name: str
    title: Words
    columns: Sequence[NamedHeading]
    rows: Callable[[Desk], Sequence[tuple[Any, ...]]]
    rows_within: Callable[[Desk, Scope], Sequence[tuple[Any, ...]]]


def _every_rule(desk: Desk, _: Scope) -> Sequence[tuple[Any, ...]]:
    return rule_list.rule_rows(desk)


RULES = Listing("rules", rule_list.TITLE, rule_list.rule_columns(Lang.ZH), rule_list.rule_rows, _every_rule)
IMPORTS = Listing("imports", import_list.TITLE, import_list.COLUMNS, import_list.import_rows, imports_within)


def listing_routes() -> list[Route]:
    lists = [
        Route(f"{PREFIX}/{each.name}", partial(_list, each), name=each.name, methods=["GET"])
        for each in (RULES, IMPORTS)
    ]
    return [*lists, Route(f"{PREFIX}/imports/{{number}}", _receipt, name="receipt")]


async def _list(listing: Listing, request: Request) -> Response:
    asked = wanted(request)
    if asked.options:
        name = next(iter(asked.options))
        raise ProblemError(422, Words(f"{listing.name} 没有选项 {name}。", f"{listing.name} has no option {name}."))
    service, place = service_of(request), place_of(request)
    while True:
        seq = service.desk.graph().history.seq
        tag = tag_of(service.mark, place, listing.name, seq, asked.format.name, asked.lang, asked.packed)
        make = partial(_made, service, listing, asked, place)
        answer = await reply(request, service.kept, tag, make, asked.format, packing_wanted=asked.packed, pinned=False)
        if answer.status_code == 304 or answer.headers["bangfu-known-at"] == str(seq):
            return answer  # else an import came in between, and the tag is that of the list before


def _made(service: Service, listing: Listing, asked: Wanted, place: Scope | None) -> Made:
    desk, seq, rows = service.desk, -1, list[tuple[Any, ...]]()
    while seq != desk.graph().history.seq:
        seq = desk.graph().history.seq
        rows = list(listing.rows(desk) if place is None else listing.rows_within(desk, place))
    fictional = service.is_fictional()
    about_it = {"known_at": seq, "lang": asked.lang, "fictional": fictional}
    shown = Shown.of_rows(listing.name, listing.title, listing.columns, rows, **about_it)
    return Kept(whole(shown, asked.format), about(shown, fictional=fictional))


async def _receipt(request: Request) -> Response:
    """The receipt of an import, as the command line printed it then; what of it lies in the place of the caller."""
    require(request, Role.READER)
    number, place = import_number(request.path_params["number"]), place_of(request)
    if query_of(request):
        raise ProblemError(422, Words("回执没有选项。", "A receipt takes no options."))
    receipt = await run_in_threadpool(_receipt_of, service_of(request).desk, number, place)
    return Response(json_bytes(receipt), media_type=JSON.media_type, headers={"Vary": VARY, "Cache-Control": ASK_AGAIN})


def _receipt_of(desk: Desk, number: int, place: Scope | None) -> dict[str, Any]:
    try:
        receipt = desk.receipt(number)
    except UsageError:
        raise no_import(f"{PREFIX}/imports") from None
    cut = receipt if place is None else receipt_within(desk, place, number, receipt)
    if cut is None:
        raise no_import(f"{PREFIX}/imports")
    return cut
