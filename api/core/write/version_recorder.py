"""Versions, written in one place: what a session changes is noted as it is flushed, whoever changed it.

A transaction makes at most one version of a record. Its state is read back from the database at the end,
so that it is what the database holds, and it is written last, under the lock of the dataset's row: whoever
holds that row is the next of the chain, and so the order of the chain is that of the commits.
How a link is computed is in `seed/frozen/chain.py`.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from api.core.records.base_record import Provenance, table_of
from api.core.records.documents import RowsById, write_documents
from api.core.records.json_records import read_rows
from api.core.records.resource import Resource
from api.core.records.tallies import RecordChange, add_tallies, tally_mark
from api.core.versions.clock import clock, stamp
from api.core.versions.version_tables import GONE, STAMPS, Action, Dataset, Version
from seed.frozen.canonical import canonical_json
from seed.frozen.chain import chain_hash, content_hash
from seed.frozen.index import add, reindex_record
from seed.frozen.index_tables import is_current

Key = tuple[str, str]
"""A resource and an id."""
State = dict[str, Any]

_DATASET = table_of(Dataset)
_VERSIONS = table_of(Version)


@dataclass
class Change:
    """What a transaction does to one record.

    Attributes:
        action: what the version will say was done.
        version: the number of the version.
        state: the last state of a record that goes; None of one that stays, whose state is read at the end.
        before: the facets of the record before the transaction; None where it was not there.
    """

    action: Action
    version: int
    state: State | None = None
    before: State | None = None


@dataclass
class Changes:
    """What a transaction changes: who, why and when, and the changes by record, in their order."""

    resources: Mapping[str, Resource]
    actor: str
    reason: str | None = None
    now: str = field(default_factory=lambda: stamp(clock()))
    made: dict[Key, Change] = field(default_factory=dict)
    merged_into: dict[Key, str] = field(default_factory=dict)


def _key(record: Any) -> Key:
    return str(record.__tablename__), str(record.id)


class RecordingSession(Session):
    """A session that notes what it changes."""

    def __init__(self, connection: sa.Connection | sa.Engine, changes: Changes) -> None:
        """Open a session whose transaction makes these changes."""
        super().__init__(connection, expire_on_commit=False, autoflush=False)
        self.changes = changes
        self.found: dict[Key, sa.RowMapping | None] = {}

    def forget(self, key: Key) -> None:
        """Ask for a row anew when it is wanted next: it may have changed."""
        self.found.pop(key, None)

    def touch(self, record: Provenance, action: Action = "updated") -> None:
        """Note that a record changes, and stamp it, once."""
        key = _key(record)
        change, before = self.changes.made.get(key), None
        if record.updated_at and record.updated_at > self.changes.now:
            self._advance(record.updated_at)
        if change is None:
            record.updated_at = self.changes.now
            if action == "created":
                record.version, record.created_at = 1, self.changes.now
            else:
                record.version += 1
                before = _before(record, self.changes.resources[key[0]].tallied)
            change = self.changes.made[key] = Change(action, record.version, before=before)
        elif action != "updated":
            change.action = action
        if action in GONE:
            change.state = self._last_state(key)

    def rows(self, resource: Resource, ids: Sequence[str]) -> dict[str, Sequence[Any]]:
        """Return records as their rows, by id, with JSON as its text: what readers get."""
        return read_rows(self.connection(), resource, ids)

    def record(self, resource: Resource, identifier: str) -> State | None:
        """Return a record as values."""
        row = self.rows(resource, [identifier]).get(identifier)
        return None if row is None else values(resource, row)

    def _advance(self, now: str) -> None:
        """Let all of this transaction be at a later time: another, which began later, has changed a record before."""
        self.changes.now = now
        for record in self.identity_map.values():
            if isinstance(record, Provenance) and (change := self.changes.made.get(_key(record))):
                record.updated_at = now
                if change.action == "created":
                    record.created_at = now

    def _last_state(self, key: Key) -> State:
        resource = self.changes.resources[key[0]]
        record = self.record(resource, key[1])
        assert record is not None, "what goes was there"
        into = self.changes.merged_into.get(key)
        return _state(record) | ({} if into is None else {"merged_into": into})


@sa.event.listens_for(RecordingSession, "before_flush")
def _note(session: RecordingSession, _context: object, _instances: object) -> None:
    for record in session.new:
        if isinstance(record, Provenance):
            session.touch(record, "created")
    for record in session.dirty:
        if isinstance(record, Provenance) and session.is_modified(record):
            withdrawn = "withdrawn" in (sa.inspect(record).attrs.status.history.added or ())
            session.touch(record, "withdrawn" if withdrawn else "updated")
    for record in session.deleted:
        if isinstance(record, Provenance):
            session.touch(record, "merged" if _key(record) in session.changes.merged_into else "deleted")


@sa.event.listens_for(RecordingSession, "after_flush")
def _forget(session: RecordingSession, _context: object) -> None:
    for record in (*session.new, *session.dirty, *session.deleted):
        session.forget(_key(record))


def _before(record: Provenance, names: Iterable[str]) -> State:
    """Return what fields of a record were when it was read, whatever was set since and is not flushed."""
    told = {name: sa.inspect(record).attrs[name].history for name in names}
    return {name: next(iter((*history.deleted, *history.unchanged))) for name, history in told.items()}


def values(resource: Resource, row: Sequence[Any]) -> State:
    """Return a row as the values of a record."""
    return {
        name: json.loads(value) if value is not None and name in resource.json_fields else value
        for name, value in zip(resource.fields, row, strict=True)
    }


def write_versions(session: RecordingSession) -> int:
    """Write the versions of all that a session changed, and advance the dataset, as its last statements.

    Returns:
        The dataset's version after it.
    """
    session.flush()
    changes = session.changes
    connection = session.connection()
    write_documents(connection, _read_states(session))
    if connection.dialect.name == "postgresql":
        # Deferred constraints may wait for other transactions, which may wait for the dataset's row: ask before.
        connection.execute(sa.text("SET CONSTRAINTS ALL IMMEDIATE"))
    head = connection.execute(sa.select(_DATASET).with_for_update()).one()
    sequence, link = int(head.version), head.chain_hash
    versions = []
    for (resource, record_id), change in changes.made.items():
        assert change.state is not None
        sequence += 1
        version = {
            "sequence": sequence,
            "resource": resource,
            "record_id": record_id,
            "version": change.version,
            "action": change.action,
            "content_hash": content_hash(change.state),
            "created_at": changes.now,
            "actor": changes.actor,
            "reason": changes.reason,
        }
        link = chain_hash(link, version)
        versions.append(version | {"state": canonical_json(change.state), "chain_hash": link})
    if versions:
        connection.execute(sa.insert(_VERSIONS), versions)
        _update_search_index(connection, changes)
        tallied = _update_tallies(connection, changes, head, tally_mark(sequence, link, changes.resources.values()))
        connection.execute(sa.update(_DATASET).values(version=sequence, chain_hash=link, tallied=tallied))
    return sequence


def _update_search_index(connection: sa.Connection, changes: Changes) -> None:
    """Let the search index say what the changed records say now; the dataset's row is held."""
    if not is_current(connection):  # another version of the tokenizer filled it: it has to be filled again anyway
        return
    new: dict[str, list[State]] = {}
    for (resource, record_id), change in changes.made.items():
        if resource not in changes.resources:  # a redaction, which says nothing that is searched
            continue
        searched = changes.resources[resource].searched
        if change.action == "created" and searched:
            new.setdefault(resource, []).append(change.state or {})
        else:
            reindex_record(connection, resource, searched, record_id, None if change.action in GONE else change.state)
    for resource, states in new.items():
        add(connection, resource, changes.resources[resource].searched, states)


def _update_tallies(connection: sa.Connection, changes: Changes, head: sa.Row[Any], mark: str) -> str | None:
    """Let tallies count what there is now, and return what the dataset's row says of them; that row is held."""
    if head.tallied != tally_mark(head.version, head.chain_hash, changes.resources.values()):
        return None  # they have to be counted anyway
    add_tallies(
        connection,
        (
            RecordChange(changes.resources[name], change.before, None if change.action in GONE else change.state)
            for (name, _), change in changes.made.items()
            if name in changes.resources  # a redaction changes no record
        ),
    )
    return mark


def _read_states(session: RecordingSession) -> RowsById:
    """Read back what changed records are now, and return the rows of those that stay."""
    rows: RowsById = {}
    wanted: dict[Resource, list[str]] = {}
    for (name, record_id), change in session.changes.made.items():
        if change.state is None:
            wanted.setdefault(session.changes.resources[name], []).append(record_id)
    for resource, ids in wanted.items():
        rows[resource] = session.rows(resource, ids)
        for record_id, row in rows[resource].items():
            session.changes.made[resource.name, record_id].state = _state(values(resource, row))
    return rows


def _state(record: State) -> State:
    return {name: value for name, value in record.items() if name not in STAMPS}
