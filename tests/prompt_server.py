"""A server for tests, which ends at once."""

import asyncio
import socket
from contextlib import suppress

import uvicorn

_TICK = 0.005


class PromptServer(uvicorn.Server):
    """A server that ends as soon as it is told to and nothing is under way; uvicorn's own looks ten times a second."""

    _loop: asyncio.AbstractEventLoop
    _ending: asyncio.Event

    def end(self) -> None:
        """Tell a server that has started to end, from another thread."""
        self.should_exit = True
        self._loop.call_soon_threadsafe(self._ending.set)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin, and from then on hear what is told."""
        self._loop, self._ending = asyncio.get_running_loop(), asyncio.Event()
        await super().startup(sockets)

    async def main_loop(self) -> None:
        """Do each tenth of a second what uvicorn does then, until the end is told."""
        ticks = 0
        while not await self.on_tick(ticks):
            with suppress(TimeoutError):
                await asyncio.wait_for(self._ending.wait(), 0.1)
            ticks += 1

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Do what uvicorn does, and wait no longer than for what is under way."""
        assert not sockets, "the sockets of tests are the server's own"
        for server in self.servers:
            server.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        while self.server_state.connections or self.server_state.tasks:  # noqa: ASYNC110 - uvicorn has no event for it
            await asyncio.sleep(_TICK)
        await self.lifespan.shutdown()
