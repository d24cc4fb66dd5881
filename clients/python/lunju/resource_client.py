"""The records of one resource, as `Client` and `AsyncClient` have them."""

from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from typing import Any, Generic, Protocol, TypeVar, overload

from msgspec import Struct

from lunju.exchange import Exchange, OutgoingRequest, Values
from lunju.resource_exchange import Paths, Record, ResourceExchange, WithRelated

_Result = TypeVar("_Result")


class Run(Protocol):
    """Makes exchanges."""

    def __call__(self, exchange: Exchange[_Result]) -> _Result:
        """Return what an exchange comes to."""


class AsyncRun(Protocol):
    """Makes exchanges, for asyncio."""

    async def __call__(self, exchange: Exchange[_Result]) -> _Result:
        """Return what an exchange comes to."""


class ResourceClient(Generic[Record, WithRelated]):
    """The records of a resource."""

    def __init__(self, run: Run, name: str, record_type: type[Record], with_related: type[WithRelated]) -> None:
        """Name a resource, and the types of its records."""
        self._run = run
        self._exchange = ResourceExchange(name, record_type, with_related)

    @overload
    def list(self, *, embed: None = None, **filters: Any) -> Iterator[Record]: ...

    @overload
    def list(self, *, embed: str | Sequence[str], **filters: Any) -> Iterator[WithRelated]: ...

    def list(self, *, embed: Paths = None, **filters: Any) -> Iterator[Record] | Iterator[WithRelated]:
        """Yield the records that filters select, page by page.

        Args:
            embed: what else is wanted beside each, such as `["passages", "evidence.origin"]`: then it has `related`.
            filters: parameters of the list, such as `kind="thesis"` or `kind=["thesis", "causal"]`; not `fields`,
                since records are whole.

        Raises:
            LunjuError: a filter is refused.
        """
        request: OutgoingRequest | None = self._exchange.first_page(embed, filters)
        while request:
            records, request = self._run(self._exchange.read_page(request, embed))
            yield from records

    @overload
    def get(self, record_id: str, *, embed: None = None) -> Record: ...

    @overload
    def get(self, record_id: str, *, embed: str | Sequence[str]) -> WithRelated: ...

    def get(self, record_id: str, *, embed: Paths = None) -> Record | WithRelated:
        """Return a record.

        Args:
            record_id: its id.
            embed: what else is wanted beside it, such as `["passages", "evidence.origin"]`: then it has `related`.

        Raises:
            LunjuError: there is none, or it was deleted.
        """
        return self._run(self._exchange.get(record_id, embed))

    def update(
        self, record_id: str, change: Callable[[Record], Values | None], *, reason: str | None = None, attempts: int = 5
    ) -> Record:
        """Change a record by what a function makes of it, again where another changed it meanwhile.

        Args:
            record_id: its id.
            change: is given the record as it stands, and returns the fields to change; none leaves it. It is asked
                again, of what stands then, where somebody was quicker.
            reason: why; it is kept with the version.
            attempts: how often it is tried.

        Raises:
            LunjuError: it is refused; `PreconditionFailedError`, where others were quicker each time.
        """
        return self._run(self._exchange.update(record_id, change, reason, attempts))

    def create(self, record: Struct | Values, *, reason: str | None = None) -> Record:
        """Make a record, and return it with its id.

        Args:
            record: its fields, as one of the types for that, such as `lunju.records.ClaimCreate`, or by name.
            reason: why; it is kept with the version.

        Raises:
            LunjuError: it is refused; `errors` points at the fields.
        """
        return self._run(self._exchange.create(record, reason))

    def change(self, record: Record | str, fields: Values, *, reason: str | None = None) -> Record:
        """Change fields of a record, and return it as it is then.

        Args:
            record: as it was read; or its id, to change whatever stands.
            fields: their values; None empties a field (RFC 7396).
            reason: why; it is kept with the version.

        Raises:
            LunjuError: it is refused, or the record has changed since it was read.
        """
        return self._run(self._exchange.change(record, fields, reason))

    def delete(self, record: Record | str, *, reason: str | None = None) -> Record:
        """Delete a record, and return what it was.

        Raises:
            LunjuError: others depend on it, or it has changed since it was read.
        """
        return self._run(self._exchange.delete(record, reason))


class AsyncResourceClient(Generic[Record, WithRelated]):
    """The records of a resource, for asyncio; what `ResourceClient` says holds here."""

    def __init__(self, run: AsyncRun, name: str, record_type: type[Record], with_related: type[WithRelated]) -> None:
        """Name a resource, and the types of its records."""
        self._run = run
        self._exchange = ResourceExchange(name, record_type, with_related)

    @overload
    def list(self, *, embed: None = None, **filters: Any) -> AsyncIterator[Record]: ...

    @overload
    def list(self, *, embed: str | Sequence[str], **filters: Any) -> AsyncIterator[WithRelated]: ...

    async def list(self, *, embed: Paths = None, **filters: Any) -> AsyncIterator[Record] | AsyncIterator[WithRelated]:
        """Yield the records that filters select, page by page."""
        request: OutgoingRequest | None = self._exchange.first_page(embed, filters)
        while request:
            records, request = await self._run(self._exchange.read_page(request, embed))
            for record in records:
                yield record

    @overload
    async def get(self, record_id: str, *, embed: None = None) -> Record: ...

    @overload
    async def get(self, record_id: str, *, embed: str | Sequence[str]) -> WithRelated: ...

    async def get(self, record_id: str, *, embed: Paths = None) -> Record | WithRelated:
        """Return a record."""
        return await self._run(self._exchange.get(record_id, embed))

    async def update(
        self, record_id: str, change: Callable[[Record], Values | None], *, reason: str | None = None, attempts: int = 5
    ) -> Record:
        """Change a record by what a function makes of it, again where another changed it meanwhile."""
        return await self._run(self._exchange.update(record_id, change, reason, attempts))

    async def create(self, record: Struct | Values, *, reason: str | None = None) -> Record:
        """Make a record, and return it with its id."""
        return await self._run(self._exchange.create(record, reason))

    async def change(self, record: Record | str, fields: Values, *, reason: str | None = None) -> Record:
        """Change fields of a record, and return it as it is then."""
        return await self._run(self._exchange.change(record, fields, reason))

    async def delete(self, record: Record | str, *, reason: str | None = None) -> Record:
        """Delete a record, and return what it was."""
        return await self._run(self._exchange.delete(record, reason))
