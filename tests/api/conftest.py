"""What the service must hold, told by the packs themselves."""

from functools import cache
from typing import Any

import pytest

from api.app import create_app
from api.resources.registry import RESOURCES
from api.settings import Settings
from seed.packs import Pack

Record = dict[str, Any]

NAMES = tuple(RESOURCES)
"""Every resource that the service shows."""


@cache
def described() -> dict[str, Any]:
    """Return the OpenAPI document as it is before anything is served."""
    return create_app(Settings(database_url="sqlite:///unused.db")).openapi()


def natural(record: Record) -> tuple[Any, ...]:
    """Return what records are ordered by where nothing else is asked."""
    return (record["essay_id"], record["number"]) if "essay_id" in record else (record["id"],)


@cache
def records_of(name: str) -> tuple[Record, ...]:
    """Return every record of a resource, in natural order, as the packs have it."""
    found: dict[str, Record] = {}
    for pack in (Pack.named("cao2023"), Pack.named("moss2026")):
        stamp = {
            "type": RESOURCES[name].singular,
            "version": 1,
            "created_at": pack.manifest["created_at"],
            "updated_at": pack.manifest["created_at"],
        }
        for row in pack.rows(name):
            found.setdefault(row["id"], row | stamp)
    return tuple(sorted(found.values(), key=natural))


@pytest.fixture(scope="session")
def held() -> dict[str, tuple[Record, ...]]:
    """Every record of every resource."""
    return {name: records_of(name) for name in NAMES}
