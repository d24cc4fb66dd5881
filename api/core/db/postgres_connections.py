"""Connections to PostgreSQL, lent to one read at a time.

asyncpg has a pool of its own, which a read has no use for: its hooks and resets, a proxy for each connection that is
lent, and a task that takes it back.
"""

import asyncio
from collections import deque
from typing import Any

import asyncpg

_IDLE_SECONDS = 300.0
"""How long a connection is kept that nobody needs: a firewall may have forgotten it."""


class PostgresConnections:
    """Up to so many connections, made when they are needed; who wants more waits until one is given back.

    Attributes:
        lent: how many are lent now, or are being made.
    """

    def __init__(self, most: int, **options: Any) -> None:
        """Say how many they may be, and what asyncpg is told of each: where it leads, and how."""
        self._options = options
        self._most = most
        self._lendable = asyncio.Semaphore(most)
        self.lent = 0
        self._idle: deque[tuple[Any, float]] = deque()

    async def acquire(self) -> Any:
        """Return a connection: the one that was used last, or a new one.

        Raises:
            OSError, asyncpg.InterfaceError, asyncpg.PostgresError: the database can't be reached, or has no room.
        """
        await self._lendable.acquire()
        self.lent += 1
        try:
            while self._idle:
                connection, _ = self._idle.pop()
                if not connection.is_closed():
                    return connection
            return await asyncpg.connect(**self._options)
        except BaseException:
            self._give_back()
            raise

    def release(self, connection: Any) -> None:
        """Take a connection back, unless it broke or was left within a transaction."""
        if connection.is_closed() or connection.is_in_transaction():
            connection.terminate()
        else:
            self._keep(connection)
        self._give_back()

    async def close(self) -> None:
        """Close each connection once it has been given back."""
        for _ in range(self._most):
            await self._lendable.acquire()
        for connection, _ in self._idle:
            await connection.close()

    def _give_back(self) -> None:
        self.lent -= 1
        self._lendable.release()

    def _keep(self, connection: Any) -> None:
        now = asyncio.get_running_loop().time()
        while self._idle and self._idle[0][1] < now - _IDLE_SECONDS:
            self._idle.popleft()[0].terminate()
        self._idle.append((connection, now))
