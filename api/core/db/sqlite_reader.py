"""Reading SQLite: on the event loop what indexes bound, in a thread what they do not."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import dialect as sqlite_dialect

from api.core.db.dataset_state import STATE, DataState, state_of, with_state
from api.core.db.engine import SQLITE, sqlite_path
from api.core.db.file_watch import Watch, damage_of
from api.core.db.reader import (
    POURED_ROWS,
    SCAN_SECONDS,
    STREAMERS,
    ReadScript,
    RowStream,
    Snapshot,
    Statement,
    too_costly,
    unavailable,
)
from api.core.db.spool import Spool, SpoolClosedError

_BUSY_SECONDS = 5.0
_SCANNERS = 2
_STEPS_PER_LOOK = 10_000
"""How many instructions of its virtual machine SQLite runs between two looks at the clock."""

_OPENS = "SELECT COUNT(*) FROM sqlite_master"
"""Makes SQLite open the file, and its log, which it does not when it connects."""

_T = TypeVar("_T")


class SqliteReader:
    """Reads a SQLite file."""

    dialect: sa.Dialect = sqlite_dialect(paramstyle="qmark")

    def __init__(self, url: sa.URL, *, serves_texts: bool = False, watch: Watch | None = None) -> None:
        """Name the file, and say whether attached texts may be shown that are not free, and what watches the file."""
        self.serves_texts = serves_texts
        self._path = sqlite_path(url)
        self._watch = watch or Watch(self._path)
        self._failed: Callable[[], Awaitable[object]] | None = None
        self._connection: Any = None
        self._scanning: list[Any] = []
        self._scanners = ThreadPoolExecutor(_SCANNERS, thread_name_prefix="scan")
        self._streamers = ThreadPoolExecutor(STREAMERS, thread_name_prefix="stream")

    async def open(self) -> None:
        """Open the file, which must be there, and watch it."""
        self._connection = self._connect()
        self._connection.execute(_OPENS).fetchone()
        self._watch.begin()

    async def close(self) -> None:
        """Close the file."""
        self._scanners.shutdown()
        self._streamers.shutdown()
        for connection in self._scanning:
            connection.close()
        self._connection.close()

    async def ready(self) -> None:
        """Say whether reads can be trusted; a file that was damaged is checked, within the time of a scan."""
        self._watch.check()
        if self._watch.damage:
            whole = await asyncio.get_running_loop().run_in_executor(self._scanners, self._is_whole)
            if whole and await self._reads_again():
                self._watch.damage = None
            else:
                raise self._watch.damaged()

    async def version(self) -> int:
        """Return the version of the dataset."""
        return (await self.state()).version

    async def state(self) -> DataState:
        """Return the state of the database."""

        async def read() -> DataState:
            return _state(self._connection)

        return await self._patiently(read)

    async def fetch(self, statement: Statement, values: Mapping[str, Any]) -> Snapshot:
        """Return the rows, read on the event loop."""

        async def read() -> Snapshot:
            rows = self._connection.execute(with_state(statement.sql), statement.arguments(values)).fetchall()
            if rows:
                return Snapshot(state_of(rows[0][-1]), [row[:-1] for row in rows])
            return _read(self._connection, statement, values)

        return await self._patiently(read)

    async def scan(self, statement: Statement, values: Mapping[str, Any]) -> Snapshot:
        """Return the rows, read in a thread within the time limit."""

        async def read() -> Snapshot:
            return await self._off_the_loop(lambda connection: _read(connection, statement, values))

        return await self._patiently(read)

    async def run_in_snapshot(self, begin: Callable[[], ReadScript[_T]], *, scans: bool) -> tuple[DataState, _T]:
        """Take steps within one transaction."""

        async def read() -> tuple[DataState, _T]:
            if scans:
                return await self._off_the_loop(lambda connection: _converse(connection, begin))
            return _converse(self._connection, begin)

        return await self._patiently(read)

    async def stream_rows(self, begin: Callable[[], ReadScript[RowStream]], spool: Spool) -> None:
        """Write every row to a spool, in a thread."""

        async def read() -> None:
            await asyncio.get_running_loop().run_in_executor(self._streamers, self._pour, begin, spool)

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
                    self._failed = read
                    raise self._watch.damaged() from error
                if not isinstance(error, SQLITE.OperationalError):
                    raise
                if "locked" not in str(error) or waited > _BUSY_SECONDS:
                    raise unavailable(error) from error
            await asyncio.sleep(pause)
            waited, pause = waited + pause, min(pause * 2, 0.1)

    async def _reads_again(self) -> bool:
        """Tell whether the read that met damage last goes well by now, over connections that remember no page of it."""
        held = [self._connection, *self._scanning]
        self._connection, self._scanning = self._connect(), []
        self._connection.execute(_OPENS).fetchone()
        for connection in held:
            connection.close()
        try:
            if self._failed:
                await self._failed()
        except SQLITE.DatabaseError:
            return False
        except SpoolClosedError:  # nobody is left to stream for
            pass
        return True

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

    def _pour(self, begin: Callable[[], ReadScript[RowStream]], spool: Spool) -> None:
        with closing(self._connect()) as connection:
            connection.execute("BEGIN")
            with _timely(connection):
                state = _state(connection)
                stream = _take(begin(), connection)
                cursor = connection.execute(stream.statement.sql, stream.statement.arguments(stream.values))
                rows = cursor.fetchmany(POURED_ROWS)
            spool.begin(state, empty=not rows)
            spool.write(stream.begin)
            while rows:
                spool.write(stream.encode(rows))
                with _timely(connection):
                    rows = cursor.fetchmany(POURED_ROWS)


def _state(connection: Any) -> DataState:
    return DataState(*connection.execute(STATE).fetchone())


def _read(connection: Any, statement: Statement, values: Mapping[str, Any]) -> Snapshot:
    connection.execute("BEGIN")
    try:
        state = _state(connection)
        return Snapshot(state, connection.execute(statement.sql, statement.arguments(values)).fetchall())
    finally:
        connection.execute("ROLLBACK")


def _converse(connection: Any, begin: Callable[[], ReadScript[_T]]) -> tuple[DataState, _T]:
    connection.execute("BEGIN")
    try:
        state = _state(connection)
        return state, _take(begin(), connection)
    finally:
        connection.execute("ROLLBACK")


def _take(steps: ReadScript[_T], connection: Any) -> _T:
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
