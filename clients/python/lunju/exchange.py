"""Requests and responses, apart from how bytes travel, so that both clients share them.

An exchange is a generator: it yields what to send, or how long to wait, and is sent each response.
"""

import random
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, TypeVar
from urllib.parse import quote
from uuid import uuid4

import httpx
import msgspec

from lunju.errors import LunjuError, error_of

ATTEMPTS = 5
"""How often a request is sent at most."""

_TEMPORARY = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.BAD_GATEWAY, HTTPStatus.SERVICE_UNAVAILABLE})

Values = Mapping[str, Any]
"""Parameters of a list, or fields of a record, by name."""

_Result = TypeVar("_Result")


@dataclass(frozen=True)
class OutgoingRequest:
    """A request to send: its path is that below the service's URL, or a whole URL."""

    method: str
    path: str
    params: Values = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    content: bytes | None = None


@dataclass(frozen=True)
class Pause:
    """So many seconds to wait, if the client has the patience."""

    seconds: float


Exchange = Generator[OutgoingRequest | Pause, httpx.Response | None, _Result]
"""Yields requests and pauses, takes the response to each request, and returns what they come to."""


def send_patiently(request: OutgoingRequest) -> Exchange[httpx.Response]:
    """Send a request, again where the network fails or the service asks for patience.

    Raises:
        LunjuError: the answer is an error that patience does not help.
        httpx.TransportError: there is no answer, however often it is sent.
    """
    for attempt in range(1, ATTEMPTS + 1):
        try:
            response = yield request
        except httpx.TransportError as error:
            pause = pause_after(error, attempt)
        else:
            assert response is not None, "what is sent is answered"
            if not response.is_error:
                return response
            pause = pause_after(error_of(response), attempt)
        yield Pause(pause)
    raise AssertionError


def pause_after(error: Exception, attempt: int) -> float:
    """Return how long to wait before what failed is tried again.

    Args:
        error: why it failed.
        attempt: how often it was tried.

    Raises:
        Exception: the error, where patience does not help, or has been had.
    """
    if attempt >= ATTEMPTS or (isinstance(error, LunjuError) and not _is_temporary(error)):
        raise error
    pause: float = random.uniform(0.5, 1) * 0.1 * 2**attempt  # noqa: S311 - so that clients do not meet
    return max(pause, error.retry_after or 0) if isinstance(error, LunjuError) else pause


def _is_temporary(error: LunjuError) -> bool:
    return error.kind == "in-flight" or (error.status in _TEMPORARY and error.kind != "too-costly")


def build_request(http: httpx.Client | httpx.AsyncClient, request: OutgoingRequest) -> httpx.Request:
    """Build a request for a client that knows where the service is."""
    # Not empty parameters: they would take away those of a link to the next page.
    return http.build_request(
        request.method, request.path, params=request.params or None, headers=request.headers, content=request.content
    )


def write_request(
    method: str, path: str, body: Any = None, *, reason: str | None, if_match: str | None = None
) -> OutgoingRequest:
    """Return a request that writes, under an idempotency key of its own, so that it can be sent again.

    Args:
        method: the HTTP method.
        path: where the record is, or is to be.
        body: what is sent as JSON; None is no body.
        reason: why, to be kept with the version.
        if_match: the ETag of the state that is changed; None where there is none yet.
    """
    kind = "application/merge-patch+json" if method == "PATCH" else "application/json"
    headers = {"Idempotency-Key": f'"{uuid4()}"', "Content-Type": kind}
    if reason is not None:
        headers["Lunju-Reason"] = quote(reason)
    if if_match is not None:
        headers["If-Match"] = if_match
    return OutgoingRequest(method, path, headers=headers, content=None if body is None else msgspec.json.encode(body))
