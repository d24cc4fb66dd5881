"""How many requests there were, of what, and how long each took."""

from time import perf_counter

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.core.http.answered_as import AnsweredAs, answered_as
from api.core.http.histogram import Histogram


class RequestMetrics:
    """Counts requests.

    Args:
        app: what answers them.

    Attributes:
        durations: how long they took, by what was answered, and the status; 0 where nothing was.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Wrap an application."""
        self._app = app
        self.durations: dict[tuple[AnsweredAs, int], Histogram] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun, status = perf_counter(), 0
        start: Message | None = None

        def note(message: Message) -> object:  # not a coroutine of its own, which would cost as much as all the rest
            nonlocal start, status
            if status == 0:
                start, status = message, message["status"]
            return send(message)

        try:
            await self._app(scope, receive, note)  # type: ignore[arg-type] # what it returns can be awaited
        finally:
            # A stream that goes on, or one that was broken off, took as long as it was listened to.
            self.count(answered_as(scope, start), status, perf_counter() - begun)

    def count(self, answered: AnsweredAs, status: int, seconds: float) -> None:
        """Count a request, which may have been answered by who stands before this."""
        key = answered, status
        (self.durations.get(key) or self.durations.setdefault(key, Histogram())).observe(seconds)
