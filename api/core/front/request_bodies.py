"""Bodies, read when somebody behind asks for them, and not before: of a size, in time, and of JSON within its extents.

Who is refused for another reason, as for want of a key, has not had a byte read, nor was told to send it
(`Expect: 100-continue`; RFC 9110, section 10.1.1).
"""

import asyncio
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.core.front.write_quotas import READING
from api.core.http.json_limits import Extents, refuse_excess
from api.core.http.problems import ProblemError

_CLOSE = (b"connection", b"close")
_DIGITS = 20
"""More than the length of any body has; Python reads longer numbers in more than linear time."""


@dataclass(frozen=True)
class BodyLimits:
    """The most that a body may be.

    Attributes:
        body_bytes: its bytes.
        extents: how deep, long and wide its JSON may be.
        read_seconds: how long it may take to come.
    """

    body_bytes: int
    extents: Extents
    read_seconds: float


class RequestBodies:
    """Gives what is behind whole bodies, or a problem in their place."""

    def __init__(self, app: ASGIApp, limits: BodyLimits) -> None:
        """Wrap an application."""
        self._app = app
        self._limits = limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http" or scope["method"] in READING:
            await self._app(scope, receive, send)
            return
        body = _Body(Request(scope, receive), self._limits)

        async def send_and_tell(message: Message) -> None:
            if message["type"] == "http.response.start" and body.leaves_connection_unclear:
                message["headers"] = [*message["headers"], _CLOSE]
            await send(message)

        await self._app(scope, body.receive, send_and_tell)


class _Body:
    """The body of one request."""

    def __init__(self, request: Request, limits: BodyLimits) -> None:
        self._request = request
        self._limits = limits
        self._asked = False
        self._late = False

    @property
    def leaves_connection_unclear(self) -> bool:
        """Whether nobody can know if what comes next on the connection is the body or another request."""
        return self._late or (not self._asked and "expect" in self._request.headers)

    @property
    def _is_text(self) -> bool:
        """Whether it says that it is a text: what reads JSON refuses that type."""
        return self._request.headers.get("content-type", "").partition(";")[0].strip().lower() == "text/plain"

    async def receive(self) -> Message:
        """Return the whole body; then what comes after it.

        Raises:
            ProblemError: `content-too-large`, `request-timeout`, or `excessive-body`.
        """
        if self._asked:
            return await self._request.receive()
        self._refuse_declared()
        self._asked = True
        try:
            async with asyncio.timeout(self._limits.read_seconds):
                body = await self._whole()
        except TimeoutError:
            self._late = True
            detail = f"The body was not whole within {self._limits.read_seconds:g} s: send it faster, or in parts."
            raise ProblemError("request-timeout", detail) from None
        if body is None:
            return {"type": "http.disconnect"}
        if not self._is_text:
            await run_in_threadpool(refuse_excess, body, self._limits.extents)
        return {"type": "http.request", "body": body, "more_body": False}

    def _refuse_declared(self) -> None:
        declared = self._request.headers.get("content-length", "")
        if declared.isascii() and declared.isdigit() and int(declared[:_DIGITS]) > self._limits.body_bytes:
            raise self._too_large()

    async def _whole(self) -> bytes | None:
        """Read the body; None where the client leaves before its end."""
        parts, more = bytearray(), True
        while more:
            message = await self._request.receive()
            if message["type"] == "http.disconnect":
                return None
            parts += message.get("body", b"")
            more = message.get("more_body", False)
            if len(parts) > self._limits.body_bytes:
                raise self._too_large()
        return bytes(parts)

    def _too_large(self) -> ProblemError:
        most = self._limits.body_bytes
        return ProblemError("content-too-large", f"The body has more than {most} bytes: send it in parts.")
