"""One host of several: what it has, whether it is the primary, and whether it answers at all."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass

import asyncpg
import sqlalchemy as sa

from api.core.db.dataset_state import DataState
from api.core.db.postgres_reader import PostgresReader
from api.core.db.postgres_urls import reading_options
from api.core.db.reader import HostStatus, unavailable
from api.core.db.shared_question import SharedQuestion
from api.core.http.problems import ProblemError

ANSWER_SECONDS = 0.3
"""How long a host may take to tell its state before it counts as cut off."""
_OPENING_SECONDS = 5.0
"""How long it may take where nothing is connected yet."""
_REVIVAL_SECONDS = 0.2
"""How often a host is asked that did not answer."""
_REPORT = (
    "SELECT version, text_changes, SUBSTR(chain_hash, 1, 12), epoch, pg_is_in_recovery(), "
    "COALESCE(pg_last_wal_receive_lsn() - pg_last_wal_replay_lsn(), 0)::bigint FROM dataset"
)


@dataclass(frozen=True, slots=True)
class HostReport:
    """What a host tells of itself.

    Attributes:
        state: the state of the dataset that is read there.
        is_standby: whether it follows another.
        unreplayed: how many bytes it has received that are not yet read there.
    """

    state: DataState
    is_standby: bool
    unreplayed: int


class PostgresHost:
    """A host.

    Attributes:
        url: where it is.
        reader: what reads from it.
        is_out: whether it did not answer when it was asked last, or was never asked.
        lags_until: until when it is asked after others, since it was behind; a time of the event loop.
        report: what it told last.
    """

    def __init__(self, url: sa.URL, pool_size: int, *, serves_texts: bool) -> None:
        """Name it, and the width of its pool."""
        self.url = url
        self.reader = PostgresReader(url, pool_size, serves_texts=serves_texts)
        self.is_out = True
        self.lags_until = 0.0
        self.report: HostReport | None = None
        self._opened = False
        self._reviving: asyncio.Task[None] | None = None
        self._reports = SharedQuestion(self._ask)

    async def ask(self) -> HostReport:
        """Return what it tells of itself now; requests that wait at once share one question.

        Raises:
            ProblemError: `unavailable`: it does not answer.
        """
        return await self._reports.answer()

    async def answers(self) -> bool:
        """Tell whether it takes a connection: a host that was cut off leaves those that there are without an end."""
        try:
            connection = await asyncpg.connect(**{**reading_options(self.url), "timeout": ANSWER_SECONDS})
        except asyncpg.PostgresError:  # it has no room, say: but it says so
            return True
        except (OSError, asyncpg.InterfaceError):
            return False
        connection.terminate()
        return True

    async def is_ready(self) -> bool:
        """Tell whether it answers, and reads met no damage there."""
        try:
            await self.reader.ready()
        except ProblemError:
            return False
        return not self.is_out

    @property
    def is_primary(self) -> bool:
        """Whether it answers, and follows no other."""
        return not self.is_out and self.report is not None and not self.report.is_standby

    def status(self, most: int) -> HostStatus:
        """Return how it is, where others have a version of the dataset."""
        if self.is_out or self.report is None:
            return HostStatus("out", None)
        return HostStatus("standby" if self.report.is_standby else "primary", most - self.report.state.version)

    def lose(self) -> None:
        """Take it for out, and go on asking it, beside the requests, until it answers."""
        self.is_out = True
        if self._reviving is None or self._reviving.done():
            self._reviving = asyncio.create_task(self._revive())

    async def close(self) -> None:
        """Disconnect."""
        if self._reviving:
            self._reviving.cancel()
        if self._opened:
            await self.reader.close()

    async def _ask(self) -> HostReport:
        try:
            async with asyncio.timeout(ANSWER_SECONDS if self._opened else _OPENING_SECONDS):
                if not self._opened:
                    await self.reader.open()
                    self._opened = True
                *state, is_standby, unreplayed = await self.reader.ask(_REPORT)
        except (OSError, asyncpg.InterfaceError, asyncpg.PostgresError, ProblemError) as error:
            self.lose()
            raise error if isinstance(error, ProblemError) else unavailable(error) from error
        self.is_out = False
        self.report = HostReport(DataState(*state), is_standby, unreplayed)
        return self.report

    async def _revive(self) -> None:
        while self.is_out:
            await asyncio.sleep(_REVIVAL_SECONDS)
            with suppress(ProblemError):
                await self.ask()
