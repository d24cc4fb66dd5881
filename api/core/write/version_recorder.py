"""Versions, written in one place: of all that a transaction has noted as changed, whoever changed it.

A transaction makes at most one version of a record. Its state is read back from the database at the end,
so that it is what the database holds, and it is written last, under the lock of the dataset's row: whoever
holds that row is the next of the chain, and so the order of the chain is that of the commits.
How a link is computed is in `seed/frozen/chain.py`.
"""

from time import perf_counter
from typing import Any

import sqlalchemy as sa

from api.core.http.histogram import Histogram
from api.core.records.base_record import table_of
from api.core.records.documents import RowsById, write_documents
from api.core.records.kept_tables import follow_records, kept_mark_at, kept_tables
from api.core.records.resource import Resource
from api.core.records.tallies import RecordChange, add_tallies, tally_mark
from api.core.versions.last_changes import note_changes
from api.core.versions.version_tables import GONE, Counter, Dataset, Version
from api.core.write.record_ledger import RecordLedger
from api.core.write.transaction_changes import Changes, State, values, without_stamps
from seed.frozen.canonical import canonical_json
from seed.frozen.chain import chain_hash, text_hash
from seed.frozen.index import add, reindex
from seed.frozen.index_tables import is_current

_COUNTERS = table_of(Counter)
_DATASET = table_of(Dataset)
_VERSIONS = table_of(Version)

LOCK_WAITS = Histogram()
"""How long the transactions of this process waited for the dataset's row, by which all are ordered."""


def write_versions(ledger: RecordLedger) -> int:
    """Write the versions of all that a transaction changed, and advance the dataset, as its last statements.

    Returns:
        The dataset's version after it.
    """
    ledger.flush()
    changes, connection = ledger.changes, ledger.connection
    _write_counters(connection, changes)
    write_documents(connection, _read_states(ledger))
    if connection.dialect.name == "postgresql":
        # Deferred constraints may wait for other transactions, which may wait for the dataset's row: ask before.
        connection.execute(sa.text("SET CONSTRAINTS ALL IMMEDIATE"))
    begun = perf_counter()
    head = connection.execute(sa.select(_DATASET).with_for_update()).one()
    LOCK_WAITS.observe(perf_counter() - begun)
    sequence, link = int(head.version), head.chain_hash
    versions = []
    for (resource, record_id), change in changes.made.items():
        sequence, state = sequence + 1, canonical_json(change.state)
        version = {
            "sequence": sequence,
            "resource": resource,
            "record_id": record_id,
            "version": change.version,
            "action": change.action,
            "content_hash": text_hash(state),
            "created_at": changes.now,
            "actor": changes.actor,
            "reason": changes.reason,
        }
        link = chain_hash(link, version)
        versions.append(version | {"state": state, "chain_hash": link})
    if versions:
        connection.execute(sa.insert(_VERSIONS), versions)
        _update_search_index(connection, changes)
        changed = _record_changes(changes)
        mark = tally_mark(sequence, link, changes.resources.values())
        kept = kept_tables(changes.resources.values())
        follow_records(connection, head, kept, changed)
        told = {
            "version": sequence,
            "chain_hash": link,
            "tallied": _update_tallies(connection, changes, changed, head, mark),
            "noted": note_changes(connection, head, versions, changes.resources),
            "kept": kept_mark_at(sequence, link, kept),
        }
        connection.execute(sa.update(_DATASET).values(told))
    return sequence


def _write_counters(connection: sa.Connection, changes: Changes) -> None:
    its = _COUNTERS.c.essay_id == sa.bindparam("its_essay"), _COUNTERS.c.letter == sa.bindparam("its_letter")
    told = [{"its_essay": key[0], "its_letter": key[1], "last": changes.counters[key]} for key in changes.counted]
    if told:
        connection.execute(sa.update(_COUNTERS).where(*its), told)


def _update_search_index(connection: sa.Connection, changes: Changes) -> None:
    """Let the search index say what the changed records say now; the dataset's row is held."""
    if not is_current(connection):  # another version of the tokenizer filled it: it has to be filled again anyway
        return
    new: dict[str, list[State]] = {}
    changed: dict[str, dict[str, State | None]] = {}
    for (resource, record_id), change in changes.made.items():
        if resource not in changes.resources:  # a redaction, which says nothing that is searched
            continue
        if change.action == "created":
            new.setdefault(resource, []).append(change.state or {})
        else:
            changed.setdefault(resource, {})[record_id] = None if change.action in GONE else change.state
    for resource, its in changes.resources.items():
        if its.searched:
            reindex(connection, resource, its.searched, changed.get(resource, {}))
            if made := new.get(resource):
                add(connection, resource, its.searched, made)


def _record_changes(changes: Changes) -> list[RecordChange]:
    """Return what became of records; a redaction changes none."""
    return [
        RecordChange(changes.resources[name], change.before, None if change.action in GONE else change.state)
        for (name, _), change in changes.made.items()
        if name in changes.resources
    ]


def _update_tallies(
    connection: sa.Connection, changes: Changes, changed: list[RecordChange], head: sa.Row[Any], mark: str
) -> str | None:
    """Let tallies count what there is now, and return what the dataset's row says of them; that row is held."""
    if head.tallied != tally_mark(head.version, head.chain_hash, changes.resources.values()):
        return None  # they have to be counted anyway
    add_tallies(connection, changed)
    return mark


def _read_states(ledger: RecordLedger) -> RowsById:
    """Read back what changed records are now, and return the rows of those that stay."""
    rows: RowsById = {}
    wanted: dict[Resource, list[str]] = {}
    for (name, record_id), change in ledger.changes.made.items():
        if change.state is None:
            wanted.setdefault(ledger.changes.resources[name], []).append(record_id)
    for resource, ids in wanted.items():
        rows[resource] = ledger.rows(resource, ids)
        for record_id, row in rows[resource].items():
            ledger.changes.made[resource.name, record_id].state = without_stamps(values(resource, row))
    return rows
