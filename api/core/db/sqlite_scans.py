"""Reading SQLite in threads: within a limit of time what no index bounds, and whole lists row by row."""

import asyncio
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from typing import Any, TypeVar

from api.core.db.dataset_state import STATE, DataState
from api.core.db.engine import SQLITE
from api.core.db.reader import (
    POURED_ROWS,
    SCAN_SECONDS,
    STREAMERS,
    ReadScript,
    RowStream,
    Snapshot,
    Statement,
    too_costly,
)
from api.core.db.spool import Spool

_SCANNERS = 2
_STEPS_PER_LOOK = 10_000
"""How many instructions of its virtual machine SQLite runs between two looks at the clock."""

_T = TypeVar("_T")


class SqliteScans:
    """Reads in threads, each over a connection that it has to itself.

    Args:
        connect: makes a connection.
    """

    def __init__(self, connect: Callable[[], Any]) -> None:
        """Connect when it is needed."""
        self._connect = connect
        self._idle: list[Any] = []
        self._scanners = ThreadPoolExecutor(_SCANNERS, thread_name_prefix="scan")
        self._streamers = ThreadPoolExecutor(STREAMERS, thread_name_prefix="stream")

    def close(self) -> None:
        """End what is read, and close the connections."""
        self._scanners.shutdown()
        self._streamers.shutdown()
        self.reconnect()

    def reconnect(self) -> None:
        """Close the connections that are idle, which remember pages of the file."""
        idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    async def read(self, statement: Statement, values: Mapping[str, Any]) -> Snapshot:
        """Return the rows of a statement.

        Raises:
            ProblemError: it takes too long.
        """

        def rows(connection: Any) -> Snapshot:
            state = read_state(connection)
            return Snapshot(state, connection.execute(statement.sql, statement.arguments(values)).fetchall())

        return await self._run(rows)

    async def converse(self, begin: Callable[[], ReadScript[_T]]) -> tuple[DataState, _T]:
        """Take steps; `ProblemError` as `read`."""
        return await self._run(lambda connection: (read_state(connection), take(begin(), connection)))

    async def pour(self, begin: Callable[[], ReadScript[RowStream]], spool: Spool) -> None:
        """Write every row to a spool; `ProblemError` where a part of it takes too long."""
        await asyncio.get_running_loop().run_in_executor(self._streamers, self._pour, begin, spool)

    async def find_whole(self) -> bool:
        """Check the whole file, and tell whether nothing was wrong with it, within the time of a scan."""
        return await asyncio.get_running_loop().run_in_executor(self._scanners, self._is_whole)

    async def _run(self, read: Callable[[Any], _T]) -> _T:
        return await asyncio.get_running_loop().run_in_executor(self._scanners, self._scan, read)

    def _scan(self, read: Callable[[Any], _T]) -> _T:
        connection = self._idle.pop() if self._idle else self._connect()
        try:
            with _timely(connection):
                connection.execute("BEGIN")
                try:
                    return read(connection)
                finally:
                    if connection.in_transaction:  # what fails may have ended it
                        connection.execute("ROLLBACK")
        finally:
            self._idle.append(connection)

    def _pour(self, begin: Callable[[], ReadScript[RowStream]], spool: Spool) -> None:
        with closing(self._connect()) as connection:
            connection.execute("BEGIN")
            with _timely(connection):
                state = read_state(connection)
                stream = take(begin(), connection)
                cursor = connection.execute(stream.statement.sql, stream.statement.arguments(stream.values))
                rows = cursor.fetchmany(POURED_ROWS)
            spool.begin(state, empty=not rows)
            spool.write(stream.begin)
            while rows:
                spool.write(stream.encode(rows))
                with _timely(connection):
                    rows = cursor.fetchmany(POURED_ROWS)

    def _is_whole(self) -> bool:
        with closing(self._connect()) as connection:
            deadline = time.monotonic() + SCAN_SECONDS
            connection.set_progress_handler(lambda: time.monotonic() > deadline, _STEPS_PER_LOOK)
            try:
                return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
            except SQLITE.DatabaseError:
                return False


def read_state(connection: Any) -> DataState:
    """Read the state of the database."""
    return DataState(*connection.execute(STATE).fetchone())


def take(steps: ReadScript[_T], connection: Any) -> _T:
    """Take steps over a connection, and return what they come to."""
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
