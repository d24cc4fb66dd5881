"""What is left of records that are gone: when and why they went, and what they were merged into."""

import json
from dataclasses import dataclass

import sqlalchemy as sa

from api.core.problems import ProblemError
from api.core.reads import Row, parameter
from api.core.record import table_of
from api.core.resource import Resource
from api.core.versions import Version

_VERSIONS = table_of(Version)

LAST_VERSION = (
    sa.select(_VERSIONS.c.action, _VERSIONS.c.created_at, _VERSIONS.c.reason, _VERSIONS.c.state)
    .where(_VERSIONS.c.resource == parameter("resource"), _VERSIONS.c.record_id == parameter("id"))
    .order_by(_VERSIONS.c.version.desc())
    .limit(1)
)
"""The last version of a record, as `tombstone` reads it."""

WITHDRAWAL = (
    sa.select(_VERSIONS.c.reason)
    .where(
        _VERSIONS.c.resource == parameter("resource"),
        _VERSIONS.c.record_id == parameter("id"),
        _VERSIONS.c.action == "withdrawn",
    )
    .order_by(_VERSIONS.c.version.desc())
    .limit(1)
)
"""Why a record was withdrawn last."""


@dataclass(frozen=True)
class Tombstone:
    """What is left of a record.

    Attributes:
        problem: what is answered for it.
        successor: the record that it was merged into; None where it was not.
    """

    problem: ProblemError
    successor: str | None = None


def tombstone(resource: Resource, identifier: str, last: Row | None) -> Tombstone:
    """Return what is left of a record that has no row, from its last version; None where it has none."""
    if last is None:
        return Tombstone(ProblemError("not-found", f"There is no {resource.singular} {identifier}."))
    action, when, reason, state = last
    why = f": {reason}" if reason else ", without a reason"
    if action == "merged":
        into = None if state is None else json.loads(state)["merged_into"]
        detail = f"{identifier} was merged into {into} at {when}{why}"
        return Tombstone(ProblemError("conflict", detail), into)
    return Tombstone(ProblemError("gone", f"{identifier} was deleted at {when}{why}"))


def refuse_absent(connection: sa.Connection, resource: Resource, identifier: str) -> None:
    """Refuse to write to a record that has no row.

    Raises:
        ProblemError: `not-found`; `gone`, where it was deleted; `conflict`, where it was merged.
    """
    last = connection.execute(LAST_VERSION, {"resource": resource.name, "id": identifier}).first()
    raise tombstone(resource, identifier, last).problem
