"""`/api/v1/network`: units, links and where to draw them, around a unit or within a place."""

from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.access.scope import Scope
from api.http.bodies import json_bytes
from api.http.doorway import place_of
from api.http.formats import JSON
from api.http.problems import ProblemError
from api.http.questions import PREFIX, clocks
from api.http.replies import Kept, Made, reply, tag_of
from api.http.service import Service, service_of
from api.http.wanted import Wanted, wanted
from api.options import whole_number
from graph_model.days import iso
from visuals.network.answer import NETWORK, network_of
from visuals.network.asked import MOST
from visuals.words import Words


def network_routes() -> list[Route]:
    return [Route(f"{PREFIX}/{NETWORK.name}", _network, name=NETWORK.name)]


async def _network(request: Request) -> Response:
    asked, service, place = wanted(request), service_of(request), place_of(request)
    _check(asked)
    known_at, day, pinned = clocks(service.desk, asked.options)
    options = {**asked.options, "known_at": known_at, "as_of": day}
    tag = tag_of(service.mark, place, NETWORK.name, known_at, day, sorted(asked.options.items()), asked.packed)
    make = partial(_made, service, options, place)
    return await reply(request, service.kept, tag, make, JSON, packing_wanted=asked.packed, pinned=pinned)


def _check(asked: Wanted) -> None:
    if asked.format is not JSON:
        raise ProblemError(
            406,
            Words(
                "network 只有 JSON；表格请取 pairings 和 dispatches。",
                "network is JSON only: take pairings and dispatches for tables.",
            ),
        )
    if "cursor" in asked.options:
        raise ProblemError(422, Words("network 没有选项 cursor。", "network has no option cursor."))
    if "limit" in asked.options and whole_number("limit", asked.options["limit"]) > MOST:
        raise ProblemError(
            422,
            Words(
                f"limit 最多 {MOST:,}；更小的范围用 within 或 around。",
                f"limit is {MOST:,} at most: use within or around for a smaller part.",
            ),
        )


def _made(service: Service, options: dict[str, str | bool], place: Scope | None) -> Made:
    graph, day, ask, _, view = service.desk.understood(NETWORK, options, place)
    network = network_of(graph, ask, None if view is None else view.slot)
    headers = {"Bangfu-As-Of": iso(day), "Bangfu-Known-At": str(graph.known_at), "Bangfu-Total": str(network.total)}
    fictional = {"Bangfu-Data": "fictional"} if service.is_fictional() else {}
    names = [column.name for column in NETWORK.columns]
    body: dict[str, Any] = {
        "question": NETWORK.name,
        "as_of": iso(day),
        "known_at": graph.known_at,
        "total": network.total,
        "cut": network.is_cut,
        "nodes": [unit._asdict() for unit in network.units],
        "links": [dict(zip(names, link, strict=True)) for link in network.links],
    }
    return Kept(json_bytes(body), {**headers, **fictional})
