"""Connections to PostgreSQL are lent to one at a time, and only while they are sound."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from api.core.db import postgres_connections
from api.core.db.postgres_connections import PostgresConnections
from tests.patience import PATIENCE


@pytest.fixture
def lending(postgres_server: str) -> Callable[[int, Callable[[PostgresConnections], Awaitable[None]]], None]:
    """Run what borrows from up to so many connections."""
    dsn = postgres_server.replace("postgresql+psycopg://", "postgresql://")

    def run(most: int, borrow: Callable[[PostgresConnections], Awaitable[None]]) -> None:
        async def lend() -> None:
            connections = PostgresConnections(most, dsn=dsn)
            await borrow(connections)
            async with asyncio.timeout(PATIENCE):
                await connections.close()

        asyncio.run(lend())

    return run


async def process_of(connection: Any) -> int:
    """Name the server's process that a connection leads to."""
    process: int = await connection.fetchval("SELECT pg_backend_pid()")
    return process


def test_the_connection_that_was_used_last_is_lent_again(lending: Any) -> None:
    async def borrow(connections: PostgresConnections) -> None:
        one, other = await connections.acquire(), await connections.acquire()
        connections.release(other)
        connections.release(one)
        assert await connections.acquire() is one
        connections.release(one)

    lending(2, borrow)


def test_who_wants_one_too_many_gets_the_next_that_is_given_back(lending: Any) -> None:
    async def borrow(connections: PostgresConnections) -> None:
        one = await connections.acquire()
        waiting = asyncio.create_task(connections.acquire())
        await asyncio.sleep(0)
        assert not waiting.done()
        connections.release(one)
        assert await waiting is one
        connections.release(one)

    lending(1, borrow)


def test_a_connection_that_was_left_in_a_transaction_is_not_lent_again(lending: Any) -> None:
    async def borrow(connections: PostgresConnections) -> None:
        left = await connections.acquire()
        process = await process_of(left)
        await left.execute("BEGIN")
        connections.release(left)
        other = await connections.acquire()
        assert await process_of(other) != process
        connections.release(other)

    lending(1, borrow)


def test_a_connection_that_broke_while_nobody_used_it_is_not_lent_again(lending: Any) -> None:
    async def borrow(connections: PostgresConnections) -> None:
        broken = await connections.acquire()
        connections.release(broken)
        broken.terminate()
        other = await connections.acquire()
        assert await process_of(other)
        connections.release(other)

    lending(1, borrow)


def test_a_question_that_was_given_up_does_not_answer_the_next(lending: Any) -> None:
    async def borrow(connections: PostgresConnections) -> None:
        connection = await connections.acquire()
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.05):
                await connection.fetchval("SELECT 'late' FROM pg_sleep(600)")
        connections.release(connection)
        again = await connections.acquire()
        assert await again.fetchval("SELECT 'next'") == "next"
        connections.release(again)

    lending(1, borrow)


def test_who_gives_up_waiting_takes_no_connection_along(lending: Any) -> None:
    async def borrow(connections: PostgresConnections) -> None:
        one = await connections.acquire()
        waiting = asyncio.create_task(connections.acquire())
        await asyncio.sleep(0)
        waiting.cancel()
        connections.release(one)
        connections.release(await connections.acquire())

    lending(1, borrow)


def test_connections_that_nobody_needs_are_closed(lending: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    async def borrow(connections: PostgresConnections) -> None:
        one, other = await connections.acquire(), await connections.acquire()
        connections.release(other)
        monkeypatch.setattr(postgres_connections, "_IDLE_SECONDS", -1.0)
        connections.release(one)
        assert other.is_closed()

    lending(2, borrow)
