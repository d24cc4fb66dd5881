"""What an answer is written to: uvicorn writes its head and its body apart, and each costs a system call."""

import asyncio
from collections.abc import Callable


class AnswerTransport:
    """What an answer needs of a transport; its head leaves together with what is written in the same turn of the loop.

    Args:
        transport: what it is written to.
        loop: tells when the turn is over.
        close: ends the connection.
    """

    __slots__ = ("_close", "_head", "_loop", "_transport", "is_closing")

    def __init__(
        self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop, close: Callable[[], None]
    ) -> None:
        """Write to a transport."""
        self._transport = transport
        self._loop = loop
        self._close = close
        self._head: bytes | None = None
        self.is_closing = transport.is_closing

    def write(self, data: bytes) -> None:
        """Write a head, or what comes after it."""
        if self._head is None:
            self._head = data
            self._loop.call_soon(self._send_head)
        elif self._head:
            head, self._head = self._head, b""
            self._transport.writelines((head, data))
        else:
            self._transport.write(data)

    def close(self) -> None:
        """End the connection once all is sent."""
        self._send_head()
        self._close()

    def _send_head(self) -> None:
        if self._head and not self.is_closing():
            self._transport.write(self._head)
            self._head = b""
