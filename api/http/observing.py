"""Every request is counted, timed and logged: by its route, so that what was asked stays out of it."""

import logging
import os
import time
from collections.abc import Callable, Iterable

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.access.roles import Role
from api.http.doorway import require
from api.http.service import service_of

_LOG = logging.getLogger("bangfu.requests")
_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
_NO_ROUTE = "(none)"
_METHODS = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"))


class Metrics:
    """What is counted, for one app; with several workers they count together."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        labels = ("route", "method", "status")
        self.requests = Counter("bangfu_requests", "Requests answered.", labels, registry=self.registry)
        self.seconds = Histogram(
            "bangfu_request_seconds",
            "From request to whole answer.",
            ("route",),
            buckets=_BUCKETS,
            registry=self.registry,
        )
        self.newest = Gauge(
            "bangfu_newest_import", "Import that answers are of.", registry=self.registry, multiprocess_mode="max"
        )

    def told(self) -> bytes:
        if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
            return generate_latest(self.registry)
        together = CollectorRegistry()
        MultiProcessCollector(together)  # type: ignore[no-untyped-call]  # the library has no type there
        return generate_latest(together)


class Observing:
    """Outermost of our layers, so that it sees what the others refuse."""

    def __init__(self, app: ASGIApp, metrics: Metrics, routes: Callable[[], Iterable[BaseRoute]]) -> None:
        self.app, self._metrics, self._routes = app, metrics, routes
        self._paths: dict[int, str] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun, status = time.perf_counter(), 500

        async def seen(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, seen)
        finally:
            self._tell(scope, status, time.perf_counter() - begun)

    def _tell(self, scope: Scope, status: int, seconds: float) -> None:
        route, method = self._route(scope), scope["method"] if scope["method"] in _METHODS else "OTHER"
        self._metrics.requests.labels(route, method, str(status)).inc()
        self._metrics.seconds.labels(route).observe(seconds)
        if _LOG.isEnabledFor(logging.INFO):
            state = scope.get("state", {})
            caller = state.get("caller")
            about = {"request_id": state.get("request_id"), "method": method, "route": route, "status": status}
            _LOG.info("", extra={**about, "ms": round(seconds * 1e3, 1), "token": caller.token if caller else None})

    def _route(self, scope: Scope) -> str:
        """The route as it is written, with {id} and not the id."""
        if not self._paths:
            self._paths = {id(each.endpoint): each.path for each in self._routes() if isinstance(each, Route)}
        return self._paths.get(id(scope.get("endpoint")), _NO_ROUTE)


def metrics_routes() -> list[Route]:
    return [Route("/metrics", _told, name="metrics")]


async def _told(request: Request) -> Response:
    """For Prometheus; of all places, so for those who may see all."""
    require(request, Role.READER, everywhere=True)
    metrics: Metrics = request.app.state.metrics
    metrics.newest.set(service_of(request).desk.graph().history.seq)
    return Response(metrics.told(), media_type=CONTENT_TYPE_LATEST)
