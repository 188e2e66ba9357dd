"""How a page, or a file that a page gives, is answered: the same bytes for the same ledger, day, options and reader."""

from collections.abc import Callable, Mapping
from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from api.http.doorway import place_of
from api.http.formats import Format, takes_gzip
from api.http.questions import clocks
from api.http.replies import Made, reply, tag_of
from api.http.service import service_of

HTML = Format("html", "text/html; charset=utf-8")


async def page_reply(
    request: Request, options: Mapping[str, str], format: Format, make: Callable[[int, str], Made], *also: object
) -> Response:
    """`make` takes the import and the day that the options mean; `also` is what else decides the bytes.

    A page is asked for again each time, as what stands around it may change; a file with both clocks pinned never.
    """
    service, packed = service_of(request), takes_gzip(request.headers.get("accept-encoding", ""))
    known_at, day, pinned = clocks(service.desk, options)
    about = (service.mark, place_of(request), request.url.path, known_at, day, sorted(options.items()))
    tag = tag_of(*about, format.name, packed, *also)
    ready = partial(make, int(known_at), day)
    keeps = pinned and format is not HTML
    return await reply(request, service.kept, tag, ready, format, packing_wanted=packed, pinned=keeps)
