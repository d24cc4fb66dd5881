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

from api.core.paths import segment
from api.resources.batches.models import BatchDone, Operation
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


def authorized(key: str | None) -> dict[str, str]:
    """Return the header that carries a key."""
    return {} if key is None else {"Authorization": f"Bearer {key}"}


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


def batch(operations: Sequence[Operation | Values], reason: str | None) -> Steps[BatchDone]:
    """Apply operations together."""
    said = [item.model_dump(exclude_unset=True) if isinstance(item, Operation) else item for item in operations]
    asked = write("POST", "/batches", {"operations": said}, reason=reason)
    return BatchDone.model_validate_json((yield from exchange(asked)).content)
