"""`bangfu serve`: the explorer and the HTTP API on this machine."""

import os
import sys
from dataclasses import replace
from typing import Any

from api.cli import words
from api.cli.commands import SaidCommand, SaidOption, common_options
from api.cli.session import settings_of
from api.options import whole_number
from graph_model.errors import UsageError
from visuals.words import Lang, Words

_LISTENS = Words(
    "帮扶图谱在 {address}/ ，接口说明在 {address}/docs（数据库 {store}）；按 Ctrl+C 停止。",
    "Bangfu is at {address}/ and its API at {address}/docs (store {store}); Ctrl+C stops it.",
)
_LINK = Words(
    "要在网页里导入，用这个链接登录（十分钟内，只能用一次）：{link}",
    "To import from a page, sign in with this link (within ten minutes, once): {link}",
)
_LONGEST = 5
"""Digits of a port."""


def command(lang: Lang) -> SaidCommand:
    takes = words.TAKES
    params = [
        SaidOption("host", words.HOST.said(lang), takes["host"].said(lang)),
        SaidOption("port", words.PORT.said(lang), takes["count"].said(lang)),
        SaidOption("workers", words.WORKERS.said(lang), takes["count"].said(lang)),
        *common_options(lang),
    ]
    return SaidCommand("serve", lang, _run, params)


def _run(host: str | None, port: str | None, workers: str | None, **given: Any) -> int:
    from api.access.places import tokens_of
    from api.access.roles import Role
    from api.desk import Desk
    from api.http.binding import checked, listening_on
    from api.http.service import Serving
    from visuals.pictures.map.shape_sources import shape_source

    settings, serving = settings_of(given), Serving.read(os.environ)
    serving = replace(
        serving,
        host=host or serving.host,
        port=serving.port if port is None else _port(port),
        workers=serving.workers if workers is None else whole_number("workers", workers),
    )
    serving, tokens = checked(serving, tokens_of(settings.store)), tokens_of(settings.store)
    Desk.make(settings.store).close()  # what is wrong with the store is said before anything listens
    if complaint := shape_source(serving.map).complaint:
        print(complaint, file=sys.stderr, flush=True)
    with listening_on(serving) as listening:
        address = f"http://{listening.address}"
        print(_LISTENS.said(settings.lang, address=address, store=settings.store), file=sys.stderr, flush=True)
        if serving.open_reads:
            link = f"{address}/enter?key={tokens.make_link('link', Role.EDITOR)}"
            print(_LINK.said(settings.lang, link=link), file=sys.stderr, flush=True)
        listening.serve(settings, serving)
    return 0


def _port(text: str) -> int:
    if text.isascii() and text.isdigit() and len(text) <= _LONGEST and int(text) < 2**16:
        return int(text)
    raise UsageError(f"--port {text!r} 要写 0 到 65535 的整数 · takes a whole number, 0 to 65535.")
