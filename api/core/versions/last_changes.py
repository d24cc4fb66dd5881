"""Which change was the last: of each resource, and of what each essay has of it.

Whoever writes versions notes it (`core/write/version_recorder.py`), so that the tag of a list changes only when that
list can (`core/query/change_marks.py`). Up to which version of the dataset all is noted is told in the dataset's row.
Where that is another, because somebody wrote who knows nothing of it, nobody believes what is noted, until it is noted
anew.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from api.core.db.columns import SqlText
from api.core.db.engine import reading
from api.core.records.base_record import table_of
from api.core.records.resource import Resource
from api.core.versions.version_tables import Dataset, Version

HEAD_DIGITS = 12
"""How many digits of a link of the chain tell a change."""


class LastChange(SQLModel, table=True):
    """The last change of a resource: of all its records, where no essay is named, or of those of an essay."""

    __tablename__ = "last_changes"
    __table_args__ = (sa.Index(None, "sequence"), {"sqlite_with_rowid": False})

    resource: str = Field(primary_key=True, sa_type=SqlText)
    essay_id: str = Field(primary_key=True, sa_type=SqlText)
    sequence: int
    link: str = Field(sa_type=SqlText)


LAST_CHANGES = table_of(LastChange)
_DATASET = table_of(Dataset)
_VERSIONS = table_of(Version)

_NOTE = sa.text(
    "INSERT INTO last_changes (resource, essay_id, sequence, link) VALUES (:resource, :essay_id, :sequence, :link) "
    "ON CONFLICT (resource, essay_id) DO UPDATE SET sequence = excluded.sequence, link = excluded.link"
)

Progress = Callable[[str, int], None]


def essay_of(resource: Resource, record_id: str) -> str:
    """Return the essay that a record belongs to, which its id begins with; nothing where it belongs to none."""
    return record_id.partition("-")[0] if "essay_id" in resource.table.c else ""


def note_changes(
    connection: sa.Connection,
    head: sa.Row[Any],
    versions: Iterable[Mapping[str, Any]],
    resources: Mapping[str, Resource],
) -> int | None:
    """Note versions that are written, and return what the dataset's row says of it; that row is held.

    Args:
        connection: the transaction.
        head: the dataset's row before it.
        versions: the versions, in their order.
        resources: every resource, by name.
    """
    if head.noted != head.version:
        return None  # it has to be noted anew anyway
    last = {}
    for version in versions:
        name, change = version["resource"], (version["sequence"], version["chain_hash"][:HEAD_DIGITS])
        last[name, ""] = change
        if name in resources:
            last[name, essay_of(resources[name], version["record_id"])] = change
    connection.execute(
        _NOTE,
        [
            {"resource": name, "essay_id": essay, "sequence": sequence, "link": link}
            for (name, essay), (sequence, link) in last.items()
        ],
    )
    return int(max(sequence for sequence, _ in last.values()))


def fill_last_changes(engine: sa.Engine, resources: Collection[Resource], progress: Progress) -> None:
    """Note anew which change was the last of what, unless that is noted; who writes waits meanwhile.

    Args:
        engine: the database, at this version's schema.
        resources: every resource.
        progress: told how many were noted.
    """
    with reading(engine) as connection:
        if _is_noted(connection.execute(sa.select(_DATASET)).one()):
            return
    with engine.begin() as connection:
        head = connection.execute(sa.select(_DATASET).with_for_update()).one()
        if _is_noted(head):  # another has noted it since
            return
        connection.execute(sa.delete(LAST_CHANGES))
        found = _changes(resources, connection.dialect.name)
        noted = connection.execute(sa.insert(LAST_CHANGES).from_select(list(LAST_CHANGES.c), found))
        progress("last changes", noted.rowcount)
        connection.execute(sa.update(_DATASET).values(noted=head.version))


def wrong_last_changes(connection: sa.Connection, resources: Collection[Resource]) -> list[str]:
    """Return of what another change is noted than the versions tell; nothing where they are not all there."""
    head = connection.execute(sa.select(_DATASET)).one()
    if not _is_noted(head) or connection.scalar(sa.select(sa.func.max(_VERSIONS.c.sequence))) != head.version:
        return []
    noted, told = sa.select(LAST_CHANGES).subquery(), _changes(resources, connection.dialect.name).subquery()
    wrong = set()
    for one, other in ((noted, told), (told, noted)):
        rows = connection.execute(sa.except_(sa.select(one), sa.select(other)))
        wrong |= {" ".join(filter(None, row[:2])) for row in rows}
    return sorted(wrong)


def _is_noted(head: sa.Row[Any]) -> bool:
    return bool(head.noted == head.version)


def _changes(resources: Collection[Resource], dialect: str) -> sa.Select[Any]:
    """Select the last change of each resource, and of each essay's part of it, of all versions."""
    versions = _VERSIONS.c
    parted = [resource.name for resource in resources if "essay_id" in resource.table.c]
    record, hyphen = versions.record_id, sa.literal_column("'-'", sa.Text)
    before = (
        sa.func.split_part(record, hyphen, 1)
        if dialect == "postgresql"
        else sa.func.substr(record, 1, sa.func.instr(record, hyphen) - 1)
    )
    essay = sa.case((versions.resource.in_(parted), before), else_="")
    whole = sa.select(versions.resource, sa.literal("", sa.Text).label("essay_id"), versions.sequence)
    parts = sa.select(versions.resource, essay.label("essay_id"), versions.sequence)
    every = sa.union_all(whole, parts).subquery("every")
    last = sa.select(every.c.resource, every.c.essay_id, sa.func.max(every.c.sequence).label("sequence"))
    last_of = last.group_by(every.c.resource, every.c.essay_id).subquery("last")
    link = sa.func.substr(versions.chain_hash, 1, HEAD_DIGITS)
    return sa.select(last_of, link).join(_VERSIONS, versions.sequence == last_of.c.sequence)
