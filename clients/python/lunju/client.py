"""`Client` and `AsyncClient`, on httpx.

What was read is changed only as it was read: where another has changed it since, there is a `LunjuError` of the kind
`precondition-failed`. Requests are sent again where the network fails or the service asks for patience; a write is made
once, however often it is sent.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from typing import Any, Self, TypeVar

import httpx

from lunju import following
from lunju.authorization import OriginAuthorization
from lunju.exchange import Exchange, OutgoingRequest, Pause, Values, build_request
from lunju.following import Following
from lunju.records import (
    BatchDone,
    Claim,
    DatasetState,
    Entity,
    Essay,
    Evidence,
    Measure,
    Operation,
    Passage,
    Relationship,
    Review,
    Section,
    Source,
    Statistic,
    Topic,
    Unit,
    Version,
)
from lunju.related import (
    ClaimWithRelated,
    EntityWithRelated,
    EssayWithRelated,
    EvidenceWithRelated,
    MeasureWithRelated,
    PassageWithRelated,
    RelationshipWithRelated,
    ReviewWithRelated,
    SectionWithRelated,
    SourceWithRelated,
    StatisticWithRelated,
    TopicWithRelated,
    UnitWithRelated,
)
from lunju.resource_client import AsyncResourceClient, ResourceClient
from lunju.resource_exchange import apply_batch, first_changes, read_changes, read_dataset

_TIMEOUT = 30.0
_MAX_PAUSE = 30.0
_Result = TypeVar("_Result")


class Client:
    """Reads and writes over HTTP.

    Args:
        base_url: where the service is.
        key: the key that writing needs; it is sent there, to no other origin, and shown nowhere.
        timeout: seconds to wait for an answer.
        max_pause: the most seconds to wait before a request is sent again, even where the service asks for more.
    """

    def __init__(
        self, base_url: str, key: str | None = None, *, timeout: float = _TIMEOUT, max_pause: float = _MAX_PAUSE
    ) -> None:
        """Prepare; the first request connects."""
        self._max_pause = max_pause
        authorize = OriginAuthorization(base_url, key)
        self._http = httpx.Client(
            base_url=base_url, timeout=timeout, follow_redirects=True, event_hooks={"request": [authorize]}
        )
        self.claims = ResourceClient(self._run, "claims", Claim, ClaimWithRelated)
        self.entities = ResourceClient(self._run, "entities", Entity, EntityWithRelated)
        self.essays = ResourceClient(self._run, "essays", Essay, EssayWithRelated)
        self.evidence = ResourceClient(self._run, "evidence", Evidence, EvidenceWithRelated)
        self.measures = ResourceClient(self._run, "measures", Measure, MeasureWithRelated)
        self.passages = ResourceClient(self._run, "passages", Passage, PassageWithRelated)
        self.relationships = ResourceClient(self._run, "relationships", Relationship, RelationshipWithRelated)
        self.reviews = ResourceClient(self._run, "reviews", Review, ReviewWithRelated)
        self.sections = ResourceClient(self._run, "sections", Section, SectionWithRelated)
        self.sources = ResourceClient(self._run, "sources", Source, SourceWithRelated)
        self.statistics = ResourceClient(self._run, "statistics", Statistic, StatisticWithRelated)
        self.topics = ResourceClient(self._run, "topics", Topic, TopicWithRelated)
        self.units = ResourceClient(self._run, "units", Unit, UnitWithRelated)

    def batch(self, operations: Sequence[Operation | Values], *, reason: str | None = None) -> BatchDone:
        """Apply operations together, or none of them.

        Raises:
            LunjuError: one is refused; `errors` points at it.
        """
        return self._run(apply_batch(operations, reason))

    def dataset(self) -> DatasetState:
        """Return the state of the dataset: its version, its hash, its epoch."""
        return self._run(read_dataset())

    def changes(
        self, since: int | None = None, epoch: str | None = None, *, follow: bool = False, **wanted: Any
    ) -> Iterator[Version]:
        """Yield what changed after a change, in the order of commits: up to now, or on and on.

        Args:
            since: the number of the last change that is known; by default all are told, or, to who follows, none of
                those that there are.
            epoch: the epoch of the dataset that it is of.
            follow: whether to wait for those that come, for ever, over as many connections as it takes.
            wanted: `resource` and `essay_id`, of which alone changes are told.

        Raises:
            LunjuError: `FeedRestartedError`, where the dataset was restored from a backup: what is known of it may not
                be so any more, and `members` tell its `sequence` and `epoch`.
        """
        if follow:
            yield from following.follow(self._http, Following(since, epoch, wanted), self._max_pause)
        request: OutgoingRequest | None = first_changes(since or 0, epoch, wanted)
        while request:
            found, request = self._run(read_changes(request))
            yield from found

    def close(self) -> None:
        """Disconnect."""
        self._http.close()

    def __enter__(self) -> Self:
        """Return the client, which disconnects at the end."""
        return self

    def __exit__(self, *_: object) -> None:
        """Disconnect."""
        self.close()

    def _run(self, exchange: Exchange[_Result]) -> _Result:
        response: httpx.Response | None = None
        failure: httpx.TransportError | None = None
        while True:
            try:
                step = exchange.throw(failure) if failure else exchange.send(response)
            except StopIteration as end:
                result: _Result = end.value
                return result
            response = failure = None
            try:
                if isinstance(step, Pause):
                    time.sleep(min(step.seconds, self._max_pause))
                else:
                    response = self._http.send(build_request(self._http, step))
            except httpx.TransportError as error:
                failure = error


class AsyncClient:
    """Reads and writes over HTTP, for asyncio; what `Client` says holds here."""

    def __init__(
        self, base_url: str, key: str | None = None, *, timeout: float = _TIMEOUT, max_pause: float = _MAX_PAUSE
    ) -> None:
        """Prepare; the first request connects."""
        self._max_pause = max_pause
        authorize = OriginAuthorization(base_url, key)

        async def authorize_request(request: httpx.Request) -> None:
            authorize(request)

        self._http = httpx.AsyncClient(
            base_url=base_url, timeout=timeout, follow_redirects=True, event_hooks={"request": [authorize_request]}
        )
        self.claims = AsyncResourceClient(self._run, "claims", Claim, ClaimWithRelated)
        self.entities = AsyncResourceClient(self._run, "entities", Entity, EntityWithRelated)
        self.essays = AsyncResourceClient(self._run, "essays", Essay, EssayWithRelated)
        self.evidence = AsyncResourceClient(self._run, "evidence", Evidence, EvidenceWithRelated)
        self.measures = AsyncResourceClient(self._run, "measures", Measure, MeasureWithRelated)
        self.passages = AsyncResourceClient(self._run, "passages", Passage, PassageWithRelated)
        self.relationships = AsyncResourceClient(self._run, "relationships", Relationship, RelationshipWithRelated)
        self.reviews = AsyncResourceClient(self._run, "reviews", Review, ReviewWithRelated)
        self.sections = AsyncResourceClient(self._run, "sections", Section, SectionWithRelated)
        self.sources = AsyncResourceClient(self._run, "sources", Source, SourceWithRelated)
        self.statistics = AsyncResourceClient(self._run, "statistics", Statistic, StatisticWithRelated)
        self.topics = AsyncResourceClient(self._run, "topics", Topic, TopicWithRelated)
        self.units = AsyncResourceClient(self._run, "units", Unit, UnitWithRelated)

    async def batch(self, operations: Sequence[Operation | Values], *, reason: str | None = None) -> BatchDone:
        """Apply operations together, or none of them."""
        return await self._run(apply_batch(operations, reason))

    async def dataset(self) -> DatasetState:
        """Return the state of the dataset."""
        return await self._run(read_dataset())

    async def changes(
        self, since: int | None = None, epoch: str | None = None, *, follow: bool = False, **wanted: Any
    ) -> AsyncIterator[Version]:
        """Yield what changed after a change, in the order of commits: up to now, or on and on."""
        if follow:
            async for change in following.follow_async(self._http, Following(since, epoch, wanted), self._max_pause):
                yield change
        request: OutgoingRequest | None = first_changes(since or 0, epoch, wanted)
        while request:
            found, request = await self._run(read_changes(request))
            for change in found:
                yield change

    async def aclose(self) -> None:
        """Disconnect."""
        await self._http.aclose()

    async def __aenter__(self) -> Self:
        """Return the client, which disconnects at the end."""
        return self

    async def __aexit__(self, *_: object) -> None:
        """Disconnect."""
        await self.aclose()

    async def _run(self, exchange: Exchange[_Result]) -> _Result:
        response: httpx.Response | None = None
        failure: httpx.TransportError | None = None
        while True:
            try:
                step = exchange.throw(failure) if failure else exchange.send(response)
            except StopIteration as end:
                result: _Result = end.value
                return result
            response = failure = None
            try:
                if isinstance(step, Pause):
                    await asyncio.sleep(min(step.seconds, self._max_pause))
                else:
                    response = await self._http.send(build_request(self._http, step))
            except httpx.TransportError as error:
                failure = error
