"""The shape of a version, beside the state that it is of."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Path, Request
from pydantic import BaseModel, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from api.core.db.columns import MAX_INTEGER, Sha256, Timestamp
from api.core.db.reader import Row
from api.core.records.json_records import JsonRecords
from api.core.records.resource import Resource
from api.core.versions.history import record_url
from api.core.versions.version_tables import REDACTIONS, Action


def _plain(text: Any) -> Any:
    if not (isinstance(text, str) and text.isascii() and text.isdigit() and text[0] != "0"):
        name = "version"
        message = "versions are counted 1, 2, 3"
        raise PydanticCustomError(name, message)
    return text


VersionNumber = Annotated[
    int,
    Path(ge=1, le=MAX_INTEGER, description="The number of the version, from 1.", examples=[1]),
    BeforeValidator(_plain),
]
"""The number of a version in a path, in the one way to write it."""


@dataclass(frozen=True)
class VersionsPage:
    """Versions of a record, the last first.

    Attributes:
        resource: what kind of record it is.
        id: which.
        rows: the values of `SUMMARY` of each.
        following: where the next page begins; None where there are no more.
    """

    resource: Resource
    id: str
    rows: Sequence[Row]
    following: str | None


class VersionPublic(BaseModel):
    """One version of one record: who made it, when and why, and where its state is."""

    sequence: int = Field(
        examples=[665],
        ge=1,
        description="Its number among the versions of all records, in the order in which they were committed.",
    )
    resource: str = Field(examples=["claims"], description="What kind of record it is of.")
    id: str = Field(examples=["cao2023-c12"], description="The record.")
    version: int = Field(examples=[1], ge=1, description="Its number among the versions of the record, from 1.")
    action: Action = Field(description="What made it.")
    created_at: Timestamp = Field(description="When it was made (RFC 3339, UTC).")
    actor: str = Field(
        examples=["pack:cao2023"], description="Who made it: `pack:NAME` by seeding, `key:NAME` by a writer."
    )
    reason: str | None = Field(examples=["First edition of the pack."], description="Why, or null where nobody said.")
    content_hash: Sha256 = Field(
        examples=["d822ad665369bfee04fbae03e4c5ee7dd708ffa4425a1b1cfd8f783afb137f85"],
        description="The SHA-256 of the state's canonical JSON (RFC 8785), without stamps.",
    )
    redacted: bool = Field(description="Whether the state was removed, by a legal duty; its hash remains.")
    url: str = Field(examples=["http://localhost:8000/claims/cao2023-c12@1"], description="The URL of the state.")


FIELDS = tuple(VersionPublic.model_fields)
VERSION_JSON = JsonRecords(VersionPublic.__name__, FIELDS, frozenset(), frozenset({"redacted"}))


def with_url(request: Request, summary: Row) -> Row:
    """Return what is said of a version, with the URL of its state."""
    _, resource, identifier, version, *_ = summary
    if resource == REDACTIONS:  # which names the version that it took away
        redacted, _, named = identifier.partition("/")
        record, _, number = named.rpartition("@")
        return (*summary, f"{record_url(request, redacted, record)}@{number}")
    return (*summary, f"{record_url(request, resource, identifier)}@{version}")
