"""The application: settings in, ASGI out."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.middleware.cors import CORSMiddleware

from api import __version__, openapi
from api.core import problems
from api.core.middleware import Failures, Head, Headers
from api.core.postgres import PostgresReader
from api.core.reads import Reader
from api.core.sqlite import SqliteReader
from api.reading import routes as reading
from api.resources.registry import REGISTRY, RESOURCES
from api.resources.search import routes as search
from api.resources.service import routes as service
from api.settings import Settings

EXPOSED_HEADERS = ["Link", "ETag", "Location", "X-Total-Count", "Retry-After"]


def create_app(settings: Settings | None = None) -> FastAPI:
    """Return the application for a database; it connects when it starts.

    Args:
        settings: what to serve and how; None takes it from the environment.

    Raises:
        DatabaseUrlError: the database URL cannot be used.
    """
    settings = settings or Settings()
    reader = _reader(settings)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        await reader.open()
        try:
            yield
        finally:
            await reader.close()

    app = FastAPI(
        title="Lunju",
        version=__version__,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        swagger_ui_oauth2_redirect_url=None,
        redirect_slashes=False,
        generate_unique_id_function=_operation_id,
        telemetry={"tracing": False, "metrics": False, "logs": False},
    )
    app.state.settings = settings
    app.state.reader = reader
    app.state.resources = tuple(RESOURCES)
    app.include_router(service.router)
    app.include_router(search.router)
    app.include_router(reading.router)
    for _, router in REGISTRY:
        app.include_router(router)
    app.mount("/static", reading.static)
    app.openapi = lambda: openapi.document(app)  # type: ignore[method-assign] # FastAPI documents this way

    app.add_exception_handler(problems.ProblemError, problems.on_problem)
    app.add_exception_handler(HTTPException, problems.on_http_exception)
    app.add_exception_handler(RequestValidationError, problems.on_validation_error)

    app.add_middleware(Failures, answer=problems.on_error)
    app.add_middleware(Head)
    app.add_middleware(Headers, headers={"X-Content-Type-Options": "nosniff"})
    app.add_middleware(
        CORSMiddleware,
        allow_origins=["*"],
        allow_methods=["GET", "HEAD"],
        allow_headers=["*"],
        expose_headers=EXPOSED_HEADERS,
    )
    return app


def _operation_id(route: APIRoute) -> str:
    """Name an operation after its function, so that generated clients stay the same."""
    return route.name


def _reader(settings: Settings) -> Reader:
    url = settings.database
    return PostgresReader(url, settings.pool_size) if url.get_backend_name() == "postgresql" else SqliteReader(url)
