"""Writers for tests: clients with keys, on a service over a database of their own."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import httpx

from api.core.versions.verify import Verified, verify
from api.core.write import api_keys
from api.core.write.roles import Role
from api.resources.registry import RESOURCES
from tests.conftest import engine_of, serving

Json = dict[str, Any]

JSON_HEADERS = {"Content-Type": "application/json"}
MERGE_PATCH = {"Content-Type": "application/merge-patch+json"}
ANY = {"If-Match": "*"}

CLAIM: Json = {
    "essay_id": "cao2023",
    "kind": "causal",
    "text": {"zh-Hans": "新的论点。", "en": "A new claim."},
    "stance": "endorses",
    "attributed_to": [],
    "passages": ["cao2023-p4"],
}


def key(url: str, name: str = "alice", role: Role = "editor") -> str:
    """Make a key."""
    with engine_of(url) as engine, engine.begin() as connection:
        return api_keys.issue(connection, name, role, timedelta(days=1))


@contextmanager
def writer(url: str, role: Role = "editor", **settings: object) -> Iterator[httpx.Client]:
    """Serve a database, and yield a client that may write to it."""
    token = key(url, role=role)
    with serving(url, **settings) as base, client_of(base, token) as client:
        yield client


def client_of(base: str, token: str) -> httpx.Client:
    """Return a client with a key."""
    return httpx.Client(base_url=base, headers={"Authorization": f"Bearer {token}"})


def patch(client: httpx.Client, path: str, body: object, **headers: str) -> httpx.Response:
    """Send a merge patch, to whatever state is there unless `If_Match` says more."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.patch(path, content=json.dumps(body), headers=MERGE_PATCH | ANY | named)


def pointers(response: httpx.Response) -> list[str | None]:
    """Return where the faults of a refused body are."""
    return [fault["pointer"] for fault in response.json()["errors"]]


def holds(url: str) -> Verified:
    """Verify a database, and return what was found."""
    with engine_of(url) as engine, engine.connect() as connection:
        return verify(connection, RESOURCES.values())
