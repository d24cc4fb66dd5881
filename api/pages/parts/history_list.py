"""What a record was: its versions, and what changed from each to the next."""

from dataclasses import dataclass
from functools import lru_cache

import msgspec
import sqlalchemy as sa

from api.core.db.reader import Reader, Row, Statement, compile_statement, parameter
from api.core.versions.history import ONE_RECORD, VERSIONS
from api.pages.page_context import PageContext
from api.pages.parts.edit_words import HistoryEdit, edits
from api.resources.registry import RESOURCES

SHOWN = 20
"""How many versions a page shows; the list of versions has all."""


@dataclass(frozen=True)
class History:
    """One version of a record.

    Attributes:
        version: its number, from 1.
        action: what made it.
        when: when it was made (RFC 3339, UTC).
        who: who made it.
        reason: why.
        href: where it is read.
        redacted: whether its content was removed.
        edits: what changed in it; None where the version before is not known.
        merged_into: the record that this one was merged into, if it was.
    """

    version: int
    action: str
    when: str
    who: str
    reason: str
    href: str
    redacted: bool
    edits: tuple[HistoryEdit, ...] | None
    merged_into: str | None


async def read_past(reader: Reader, resource: str, identifier: str, context: PageContext) -> list[History]:
    """Return the versions of a record, the latest first, no more than are shown."""
    values = {"resource": resource, "id": identifier, "limit": SHOWN + 1}
    rows = (await reader.fetch(_versions(reader.dialect), values)).rows
    return [
        _past(row, rows[place + 1] if place + 1 < len(rows) else None, resource, identifier, context)
        for place, row in enumerate(rows[:SHOWN])
    ]


@lru_cache
def _versions(dialect: sa.Dialect) -> Statement:
    columns = (VERSIONS.version, VERSIONS.action, VERSIONS.created_at, VERSIONS.actor, VERSIONS.reason, VERSIONS.state)
    statement = sa.select(*columns).where(*ONE_RECORD).order_by(VERSIONS.version.desc())
    return compile_statement(statement.limit(parameter("limit", sa.Integer())), dialect)


def _past(row: Row, before: Row | None, resource: str, identifier: str, context: PageContext) -> History:
    version, action, when, who, reason, state = row
    new = None if state is None or (before is None and action != "merged") else msgspec.json.decode(state)
    old = None if before is None or before[-1] is None else msgspec.json.decode(before[-1])
    return History(
        version=version,
        action=action,
        when=when,
        who=who,
        reason=reason or "",
        href=context.href(resource, f"{identifier}@{version}"),
        redacted=state is None,
        edits=None if new is None or old is None else tuple(edits(RESOURCES[resource], old, new, context)),
        merged_into=None if new is None else new.get("merged_into"),
    )
