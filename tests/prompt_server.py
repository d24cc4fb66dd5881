"""A server for tests, which ends at once."""

import asyncio
import socket

import uvicorn

_TICK = 0.005


class PromptServer(uvicorn.Server):
    """A server that ends as soon as it is told to and nothing is under way; uvicorn's own looks ten times a second."""

    async def main_loop(self) -> None:
        """Do each tenth of a second what uvicorn does then, and look more often whether to end."""
        ticks = 0
        while not await self.on_tick(ticks):
            for _ in range(10):
                if not self.should_exit:
                    await asyncio.sleep(0.01)
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
