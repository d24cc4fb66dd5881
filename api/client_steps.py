"""What a client asks and how it takes the answers, apart from how bytes travel: steps for `api/client.py`.

Steps are a generator: it yields what to send, or how long to wait, and is sent each response.
"""

import json
import random
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Generic, TypeVar
from urllib.parse import quote
from uuid import uuid4

import httpx
from pydantic import BaseModel

from api.core.http.paths import segment
from api.resources.batches.models import BatchDone, Operation
from api.resources.service.models import DatasetState
from api.resources.versions.models import VersionPublic

ATTEMPTS = 5
"""How often a request is sent at most."""
_LONGEST = 30.0

Values = Mapping[str, Any]
Record = TypeVar("Record", bound=BaseModel)
_T = TypeVar("_T")


@dataclass(frozen=True)
class Asked:
    """A request to send."""

    method: str
    path: str
    params: Values = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    content: bytes | None = None


@dataclass(frozen=True)
class Pause:
    """So many seconds to wait."""

    seconds: float


Steps = Generator[Asked | Pause, httpx.Response | None, _T]


class LunjuError(Exception):
    """An answer that is an error (RFC 9457).

    Attributes:
        status: the HTTP status.
        kind: which error of `/problems` it is, such as `precondition-failed`; empty where the answer does not say.
        detail: what went wrong, and what to do.
        errors: each fault: `detail`, and `pointer` or `parameter`.
        members: what errors of its kind say beyond that, such as the `epoch` of `feed-restarted`.
    """

    def __init__(self, response: httpx.Response) -> None:
        """Read an answer."""
        try:
            problem = response.json()
        except ValueError:
            problem = {}
        self.status = response.status_code
        self.kind = str(problem.get("type", "")).rpartition("/")[2]
        self.detail = str(problem.get("detail", response.reason_phrase))
        self.errors: list[dict[str, Any]] = problem.get("errors", [])
        usual = {"type", "title", "status", "detail", "instance", "errors"}
        self.members: dict[str, Any] = {name: value for name, value in problem.items() if name not in usual}
        super().__init__(f"{self.status} {self.kind}: {self.detail}")


def exchange(asked: Asked) -> Steps[httpx.Response]:
    """Send a request, again where the network or the service asks for patience.

    Raises:
        LunjuError: the answer is an error that patience does not help.
        httpx.TransportError: there is no answer, however often it is sent.
    """
    for attempt in range(1, ATTEMPTS + 1):
        last = attempt == ATTEMPTS
        pause = random.uniform(0.5, 1) * min(_LONGEST, 0.1 * 2**attempt)  # noqa: S311 - so that clients do not meet
        try:
            response = yield asked
        except httpx.TransportError:
            if last:
                raise
        else:
            assert response is not None, "what is sent is answered"
            if not response.is_error:
                return response
            error = LunjuError(response)
            if last or not _passes(error):
                raise error
            asked_for = response.headers.get("Retry-After", "")
            if asked_for.isdecimal():  # a proxy may give a date, which says less than our own patience
                pause = max(pause, min(_LONGEST, float(asked_for)))
        yield Pause(pause)
    raise AssertionError


def _passes(error: LunjuError) -> bool:
    unavailable = {HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.BAD_GATEWAY, HTTPStatus.SERVICE_UNAVAILABLE}
    return error.kind == "in-flight" or (error.status in unavailable and error.kind != "too-costly")


class Authorize:
    """Gives a key to the requests that go where it is for, and to no others, whatever link or redirect led there.

    Args:
        base_url: where the key is for.
        key: the key; None is none.
    """

    def __init__(self, base_url: str, key: str | None) -> None:
        """Note whose key it is."""
        self._origin = _origin(httpx.URL(base_url))
        self._key = key

    def __call__(self, request: httpx.Request) -> None:
        """Set the header of a request that is about to be sent; redirects come here too."""
        request.headers.pop("Authorization", None)
        if self._key is not None and _origin(request.url) == self._origin:
            request.headers["Authorization"] = f"Bearer {self._key}"


def _origin(url: httpx.URL) -> tuple[str, str, int | None]:
    """Return the origin of a URL (RFC 6454, section 4)."""
    return url.scheme, url.host, url.port or {"http": 80, "https": 443}.get(url.scheme)


