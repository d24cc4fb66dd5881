"""What a connection may do before there is a request: uvicorn's protocol, with the limits that uvicorn has none for.

uvicorn gathers a head of any size, waits for its end for ever, and counts connections that say nothing as well as those
that ask, so that `--limit-concurrency` lets a few hundred silent ones keep everybody out. Here a head has a size and a
time; and where all connections are taken, the one that has been waited for longest makes room.
"""

import asyncio
from typing import Any

from uvicorn._types import ASGI3Application
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from api.core.front.answer_transport import AnswerTransport
from api.core.front.raw_problems import raw_problem

HEAD_BYTES = 65536
"""The most bytes of a request's line and headers, and of what else stands between the bytes of a body."""
HEAD_FIELDS = 200
"""The most headers: whatever reads them goes through all."""
PIPELINED = 64
"""The most requests that wait on a connection for the answers to those before them."""
_OF_A_BODY = frozenset({b"content-length", b"transfer-encoding"})
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
        self._answering: RequestResponseCycle | None = None
        self.waiting_since = self.loop.time()

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as uvicorn has it
        """Take a connection; where there are too many, drop the one that has been waited for longest."""
        super().connection_made(transport)
        self._wait()
        if len(self.connections) > self._most:
            # By the clock of the loop, all that came in one turn of it came at once; this one is the last of them.
            bounded = (one for one in self.connections if isinstance(one, BoundedConnection) and one is not self)
            others = [one for one in bounded if one.is_waited_for]
            if others:
                longest = min(others, key=lambda one: one.waiting_since)
                longest._abort()  # noqa: SLF001 - another of the same
                self.connections.discard(longest)
            else:
                self._refuse("too-many-connections", f"{self._most} connections are open already.", retry_after=5)

    @property
    def is_waited_for(self) -> bool:
        """Whether nothing is being answered: no request has come, or what comes on is the body of one that was."""
        return self._answering is None or self._answering.response_complete

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        self._stop_waiting()
        self._stop(self._unread)
        self._hear_no_answer()
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
        if self._refused:
            return
        # What came since the last request is the head, and perhaps more: only where that is much, is it counted.
        if len(self.headers) > HEAD_FIELDS or (self._bodiless_bytes > HEAD_BYTES and self._head_bytes() > HEAD_BYTES):
            self._refuse_head()
        elif len(self.pipeline) >= PIPELINED:  # each is held until those before it are answered
            self._abort()
        elif self.parser.should_upgrade() and any(name in _OF_A_BODY for name, _ in self.headers):
            detail = (
                "Another protocol is not spoken here, and a request that asks for one has no body: leave Upgrade out."
            )
            self._refuse("malformed-request", detail)
        else:
            super().on_headers_complete()
            if self.parser.should_upgrade():  # which the parser takes for the end of HTTP
                self.cycle.keep_alive = False
            self.cycle.transport = AnswerTransport(self.transport, self.loop, self.end)  # type: ignore[assignment] # what a cycle needs of one
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
        if not self.is_waited_for:
            self._wait()
        elif self._in_head and not self._whole:
            self._refuse("request-timeout", f"The request was not whole within {self._read_seconds:g} s.")
        else:  # nothing came, or a body that nobody wants
            self.transport.close()

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: ASGI3Application) -> None:
        self._answering = cycle
        super()._start_asgi_task(cycle, app)

    def _unsupported_upgrade_warning(self) -> None:
        """Say nothing: whoever asks for another protocol is answered in this one."""

    def timeout_keep_alive_handler(self) -> None:
        """Close a connection that nobody uses, and end one on which an answer was left untaken."""
        if self.transport.get_write_buffer_size():
            self._abort()
        else:
            super().timeout_keep_alive_handler()

    def _hear_no_answer(self) -> None:
        """Let what is being answered know that nobody hears it: it would write to what is closed."""
        self.pipeline.clear()
        for cycle in (self._answering, self.cycle):
            if cycle is not None and not cycle.response_complete:
                cycle.disconnected = True
                cycle.message_event.set()

    def _abort(self) -> None:
        self._refused = True
        self._hear_no_answer()
        self.transport.abort()

    def _watch(self) -> None:
        left = self.transport.get_write_buffer_size()
        self._stop(self._unread)
        self._unread = self.loop.call_later(UNREAD_SECONDS, self._end_unread, left)

    def _end_unread(self, before: int) -> None:
        if self.transport.get_write_buffer_size() >= before:
            self._abort()
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
        if not self.is_waited_for and self._answering and self._answering.response_started:
            self._abort()
            return
        self._hear_no_answer()
        self.transport.write(raw_problem(slug, detail, retry_after))
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
