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
    Pour,
    Snapshot,
    Statement,
    Steps,
    too_costly,
    unavailable,
)
from api.core.spooling import Spool
from api.core.state import STATE, State
from api.core.watching import Watch, damage_of

_BUSY_SECONDS = 5.0
_SCANNERS = 2
_STEPS_PER_LOOK = 10_000
"""How many instructions of its virtual machine SQLite runs between two looks at the clock."""

_T = TypeVar("_T")


class SqliteReader:
    """Reads a SQLite file."""

    dialect: sa.Dialect = sqlite_dialect(paramstyle="qmark")

    def __init__(self, url: sa.URL, *, serves_texts: bool = False, watch: Watch | None = None) -> None:
        """Name the file, and say whether attached texts may be shown that are not free, and what watches the file."""
        self.serves_texts = serves_texts
        self._path = sqlite_path(url)
        self._watch = watch or Watch(self._path)
        self._connection: Any = None
        self._scanning: list[Any] = []
        self._scanners = ThreadPoolExecutor(_SCANNERS, thread_name_prefix="scan")
        self._pourers = ThreadPoolExecutor(POURERS, thread_name_prefix="pour")

    async def open(self) -> None:
        """Open the file, which must be there, and watch it."""
        self._connection = self._connect()
        self._connection.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()  # opens the log
        self._watch.begin()

    async def close(self) -> None:
        """Close the file."""
        self._scanners.shutdown()
        self._pourers.shutdown()
        for connection in self._scanning:
            connection.close()
        self._connection.close()

    async def ready(self) -> None:
        """Say whether reads can be trusted; a file that was damaged is checked, within the time of a scan."""
        self._watch.check()
        if self._watch.damage:
            if await asyncio.get_running_loop().run_in_executor(self._scanners, self._is_whole):
                self._watch.damage = None
            else:
                raise self._watch.damaged()

    async def version(self) -> int:
        """Return the version of the dataset."""
        return (await self.state()).version

    async def state(self) -> State:
        """Return the state of the database."""

        async def read() -> State:
            return _state(self._connection)

        return await self._patiently(read)

    async def fetch(self, statement: Statement, values: Mapping[str, Any]) -> Snapshot:
        """Return the rows, read on the event loop."""

        async def read() -> Snapshot:
            return _read(self._connection, statement, values)

        return await self._patiently(read)

    async def scan(self, statement: Statement, values: Mapping[str, Any]) -> Snapshot:
        """Return the rows, read in a thread within the time limit."""

        async def read() -> Snapshot:
            return await self._off_the_loop(lambda connection: _read(connection, statement, values))

        return await self._patiently(read)

    async def converse(self, begin: Callable[[], Steps[_T]], *, scans: bool) -> tuple[State, _T]:
        """Take steps within one transaction."""

        async def read() -> tuple[State, _T]:
            if scans:
                return await self._off_the_loop(lambda connection: _converse(connection, begin))
            return _converse(self._connection, begin)

        return await self._patiently(read)

    async def pour(self, begin: Callable[[], Steps[Pour]], spool: Spool) -> None:
        """Write every row to a spool, in a thread."""

        async def read() -> None:
            await asyncio.get_running_loop().run_in_executor(self._pourers, self._pour, begin, spool)

        await self._patiently(read)

    async def _patiently(self, read: Callable[[], Awaitable[_T]]) -> _T:
        """Read; wait, without blocking other requests, while a writer locks the file."""
        waited, pause = 0.0, 0.002
        while True:
            self._watch.look()
            try:
                return await read()
            except SQLITE.DatabaseError as error:
                self._watch.note(error)
                if damage_of(error):
                    raise self._watch.damaged() from error
                if not isinstance(error, SQLITE.OperationalError):
                    raise
                if "locked" not in str(error) or waited > _BUSY_SECONDS:
                    raise unavailable(error) from error
            await asyncio.sleep(pause)
            waited, pause = waited + pause, min(pause * 2, 0.1)

    def _is_whole(self) -> bool:
        with closing(self._connect()) as connection:
            deadline = time.monotonic() + SCAN_SECONDS
            connection.set_progress_handler(lambda: time.monotonic() > deadline, _STEPS_PER_LOOK)
            try:
                return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
            except SQLITE.DatabaseError:
                return False

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
                state = _state(connection)
                pour = _take(begin(), connection)
                cursor = connection.execute(pour.statement.sql, pour.statement.arguments(pour.values))
                rows = cursor.fetchmany(POURED_ROWS)
            spool.begin(state, empty=not rows)
            spool.write(pour.begin)
            while rows:
                spool.write(pour.encode(rows))
                with _timely(connection):
                    rows = cursor.fetchmany(POURED_ROWS)


def _state(connection: Any) -> State:
    return State(*connection.execute(STATE).fetchone())


def _read(connection: Any, statement: Statement, values: Mapping[str, Any]) -> Snapshot:
    connection.execute("BEGIN")
    try:
        state = _state(connection)
        return Snapshot(state, connection.execute(statement.sql, statement.arguments(values)).fetchall())
    finally:
        connection.execute("ROLLBACK")


def _converse(connection: Any, begin: Callable[[], Steps[_T]]) -> tuple[State, _T]:
    connection.execute("BEGIN")
    try:
        state = _state(connection)
        return state, _take(begin(), connection)
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
