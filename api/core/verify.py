"""Proof that a database holds what it acknowledged: the chain is whole, and each record is its last version."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import sqlalchemy as sa

from api.core.record import table_of
from api.core.resource import Resource
from api.core.versions import GONE, REDACTIONS, STAMPS, Dataset, Version, redaction_of
from seed.frozen.canonical import canonical_json
from seed.frozen.chain import GENESIS, chain_hash, content_hash


@dataclass(frozen=True)
class Verified:
    """What was found: how much, and the head of the chain."""

    versions: int
    records: int
    head: str


class _State(NamedTuple):
    version: int
    created_at: str
    updated_at: str
    content_hash: str
    stands: bool


class BrokenError(Exception):
    """Something does not hold; the message names the first such thing."""


def verify(connection: sa.Connection, resources: Iterable[Resource]) -> Verified:
    """Recompute the version chain, and compare every record with its last version.

    Raises:
        BrokenError: the first version whose content or link is not what was recorded, or the first
            record that is not what its last version says.
    """
    last, head, count = _walk(connection)
    last = {key: state for key, state in last.items() if state.stands}
    records = 0
    for resource in resources:
        for record_id, found in _records(connection, resource):
            if last.pop((resource.name, record_id), None) != found:
                message = f"{resource.singular} {record_id}: the record is not what its last version says"
                raise BrokenError(message)
            records += 1
    if last:
        (name, record_id), _ = next(iter(last.items()))
        message = f"{record_id} of {name}: it has versions, but no record"
        raise BrokenError(message)
    return Verified(count, records, head)


def _walk(connection: sa.Connection) -> tuple[dict[tuple[str, str], _State], str, int]:
    table = table_of(Version)
    redactions = sa.select(table.c.record_id).where(table.c.resource == REDACTIONS)
    redacted = set(connection.scalars(redactions))
    link, count = GENESIS, 0
    last: dict[tuple[str, str], _State] = {}
    statement = sa.select(table).order_by(table.c.sequence).execution_options(yield_per=1000)
    with connection.execute(statement) as rows:
        for row in map(dict, rows.mappings()):
            count += 1
            name = f"version {row['version']} of {row['record_id']} (number {row['sequence']} of the chain)"
            if row["sequence"] != count:
                message = f"{name}: the chain lacks number {count}"
                raise BrokenError(message)
            if row["state"] is not None and _content_hash(row) != row["content_hash"]:
                message = f"{name}: its content is not what was recorded"
                raise BrokenError(message)
            if row["state"] is None and redaction_of(row["resource"], row["record_id"], row["version"]) not in redacted:
                message = f"{name}: its content is gone, and no redaction says so"
                raise BrokenError(message)
            link = chain_hash(link, row)
            if link != row["chain_hash"]:
                message = f"{name}: its link does not follow from those before it"
                raise BrokenError(message)
            key = row["resource"], row["record_id"]
            created_at = last[key].created_at if key in last else row["created_at"]
            last[key] = _State(
                row["version"], created_at, row["created_at"], row["content_hash"], stands=row["action"] not in GONE
            )
    dataset = connection.execute(sa.select(table_of(Dataset))).one()
    if (dataset.version, dataset.chain_hash) != (count, link):
        message = (
            f"the dataset stands at version {dataset.version} ({dataset.chain_hash[:12]}), "
            f"but its chain ends at {count} ({link[:12]})"
        )
        raise BrokenError(message)
    return last, link, count


def _content_hash(row: Mapping[str, Any]) -> str | None:
    state = json.loads(row["state"])
    return content_hash(state) if canonical_json(state) == row["state"] else None


def _records(connection: sa.Connection, resource: Resource) -> Iterator[tuple[str, _State]]:
    columns = [column.label(name) for name, column in zip(resource.fields, resource.select(), strict=True)]
    statement = sa.select(*columns).order_by(resource.table.c.id).execution_options(yield_per=1000)
    with connection.execute(statement) as rows:
        for row in rows.mappings():
            state = {
                name: json.loads(value) if name in resource.links else value
                for name, value in row.items()
                if name not in STAMPS
            }
            yield (
                row["id"],
                _State(row["version"], row["created_at"], row["updated_at"], content_hash(state), stands=True),
            )
