"""One answer on its way out: its tag, its headers, and the bytes that are kept for whoever asks the same."""

import asyncio
import hashlib
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from api.http.bodies import is_worth_packing, packed, packing
from api.http.formats import XLSX, Format

VARY = "Accept, Accept-Language, Accept-Encoding, Authorization, Cookie"
_IMMUTABLE = "private, max-age=31536000, immutable"
ASK_AGAIN = "private, no-cache"


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer as one body."""

    body: bytes
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Streamed:
    """An answer too long to be kept."""

    body: Iterable[bytes]
    headers: Mapping[str, str]


Made = Kept | Streamed


class KeptReplies:
    """The newest bodies, up to so many bytes. Only the event loop looks here, so nothing has to be locked."""

    def __init__(self, most: int) -> None:
        self._most, self._weight = most, 0
        self._being_made: dict[str, asyncio.Future[None]] = {}
        self._kept: OrderedDict[str, Kept] = OrderedDict()

    def get(self, tag: str) -> Kept | None:
        if (kept := self._kept.get(tag)) is not None:
            self._kept.move_to_end(tag)
        return kept

    @asynccontextmanager
    async def one_at_a_time(self, tag: str) -> AsyncIterator[None]:
        """Of several who ask the same at once, one makes the answer and the others find it kept."""
        while (other := self._being_made.get(tag)) is not None:
            await other
        mine = self._being_made[tag] = asyncio.get_running_loop().create_future()
        try:
            yield
        finally:
            del self._being_made[tag]
            mine.set_result(None)

    def keep(self, tag: str, kept: Kept) -> None:
        """Unless it is kept already, or so large that little else could be."""
        if tag in self._kept or len(kept.body) > self._most // 8:
            return
        self._kept[tag] = kept
        self._weight += len(kept.body)
        while self._weight > self._most:
            self._weight -= len(self._kept.popitem(last=False)[1].body)


def tag_of(*parts: object) -> str:
    """A strong ETag: whatever decides the bytes goes into it.

    >>> tag_of("coverage", 3) == tag_of("coverage", 3) != tag_of("coverage", 4)
    True
    """
    return f'"{hashlib.blake2b(repr(parts).encode(), digest_size=12).hexdigest()}"'


def is_known(request: Request, tag: str) -> bool:
    """Whether the client says that it has this answer."""
    known = request.headers.get("if-none-match")
    return known is not None and tag in (each.strip().removeprefix("W/") for each in known.split(","))


async def reply(
    request: Request,
    kept: KeptReplies,
    tag: str,
    make: Callable[[], Made],
    format: Format,
    *,
    packing_wanted: bool,
    pinned: bool,
) -> Response:
    """304 for a client that has it, the kept bytes, or what `make` makes, in a thread of its own."""
    control = {"ETag": tag, "Cache-Control": _IMMUTABLE if pinned else ASK_AGAIN, "Vary": VARY}
    if is_known(request, tag):
        return Response(None, 304, control)
    made: Made | None = kept.get(tag)
    if made is None:
        async with kept.one_at_a_time(tag):
            made = await _made(kept, tag, partial(_packed, make, format, packing_wanted))
    headers = {**control, **made.headers}
    if isinstance(made, Streamed):
        return StreamingResponse(made.body, 200, headers, format.media_type)
    return Response(made.body, 200, headers, format.media_type)


async def _made(kept: KeptReplies, tag: str, make: Callable[[], Made]) -> Made:
    """What somebody has made meanwhile, else the answer made now, and kept if it is no stream."""
    made: Made | None = kept.get(tag)
    if made is None:
        made = await run_in_threadpool(make)
        if isinstance(made, Kept):
            kept.keep(tag, made)
    return made


def _packed(make: Callable[[], Made], format: Format, wanted: bool) -> Made:
    made = make()
    if not wanted or format is XLSX:
        return made
    headers = {**made.headers, "Content-Encoding": "gzip"}
    if isinstance(made, Streamed):
        return Streamed(packing(made.body), headers)
    return Kept(packed(made.body), headers) if is_worth_packing(made.body) else made


def started(stream: Iterator[bytes]) -> Iterator[bytes]:
    """A stream whose first piece is made already: what is wrong with it is said before the status is."""
    first = next(stream, b"")

    def pieces() -> Iterator[bytes]:
        yield first
        yield from stream

    return pieces()
