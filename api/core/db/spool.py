"""Spools: what a database gives as fast as it can, kept for a client that takes it as slowly as it likes.

A client that is read to straight from a transaction would hold it open: a rollback journal has no writer
meanwhile, a write-ahead log grows, a connection is taken. A spool ends the transaction early; beyond a
megabyte it is a temporary file, which is gone when it is closed.
"""

import asyncio
import threading
from collections.abc import AsyncIterator, Coroutine
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import Any

from anyio import to_thread

from api.core.db.dataset_state import DataState

_IN_MEMORY = 1024 * 1024
_PIECE = 128 * 1024


class SpoolClosedError(Exception):
    """What was to be written to a spool is not wanted any more."""


@dataclass(frozen=True, slots=True)
class Begun:
    """What is known when the first rows are there.

    Attributes:
        state: the state of the database that they are of.
        empty: whether there are none.
    """

    state: DataState
    empty: bool


class Spool:
    """Bytes that one side writes, in the event loop or in a thread, and the other reads in the event loop."""

    def __init__(self) -> None:
        """Begin with nothing, in a running event loop."""
        self._loop = asyncio.get_running_loop()
        self._begun: asyncio.Future[Begun] = self._loop.create_future()
        self._more = asyncio.Event()
        self._lock = threading.Lock()
        self._file = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - it is open for as long as the spool
        self._written = 0
        self._filling: asyncio.Task[None] | None = None

    def fill(self, writing: Coroutine[Any, Any, None]) -> None:
        """Begin to write."""
        self._filling = self._loop.create_task(writing)
        self._filling.add_done_callback(self._end)

    @property
    def has_begun(self) -> bool:
        """Whether the first rows were there."""
        return self._begun.done()

    async def begun(self) -> Begun:
        """Return what is known of the bytes before they come, as soon as it is.

        Raises:
            Exception: whatever ended the writing before it began.
        """
        return await asyncio.shield(self._begun)

    def begin(self, state: DataState, *, empty: bool) -> None:
        """Tell what is known when the first rows are there; may be called in any thread."""
        self._loop.call_soon_threadsafe(self._begin, Begun(state, empty))

    def write(self, content: bytes) -> None:
        """Add bytes; may be called in any thread.

        Raises:
            SpoolClosedError: nobody wants them.
        """
        with self._lock:
            if self._file.closed:
                raise SpoolClosedError
            self._file.seek(self._written)
            self._file.write(content)
            self._written += len(content)
        self._loop.call_soon_threadsafe(self._more.set)

    async def read(self) -> AsyncIterator[bytes]:
        """Return all bytes, as they are written.

        Raises:
            Exception: whatever ended the writing before its end.
        """
        position = 0
        while True:
            self._more.clear()
            ended = self._filling is None or self._filling.done()
            while position < self._written:
                piece = await to_thread.run_sync(self._piece, position)
                position += len(piece)
                yield piece
            if ended:
                if self._filling:
                    await self._filling
                return
            await self._more.wait()

    async def close(self) -> None:
        """Throw away what is there, and end the writing."""
        with self._lock:
            self._file.close()
        if self._filling:
            self._filling.cancel()
            await asyncio.wait([self._filling])
        if not self._begun.cancel() and not self._begun.cancelled():
            self._begun.exception()  # is known by now, or nobody is left to tell

    def _piece(self, position: int) -> bytes:
        with self._lock:
            self._file.seek(position)
            return self._file.read(_PIECE)

    def _begin(self, begun: Begun) -> None:
        if not self._begun.done():
            self._begun.set_result(begun)

    def _end(self, filling: asyncio.Task[None]) -> None:
        error = None if filling.cancelled() else filling.exception()
        if error and not self._begun.done():
            self._begun.set_exception(error)
        self._more.set()
