"""The records of one resource, as `Client` and `AsyncClient` have them."""

from collections.abc import AsyncIterator, Iterator
from typing import Any, Generic, Protocol, TypeVar

from msgspec import Struct

from lunju.exchange import Exchange, OutgoingRequest, Values
from lunju.resource_exchange import Record, ResourceExchange

_Result = TypeVar("_Result")


class Run(Protocol):
    """Makes exchanges."""

    def __call__(self, exchange: Exchange[_Result]) -> _Result:
        """Return what an exchange comes to."""


class AsyncRun(Protocol):
    """Makes exchanges, for asyncio."""

    async def __call__(self, exchange: Exchange[_Result]) -> _Result:
        """Return what an exchange comes to."""


class ResourceClient(Generic[Record]):
    """The records of a resource."""

    def __init__(self, run: Run, name: str, record_type: type[Record]) -> None:
        """Name a resource, and the type of its records."""
        self._run = run
        self._exchange = ResourceExchange(name, record_type)

    def list(self, **filters: Any) -> Iterator[Record]:
        """Yield the records that filters select, page by page.

        Args:
            filters: parameters of the list, such as `kind="thesis"` or `kind=["thesis", "causal"]`; not `fields`, nor
                `embed`, since records are whole, and nothing beside.

        Raises:
            LunjuError: a filter is refused.
        """
        request: OutgoingRequest | None = self._exchange.first_page(filters)
        while request:
            records, request = self._run(self._exchange.read_page(request))
            yield from records

    def get(self, record_id: str) -> Record:
        """Return a record.

        Raises:
            LunjuError: there is none, or it was deleted.
        """
        return self._run(self._exchange.get(record_id))

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


class AsyncResourceClient(Generic[Record]):
    """The records of a resource, for asyncio; what `ResourceClient` says holds here."""

    def __init__(self, run: AsyncRun, name: str, record_type: type[Record]) -> None:
        """Name a resource, and the type of its records."""
        self._run = run
        self._exchange = ResourceExchange(name, record_type)

    async def list(self, **filters: Any) -> AsyncIterator[Record]:
        """Yield the records that filters select, page by page."""
        request: OutgoingRequest | None = self._exchange.first_page(filters)
        while request:
            records, request = await self._run(self._exchange.read_page(request))
            for record in records:
                yield record

    async def get(self, record_id: str) -> Record:
        """Return a record."""
        return await self._run(self._exchange.get(record_id))

    async def create(self, record: Struct | Values, *, reason: str | None = None) -> Record:
        """Make a record, and return it with its id."""
        return await self._run(self._exchange.create(record, reason))

    async def change(self, record: Record | str, fields: Values, *, reason: str | None = None) -> Record:
        """Change fields of a record, and return it as it is then."""
        return await self._run(self._exchange.change(record, fields, reason))

    async def delete(self, record: Record | str, *, reason: str | None = None) -> Record:
        """Delete a record, and return what it was."""
        return await self._run(self._exchange.delete(record, reason))
