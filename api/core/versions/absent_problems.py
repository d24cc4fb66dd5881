"""What is left of records that are gone: when and why they went, and what they were merged into."""

import json
from typing import NoReturn

import sqlalchemy as sa

from api.core.db.reader import Reader
from api.core.http.paths import segment
from api.core.http.problems import ProblemError
from api.core.records.resource import Resource
from api.core.versions.history import ONE_RECORD, VERSIONS, find_latest, never_was
from api.core.versions.version_tables import REDACTIONS, redaction_of

_LAST = (
    sa.select(VERSIONS.version, VERSIONS.action, VERSIONS.created_at, VERSIONS.reason, VERSIONS.state)
    .where(*ONE_RECORD)
    .order_by(VERSIONS.version.desc())
    .limit(1)
)


def was_deleted(resource: Resource, identifier: str, when: str, reason: str | None, base: str) -> ProblemError:
    """Return the problem of a record that was deleted; `base` is what links begin with."""
    versions = f"{base}/{resource.name}/{segment(identifier)}/versions"
    why = f": {reason}" if reason else "."
    return ProblemError(
        "deleted",
        f"The {resource.singular} {identifier} was deleted at {when}{why}",
        headers={"Link": f'<{versions}>; rel="version-history"'},
        members={"deleted_at": when, "reason": reason, "versions": versions},
    )


async def find_successor(reader: Reader, resource: Resource, identifier: str, base: str) -> str | None:
    """Return the id of the record that one without a row was merged into; None where there never was one.

    A record that was merged into one which was itself merged leads to the last at once.

    Args:
        reader: the database.
        resource: what kind of record it is.
        identifier: which.
        base: what links begin with.

    Raises:
        ProblemError: it was deleted.
    """
    successor = None
    while (last := (await find_latest(reader, resource, successor or identifier))[1]) and last.merged_into:
        successor = last.merged_into
    if successor is None and last is not None and last.action == "deleted":
        raise was_deleted(resource, identifier, last.created_at, last.reason, base)
    return successor


def refuse_absent(connection: sa.Connection, resource: Resource, identifier: str, base: str) -> NoReturn:
    """Refuse to write to a record that has no row.

    Args:
        connection: in the transaction that would write.
        resource: what kind of record it would be.
        identifier: which.
        base: what links begin with.

    Raises:
        ProblemError: `not-found`; `deleted`; or `conflict`, where it was merged.
    """
    last = connection.execute(_LAST, {"resource": resource.name, "id": identifier}).first()
    if last is None:
        raise never_was(resource, identifier)
    if last.action != "merged":
        raise was_deleted(resource, identifier, last.created_at, last.reason, base)
    state = last.state
    if state is None:  # it was redacted, which tells where it went nonetheless
        told = redaction_of(resource.name, identifier, last.version)
        state = connection.execute(_LAST, {"resource": REDACTIONS, "id": told}).one().state
    into = json.loads(state)["merged_into"]
    why = f": {last.reason}" if last.reason else ""
    raise ProblemError("conflict", f"{identifier} was merged into {into} at {last.created_at}{why}")
