"""The records of a resource, as a client of the service has them."""

from collections.abc import AsyncIterator, Iterator
from typing import Any, Generic, Protocol, TypeVar

from pydantic import BaseModel

from api.client_steps import Asked, Plans, Record, Steps, Values

_T = TypeVar("_T")


class Run(Protocol):
    """Takes steps."""

    def __call__(self, steps: Steps[_T]) -> _T:
        """Return what they come to."""


class AsyncRun(Protocol):
    """Takes steps, for asyncio."""

    async def __call__(self, steps: Steps[_T]) -> _T:
        """Return what they come to."""


class Records(Generic[Record]):
    """The records of a resource."""

    def __init__(self, run: Run, plans: Plans[Record]) -> None:
        """Take steps as a client does."""
        self._run = run
        self._plans = plans

    def list(self, **filters: Any) -> Iterator[Record]:
        """Yield the records that filters select, page by page.

        Args:
            filters: parameters of the list, such as `kind="thesis"` or `kind=["thesis", "causal"]`; not `fields`.

        Raises:
            LunjuError: a filter is refused.
        """
        asked: Asked | None = Asked("GET", f"/{self._plans.name}", filters)
        while asked:
            records, asked = self._run(self._plans.page(asked))
            yield from records

    def get(self, identifier: str) -> Record:
        """Return a record.

        Raises:
            LunjuError: there is none, or it was deleted.
        """
        return self._run(self._plans.get(identifier))

    def create(self, record: BaseModel | Values, *, reason: str | None = None) -> Record:
        """Make a record, and return it with its id.

        Raises:
            LunjuError: it is refused; `errors` points at the fields.
        """
        return self._run(self._plans.create(record, reason))

    def change(self, record: Record | str, fields: Values, *, reason: str | None = None) -> Record:
        """Change fields of a record, and return it as it is then.

        Args:
            record: as it was read; or its id, to change whatever stands.
            fields: their values; None empties a field (RFC 7396).
            reason: why; it is kept with the version.

        Raises:
            LunjuError: it is refused, or the record has changed since it was read.
        """
        return self._run(self._plans.change(record, fields, reason))

    def delete(self, record: Record | str, *, reason: str | None = None) -> Record:
        """Delete a record, and return what it was.

        Raises:
            LunjuError: others depend on it, or it has changed since it was read.
        """
        return self._run(self._plans.delete(record, reason))


class AsyncRecords(Generic[Record]):
    """The records of a resource, for asyncio; what `Records` says holds here."""

    def __init__(self, run: AsyncRun, plans: Plans[Record]) -> None:
        """Take steps as a client does."""
        self._run = run
        self._plans = plans

    async def list(self, **filters: Any) -> AsyncIterator[Record]:
        """Yield the records that filters select, page by page."""
        asked: Asked | None = Asked("GET", f"/{self._plans.name}", filters)
        while asked:
            records, asked = await self._run(self._plans.page(asked))
            for record in records:
                yield record

    async def get(self, identifier: str) -> Record:
        """Return a record."""
        return await self._run(self._plans.get(identifier))

    async def create(self, record: BaseModel | Values, *, reason: str | None = None) -> Record:
        """Make a record, and return it with its id."""
        return await self._run(self._plans.create(record, reason))

    async def change(self, record: Record | str, fields: Values, *, reason: str | None = None) -> Record:
        """Change fields of a record, and return it as it is then."""
        return await self._run(self._plans.change(record, fields, reason))

    async def delete(self, record: Record | str, *, reason: str | None = None) -> Record:
        """Delete a record, and return what it was."""
        return await self._run(self._plans.delete(record, reason))
