"""The application: settings in, ASGI out."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from functools import partial
from http import HTTPStatus

import sqlalchemy as sa
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import ASGIApp

from api import __version__, openapi
from api.core.db import outages
from api.core.db.engine import create_engine, sqlite_path
from api.core.db.file_watch import Watch
from api.core.db.postgres_reader import PostgresReader
from api.core.db.postgres_urls import each_host
from api.core.db.reader import Reader
from api.core.db.replicated_reader import ReplicatedReader
from api.core.db.sqlite_reader import SqliteReader
from api.core.front.hosts import Hosts
from api.core.front.request_bodies import RequestBodies
from api.core.front.request_log import RequestLog
from api.core.front.request_metrics import RequestMetrics
from api.core.front.seen_versions import SeenVersions
from api.core.front.write_quotas import Quotas
from api.core.http import problems
from api.core.http.compression import CodedTags, Compression
from api.core.http.concurrency_limit import ConcurrencyLimit
from api.core.http.cross_origin import HEADERS, Headers, Preflights
from api.core.http.direct_reads import DirectReads
from api.core.http.dispatch import Dispatch
from api.core.http.head_requests import Head
from api.core.http.shutdown import Stopping
from api.core.http.unhandled_errors import UnhandledErrors
from api.core.query.change_marks import ChangeMarks
from api.core.query.embedding import embeddings, needed_embeddings
from api.core.query.response_cache import Cache
from api.exports import table_templates
from api.exports.export_answers import exported
from api.exports.formats.known_writers import WRITTEN_FORMS
from api.formats.forms import FORMS
from api.handlers import gone
from api.handlers.licenses_of_data import DataLicenses
from api.handlers.rendering import offered
from api.imports import routes as imports
from api.pages import docs_routes as docs
from api.pages import guide_routes as guide
from api.pages import sitemaps
from api.pages.answers.answer_page_registry import ANSWER_PAGES
from api.pages.figures import figure_routes as figures
from api.pages.maps import claim_map_routes as claim_maps
from api.pages.maps import essay_map_routes as essay_maps
from api.pages.maps import record_map_routes as record_maps
from api.pages.problem_page import problem_page
from api.pages.reading import reading_routes as reading
from api.pages.records.page_registry import HOME, PAGES, SCHEMES, SEARCH
from api.pages.workbench import workbench_routes as workbench
from api.resources.export.data_package import export_package
from api.resources.export.export_cache import ExportCache
from api.resources.registry import REPRESENTATIONS, RESOURCES, WRITABLES
from api.resources.router_registry import FORMED, READING_POSTS, ROUTERS
from api.settings import Settings


def create_app(settings: Settings | None = None) -> FastAPI:
    """Return the application for a database; it connects when it starts.

    Args:
        settings: what to serve and how; None takes it from the environment.

    Raises:
        DatabaseUrlError: the database URL cannot be used.
    """
    settings = settings or Settings()
    watch = Watch(sqlite_path(settings.database))
    reader = _reader(settings, watch)
    engine = create_engine(settings.database, lock_seconds=settings.lock_seconds, check=watch.check)
    stopping = Stopping()

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        await reader.open()
        try:
            with stopping.listening(), app.state.beside():
                yield
        finally:
            await reader.close()
            engine.dispose()

    app = Application(
        title="Lunju",
        version=__version__,
        lifespan=lifespan,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        swagger_ui_oauth2_redirect_url=None,
        redirect_slashes=False,
        telemetry={"tracing": False, "metrics": False, "logs": False},
    )
    app.state.settings = settings
    app.state.reader, app.state.beside = reader, nullcontext
    app.state.change_marks = ChangeMarks(reader)
    app.state.stopping = stopping
    app.state.stream_limit = ConcurrencyLimit(settings.streams, settings.address_streams, "follow the changes")
    app.state.downloads = ConcurrencyLimit(settings.downloads, settings.address_downloads, "download whole lists")
    app.state.engine = engine
    app.state.watch = watch
    app.state.writables = WRITABLES
    app.state.resources = RESOURCES
    app.state.embeddings = embeddings(RESOURCES)
    app.state.needed_embeddings = needed_embeddings(RESOURCES)
    app.state.representations = REPRESENTATIONS
    app.state.pages = PAGES
    app.state.answer_pages = ANSWER_PAGES
    app.state.home = HOME
    app.state.schemes_page = SCHEMES
    app.state.search_page = SEARCH
    app.state.problem_page = problem_page
    app.state.forms = {name: offered(REPRESENTATIONS[name], PAGES.get(name)) for name in RESOURCES}
    app.state.exported = exported
    app.state.licenses = DataLicenses(reader)
    app.state.export_cache = ExportCache(
        partial(export_package, engine, RESOURCES, REPRESENTATIONS, settings.public_url)
    )
    # Not include_router: a router within a router matches each request anew, at several times the cost.
    pages = (
        figures.router,
        claim_maps.router,
        essay_maps.router,
        record_maps.router,
        reading.router,
        workbench.router,
        docs.router,
        guide.router,
        sitemaps.router,
    )
    routers = (*ROUTERS, imports.router, table_templates.router, *pages)
    routes = Dispatch((route for router in routers for route in router.routes), {**WRITTEN_FORMS, **FORMS}, FORMED)
    app.state.routes = routes
    app.router.routes.append(routes)
    app.mount("/static", docs.static)
    app.openapi = lambda: openapi.document(app, routes.routes)  # type: ignore[method-assign] # FastAPI documents this way

    _answer_errors(app)
    # What is added last comes first.
    app.add_middleware(RequestBodies, limits=settings.body_limits)
    app.add_middleware(Quotas, engine=engine, limits=settings.quota_limits, reading_posts=READING_POSTS)
    app.add_middleware(UnhandledErrors, answer=problems.on_error)
    return app


class Application(FastAPI):
    """FastAPI, with what stands before it outside of its own layers, which plain reads so never enter."""

    def build_middleware_stack(self) -> ASGIApp:
        """Return what a request passes; what is made last comes first."""
        app, settings, reader = super().build_middleware_stack(), self.state.settings, self.state.reader
        app = Compression(Headers(DirectReads(app, self.state.routes, self), HEADERS))
        cache = requests = None
        if settings.metrics:
            app = requests = RequestMetrics(app)
        if settings.cache_bytes:
            by_host, count = settings.public_url is None, requests.count if requests else None
            marks, room = self.state.change_marks, settings.cache_bytes
            app = cache = Cache(app, reader, marks, room, by_host=by_host, count=count)
        if isinstance(reader, ReplicatedReader):
            app = SeenVersions(app, reader)
        if requests:
            app = self._told(app, requests, cache)
        app = Preflights(Head(CodedTags(app)), ["GET", "HEAD", "POST", "PATCH", "PUT", "DELETE"])
        app = Hosts(app, settings.hosts, HEADERS)
        return RequestLog(app) if settings.log == "json" else app

    def _told(self, app: ASGIApp, requests: RequestMetrics, cache: Cache | None) -> ASGIApp:
        """Return an application that tells what is counted, or say where that is told beside it, once it runs."""
        from api.core.front import metrics_collector as metrics  # noqa: PLC0415 - most services start without

        state = self.state
        limits = {"following": state.stream_limit, "downloading": state.downloads}
        collector = metrics.ServiceCollector(requests, cache, state.reader, state.engine, limits)
        registry = metrics.registry_of(collector)
        if state.settings.metrics == "public":
            return metrics.PublicMetrics(app, registry)
        state.beside = partial(metrics.served_beside, registry, state.settings.metrics)
        return app


def _answer_errors(app: FastAPI) -> None:
    app.add_exception_handler(problems.ProblemError, problems.on_problem)
    app.add_exception_handler(HTTPException, problems.on_http_exception)
    app.add_exception_handler(RequestValidationError, problems.on_validation_error)
    app.add_exception_handler(gone.MovedError, gone.on_moved)
    app.add_exception_handler(sa.exc.SQLAlchemyError, outages.on_database_error)
    app.add_exception_handler(OSError, outages.on_system_error)
    app.add_exception_handler(ClientDisconnect, _on_disconnect)


async def _on_disconnect(_request: Request, _error: Exception) -> Response:
    """Answer who left in the middle of a body: nobody hears it, and nothing was done."""
    return Response(status_code=HTTPStatus.BAD_REQUEST)


def _reader(settings: Settings, watch: Watch) -> Reader:
    url = settings.database
    if url.get_backend_name() == "postgresql":
        writing, reading = each_host(url), each_host(settings.read_database)
        if len(reading) == 1 and writing == reading:
            return PostgresReader(url, settings.pool_size, serves_texts=settings.serve_text)
        return ReplicatedReader(writing, reading, settings.pool_size, serves_texts=settings.serve_text)
    return SqliteReader(url, serves_texts=settings.serve_text, watch=watch)
