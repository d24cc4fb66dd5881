"""Reading SQLite: on the event loop what indexes bound, in a thread what they do not."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import dialect as sqlite_dialect

from api.core.db import SQLITE, sqlite_path
from api.core.reads import (
    POURED_ROWS,
    POURERS,
    SCAN_SECONDS,
    STATE,
    Pour,
    Snapshot,
    State,
    Statement,
    Steps,
    too_costly,
    unavailable,
)
from api.core.spooling import Spool

_BUSY_SECONDS = 5.0
_SCANNERS = 2
_STEPS_PER_LOOK = 10_000
"""How many instructions of its virtual machine SQLite runs between two looks at the clock."""

_VERSION = "SELECT version FROM dataset"

_T = TypeVar("_T")


class SqliteReader:
    """Reads a SQLite file."""

    dialect: sa.Dialect = sqlite_dialect(paramstyle="qmark")

    def __init__(self, url: sa.URL, *, serves_texts: bool = False) -> None:
        """Name the file, and say whether attached texts may be shown that are not free."""
        self.serves_texts = serves_texts
        self._path = sqlite_path(url)
        self._connection: Any = None
        self._scanning: list[Any] = []
        self._scanners = ThreadPoolExecutor(_SCANNERS, thread_name_prefix="scan")
        self._pourers = ThreadPoolExecutor(POURERS, thread_name_prefix="pour")

    async def open(self) -> None:
        """Open the file, which must be there."""
        self._connection = self._connect()

    async def close(self) -> None:
        """Close the file."""
        self._scanners.shutdown()
        self._pourers.shutdown()
        for connection in self._scanning:
            connection.close()
        self._connection.close()

    async def version(self) -> int:
        """Return the version of the dataset."""
        return (await self.state()).version

    async def state(self) -> State:
        """Return the state of the database."""

        async def read() -> State:
            return State(*self._connection.execute(STATE).fetchone())

        return await _patiently(read)

    async def fetch(self, statement: Statement, values: Mapping[str, Any]) -> Snapshot:
        """Return the rows, read on the event loop."""

        async def read() -> Snapshot:
            return _read(self._connection, statement, values)

        return await _patiently(read)

    async def scan(self, statement: Statement, values: Mapping[str, Any]) -> Snapshot:
        """Return the rows, read in a thread within the time limit."""

        async def read() -> Snapshot:
            return await self._off_the_loop(lambda connection: _read(connection, statement, values))

        return await _patiently(read)

    async def converse(self, begin: Callable[[], Steps[_T]], *, scans: bool) -> tuple[int, _T]:
        """Take steps within one transaction."""

        async def read() -> tuple[int, _T]:
            if scans:
                return await self._off_the_loop(lambda connection: _converse(connection, begin))
            return _converse(self._connection, begin)

        return await _patiently(read)

    async def pour(self, begin: Callable[[], Steps[Pour]], spool: Spool) -> None:
        """Write every row to a spool, in a thread."""

        async def read() -> None:
            await asyncio.get_running_loop().run_in_executor(self._pourers, self._pour, begin, spool)

        await _patiently(read)

    async def _off_the_loop(self, read: Callable[[Any], _T]) -> _T:
        return await asyncio.get_running_loop().run_in_executor(self._scanners, self._scan, read)

    def _connect(self) -> Any:
        connection = SQLITE.connect(
            f"{self._path.as_uri()}?mode=rw", uri=True, isolation_level=None, timeout=0, check_same_thread=False
        )
        connection.execute("PRAGMA query_only = ON")
        return connection

    def _scan(self, read: Callable[[Any], _T]) -> _T:
        connection = self._scanning.pop() if self._scanning else self._connect()
        try:
            with _timely(connection):
                return read(connection)
        finally:
            self._scanning.append(connection)

    def _pour(self, begin: Callable[[], Steps[Pour]], spool: Spool) -> None:
        with closing(self._connect()) as connection:
            connection.execute("BEGIN")
            with _timely(connection):
                version = connection.execute(_VERSION).fetchone()[0]
                pour = _take(begin(), connection)
                cursor = connection.execute(pour.statement.sql, pour.statement.arguments(pour.values))
                rows = cursor.fetchmany(POURED_ROWS)
            spool.begin(version, empty=not rows)
            spool.write(pour.begin)
            while rows:
                spool.write(pour.encode(rows))
                with _timely(connection):
                    rows = cursor.fetchmany(POURED_ROWS)


def _read(connection: Any, statement: Statement, values: Mapping[str, Any]) -> Snapshot:
    connection.execute("BEGIN")
    try:
        version = connection.execute(_VERSION).fetchone()[0]
        return Snapshot(version, connection.execute(statement.sql, statement.arguments(values)).fetchall())
    finally:
        connection.execute("ROLLBACK")


def _converse(connection: Any, begin: Callable[[], Steps[_T]]) -> tuple[int, _T]:
    connection.execute("BEGIN")
    try:
        version = connection.execute(_VERSION).fetchone()[0]
        return version, _take(begin(), connection)
    finally:
        connection.execute("ROLLBACK")


def _take(steps: Steps[_T], connection: Any) -> _T:
    try:
        statement, values = next(steps)
        while True:
            rows = connection.execute(statement.sql, statement.arguments(values)).fetchall()
            statement, values = steps.send(rows)
    except StopIteration as end:
        result: _T = end.value
        return result


@contextmanager
def _timely(connection: Any) -> Iterator[None]:
    """Interrupt what is read meanwhile when the time limit is reached."""
    deadline = time.monotonic() + SCAN_SECONDS
    connection.set_progress_handler(lambda: time.monotonic() > deadline, _STEPS_PER_LOOK)
    try:
        yield
    except SQLITE.OperationalError as error:
        if "interrupted" in str(error):
            raise too_costly() from error
        raise


async def _patiently(read: Callable[[], Awaitable[_T]]) -> _T:
    """Read; wait, without blocking other requests, while a writer locks the file."""
    waited, pause = 0.0, 0.002
    while True:
        try:
            return await read()
        except SQLITE.OperationalError as error:
            if "locked" not in str(error) or waited > _BUSY_SECONDS:
                raise unavailable(error) from error
        await asyncio.sleep(pause)
        waited, pause = waited + pause, min(pause * 2, 0.1)
