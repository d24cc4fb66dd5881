"""Reading PostgreSQL: through a small pool, which requests beyond it wait for."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from hashlib import blake2s
from typing import Any, TypeVar

import asyncpg
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg

from api.core.db.dataset_state import STATE, DataState, require_seen, state_of, with_state
from api.core.db.poolers import notice_asyncpg
from api.core.db.postgres_connections import PostgresConnections
from api.core.db.postgres_urls import reading_options
from api.core.db.reader import (
    NO_ROOM,
    POURED_ROWS,
    SCAN_SECONDS,
    STREAMERS,
    HostStatus,
    ReadScript,
    RowStream,
    Snapshot,
    Statement,
    too_costly,
    unavailable,
)
from api.core.db.shared_question import SharedQuestion
from api.core.db.spool import Spool
from api.core.http.problems import ProblemError

_UNREADABLE = (
    OSError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,  # the driver itself, of a connection that is being ended
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,  # it shuts down, or an administrator ended the connection
    asyncpg.InsufficientResourcesError,
    asyncpg.UndefinedTableError,  # the schema is not this version's
    asyncpg.UndefinedColumnError,
    asyncpg.InvalidSQLStatementNameError,  # a pooler gave the connection another process
    asyncpg.DuplicatePreparedStatementError,
    asyncpg.InvalidCachedStatementError,  # the schema changed under it
    asyncpg.PostgresSystemError,
    asyncpg.InternalServerError,  # among them files that are damaged
)
_DAMAGE = (
    asyncpg.InvalidSQLStatementNameError,
    asyncpg.DuplicatePreparedStatementError,
    asyncpg.PostgresSystemError,
    asyncpg.InternalServerError,
)
"""What does not pass by itself: the next read may go well, and the one after it fail again."""
_DOUBT_SECONDS = 60.0
"""For how long after such a failure the reader is not ready."""


_T = TypeVar("_T")


class PostgresReader:
    """Reads PostgreSQL."""

    dialect: sa.Dialect = PGDialect_asyncpg()  # type: ignore[no-untyped-call] # SQLAlchemy leaves it untyped

    def __init__(self, url: sa.URL, pool_size: int, *, serves_texts: bool = False) -> None:
        """Name the database and the width of the pool; say whether attached texts may be shown that are not free."""
        self.serves_texts = serves_texts
        self._options = reading_options(url)
        self._pool_size = pool_size
        self._connections: Any = None
        self._pouring = asyncio.Semaphore(max(1, min(STREAMERS, pool_size // 2)))
        self._pooled = False
        self._damage = ""
        self._doubtful_until = 0.0
        self._state = SharedQuestion(self._ask_state)

    async def open(self) -> None:
        """Connect, and notice whether it is to a pooler: no statement may outlive its transaction then."""
        first = await asyncpg.connect(**{**self._options, "statement_cache_size": 0})
        try:
            self._pooled = await notice_asyncpg(first)
        finally:
            await first.close()
        kept = {"statement_cache_size": 0} if self._pooled else {}
        self._connections = PostgresConnections(self._pool_size, **self._options, **kept)

    async def close(self) -> None:
        """Disconnect."""
        await self._connections.close()

    async def ready(self) -> None:
        """Say whether reads can be trusted."""
        if asyncio.get_running_loop().time() < self._doubtful_until:
            detail = f"A read failed less than {_DOUBT_SECONDS:g} s ago: {self._damage}."
            raise ProblemError("unavailable", detail, headers={"Retry-After": "5"})

    async def is_writable(self) -> bool:
        """Tell whether the server follows no other."""
        (follows,) = await self.ask("SELECT pg_is_in_recovery()")
        return not follows

    def connections_in_use(self) -> int:
        """Return how many connections are reading now."""
        return self._connections.lent if self._connections else 0

    def hosts(self) -> Sequence[HostStatus]:
        """Return nothing: there is one."""
        return ()

    async def version(self) -> int:
        """Return the version of the dataset."""
        return (await self.state()).version

    async def state(self) -> DataState:
        """Return the state of the database; requests that wait at once share one question."""
        return await self._state.answer()

    async def fetch(self, statement: Statement, values: Mapping[str, Any], seen: DataState | None = None) -> Snapshot:
        """Return the rows, if they are of what was seen or of later.

        Raises:
            ProblemError: `unavailable`.
            BehindError: they are older than what was seen; so of each method that is told it.
        """
        async with self._connection() as connection:
            if self._pooled:
                return await self._snapshot(connection, statement, values, seen)
            # One statement is one snapshot: the state comes beside each row.
            rows = await connection.fetch(with_state(statement.sql), *statement.arguments(values))
            if rows:
                state = require_seen(state_of(rows[0][-1]), seen)
                return Snapshot(state, [row[:-1] for row in rows])
            return await self._snapshot(connection, statement, values, seen)

    async def scan(self, statement: Statement, values: Mapping[str, Any], seen: DataState | None = None) -> Snapshot:
        """Return the rows within the time limit."""
        async with self._connection() as connection, _timely():
            return await self._snapshot(connection, statement, values, seen)

    async def run_in_snapshot(
        self,
        begin: Callable[[], ReadScript[_T]],
        *,
        scans: bool,  # noqa: ARG002 - no read blocks here
        seen: DataState | None = None,
    ) -> tuple[DataState, _T]:
        """Take steps within one transaction, and within the time limit."""
        async with (
            self._connection() as connection,
            _timely(),
            connection.transaction(isolation="repeatable_read", readonly=True),
        ):
            state = require_seen(DataState(*await connection.fetchrow(STATE)), seen)
            return state, await _take(begin(), connection)

    async def stream_rows(
        self, begin: Callable[[], ReadScript[RowStream]], spool: Spool, seen: DataState | None = None
    ) -> None:
        """Write every row to a spool, from a cursor of the server."""
        async with (
            self._pouring,
            self._connection() as connection,
            connection.transaction(isolation="repeatable_read", readonly=True),
        ):
            async with _timely():
                state = require_seen(DataState(*await connection.fetchrow(STATE)), seen)
                stream = await _take(begin(), connection)
                # Not the driver's own cursor, whose statement would outlive the transaction.
                # It is named after its statement: the driver keeps what columns a FETCH of that name has.
                name = f"streamed_{blake2s(stream.statement.sql.encode(), digest_size=16).hexdigest()}"
                declared = f"DECLARE {name} NO SCROLL CURSOR FOR {stream.statement.sql}"
                await connection.execute(declared, *stream.statement.arguments(stream.values))
                fetch = f"FETCH {POURED_ROWS} FROM {name}"
                rows = await connection.fetch(fetch)
            spool.begin(state, empty=not rows)
            spool.write(stream.begin)
            while rows:
                spool.write(stream.encode(rows))
                async with _timely():
                    rows = await connection.fetch(fetch)

    async def _ask_state(self) -> DataState:
        return DataState(*await self.ask(STATE))

    async def ask(self, sql: str) -> Sequence[Any]:
        """Return the one row of a question without parameters.

        Raises:
            ProblemError: `unavailable`.
        """
        async with self._connection() as connection, self._together(connection):
            row: Sequence[Any] = await connection.fetchrow(sql)
            return row

    async def _snapshot(
        self, connection: Any, statement: Statement, values: Mapping[str, Any], seen: DataState | None
    ) -> Snapshot:
        async with connection.transaction(isolation="repeatable_read", readonly=True):
            state = require_seen(DataState(*await connection.fetchrow(STATE)), seen)
            return Snapshot(state, await connection.fetch(statement.sql, *statement.arguments(values)))

    def _together(self, connection: Any) -> AbstractAsyncContextManager[Any]:
        """Keep what a statement takes together, where a pooler would part it."""
        transaction: AbstractAsyncContextManager[Any] = connection.transaction() if self._pooled else nullcontext()
        return transaction

    @asynccontextmanager
    async def _connection(self) -> AsyncIterator[Any]:
        try:
            connection = await self._connections.acquire()
        except (OSError, asyncpg.InterfaceError, asyncpg.PostgresError) as error:
            raise unavailable(error) from error
        try:
            yield connection
        except _UNREADABLE as error:
            if isinstance(error, OSError) and error.errno in NO_ROOM:
                raise  # of a spool, not of the database
            connection.terminate()
            if isinstance(error, _DAMAGE):
                self._damage, now = type(error).__name__, asyncio.get_running_loop().time()
                self._doubtful_until = now + _DOUBT_SECONDS
            raise unavailable(error) from error
        except asyncio.CancelledError:
            connection.terminate()  # its answer is not waited for, which may never come
            raise
        finally:
            self._connections.release(connection)


@asynccontextmanager
async def _timely() -> AsyncIterator[None]:
    try:
        async with asyncio.timeout(SCAN_SECONDS):
            yield
    except TimeoutError as error:
        raise too_costly() from error


async def _take(steps: ReadScript[_T], connection: Any) -> _T:
    try:
        statement, values = next(steps)
        while True:
            rows = await connection.fetch(statement.sql, *statement.arguments(values))
            statement, values = steps.send(rows)
    except StopIteration as end:
        result: _T = end.value
        return result
