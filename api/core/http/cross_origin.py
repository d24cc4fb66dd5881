"""What lets pages of any origin read this service (CORS, fetch.spec.whatwg.org): headers, and answers to preflights."""

from collections.abc import Sequence

from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": (
        "Link, ETag, Location, X-Total-Count, X-Total-Count-Relation, Search-Order, Retry-After, Preference-Applied, "
        "Accept-Patch, Accept-Post, Lunju-Reason, Lunju-Epoch, Lunju-Dataset-Version, X-Request-ID, "
        "RateLimit, RateLimit-Policy"
    ),
}
"""What every response has: any page may read it, whatever its origin, so that it can be cached for all."""


class Headers:
    """Adds the same headers to every response."""

    def __init__(self, app: ASGIApp, headers: dict[str, str]) -> None:
        """Wrap an application."""
        self._app = app
        self._headers = [(name.lower().encode(), value.encode()) for name, value in headers.items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *self._headers]
            await send(message)

        await self._app(scope, receive, send_with_headers)


class Preflights:
    """Answers browsers that ask, before a request, whether they may make it.

    Other requests pass by: what they need of CORS is the same for all, and `Headers` adds it.
    """

    def __init__(self, app: ASGIApp, methods: Sequence[str]) -> None:
        """Wrap an application."""
        self._app = app
        self._cors = CORSMiddleware(app, allow_origins=["*"], allow_methods=methods, allow_headers=["*"])

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        asks = scope["type"] == "http" and scope["method"] == "OPTIONS"
        await (self._cors if asks else self._app)(scope, receive, send)
