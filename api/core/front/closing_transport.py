"""The transport of an answer that ends its connection, which the connection closes: a client may still send."""

import asyncio
from collections.abc import Callable


class LastAnswer:
    """What an answer needs of a transport.

    Args:
        transport: what it is written to.
        close: ends the connection.
    """

    def __init__(self, transport: asyncio.Transport, close: Callable[[], None]) -> None:
        """Write to a transport."""
        self.write = transport.write
        self.is_closing = transport.is_closing
        self.close = close
