"""What a connection may do before there is a request: uvicorn's protocol, with the limits that uvicorn has none for.

uvicorn gathers a head of any size, waits for its end for ever, and counts connections that say nothing as well as those
that ask, so that `--limit-concurrency` lets a few hundred silent ones keep everybody out. Here a head has a size and a
time; and where all connections are taken, the one that has been waited for longest makes room.
"""

import asyncio
from typing import Any

import msgspec
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from api.core.problem_types import PROBLEM_TYPES

HEAD_BYTES = 65536
"""The most bytes of a request's line and headers, and of what else stands between the bytes of a body."""
HEAD_FIELDS = 200
"""The most headers: whatever reads them goes through all."""
PIPELINED = 64
"""The most requests that wait on a connection for the answers to those before them."""
UNREAD_SECONDS = 60.0
"""How long a client may leave what it is sent untouched."""
_LINGER_SECONDS = 2.0
"""How long a refused client may go on sending, so that it reads the refusal and no reset."""


class BoundedConnection(HttpToolsProtocol):
    """One connection of a client.

    Args:
        read_seconds: how long a request may take to come.
        most: how many connections there may be at once.
        of_uvicorn: what uvicorn tells its protocols.
    """

    def __init__(self, *, read_seconds: float, most: int, **of_uvicorn: Any) -> None:
        """Begin, not yet connected."""
        super().__init__(**of_uvicorn)
        self._read_seconds = read_seconds
        self._most = most
        self._in_head = True
        self._whole = True
        self._bodiless_bytes = 0
        self._refused = False
        self._deadline: asyncio.TimerHandle | None = None
        self._unread: asyncio.TimerHandle | None = None
        self.waiting_since = self.loop.time()

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as uvicorn has it
        """Take a connection; where there are too many, drop the one that has been waited for longest."""
        super().connection_made(transport)
        self._wait()
        if len(self.connections) > self._most:
            others = [one for one in self.connections if isinstance(one, BoundedConnection) and one.is_waited_for]
            if others and (longest := min(others, key=lambda one: one.waiting_since)) is not self:
                longest.transport.abort()
                self.connections.discard(longest)
            else:
                self._refuse("too-many-connections", f"{self._most} connections are open already.", retry_after=5)

    @property
    def is_waited_for(self) -> bool:
        """Whether nothing is under way: no request has come whole, and none is being answered."""
        return self._in_head and (self.cycle is None or self.cycle.response_complete)

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        self._stop_waiting()
        self._stop(self._unread)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read what came, unless the client was refused already."""
        if self._refused or self.transport.is_closing():
            return
        self._bodiless_bytes += len(data)
        super().data_received(data)
        if self._bodiless_bytes > HEAD_BYTES:
            self._refuse_head()
        if self._deadline is None and (self._bodiless_bytes or not self._whole):
            self._wait()

    def on_message_begin(self) -> None:
        """Begin a request."""
        super().on_message_begin()
        self._in_head, self._whole = True, False
        self._stop_waiting()

    def on_headers_complete(self) -> None:
        """Answer the request, if its head is of a size."""
        self._in_head = False
        # What came since the last request is the head, and perhaps more: only where that is much, is it counted.
        if len(self.headers) > HEAD_FIELDS or (self._bodiless_bytes > HEAD_BYTES and self._head_bytes() > HEAD_BYTES):
            self._refuse_head()
        elif len(self.pipeline) >= PIPELINED:  # each is held until those before it are answered
            self.transport.abort()
        else:
            super().on_headers_complete()
            if not self.cycle.keep_alive:
                self.cycle.transport = _LastAnswer(self)  # type: ignore[assignment] # what a cycle needs of one
        self._bodiless_bytes = 0
        self.headers = []  # what comes after a body is no header, and not taken for one (RFC 9110, section 6.5.1)

    def on_body(self, body: bytes) -> None:
        """Take a part of the body."""
        self._bodiless_bytes = 0
        if not self._refused and self.cycle is not None:
            super().on_body(body)

    def on_message_complete(self) -> None:
        """End the request."""
        self._in_head, self._whole, self._bodiless_bytes = True, True, 0
        self.waiting_since = self.loop.time()
        self._stop_waiting()
        if not self._refused and self.cycle is not None:
            super().on_message_complete()

    def send_400_response(self, msg: str) -> None:
        """Answer what is no HTTP."""
        self._refuse("malformed-request", msg)

    def pause_writing(self) -> None:
        """Hold back what is to be sent, and see whether the client takes any of it."""
        super().pause_writing()
        self._watch()

    def resume_writing(self) -> None:
        """Go on sending."""
        super().resume_writing()
        self._stop(self._unread)

    def _wait(self) -> None:
        self._deadline = self.loop.call_later(self._read_seconds, self._end_waiting)

    def _stop_waiting(self) -> None:
        self._stop(self._deadline)
        self._deadline = None

    def _end_waiting(self) -> None:
        """Answer a request that did not come in time; one that is being answered has its own limits."""
        self._deadline = None
        if self.cycle is not None and not self.cycle.response_complete:
            self._wait()
        elif self._in_head and not self._whole:
            self._refuse("request-timeout", f"The request was not whole within {self._read_seconds:g} s.")
        else:  # nothing came, or a body that nobody wants
            self.transport.close()

    def _watch(self) -> None:
        left = self.transport.get_write_buffer_size()
        self._stop(self._unread)
        self._unread = self.loop.call_later(UNREAD_SECONDS, self._end_unread, left)

    def _end_unread(self, before: int) -> None:
        if self.transport.get_write_buffer_size() >= before:
            self.transport.abort()
        else:
            self._watch()

    def _head_bytes(self) -> int:
        return len(self.url) + sum(len(name) + len(value) for name, value in self.headers)

    def _refuse_head(self) -> None:
        detail = f"The line and the headers of a request have at most {HEAD_BYTES} bytes and {HEAD_FIELDS} headers."
        self._refuse("header-too-large", detail)

    def _refuse(self, slug: str, detail: str, *, retry_after: int | None = None) -> None:
        """Answer that there is no request, and hear no more; an answer that is under way is not mixed with another."""
        if self._refused:
            return
        self._refused = True
        if self.cycle is not None and not self.cycle.response_complete:
            self.transport.abort()
            return
        self.transport.write(_problem(slug, detail, retry_after))
        self._linger(_LINGER_SECONDS)

    def end(self) -> None:
        """Close the connection; a client that still sends a body is let, so that it comes to read the answer."""
        if self._whole:
            self.transport.close()
        else:
            self._linger(self._read_seconds)

    def _linger(self, seconds: float) -> None:
        """Say no more, and hear nothing, until the client closes, or for so many seconds (RFC 9112, section 9.6)."""
        self._refused = True
        if self.transport.can_write_eof():
            self.transport.write_eof()
            self.loop.call_later(seconds, self.transport.abort)
        else:
            self.transport.close()

    @staticmethod
    def _stop(timer: asyncio.TimerHandle | None) -> None:
        if timer:
            timer.cancel()


class _LastAnswer:
    """The transport of an answer that ends the connection."""

    def __init__(self, connection: BoundedConnection) -> None:
        """Answer on a connection."""
        self._connection = connection
        self.write = connection.transport.write
        self.is_closing = connection.transport.is_closing

    def close(self) -> None:
        """End the connection."""
        self._connection.end()


def _problem(slug: str, detail: str, retry_after: int | None) -> bytes:
    """Return a whole response; the type is told without a host, since none was read (RFC 9457, section 3.1.1)."""
    kind = PROBLEM_TYPES[slug]
    body = msgspec.json.encode(
        {
            "type": f"/problems/{slug}",
            "title": kind.title,
            "status": kind.status,
            "detail": detail,
            "instance": "",
            "errors": [],
        }
    )
    head = [
        f"HTTP/1.1 {kind.status.value} {kind.status.phrase}",
        "content-type: application/problem+json",
        f"content-length: {len(body)}",
        "access-control-allow-origin: *",
        *([] if retry_after is None else [f"retry-after: {retry_after}"]),
        "connection: close",
    ]
    return "\r\n".join([*head, "", ""]).encode() + body
