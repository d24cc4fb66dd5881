"""What the versions of records say: which there are, who made them and why, and what a record was in each."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import msgspec
import sqlalchemy as sa
from fastapi import Request

from api.core.db.reader import Reader, Row, Snapshot, Statement, compile_statement, parameter
from api.core.http.paths import segment
from api.core.http.problems import ProblemError
from api.core.http.urls import base_url
from api.core.records.base_record import table_of
from api.core.records.resource import TYPE, Resource
from api.core.versions.version_tables import REDACTIONS, Version, redaction_of

VERSIONS = table_of(Version).c
_FIRST = table_of(Version).alias("first")

SUMMARY: tuple[sa.ColumnElement[Any], ...] = (
    VERSIONS.sequence,
    VERSIONS.resource,
    VERSIONS.record_id.label("id"),
    VERSIONS.version,
    VERSIONS.action,
    VERSIONS.created_at,
    VERSIONS.actor,
    VERSIONS.reason,
    VERSIONS.content_hash,
    VERSIONS.state.is_(None).label("redacted"),
)
"""What is said of a version beside its content."""

ONE_RECORD = (VERSIONS.resource == parameter("resource"), VERSIONS.record_id == parameter("id"))
"""The conditions of being a version of one record."""


class PastState(msgspec.Struct, frozen=True):
    """One version of a record.

    Attributes:
        summary: the values of `SUMMARY`.
        since: when the record's first version was made.
        state: the fields of the record, each as JSON; None where they were redacted.
        redaction: where they were, the version of the chain that tells of it.
    """

    summary: Row
    since: str
    state: Mapping[str, msgspec.Raw] | None
    redaction: "PastState | None" = None

    @property
    def version(self) -> int:
        """The number of the version, from 1."""
        number: int = self.summary[3]
        return number

    @property
    def sequence(self) -> int:
        """Its number among the versions of all records."""
        number: int = self.summary[0]
        return number

    @property
    def action(self) -> str:
        """What made it."""
        action: str = self.summary[4]
        return action

    @property
    def created_at(self) -> str:
        """When it was made."""
        instant: str = self.summary[5]
        return instant

    @property
    def reason(self) -> str | None:
        """Why it was made."""
        reason: str | None = self.summary[7]
        return reason

    @property
    def merged_into(self) -> str | None:
        """The id of the record that this one was merged into, which no redaction takes away; None of others."""
        told = (self.redaction.state if self.redaction else self.state) or {}
        return msgspec.json.decode(told["merged_into"], type=str) if "merged_into" in told else None

    def fields(self, resource: Resource, *, stamped: bool = False) -> dict[str, Any]:
        """Return the fields of the record in the order in which it is read; what it no longer has comes last.

        Args:
            resource: what kind of record it is.
            stamped: with the number and the times of the version, as the record is read.

        Raises:
            ProblemError: they were redacted.
        """
        if self.state is None:
            raise _redacted(resource, self)
        stamps = {TYPE: resource.singular, "version": self.version}
        stamps |= {"created_at": self.since, "updated_at": self.created_at}
        held = {**self.state, **(stamps if stamped else {})}
        return {name: held[name] for name in resource.fields if name in held} | held

    def record(self, resource: Resource, *, stamped: bool = False) -> dict[str, Any]:
        """Return what `fields` does, read: the record with its values in Python.

        Raises:
            ProblemError: they were redacted.
        """
        held = self.fields(resource, stamped=stamped).items()
        return {name: msgspec.json.decode(value) if isinstance(value, msgspec.Raw) else value for name, value in held}


@lru_cache
def _select(dialect: sa.Dialect, *, latest: bool) -> Statement:
    begun = sa.select(_FIRST.c.created_at).where(
        _FIRST.c.resource == VERSIONS.resource, _FIRST.c.record_id == VERSIONS.record_id, _FIRST.c.version == 1
    )
    statement = sa.select(*SUMMARY, begun.scalar_subquery().label("since"), VERSIONS.state).where(*ONE_RECORD)
    if latest:
        statement = statement.order_by(VERSIONS.version.desc()).limit(1)
    else:
        statement = statement.where(VERSIONS.version == parameter("version"))
    return compile_statement(statement, dialect)


async def find_latest(reader: Reader, resource: Resource, identifier: str) -> tuple[Snapshot, PastState | None]:
    """Return the last version of a record, if there ever was such a record."""
    return await _latest(reader, resource.name, identifier)


async def read_latest(reader: Reader, resource: Resource, identifier: str) -> tuple[Snapshot, PastState]:
    """Return the last version of a record.

    Raises:
        ProblemError: there never was such a record.
    """
    snapshot, last = await find_latest(reader, resource, identifier)
    if last is None:
        raise never_was(resource, identifier)
    return snapshot, last


async def read_version(reader: Reader, resource: Resource, identifier: str, version: int) -> tuple[Snapshot, PastState]:
    """Return a version of a record.

    Raises:
        ProblemError: there is no such version; it says which there are.
    """
    values = {"resource": resource.name, "id": identifier, "version": version}
    snapshot, past = await _past(reader, _select(reader.dialect, latest=False), values)
    if past is not None:
        return snapshot, past
    _, last = await read_latest(reader, resource, identifier)
    there_are = "only version 1" if last.version == 1 else f"only versions 1 to {last.version}"
    raise ProblemError("not-found", f"There is no version {version} of {resource.singular} {identifier}, {there_are}.")


async def _latest(reader: Reader, resource: str, identifier: str) -> tuple[Snapshot, PastState | None]:
    return await _past(reader, _select(reader.dialect, latest=True), {"resource": resource, "id": identifier})


async def _past(reader: Reader, statement: Statement, values: Mapping[str, Any]) -> tuple[Snapshot, PastState | None]:
    snapshot = await reader.fetch(statement, values)
    if not snapshot.rows:
        return snapshot, None
    [row] = snapshot.rows
    *summary, since, state = row
    if state is None:
        _, resource, identifier, version, *_ = summary
        _, redaction = await _latest(reader, REDACTIONS, redaction_of(resource, identifier, version))
        return snapshot, PastState(summary, since, None, redaction)
    return snapshot, PastState(summary, since, msgspec.json.decode(state, type=dict[str, msgspec.Raw]))


def record_url(request: Request, resource: str, identifier: str) -> str:
    """Return the URL of a record; `@2` after it makes that of its second version."""
    return f"{base_url(request)}/{resource}/{segment(identifier)}"


def never_was(resource: Resource, identifier: str) -> ProblemError:
    """Return the problem of a record that there never was."""
    return ProblemError("not-found", f"There is no {resource.singular} {identifier}.")


def _redacted(resource: Resource, past: PastState) -> ProblemError:
    _, _, identifier, version, *_, content_hash, _ = past.summary
    told = past.redaction
    when, reason = (told.created_at, told.reason) if told else (None, None)
    because = f" at {when}: {reason}" if told else "."
    made = f" The version was made for this reason: {past.reason}" if past.reason else ""
    detail = (
        f"The content of version {version} of {resource.singular} {identifier} was redacted{because} "
        f"What remains is its SHA-256, {content_hash}.{made}"
    )
    members = {"redacted_at": when, "reason": reason, "content_hash": content_hash}
    return ProblemError("redacted", detail, members=members)
