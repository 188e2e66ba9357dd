"""The socket we listen on: bound before anything is said, and to others only once there are tokens."""

import os
import signal
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import uvicorn
from uvicorn.supervisors import Multiprocess

from api.access.tokens import Tokens
from api.http.app import create_app
from api.http.local import is_loopback
from api.http.logs import LOGGING
from api.http.patience import Patience
from api.http.service import Serving
from api.settings import Settings
from graph_model.errors import UsageError

_WAITING = 2_048
"""Connections that may wait to be taken."""


@dataclass(frozen=True, slots=True)
class Listening:
    socket: socket.socket
    address: str

    def serve(self, settings: Settings, serving: Serving) -> None:
        """Until somebody stops us; requests in flight are finished."""
        manner: dict[str, Any] = {
            "http": Patience,
            "log_config": LOGGING,
            "access_log": False,
            "server_header": False,
            "proxy_headers": False,  # whoever comes through a proxy is known by its headers, and has to be
            "timeout_graceful_shutdown": serving.patience,
        }
        # uvicorn passes on the signal that ended it: to us a wish that was fulfilled, and no failure.
        signal.signal(signal.SIGTERM, lambda *_: None)
        if serving.workers == 1:
            uvicorn.Server(uvicorn.Config(create_app(settings, serving), **manner)).run([self.socket])
            return
        with tempfile.TemporaryDirectory(prefix="bangfu-metrics-") as counted:
            os.environ |= {
                **serving.environ(),
                "BANGFU_STORE": str(settings.store),
                "PROMETHEUS_MULTIPROC_DIR": counted,
            }
            config = uvicorn.Config("api.app:create_app", factory=True, workers=serving.workers, **manner)
            Multiprocess(config, [self.socket]).run()


def checked(serving: Serving, tokens: Tokens) -> Serving:
    """Where others can reach us nobody looks without a token. Raises UsageError while there are none."""
    if is_loopback(serving.host):
        return serving
    if not (tokens.exist() or serving.secret):
        raise UsageError(
            f"--host {serving.host}：还没有令牌，只能开在 127.0.0.1；先运行 bangfu token add 名称 --role admin · "
            f"--host {serving.host}: without tokens only 127.0.0.1 is served; run bangfu token add NAME --role admin."
        )
    return replace(serving, open_reads=False)


@contextmanager
def listening_on(serving: Serving) -> Iterator[Listening]:
    """A bound socket; port 0 is any that is free. Raises UsageError where it cannot be had."""
    family = socket.AF_INET6 if ":" in serving.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as bound:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            bound.bind((serving.host.strip("[]"), serving.port))
            bound.listen(_WAITING)  # from now on who comes waits, and is not refused
        except OSError as error:
            raise UsageError(
                f"{serving.host}:{serving.port} 不能用（{error.strerror}），请换 --port · "
                f"{serving.host}:{serving.port} cannot be listened on ({error.strerror}): choose another --port."
            ) from error
        host, port = bound.getsockname()[:2]
        yield Listening(bound, f"[{host}]:{port}" if family == socket.AF_INET6 else f"{host}:{port}")
