"""Headers that every answer has: nothing of it runs, is framed or is guessed at; a request can be found again."""

import secrets

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

NOTHING = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
PAGES = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
)
_EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    # With no-referrer a browser would hide from us, too, that a form of ours was sent from our own page.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
_UNLESS_SAID = {"Content-Security-Policy": NOTHING, "Cache-Control": "no-store"}


def add_safe_headers(headers: MutableHeaders, request_id: str) -> None:
    headers.update({**_EVERYWHERE, "X-Request-Id": request_id})
    for name, value in _UNLESS_SAID.items():
        headers.setdefault(name, value)


class SafeHeaders:
    """Gives each request an id of ours, and each answer the headers that keep a browser from doing harm."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request_id = secrets.token_hex(8)
        scope.setdefault("state", {})["request_id"] = request_id

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                add_safe_headers(headers, request_id)
            await send(message)

        await self.app(scope, receive, with_headers)
