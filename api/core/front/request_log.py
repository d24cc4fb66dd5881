"""A line of JSON for each request, and an identifier that its answer, its problem and every other line of it share.

A line says what `answered_as.py` tells of a request, and never its path, its query, a header or a body, which may hold
words of a text, or a key.
"""

import logging
import re
from contextvars import ContextVar
from time import perf_counter
from typing import Any
from uuid import uuid4

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.core.http.answered_as import answered_as
from api.core.http.request_ids import REQUEST_ID

HEADER = b"x-request-id"
_GIVEN = re.compile(rb"[A-Za-z0-9._:-]{1,128}")
_current: ContextVar[str | None] = ContextVar("request", default=None)
_logger = logging.getLogger("lunju.requests")


class RequestLog:
    """Logs requests, each under the identifier that a proxy gave it in `X-Request-ID`, or under one of its own."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap an application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = next((value for name, value in scope["headers"] if name == HEADER), b"")
        identifier = given.decode() if _GIVEN.fullmatch(given) else uuid4().hex
        scope[REQUEST_ID] = identifier
        _current.set(identifier)
        begun, start = perf_counter(), None

        async def note(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message = {**message, "headers": [*message["headers"], (HEADER, identifier.encode())]}
            await send(message)

        try:
            await self._app(scope, receive, note)
        finally:
            answered = answered_as(scope, start)
            said: dict[str, object] = {"method": answered.method, "route": answered.route, "form": answered.form}
            said |= {"status": start["status"] if start else 0, "seconds": round(perf_counter() - begun, 6)}
            _logger.info("request", extra=said)


def logging_configuration(form: str) -> dict[str, Any] | None:
    """Return how Python's logging is configured, as `logging.config.dictConfig` takes it.

    Args:
        form: `json`: a line of JSON for each record. `text`: as uvicorn has it, which is None.
    """
    if form == "text":
        return None
    fields = {"levelname": "level", "name": "logger"}
    json = {
        "()": "pythonjsonlogger.json.JsonFormatter",
        "fmt": ["levelname", "name", "message", "request_id"],
        "rename_fields": fields,
        "timestamp": "time",
    }
    handler = {"class": "logging.StreamHandler", "formatter": "json", "filters": ["request"]}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": json},
        "filters": {"request": {"()": "api.core.front.request_log.RequestFilter"}},
        "handlers": {"console": handler},
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {"lunju.requests": {"level": "INFO"}},
    }


class RequestFilter(logging.Filter):
    """Adds to each record the identifier of the request that it is of; none where it is of no request."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let all records pass."""
        record.request_id = _current.get()
        return True
