"""Whose key a write comes with, and how often one may write: asked before a byte of the body is read. Reads pass by.

Who has a good key has a quota of their own, and shares one with the other keys of the same address; who has none takes
from the quota of keyless requests of that address, and so holds nobody up who has.
"""

import time
from dataclasses import dataclass

import sqlalchemy as sa
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.core.db import outages
from api.core.http.client_address import site
from api.core.http.problems import ProblemError, problem_response
from api.core.http.rate_limit import Rate, Standing
from api.core.write.authorization import CREDENTIALS, Actor, identify

READING = frozenset({"GET", "HEAD", "OPTIONS"})

_Standings = list[tuple[Rate, Standing]]


@dataclass(frozen=True)
class QuotaLimits:
    """How often may be written.

    Attributes:
        key_rate: the requests per minute of one key; 0 is no limit.
        address_rate: the requests per minute of one address, with keys and without; 0 is no limit.
    """

    key_rate: int
    address_rate: int


class Quotas:
    """Tells who writes, and answers those who write too often, or try to without a key."""

    def __init__(
        self, app: ASGIApp, engine: sa.Engine, limits: QuotaLimits, reading_posts: frozenset[str] = frozenset()
    ) -> None:
        """Wrap an application, whose keys are in a database; some of its paths only read what is posted to them."""
        self._app = app
        self._reading_posts = reading_posts
        self._engine = engine
        self._by_address = Rate("address", limits.address_rate) if limits.address_rate else None
        self._by_key = Rate("key", limits.key_rate) if limits.key_rate else None
        self._keyless = Rate("keyless", limits.address_rate) if limits.address_rate else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http" or scope["method"] in READING or self._only_reads(scope):
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        given = request.headers.getlist("authorization")
        try:
            credentials = scope[CREDENTIALS] = await run_in_threadpool(identify, self._engine, given)
        except ProblemError as unavailable:
            await problem_response(request, unavailable)(scope, receive, send)
            return
        except sa.exc.SQLAlchemyError as error:
            await (await outages.on_database_error(request, error))(scope, receive, send)
            return
        standings = self._take(site(scope), credentials if isinstance(credentials, Actor) else None)
        fields = _fields(standings)

        async def send_with_fields(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *fields]
            await send(message)

        for rate, standing in standings:
            if not standing.allowed:
                detail = f"{_WHOSE[rate.name]} used up: try again in {standing.seconds} s."
                problem = ProblemError("quota-exceeded", detail, headers={"Retry-After": str(standing.seconds)})
                await problem_response(request, problem)(scope, receive, send_with_fields)
                return
        await self._app(scope, receive, send_with_fields)

    def _only_reads(self, scope: Scope) -> bool:
        return scope["path"].removeprefix(scope.get("root_path", "")) in self._reading_posts

    def _take(self, client: bytes, actor: Actor | None) -> _Standings:
        now = time.monotonic_ns()
        taken: _Standings = []
        keyed = () if actor is None else ((self._by_address, client), (self._by_key, actor.name.encode()))
        for rate, who in keyed or ((self._keyless, client),):
            if rate and all(standing.allowed for _, standing in taken):
                taken.append((rate, rate.take(who, now)))
        return taken


_WHOSE = {
    "address": "The writes of this address are",
    "key": "The writes of this key are",
    "keyless": "The requests of this address that come without a good key, and would write, are",
}


def _fields(standings: _Standings) -> list[tuple[bytes, bytes]]:
    """Return the header fields that tell a client where it stands (draft-ietf-httpapi-ratelimit-headers-10)."""
    if not standings:
        return []
    policies = ", ".join(rate.policy for rate, _ in standings)
    states = ", ".join(rate.state(standing) for rate, standing in standings)
    return [(b"ratelimit-policy", policies.encode()), (b"ratelimit", states.encode())]
