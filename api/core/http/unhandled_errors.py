"""A 500 for what nobody foresaw, with its traceback in the log (pure ASGI)."""

import logging
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_logger = logging.getLogger(__name__)


class UnhandledErrors:
    """Answers 500 for what nobody foresaw, beneath the other middleware, so that it has their headers too."""

    def __init__(self, app: ASGIApp, answer: Callable[[Request, Exception], Awaitable[Response]]) -> None:
        """Wrap an application."""
        self._app = app
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def send_and_note(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, receive, send_and_note)
        except Exception as error:
            if started:
                raise  # too late for another answer
            _logger.exception("%s %s failed", scope["method"], scope["path"])
            response = await self._answer(Request(scope), error)
            await response(scope, receive, send)
