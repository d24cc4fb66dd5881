"""Reading: Core statements, compiled once, executed by the driver itself.

Going through the ORM, or through a thread, costs several times what the query does. On SQLite a
statement runs on the event loop, so it must be indexed and bounded.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import asyncpg
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg
from sqlalchemy.dialects.sqlite import dialect as sqlite_dialect

from api.core.db import SQLITE, sqlite_path
from api.core.problems import ProblemError

Row = Sequence[Any]

_RETRY_AFTER = {"Retry-After": "1"}
_BUSY_SECONDS = 5.0


@dataclass(frozen=True)
class Statement:
    """A compiled statement: its SQL, and its parameters in order, with the values that are fixed."""

    sql: str
    names: tuple[str, ...]
    fixed: Mapping[str, Any]

    def arguments(self, values: Mapping[str, Any]) -> list[Any]:
        """Return the driver's positional arguments."""
        return [values[name] if name in values else self.fixed[name] for name in self.names]


class Reader(Protocol):
    """What reads from one kind of database."""

    dialect: sa.Dialect

    async def open(self) -> None:
        """Connect.

        Raises:
            OSError: the database is not there.
        """

    async def close(self) -> None:
        """Disconnect."""

    async def fetch(self, statement: Statement, values: Mapping[str, Any]) -> Sequence[Row]:
        """Return the rows of a statement.

        Raises:
            ProblemError: `unavailable`, when the database cannot be read now.
        """


def compile_statement(select: sa.Select[Any], dialect: sa.Dialect) -> Statement:
    """Compile a statement for a driver; values that it holds itself become fixed."""
    compiled = select.compile(dialect=dialect, compile_kwargs={"render_postcompile": True})
    return Statement(str(compiled), tuple(compiled.positiontup or ()), dict(compiled.params))


def parameter(name: str, kind: sa.types.TypeEngine[Any] | None = None) -> sa.BindParameter[Any]:
    """Return a parameter whose value comes when the statement is executed."""
    return sa.bindparam(name, required=False, type_=kind)


def reader_for(url: sa.URL, pool_size: int) -> Reader:
    """Return the reader of a database."""
    return PostgresReader(url, pool_size) if url.get_backend_name() == "postgresql" else SqliteReader(url)


class SqliteReader:
    """Reads a SQLite file on the event loop."""

    dialect: sa.Dialect = sqlite_dialect(paramstyle="qmark")

    def __init__(self, url: sa.URL) -> None:
        """Name the file."""
        self._path = sqlite_path(url)
        self._connection: Any = None

    async def open(self) -> None:
        """Open the file, which must be there."""
        self._connection = SQLITE.connect(
            f"{self._path.as_uri()}?mode=rw", uri=True, isolation_level=None, timeout=0, check_same_thread=False
        )
        self._connection.execute("PRAGMA query_only = ON")

    async def close(self) -> None:
        """Close the file."""
        self._connection.close()

    async def fetch(self, statement: Statement, values: Mapping[str, Any]) -> Sequence[Row]:
        """Return the rows; wait, without blocking other requests, while a writer locks the file."""
        arguments = statement.arguments(values)
        waited, pause = 0.0, 0.002
        while True:
            try:
                rows: list[Row] = self._connection.execute(statement.sql, arguments).fetchall()
            except SQLITE.OperationalError as error:
                if "locked" not in str(error) or waited > _BUSY_SECONDS:
                    raise _unavailable(error) from error
                await asyncio.sleep(pause)
                waited, pause = waited + pause, min(pause * 2, 0.1)
            else:
                return rows


_UNREADABLE = (
    OSError,
    asyncpg.InterfaceError,
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,  # it shuts down, or an administrator ended the connection
    asyncpg.InsufficientResourcesError,
    asyncpg.UndefinedTableError,  # the schema is not this version's
    asyncpg.UndefinedColumnError,
)


class PostgresReader:
    """Reads PostgreSQL through a small pool; requests beyond it wait their turn."""

    dialect: sa.Dialect = PGDialect_asyncpg()  # type: ignore[no-untyped-call] # SQLAlchemy leaves it untyped

    def __init__(self, url: sa.URL, pool_size: int) -> None:
        """Name the database and the width of the pool."""
        self._dsn = url.set(drivername="postgresql").render_as_string(hide_password=False)
        self._pool_size = pool_size
        self._pool: Any = None

    async def open(self) -> None:
        """Connect."""
        self._pool = await asyncpg.create_pool(self._dsn, min_size=1, max_size=self._pool_size)

    async def close(self) -> None:
        """Disconnect."""
        await self._pool.close()

    async def fetch(self, statement: Statement, values: Mapping[str, Any]) -> Sequence[Row]:
        """Return the rows."""
        try:
            connection = await self._pool.acquire()
        except (OSError, asyncpg.InterfaceError, asyncpg.PostgresError) as error:
            raise _unavailable(error) from error
        try:
            rows: list[Row] = await connection.fetch(statement.sql, *statement.arguments(values))
        except _UNREADABLE as error:
            raise _unavailable(error) from error
        finally:
            await self._pool.release(connection)
        return rows


def _unavailable(error: Exception) -> ProblemError:
    detail = f"The database cannot be read now: {type(error).__name__}."
    return ProblemError("unavailable", detail, headers=_RETRY_AFTER)
