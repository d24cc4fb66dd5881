"""What can be asked of a service, each as an exchange: of a resource, of the feed of changes, of the dataset."""

from collections.abc import Callable, Sequence
from typing import Any, Generic, Protocol, TypeVar
from urllib.parse import quote

import httpx
import msgspec

from lunju.exchange import Exchange, OutgoingRequest, Values, send_patiently, write_request
from lunju.problems import PreconditionFailedError
from lunju.records import BatchDone, DatasetState, Operation, Version


class Versioned(Protocol):
    """What every record has."""

    @property
    def id(self) -> str:
        """The id of the record."""

    @property
    def version(self) -> int:
        """The number of this state of it."""


Record = TypeVar("Record", bound=Versioned)
WithRelated = TypeVar("WithRelated", bound=Versioned)
_Item = TypeVar("_Item")

Paths = str | Sequence[str] | None
"""What `embed` asks for: a relation, or several."""


class ResourceExchange(Generic[Record, WithRelated]):
    """What can be done with the records of a resource.

    Args:
        name: the name of the resource.
        record_type: the type of its records.
        with_related: the type of its records that have others embedded.
    """

    def __init__(self, name: str, record_type: type[Record], with_related: type[WithRelated]) -> None:
        """Name a resource."""
        self._name = name
        self._record_type = record_type
        self._with_related = with_related

    def first_page(self, embed: Paths, filters: Values) -> OutgoingRequest:
        """Return what asks for the first page of its list."""
        return OutgoingRequest("GET", f"/{self._name}", {**_embedding(embed), **filters})

    def read_page(self, request: OutgoingRequest, embed: Paths) -> Exchange[tuple[list[Any], OutgoingRequest | None]]:
        """Read a page of records, and what asks for the next."""
        return _read_page(request, self._with_related if embed else self._record_type)

    def get(self, record_id: str, embed: Paths) -> Exchange[Record | WithRelated]:
        """Read a record; one that was merged into another is that."""
        response = yield from send_patiently(OutgoingRequest("GET", self._path(record_id), _embedding(embed)))
        return msgspec.json.decode(response.content, type=self._with_related if embed else self._record_type)

    def update(
        self, record_id: str, change: Callable[[Record], Values | None], reason: str | None, attempts: int
    ) -> Exchange[Record]:
        """Change a record by what a function makes of it, again where another changed it meanwhile."""
        for attempt in range(1, attempts + 1):
            response = yield from send_patiently(OutgoingRequest("GET", self._path(record_id)))
            record = msgspec.json.decode(response.content, type=self._record_type)
            if not (fields := change(record)):
                return record
            request = write_request(
                "PATCH", self._path(record.id), dict(fields), reason=reason, if_match=response.headers["ETag"]
            )
            try:
                return (yield from self._answer_to(request))
            except PreconditionFailedError:
                if attempt == attempts:
                    raise
        raise AssertionError

    def create(self, record: msgspec.Struct | Values, reason: str | None) -> Exchange[Record]:
        """Make a record."""
        return self._answer_to(write_request("POST", f"/{self._name}", _body(record), reason=reason))

    def change(self, record: Record | str, fields: Values, reason: str | None) -> Exchange[Record]:
        """Change fields of a record."""
        path, etag = yield from self._state(record)
        return (yield from self._answer_to(write_request("PATCH", path, _body(fields), reason=reason, if_match=etag)))

    def delete(self, record: Record | str, reason: str | None) -> Exchange[Record]:
        """Delete a record, and return what it was."""
        path, etag = yield from self._state(record)
        return (yield from self._answer_to(write_request("DELETE", path, reason=reason, if_match=etag)))

    def _state(self, record: Record | str) -> Exchange[tuple[str, str]]:
        """Return the path of a record, and the ETag of the state that is changed: the one that was read, or any."""
        path = self._path(record if isinstance(record, str) else record.id)
        response = yield from send_patiently(OutgoingRequest("GET", path))
        etag: str = response.headers["ETag"]
        if isinstance(record, str):
            return path, etag
        # An ETag begins with the version: the service compares that, and refuses what has changed since.
        digest = etag.partition("-")[2]
        return path, f'"{record.version}-{digest}'

    def _path(self, record_id: str) -> str:
        return f"/{self._name}/{quote(record_id, safe='')}"

    def _answer_to(self, request: OutgoingRequest) -> Exchange[Record]:
        response = yield from send_patiently(request)
        return msgspec.json.decode(response.content, type=self._record_type)


def _embedding(embed: Paths) -> dict[str, str]:
    if not embed:
        return {}
    return {"embed": embed if isinstance(embed, str) else ",".join(embed)}


def first_changes(since: int, epoch: str | None, wanted: Values) -> OutgoingRequest:
    """Return what asks for the first page of wanted changes after a change, of an epoch."""
    known = {} if epoch is None else {"epoch": epoch}
    return OutgoingRequest("GET", "/changes", {"since": since, "limit": 1000, **known, **wanted})


def read_changes(request: OutgoingRequest) -> Exchange[tuple[list[Version], OutgoingRequest | None]]:
    """Read a page of changes, and what asks for the next."""
    return _read_page(request, Version)


def read_dataset() -> Exchange[DatasetState]:
    """Read the state of the dataset."""
    response = yield from send_patiently(OutgoingRequest("GET", "/", headers={"Accept": "application/json"}))
    return msgspec.json.decode(response.content, type=_Home).dataset


class _Home(msgspec.Struct):
    """What `GET /` says of the data."""

    dataset: DatasetState


def apply_batch(operations: Sequence[Operation | Values], reason: str | None) -> Exchange[BatchDone]:
    """Apply operations together."""
    body = {"operations": [_body(operation) for operation in operations]}
    response = yield from send_patiently(write_request("POST", "/batches", body, reason=reason))
    return msgspec.json.decode(response.content, type=BatchDone)


def _body(given: msgspec.Struct | Values) -> msgspec.Struct | dict[str, object]:
    return given if isinstance(given, msgspec.Struct) else dict(given)


def _read_page(request: OutgoingRequest, item: type[_Item]) -> Exchange[tuple[list[_Item], OutgoingRequest | None]]:
    response: httpx.Response = yield from send_patiently(request)
    following = response.links.get("next")
    items = msgspec.json.decode(response.content, type=list[item])  # type: ignore[valid-type] # a type that is known when it runs
    return items, None if following is None else OutgoingRequest("GET", following["url"])
