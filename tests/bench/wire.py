"""As little HTTP as writers and followers need, so that the machine is the server's."""

import asyncio
from collections.abc import Mapping
from urllib.parse import urlsplit

_MOST = 1024 * 1024
_NO_BODY = 304
"""What has no body, and tells no length of one."""


class Connection:
    """A connection that is kept."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    @classmethod
    async def to(cls, base: str) -> "Connection":
        """Connect to where a server serves."""
        at = urlsplit(base)
        return cls(*await asyncio.open_connection(at.hostname, at.port, limit=_MOST))

    async def ask(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes = b""
    ) -> tuple[int, dict[str, str]]:
        """Send a request, read the answer, and return its status and headers, named in small letters.

        Raises:
            ConnectionError: the server answered without a length, or went away.
        """
        await self._send(method, path, headers, body)
        status, found = await self._head()
        if status != _NO_BODY:
            await self._reader.readexactly(int(found["content-length"]))
        return status, found

    async def begin(self, path: str, headers: Mapping[str, str]) -> int:
        """Send a request whose answer goes on and on, and return its status."""
        await self._send("GET", path, headers, b"")
        return (await self._head())[0]

    async def until(self, mark: bytes) -> None:
        """Read what comes, as far as a mark."""
        await self._reader.readuntil(mark)

    def close(self) -> None:
        """Leave."""
        self._writer.close()

    async def _send(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> None:
        lines = [
            f"{method} {path} HTTP/1.1",
            "Host: 127.0.0.1",
            *(f"{name}: {value}" for name, value in headers.items()),
        ]
        if body:
            lines.append(f"Content-Length: {len(body)}")
        self._writer.write("\r\n".join([*lines, "", ""]).encode() + body)
        await self._writer.drain()

    async def _head(self) -> tuple[int, dict[str, str]]:
        head = (await self._reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        first, *lines = head.rstrip().split("\r\n")
        found = (line.partition(": ") for line in lines)
        return int(first.split(" ")[1]), {name.lower(): value for name, _, value in found}