def built(http: httpx.Client | httpx.AsyncClient, asked: Asked) -> httpx.Request:
    """Build a request for a client that knows where the service is."""
    # Not empty parameters: they would take away those of a link to the next page.
    return http.build_request(
        asked.method, asked.path, params=asked.params or None, headers=asked.headers, content=asked.content
    )


def write(method: str, path: str, body: Any = None, *, reason: str | None = None, **headers: str) -> Asked:
    """Return a request that writes, under an idempotency key of its own, so that it can be sent again."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    why = {} if reason is None else {"Lunju-Reason": quote(reason)}
    kind = "application/merge-patch+json" if method == "PATCH" else "application/json"
    content = None if body is None else json.dumps(body, ensure_ascii=False).encode()
    return Asked(
        method,
        path,
        headers={"Idempotency-Key": f'"{uuid4()}"', "Content-Type": kind, **why, **named},
        content=content,
    )


class Plans(Generic[Record]):
    """What can be done with the records of a resource, as steps."""

    def __init__(self, name: str, shape: type[Record]) -> None:
        """Name a resource, and the shape of its records."""
        self.name = name
        self._shape = shape

    def page(self, asked: Asked) -> Steps[tuple[list[Record], Asked | None]]:
        """Read a page of records, and what asks for the next."""
        response = yield from exchange(asked)
        following = response.links.get("next")
        records = [self._shape.model_validate(record) for record in response.json()]
        return records, None if following is None else Asked("GET", following["url"])

    def get(self, identifier: str) -> Steps[Record]:
        """Read a record; one that was merged into another is that."""
        response = yield from exchange(Asked("GET", self._path(identifier)))
        return self._read(response)

    def create(self, record: BaseModel | Values, reason: str | None) -> Steps[Record]:
        """Make a record."""
        body = record.model_dump(mode="json", exclude_unset=True) if isinstance(record, BaseModel) else dict(record)
        response = yield from exchange(write("POST", f"/{self.name}", body, reason=reason))
        return self._read(response)

    def change(self, record: Record | str, fields: Values, reason: str | None) -> Steps[Record]:
        """Change fields of a record."""
        path, tag = yield from self._standing(record)
        response = yield from exchange(write("PATCH", path, dict(fields), reason=reason, If_Match=tag))
        return self._read(response)

    def delete(self, record: Record | str, reason: str | None) -> Steps[Record]:
        """Delete a record, and return what it was."""
        path, tag = yield from self._standing(record)
        response = yield from exchange(write("DELETE", path, reason=reason, If_Match=tag))
        return self._read(response)

    def _standing(self, record: Record | str) -> Steps[tuple[str, str]]:
        """Return the path of a record, and the tag of the state that is changed: the one that was read, or any."""
        identifier = record if isinstance(record, str) else str(getattr(record, "id"))  # noqa: B009 - every record has it
        path = self._path(identifier)
        response = yield from exchange(Asked("GET", path))
        tag = response.headers["ETag"]
        if isinstance(record, str):
            return path, tag
        # A tag begins with the version: the service compares that, and refuses what has changed since.
        digest = tag.partition("-")[2]
        return path, f'"{getattr(record, "version")}-{digest}'  # noqa: B009 - as above

    def _path(self, identifier: str) -> str:
        return f"/{self.name}/{segment(identifier)}"

    def _read(self, response: httpx.Response) -> Record:
        return self._shape.model_validate_json(response.content)


CHANGES = Plans("changes", VersionPublic)


def changes(since: int, epoch: str | None) -> Asked:
    """Return what asks for the first page of changes after a change, of an epoch."""
    known = {} if epoch is None else {"epoch": epoch}
    return Asked("GET", "/changes", {"since": since, "limit": 1000, **known})


def dataset() -> Steps[DatasetState]:
    """Read the state of the dataset."""
    response = yield from exchange(Asked("GET", "/", headers={"Accept": "application/json"}))
    return DatasetState.model_validate(response.json()["dataset"])


def batch(operations: Sequence[Operation | Values], reason: str | None) -> Steps[BatchDone]:
    """Apply operations together."""
    said = [item.model_dump(exclude_unset=True) if isinstance(item, Operation) else item for item in operations]
    asked = write("POST", "/batches", {"operations": said}, reason=reason)
    return BatchDone.model_validate_json((yield from exchange(asked)).content)
