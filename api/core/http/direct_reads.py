"""Reads that go straight to their endpoint: found, called and answered without the layers of the framework.

What those layers add to a request for such a read is known beforehand: nothing. They cost more than reading a record.
"""

from fastapi import FastAPI
from starlette.responses import Response, StreamingResponse
from starlette.routing import Match
from starlette.types import ASGIApp, Receive, Scope, Send

from api.core.http.dispatch import MATCHED, Dispatch
from api.core.http.router import OUTCOME, Route


class DirectReads:
    """Answers GET by those routes that take a request and parts of its path alone, as `router.py` knows them.

    Args:
        app: what answers the rest, and knows how errors are answered.
        routes: the routes.
        application: what requests know as their application.
    """

    def __init__(self, app: ASGIApp, routes: Dispatch, application: FastAPI) -> None:
        """Wrap an application."""
        self._app = app
        self._routes = routes
        self._application = application

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http" or scope["method"] != "GET":
            await self._app(scope, receive, send)
            return
        match, found = scope[MATCHED] = self._routes.matches(scope)
        route = found.get("route")
        if match is not Match.FULL or not (
            isinstance(route, Route) and route.is_plain and self._routes.has_form(route, found)
        ):
            await self._app(scope, receive, send)
            return
        scope.setdefault("state", {})  # who stands before reads there what an answer is of
        direct = {**scope, **found, "app": self._application}
        outcome: Response | Exception
        try:
            outcome = await route.respond(direct, receive, send)
        except Exception as error:  # noqa: BLE001 - whatever it is, the way through the framework answers it
            outcome = error
        if isinstance(outcome, Exception | StreamingResponse):  # a stream may raise as it begins
            scope[OUTCOME] = outcome
            await self._app(scope, receive, send)
        else:
            await outcome(direct, receive, send)
