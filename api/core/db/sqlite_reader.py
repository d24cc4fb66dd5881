"""Reading SQLite: on the event loop what indexes bound, in a thread what they do not."""

import asyncio
import os
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import dialect as sqlite_dialect

from api.core.db.dataset_state import DataState
from api.core.db.engine import SQLITE, sqlite_path
from api.core.db.file_watch import Watch, damage_of
from api.core.db.reader import HostStatus, ReadScript, RowStream, Snapshot, Statement, unavailable
from api.core.db.spool import Spool, SpoolClosedError
from api.core.db.sqlite_scans import SqliteScans, read_state, take

_BUSY_SECONDS = 5.0

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
        self._turn: DataState | None = None
        self._scans = SqliteScans(self._connect)

    async def open(self) -> None:
        """Open the file, which must be there, and watch it."""
        self._connection = self._connect()
        self._connection.execute(_OPENS).fetchone()
        self._watch.begin()

    async def close(self) -> None:
        """Close the file."""
        self._scans.close()
        self._end_turn()
        self._connection.close()

    async def ready(self) -> None:
        """Say whether reads can be trusted; a file that was damaged is checked, within the time of a scan."""
        self._watch.check()
        if self._watch.damage:
            if await self._scans.find_whole() and await self._reads_again():
                self._watch.damage = None
            else:
                raise self._watch.damaged()

    async def is_writable(self) -> bool:
        """Tell whether the file may be written to."""
        return os.access(self._path, os.W_OK)

    def connections_in_use(self) -> int:
        """Return how many connections are reading now."""
        return int(self._turn is not None)

    def hosts(self) -> Sequence[HostStatus]:
        """Return nothing: there is one."""
        return ()

    async def version(self) -> int:
        """Return the version of the dataset."""
        return (await self.state()).version

    async def state(self) -> DataState:
        """Return the state of the database."""

        async def read() -> DataState:
            return self._begin_turn()

        return await self._patiently(read)

    async def fetch(self, statement: Statement, values: Mapping[str, Any]) -> Snapshot:
        """Return the rows, read on the event loop."""

        async def read() -> Snapshot:
            state = self._begin_turn()
            return Snapshot(state, self._connection.execute(statement.sql, statement.arguments(values)).fetchall())

        return await self._patiently(read)

    async def scan(self, statement: Statement, values: Mapping[str, Any]) -> Snapshot:
        """Return the rows, read in a thread within the time limit."""

        async def read() -> Snapshot:
            self._watch.look()
            return await self._scans.read(statement, values)

        return await self._patiently(read)

    async def run_in_snapshot(self, begin: Callable[[], ReadScript[_T]], *, scans: bool) -> tuple[DataState, _T]:
        """Take steps within one transaction."""

        async def read() -> tuple[DataState, _T]:
            if scans:
                self._watch.look()
                return await self._scans.converse(begin)
            return self._begin_turn(), take(begin(), self._connection)

        return await self._patiently(read)

    async def stream_rows(self, begin: Callable[[], ReadScript[RowStream]], spool: Spool) -> None:
        """Write every row to a spool, in a thread."""

        async def read() -> None:
            self._watch.look()
            await self._scans.pour(begin, spool)

        await self._patiently(read)

    async def _patiently(self, read: Callable[[], Awaitable[_T]]) -> _T:
        """Read; wait, without blocking other requests, while a writer locks the file."""
        waited, pause = 0.0, 0.002
        while True:
            try:
                return await read()
            except SQLITE.DatabaseError as error:
                self._end_turn()
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

    def _begin_turn(self) -> DataState:
        """Return the state of the database, in the one transaction of all that is read in a turn of the event loop.

        It sees whatever was committed before any of them was asked: who is called before `_end_turn` was waiting
        already when it began. So many requests that come at once cost one look at the file, and one at the state.
        """
        if self._turn is None:
            self._watch.look()
            self._connection.execute("BEGIN")
            asyncio.get_running_loop().call_soon(self._end_turn)
            try:
                self._turn = read_state(self._connection)
            except BaseException:
                self._roll_back()
                raise
        return self._turn

    def _end_turn(self) -> None:
        if self._turn is not None:
            self._turn = None
            self._roll_back()

    def _roll_back(self) -> None:
        if self._connection.in_transaction:  # what fails may have ended it
            self._connection.execute("ROLLBACK")

    async def _reads_again(self) -> bool:
        """Tell whether the read that met damage last goes well by now, over connections that remember no page of it."""
        self._end_turn()
        held, self._connection = self._connection, self._connect()
        self._connection.execute(_OPENS).fetchone()
        held.close()
        self._scans.reconnect()
        try:
            if self._failed:
                await self._failed()
        except SQLITE.DatabaseError:
            return False
        except SpoolClosedError:  # nobody is left to stream for
            pass
        return True

    def _connect(self) -> Any:
        connection = SQLITE.connect(
            f"{self._path.as_uri()}?mode=rw", uri=True, isolation_level=None, timeout=0, check_same_thread=False
        )
        connection.execute("PRAGMA query_only = ON")
        return connection
