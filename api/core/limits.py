"""Pure ASGI middleware: how often may be written, and how much at once. Reads pass by."""

import time
from dataclasses import dataclass
from hashlib import blake2s
from ipaddress import IPv6Address, ip_address

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.core.extents import Extents, refuse_excess
from api.core.problems import ProblemError, problem_response
from api.core.rates import Rate, Standing

_READING = frozenset({"GET", "HEAD", "OPTIONS"})
_IPV6_SITE_BYTES = 8
"""An IPv6 address is counted by its /64, since who has one has all of them."""


@dataclass(frozen=True)
class Limits:
    """The most that a write may be.

    Attributes:
        body_bytes: the bytes of a body.
        extents: how deep, long and wide its JSON may be.
        key_rate: the requests per minute of one key; 0 is no limit.
        address_rate: the requests per minute of one address; 0 is no limit.
    """

    body_bytes: int
    extents: Extents
    key_rate: int
    address_rate: int


class Limited:
    """Answers requests that write too often or too much, before anything else looks at them."""

    def __init__(self, app: ASGIApp, limits: Limits) -> None:
        """Wrap an application."""
        self._app = app
        self._limits = limits
        self._by_address = Rate("address", limits.address_rate) if limits.address_rate else None
        self._by_key = Rate("key", limits.key_rate) if limits.key_rate else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http" or scope["method"] in _READING:
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        standings = self._take(request)
        fields = _fields(standings)

        async def send_with_fields(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *fields]
            await send(message)

        try:
            _refuse_too_often(standings)
            body = await self._body(request)
            if body is None:
                return
            if "authorization" in request.headers:  # without it the answer is 401, whatever the body
                await run_in_threadpool(refuse_excess, body, self._limits.extents)
        except ProblemError as problem:
            await problem_response(request, problem)(scope, receive, send_with_fields)
            return
        await self._app(scope, _again(body, receive), send_with_fields)

    def _take(self, request: Request) -> list[tuple[Rate, Standing]]:
        taken, now = [], time.monotonic_ns()
        if self._by_address:
            taken.append((self._by_address, self._by_address.take(_site(request), now)))
        given = request.headers.get("authorization", "").partition(" ")[2].strip()
        # Whoever names a key without having its secret takes nothing from it, since the whole is counted.
        if self._by_key and given and all(standing.allowed for _, standing in taken):
            taken.append((self._by_key, self._by_key.take(blake2s(given.encode()).digest(), now)))
        return taken

    async def _body(self, request: Request) -> bytes | None:
        """Read the body; None where the client leaves before its end."""
        most = self._limits.body_bytes
        declared = request.headers.get("content-length", "")
        if declared.isascii() and declared.isdigit() and int(declared) > most:
            raise _too_large(most)
        parts, size, more = [], 0, True
        while more:
            message = await request.receive()
            if message["type"] == "http.disconnect":
                return None
            parts.append(message.get("body", b""))
            size += len(parts[-1])
            more = message.get("more_body", False)
            if size > most:
                raise _too_large(most)
        return b"".join(parts)


def _again(body: bytes, receive: Receive) -> Receive:
    """Return what gives a body that was read, and then what comes after it."""
    given = False

    async def receive_again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return receive_again


def _site(request: Request) -> bytes:
    host = request.client.host if request.client else ""
    try:
        address = ip_address(host)
    except ValueError:  # a socket of the machine's own
        return host.encode()
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    return address.packed[:_IPV6_SITE_BYTES]


def _fields(standings: list[tuple[Rate, Standing]]) -> list[tuple[bytes, bytes]]:
    """Return the header fields that tell a client where it stands (draft-ietf-httpapi-ratelimit-headers-10)."""
    if not standings:
        return []
    policies = ", ".join(rate.policy for rate, _ in standings)
    states = ", ".join(rate.state(standing) for rate, standing in standings)
    return [(b"ratelimit-policy", policies.encode()), (b"ratelimit", states.encode())]


def _refuse_too_often(standings: list[tuple[Rate, Standing]]) -> None:
    for rate, standing in standings:
        if not standing.allowed:
            detail = f"This {rate.name} has used up its writes: try again in {standing.seconds} s."
            raise ProblemError("quota-exceeded", detail, headers={"Retry-After": str(standing.seconds)})


def _too_large(most: int) -> ProblemError:
    return ProblemError("content-too-large", f"The body has more than {most} bytes: send it in parts.")
