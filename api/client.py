"""A client of Lunju in Python, on httpx: `Client`, and `AsyncClient` for asyncio.

Records come as the service's own models. What was read is changed only as it was read: where another has
changed it since, there is a `LunjuError` of the kind `precondition-failed`. Requests are sent again where the
network fails or the service asks for patience; a write is made once, however often it is sent.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from typing import Self, TypeVar

import httpx

from api.client_records import AsyncRecords, Records
from api.client_steps import (
    CHANGES,
    Asked,
    Authorize,
    LunjuError,
    Pause,
    Plans,
    Steps,
    Values,
    batch,
    built,
    changes,
    dataset,
)
from api.resources.batches.models import BatchDone, Operation
from api.resources.claims.models import ClaimPublic
from api.resources.essays.models import EssayPublic
from api.resources.evidence.models import EvidencePublic
from api.resources.passages.models import PassagePublic
from api.resources.relationships.models import RelationshipPublic
from api.resources.sections.models import SectionPublic
from api.resources.service.models import DatasetState
from api.resources.sources.models import SourcePublic
from api.resources.statistics.models import StatisticPublic
from api.resources.terms.models import TermPublic
from api.resources.topics.models import TopicPublic
from api.resources.units.models import UnitPublic
from api.resources.versions.models import VersionPublic

__all__ = ["AsyncClient", "AsyncRecords", "Client", "LunjuError", "Records"]

_TIMEOUT = 30.0
_T = TypeVar("_T")


class Client:
    """Reads and writes over HTTP.

    Args:
        base_url: where the service is.
        key: the key that writing needs; it is sent there, to no other origin, and shown nowhere.
        timeout: seconds to wait for an answer.
    """

    def __init__(self, base_url: str, key: str | None = None, *, timeout: float = _TIMEOUT) -> None:
        """Prepare; the first request connects."""
        authorize = Authorize(base_url, key)
        self._http = httpx.Client(
            base_url=base_url, timeout=timeout, follow_redirects=True, event_hooks={"request": [authorize]}
        )
        self.claims = Records(self.run, Plans("claims", ClaimPublic))
        self.essays = Records(self.run, Plans("essays", EssayPublic))
        self.evidence = Records(self.run, Plans("evidence", EvidencePublic))
        self.passages = Records(self.run, Plans("passages", PassagePublic))
        self.relationships = Records(self.run, Plans("relationships", RelationshipPublic))
        self.sections = Records(self.run, Plans("sections", SectionPublic))
        self.sources = Records(self.run, Plans("sources", SourcePublic))
        self.statistics = Records(self.run, Plans("statistics", StatisticPublic))
        self.terms = Records(self.run, Plans("terms", TermPublic))
        self.topics = Records(self.run, Plans("topics", TopicPublic))
        self.units = Records(self.run, Plans("units", UnitPublic))

    def batch(self, operations: Sequence[Operation | Values], *, reason: str | None = None) -> BatchDone:
        """Apply operations together, or none of them.

        Raises:
            LunjuError: one is refused; `errors` points at it.
        """
        return self.run(batch(operations, reason))

    def dataset(self) -> DatasetState:
        """Return the state of the dataset: its version, its hash, its epoch."""
        return self.run(dataset())

    def changes(self, since: int = 0, epoch: str | None = None) -> Iterator[VersionPublic]:
        """Yield what changed after a change, in the order of commits, up to now.

        Args:
            since: the number of the last change that is known.
            epoch: the epoch of the dataset that it is of.

        Raises:
            LunjuError: `feed-restarted`, where the dataset was restored from a backup: what is known of it may not be
                so any more, and `members` tell its `sequence` and `epoch`.
        """
        asked: Asked | None = changes(since, epoch)
        while asked:
            found, asked = self.run(CHANGES.page(asked))
            yield from found

    def run(self, steps: Steps[_T]) -> _T:
        """Take steps, and return what they come to."""
        answer: httpx.Response | None = None
        try:
            step = next(steps)
            while True:
                try:
                    answer = None
                    if isinstance(step, Pause):
                        time.sleep(step.seconds)
                    else:
                        answer = self._http.send(built(self._http, step))
                except httpx.TransportError as error:
                    step = steps.throw(error)
                else:
                    step = steps.send(answer)
        except StopIteration as end:
            found: _T = end.value
            return found

    def close(self) -> None:
        """Disconnect."""
        self._http.close()

    def __enter__(self) -> Self:
        """Return the client, which disconnects at the end."""
        return self

    def __exit__(self, *_: object) -> None:
        """Disconnect."""
        self.close()


class AsyncClient:
    """Reads and writes over HTTP, for asyncio; what `Client` says holds here."""

    def __init__(self, base_url: str, key: str | None = None, *, timeout: float = _TIMEOUT) -> None:
        """Prepare; the first request connects."""
        authorize = Authorize(base_url, key)

        async def authorize_request(request: httpx.Request) -> None:
            authorize(request)

        self._http = httpx.AsyncClient(
            base_url=base_url, timeout=timeout, follow_redirects=True, event_hooks={"request": [authorize_request]}
        )
        self.claims = AsyncRecords(self.run, Plans("claims", ClaimPublic))
        self.essays = AsyncRecords(self.run, Plans("essays", EssayPublic))
        self.evidence = AsyncRecords(self.run, Plans("evidence", EvidencePublic))
        self.passages = AsyncRecords(self.run, Plans("passages", PassagePublic))
        self.relationships = AsyncRecords(self.run, Plans("relationships", RelationshipPublic))
        self.sections = AsyncRecords(self.run, Plans("sections", SectionPublic))
        self.sources = AsyncRecords(self.run, Plans("sources", SourcePublic))
        self.statistics = AsyncRecords(self.run, Plans("statistics", StatisticPublic))
        self.terms = AsyncRecords(self.run, Plans("terms", TermPublic))
        self.topics = AsyncRecords(self.run, Plans("topics", TopicPublic))
        self.units = AsyncRecords(self.run, Plans("units", UnitPublic))

    async def batch(self, operations: Sequence[Operation | Values], *, reason: str | None = None) -> BatchDone:
        """Apply operations together, or none of them."""
        return await self.run(batch(operations, reason))

    async def dataset(self) -> DatasetState:
        """Return the state of the dataset."""
        return await self.run(dataset())

    async def changes(self, since: int = 0, epoch: str | None = None) -> AsyncIterator[VersionPublic]:
        """Yield what changed after a change, in the order of commits, up to now."""
        asked: Asked | None = changes(since, epoch)
        while asked:
            found, asked = await self.run(CHANGES.page(asked))
            for change in found:
                yield change

    async def run(self, steps: Steps[_T]) -> _T:
        """Take steps, and return what they come to."""
        try:
            step = next(steps)
            while True:
                try:
                    answer = None
                    if isinstance(step, Pause):
                        await asyncio.sleep(step.seconds)
                    else:
                        answer = await self._http.send(built(self._http, step))
                except httpx.TransportError as error:
                    step = steps.throw(error)
                else:
                    step = steps.send(answer)
        except StopIteration as end:
            found: _T = end.value
            return found

    async def aclose(self) -> None:
        """Disconnect."""
        await self._http.aclose()

    async def __aenter__(self) -> Self:
        """Return the client, which disconnects at the end."""
        return self

    async def __aexit__(self, *_: object) -> None:
        """Disconnect."""
        await self.aclose()
