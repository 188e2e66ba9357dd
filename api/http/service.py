"""What the routes share: the open desk, the replies that are kept, who may do what, and how the API is served."""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from starlette.requests import Request

from api.access.audit import Audit
from api.access.places import audit_of, jobs_of, tokens_of
from api.access.roles import Caller, Role
from api.access.tokens import Tokens
from api.desk import Desk
from api.http.replies import KeptReplies
from api.program import program
from graph_model.errors import UsageError
from visuals.pictures.map.shape_sources import shape_source
from visuals.pictures.map.shapes import Shapes

_MIB = 1 << 20
_HOST, _PORT = "127.0.0.1", 8000
_SHORTEST_SECRET = 32


@dataclass(frozen=True, slots=True)
class Serving:
    """How the API is served: read once, then passed on. Sizes are in bytes, times in seconds.

    `open_reads`: whether this machine itself may look without a token. `secret` is the text of a token for an
    administrator that was read from a secret file, and is not kept. `map` names a file of shapes, or `tiles`.
    """

    host: str = _HOST
    port: int = _PORT
    workers: int = 1
    kept: int = 64 * _MIB
    refresh_every: float = 0.2
    patience: int = 10
    open_reads: bool = True
    most_upload: int = 64 * _MIB
    most_rows: int = 1_000_000
    secret: str = ""
    map: str = ""

    @classmethod
    def read(cls, environ: Mapping[str, str]) -> "Serving":
        """Raises UsageError for a setting that is not what it should be."""
        return cls(
            host=environ.get("BANGFU_HOST") or _HOST,
            port=_number(environ, "BANGFU_PORT", _PORT),
            workers=max(_number(environ, "BANGFU_WORKERS", 1), 1),
            kept=_number(environ, "BANGFU_KEPT_MIB", 64) * _MIB,
            open_reads=environ.get("BANGFU_OPEN_READS") != "0",
            most_upload=_number(environ, "BANGFU_MOST_UPLOAD_MIB", 64) * _MIB,
            most_rows=_number(environ, "BANGFU_MOST_ROWS", 1_000_000),
            secret=_secret(environ.get("BANGFU_TOKEN_FILE")),
            map=environ.get("BANGFU_MAP", ""),
        )

    def environ(self) -> dict[str, str]:
        """What workers read who are processes of their own; a secret stays in its file."""
        return {"BANGFU_HOST": self.host, "BANGFU_OPEN_READS": "1" if self.open_reads else "0"}


def _number(environ: Mapping[str, str], name: str, usual: int) -> int:
    text = environ.get(name) or str(usual)
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise UsageError(f"{name} 要写一个整数 · {name} must be a whole number.")
    return int(text)


def _secret(path: str | None) -> str:
    if not path:
        return ""
    try:
        text = Path(path).read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        raise UsageError(f"BANGFU_TOKEN_FILE {path} 读不了 · BANGFU_TOKEN_FILE {path} cannot be read.") from None
    if len(text) < _SHORTEST_SECRET:
        raise UsageError(
            f"BANGFU_TOKEN_FILE 里的令牌至少要 {_SHORTEST_SECRET} 个字符 · "
            f"the token in BANGFU_TOKEN_FILE must have {_SHORTEST_SECRET} characters or more."
        )
    return text


@dataclass(slots=True)
class Service:
    """What one worker holds. `mark` tells answers of another store or another release apart."""

    desk: Desk
    store: Path | str
    serving: Serving
    kept: KeptReplies
    tokens: Tokens
    audit: Audit
    jobs: Path
    mark: str = field(init=False)

    @classmethod
    def over(cls, desk: Desk, store: Path | str, serving: Serving) -> "Service":
        kept = KeptReplies(serving.kept)
        return cls(desk, store, serving, kept, tokens_of(store), audit_of(store), jobs_of(store))

    def __post_init__(self) -> None:
        drawn_from = self.shapes.stamp if self.shapes else "tiles"
        self.mark = f"{self.desk.identity} {program()} {drawn_from}"

    def bearer(self, token: str) -> Caller | None:
        """Who holds a token; None when nobody does."""
        secret = self.serving.secret
        if secret and hmac.compare_digest(_digest(token.strip()), _digest(secret)):
            return Caller("secret file", Role.ADMIN)
        return self.tokens.caller(token)

    @property
    def shapes(self) -> Shapes | None:
        """The shapes that maps are drawn from; None: tiles."""
        return shape_source(self.serving.map).shapes

    def warm(self) -> None:
        """Read the shapes now, and not with the first map."""
        if self.shapes is not None:
            len(self.shapes.shapes)

    def is_fictional(self) -> bool:
        """Whether the data is an invented example: then every answer says so."""
        graph = self.desk.graph()
        return graph.remember("fictional", lambda: self.desk.status().example)


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()


def service_of(request: Request) -> Service:
    service: Service = request.app.state.service
    return service
