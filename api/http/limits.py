"""How much a request may bring, and how long it may take over it: a large or endless body ends here."""

import asyncio

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.http.problems import ProblemError, about
from visuals.words import Words

_SMALL = 64 * 1024
_SECONDS_BETWEEN_PIECES = 20.0
IMPORTS = "/api/v1/imports"
_CLOSE = {"Connection": "close"}
"""What is still to come is not read."""


class BodyLimit:
    """413 for what says or turns out to be too large, 408 for a body that stops half way."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        most = scope["app"].state.service.serving.most_upload if scope["path"] == IMPORTS else _SMALL
        if _declared(Headers(scope=scope)) > most:
            await about(Request(scope), too_large(most))(scope, receive, send)
            return
        counted = 0

        async def limited() -> Message:
            nonlocal counted
            message = await _in_time(receive)
            counted += len(message.get("body", b""))
            if counted > most:
                raise too_large(most)
            return message

        has_body = "content-length" in Headers(scope=scope) or "transfer-encoding" in Headers(scope=scope)
        await self.app(scope, limited if has_body and scope["method"] not in ("GET", "HEAD") else receive, send)


async def _in_time(receive: Receive) -> Message:
    try:
        return await asyncio.wait_for(receive(), _SECONDS_BETWEEN_PIECES)
    except TimeoutError:
        raise ProblemError(408, Words("内容没有发完。", "What was being sent stopped half way."), _CLOSE) from None


def _declared(headers: Headers) -> int:
    text = headers.get("content-length", "0")
    return int(text) if text.isascii() and text.isdigit() else 0


def too_large(most: int) -> ProblemError:
    mebibytes = most // (1 << 20)
    if not mebibytes:
        return ProblemError(
            413, Words(f"最多 {most // 1024} KiB。", f"At most {most // 1024} KiB may be sent."), _CLOSE
        )
    return ProblemError(
        413,
        Words(
            f"一次最多 {mebibytes} MiB，请分几次导入，或在服务器上用 bangfu load。",
            f"At most {mebibytes} MiB at a time: import in parts, or run bangfu load on the server.",
        ),
        _CLOSE,
    )
