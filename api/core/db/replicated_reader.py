"""Reading from several PostgreSQL servers of one cluster: nobody sees an older state than one that was seen.

How far things are is asked of the primary; rows come from a standby that is as far, from any other server that is, and
from the primary last. While there is no primary nothing can be acknowledged: then the server that is farthest tells.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from contextvars import ContextVar
from itertools import chain
from typing import Any, TypeVar

import sqlalchemy as sa

from api.core.db.dataset_state import BehindError, DataState
from api.core.db.postgres_hosts import HostReport, PostgresHost
from api.core.db.postgres_reader import PostgresReader
from api.core.db.reader import HostStatus, ReadScript, RowStream, Snapshot, Statement, unavailable
from api.core.db.spool import Spool
from api.core.http.problems import ProblemError

_CATCH_UP = (0.003, 0.01, 0.03)
"""How long a standby is waited for that is behind, in turn, before another server is asked."""
_LAG_SECONDS = 1.0
"""For how long one that was still behind is asked after others."""
_PATIENCE_SECONDS = 0.2
"""After how long a read that takes longer is held to be cut off, unless its host takes a connection."""
GIVE_UP_SECONDS = 2.0
"""For how long a read looks for a server that can answer it."""

_REPLAY_SECONDS = 0.3
"""For how long, where there is no primary, standbys are waited for that have received what they have not replayed."""

_T = TypeVar("_T")
_Read = Callable[[PostgresReader, DataState], Awaitable[_T]]


class ReplicatedReader:
    """Reads from the hosts of a cluster.

    Args:
        writing: the hosts of which one is the primary.
        reading: those that are read from, where they answer and are as far.
        pool_size: how many connections read at once, of each.
        serves_texts: whether attached texts may be shown that are not free.
    """

    dialect: sa.Dialect = PostgresReader.dialect

    def __init__(
        self, writing: Sequence[sa.URL], reading: Sequence[sa.URL], pool_size: int, *, serves_texts: bool = False
    ) -> None:
        """Name the hosts; nothing is connected to."""
        self.serves_texts = serves_texts
        urls = dict.fromkeys(chain(reading, writing))
        hosts = {url: PostgresHost(url, pool_size, serves_texts=serves_texts) for url in urls}
        self._hosts = list(hosts.values())
        self._reading = [hosts[url] for url in dict.fromkeys(reading)]
        self._known: DataState | None = None
        self._seen: ContextVar[DataState | None] = ContextVar("seen", default=None)
        self._expected: ContextVar[int] = ContextVar("expected", default=0)
        self._turn = 0

    async def open(self) -> None:
        """Connect to whichever hosts answer.

        Raises:
            OSError: none of them does.
        """
        await _ask(self._hosts)
        if all(host.is_out for host in self._hosts):
            message = f"none of {len(self._hosts)} hosts of the database answers"
            raise OSError(message)

    async def close(self) -> None:
        """Disconnect."""
        await asyncio.gather(*(host.close() for host in self._hosts))

    async def ready(self) -> None:
        """Say whether a host can be read from."""
        if not any([await host.is_ready() for host in self._hosts]):
            raise unavailable(ConnectionError())

    async def is_writable(self) -> bool:
        """Tell whether one of the hosts is the primary."""
        await _ask(host for host in self._hosts if not host.is_out)
        return self._primary is not None

    def connections_in_use(self) -> int:
        """Return how many connections are reading now."""
        return sum(host.reader.connections_in_use() for host in self._hosts)

    def hosts(self) -> Sequence[HostStatus]:
        """Return how each host is, in the order of their URLs: those that are read from first."""
        most = max((host.report.state.version for host in self._hosts if host.report), default=0)
        return [host.status(most) for host in self._hosts]

    async def version(self) -> int:
        """Return the version of the dataset."""
        return (await self.state()).version

    @property
    def seen(self) -> DataState | None:
        """The state that this request asked for last; no answer to it is of an older one."""
        return self._seen.get()

    def expect(self, version: int) -> None:
        """Say what version of the dataset the client of this request has seen, wherever; 0 is none."""
        self._expected.set(version)

    async def state(self) -> DataState:
        """Return the state of the primary, or of the host that is farthest where none is to be found."""
        state = await self._state()
        self._seen.set(state)
        return state

    async def fetch(self, statement: Statement, values: Mapping[str, Any]) -> Snapshot:
        """Return the rows."""
        return await self._read(lambda reader, seen: reader.fetch(statement, values, seen))

    async def scan(self, statement: Statement, values: Mapping[str, Any]) -> Snapshot:
        """Return the rows within the time limit."""
        return await self._read(lambda reader, seen: reader.scan(statement, values, seen))

    async def run_in_snapshot(self, begin: Callable[[], ReadScript[_T]], *, scans: bool) -> tuple[DataState, _T]:
        """Take steps within one transaction of one host."""
        return await self._read(lambda reader, seen: reader.run_in_snapshot(begin, scans=scans, seen=seen))

    async def stream_rows(self, begin: Callable[[], ReadScript[RowStream]], spool: Spool) -> None:
        """Write every row to a spool; a host that fails before the first is left for another."""
        await self._read(lambda reader, seen: reader.stream_rows(begin, spool, seen), spool)

    @property
    def _primary(self) -> PostgresHost | None:
        """The primary, as far as is known; of two that say so, the one which is farther.

        A host that is read from is it sooner than what is written through, which may be a pooler that writers wait at.
        """
        able = (host for host in self._hosts if host.is_primary)
        return max(able, key=lambda host: host.report.state.version if host.report else 0, default=None)

    async def _state(self) -> DataState:
        while primary := self._primary:
            with suppress(ProblemError):  # it is lost then, and another may be found
                report = await primary.ask()
                if not report.is_standby:
                    self._known = report.state
                    return report.state
        return await self._farthest()

    async def _farthest(self) -> DataState:
        """Return the state of the host that is farthest, once it has replayed what it received.

        It is never older than what this process knows.

        Raises:
            ProblemError: `unavailable`: no host answers, or none is as far as the client says it has seen.
        """
        deadline = _now() + _REPLAY_SECONDS
        while True:
            reports = await _ask([host for host in self._hosts if not host.is_out] or self._hosts)
            if not reports:
                raise unavailable(ConnectionError())
            found = max(report.state for report in reports)
            waits = any(report.unreplayed for report in reports) or found.version < self._expected.get()
            if not waits or _now() > deadline:
                break
            await asyncio.sleep(_CATCH_UP[0])
        if found.version < self._expected.get():
            raise unavailable(LookupError())
        self._known = self._known if self._known and found.is_behind(self._known) else found
        return self._known

    async def _read(self, read: _Read[_T], spool: Spool | None = None) -> _T:
        seen = self._seen.get() or await self.state()
        deadline = _now() + GIVE_UP_SECONDS
        while True:
            failure: ProblemError | None = None
            for host in self._in_turn():
                try:
                    return await self._read_from(host, read, seen)
                except BehindError:
                    host.lags_until = _now() + _LAG_SECONDS
                except ProblemError as error:
                    if error.slug != "unavailable" or (spool and spool.has_begun):
                        raise
                    failure = error
                    host.lose()
            if _now() > deadline:
                raise failure or unavailable(ConnectionError())
            await asyncio.sleep(_CATCH_UP[-1])

    async def _read_from(self, host: PostgresHost, read: _Read[_T], seen: DataState) -> _T:
        """Read from a host, and wait for a moment where it is behind.

        Raises:
            BehindError: it is still behind.
            ProblemError: as `read`; `unavailable` also where the host was cut off.
        """
        for pause in () if host.lags_until > _now() else _CATCH_UP:
            try:
                return await _while_it_answers(host, read(host.reader, seen))
            except BehindError:
                await asyncio.sleep(pause)
        return await _while_it_answers(host, read(host.reader, seen))

    def _in_turn(self) -> list[PostgresHost]:
        """Return the hosts in the order in which they are asked: whose turn it is, the primary, and those that lag."""
        self._turn += 1
        there = [host for host in self._reading if not host.is_out]
        start = self._turn % len(there) if there else 0
        primary = [self._primary] if self._primary and self._primary not in there else []
        ordered = [*there[start:], *there[:start], *primary]
        now = _now()
        return sorted(ordered, key=lambda host: host.lags_until > now) or self._hosts


async def _ask(hosts: Iterable[PostgresHost]) -> list[HostReport]:
    """Return what those hosts tell that answer."""
    told = await asyncio.gather(*(host.ask() for host in hosts), return_exceptions=True)
    return [report for report in told if isinstance(report, HostReport)]


async def _while_it_answers(host: PostgresHost, reading: Awaitable[_T]) -> _T:
    """Return what is read, unless the host ceases to answer.

    Raises:
        ProblemError: `unavailable`: the host takes no connection any more; else whatever reading raises.
    """
    task, patience = asyncio.ensure_future(reading), _PATIENCE_SECONDS
    try:
        while not (await asyncio.wait([task], timeout=patience))[0]:
            if not await host.answers():
                raise unavailable(ConnectionError())
            patience *= 2
        return task.result()
    finally:
        task.cancel()


def _now() -> float:
    return asyncio.get_running_loop().time()
