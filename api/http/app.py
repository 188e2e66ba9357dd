"""The HTTP API, built by a function: every test, and every worker, has its own."""

import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing, nullcontext

from fastapi import FastAPI
from starlette.routing import BaseRoute

from api.desk import Desk
from api.http.docs import docs_routes
from api.http.doorway import Doorway
from api.http.events import event_routes
from api.http.explorer import explorer_routes
from api.http.headers import SafeHeaders
from api.http.health import health_routes
from api.http.import_process import ImportProcess, ImportsIn
from api.http.import_routes import import_routes
from api.http.import_undo import undo_routes
from api.http.importing import Importing
from api.http.limits import BodyLimit
from api.http.listings import listing_routes
from api.http.network import network_routes
from api.http.observing import Metrics, Observing, metrics_routes
from api.http.openapi import openapi_routes
from api.http.problems import explain_all
from api.http.questions import question_routes
from api.http.rejected_routes import rejected_routes
from api.http.service import Service, Serving
from api.http.sessions import session_routes
from api.http.stopping import hearing_of_the_end
from api.http.token_routes import token_routes
from api.http.watch import Watch
from api.settings import Settings

_SWITCH_SECONDS = 0.0005
"""A thread that takes in a new graph lets one that answers go on sooner than Python's 5 ms."""


def create_app(
    settings: Settings | None = None, serving: Serving | None = None, imports_in: ImportsIn | None = None
) -> FastAPI:
    """The app over one store; a store that is not there yet is made. What is not given comes from the environment.

    `imports_in` does the imports of several apps; without it this one has a process of its own for them.
    """
    chosen = settings or Settings.read(os.environ)
    served = serving or Serving.read(os.environ)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        sys.setswitchinterval(_SWITCH_SECONDS)
        with Desk.make(chosen.store) as desk, Watch(desk, served.refresh_every) as watch:
            app.state.service = Service.over(desk, chosen.store, served)
            app.state.service.warm()
            app.state.watch = watch
            with closing(ImportProcess()) if imports_in is None else nullcontext(imports_in) as process:
                app.state.importing = Importing(app.state.service, process)
                with hearing_of_the_end(watch.stop), closing(app.state.importing):
                    yield

    app = FastAPI(lifespan=lifespan, openapi_url=None, docs_url=None, redoc_url=None, redirect_slashes=False)
    app.router.routes += _routes()
    explain_all(app)
    app.add_middleware(BodyLimit)
    app.add_middleware(Doorway)
    app.add_middleware(SafeHeaders)
    app.state.metrics = Metrics()
    app.add_middleware(Observing, metrics=app.state.metrics, routes=lambda: app.router.routes)
    return app


def _routes() -> list[BaseRoute]:
    return [
        *explorer_routes(),
        *question_routes(),
        *listing_routes(),
        *network_routes(),
        *import_routes(),
        *undo_routes(),
        *rejected_routes(),
        *event_routes(),
        *session_routes(),
        *token_routes(),
        *health_routes(),
        *metrics_routes(),
        *docs_routes(),
        *openapi_routes(),
    ]
