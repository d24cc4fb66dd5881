"""Proof that a database holds what it acknowledged: the chain is whole, and each record is its last version.

How a link of the chain and the hash of a content are computed is in `seed/frozen/chain.py`.
"""

import json
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import sqlalchemy as sa

from api.core.records.base_record import table_of
from api.core.records.documents import document_of
from api.core.records.json_records import records_of
from api.core.records.resource import Resource
from api.core.versions.kept_table_filling import wrong_kept_rows
from api.core.versions.last_changes import wrong_last_changes
from api.core.versions.tally_filling import are_current, wrong_tallies
from api.core.versions.version_tables import GONE, REDACTIONS, STAMPS, Dataset, Version, redaction_of
from seed.frozen.canonical import canonical_json
from seed.frozen.chain import GENESIS, chain_hash, content_hash

Tell = Callable[[str], None]
"""Is told of each thing that does not hold, in one line, when it is found."""


@dataclass(frozen=True)
class Verified:
    """What was gone through: how much, and the head of the chain."""

    versions: int
    records: int
    head: str


class _VersionState(NamedTuple):
    version: int
    created_at: str
    updated_at: str
    content_hash: str | None
    stands: bool


class BrokenError(Exception):
    """Something does not hold; the message names all that does not, a line each."""


def verify(connection: sa.Connection, resources: Collection[Resource]) -> Verified:
    """Recompute the version chain, and compare every record with its last version.

    Raises:
        BrokenError: as `examine` tells.
    """
    faults: list[str] = []
    found = examine(connection, resources, faults.append)
    if faults:
        raise BrokenError("\n".join(faults))
    return found


def examine(connection: sa.Connection, resources: Collection[Resource], tell: Tell) -> Verified:
    """Recompute the version chain, and compare every record with its last version; go on where something is broken.

    Args:
        connection: the database.
        resources: every resource.
        tell: is told of each version whose content or link is not what was recorded, of each record that is not
            what its last version says, of what is derived wrongly, and of what lacks.
    """
    last, head, count = _walk(connection, tell)
    last = {key: state for key, state in last.items() if state.stands}
    records, broken = 0, set()
    for resource in resources:
        for record_id, found, whole in _records(connection, resource):
            if last.pop((resource.name, record_id), None) != found:
                tell(f"{resource.singular} {record_id}: the record is not what its last version says")
                broken.add(resource.name)
            elif not whole:
                tell(f"{resource.singular} {record_id}: the JSON that is served of it is not what it is")
            records += 1
    for name, record_id in last:
        tell(f"{record_id} of {name}: it has versions, but no record")
        broken.add(name)
    _examine_derived(connection, [resource for resource in resources if resource.name not in broken], resources, tell)
    return Verified(count, records, head)


def _examine_derived(
    connection: sa.Connection, sound: Collection[Resource], resources: Collection[Resource], tell: Tell
) -> None:
    """Compare what follows from records and versions with them, but for records of which it is told what is wrong."""
    for part in wrong_last_changes(connection, resources):
        tell(f"{part}: the change that is noted as its last is another than its versions tell")
    for row in wrong_kept_rows(connection, resources):
        tell(row)
    if are_current(connection, resources):
        for resource in sound:
            for tally in wrong_tallies(connection, resource):
                tell(f"{resource.name}: {tally}: the tally is not what counting gives")


def _walk(connection: sa.Connection, tell: Tell) -> tuple[dict[tuple[str, str], _VersionState], str, int]:
    """Walk the chain; after a link that does not follow, go on from what was recorded, or from what should have been.

    So what was changed is told once, and not of every version after it.
    """
    table = table_of(Version)
    redactions = sa.select(table.c.record_id).where(table.c.resource == REDACTIONS)
    redacted = set(connection.scalars(redactions))
    links, number, count = [GENESIS], 0, 0
    last: dict[tuple[str, str], _VersionState] = {}
    statement = sa.select(table).order_by(table.c.sequence).execution_options(yield_per=1000)
    with connection.execute(statement) as rows:
        for row in map(dict, rows.mappings()):
            count += 1
            name = f"version {row['version']} of {row['record_id']} (number {row['sequence']} of the chain)"
            whole = row["sequence"] == number + 1
            if not whole:
                until = f" to {row['sequence'] - 1}" if row["sequence"] > number + 2 else ""
                tell(f"{name}: the chain lacks number {number + 1}{until}")
            if row["state"] is not None and _content_hash(row) != row["content_hash"]:
                tell(f"{name}: its content is not what was recorded")
            if row["state"] is None and redaction_of(row["resource"], row["record_id"], row["version"]) not in redacted:
                tell(f"{name}: its content is gone, and no redaction says so")
            following = [_link(link, row) for link in links]
            if row["chain_hash"] in following:
                links = [row["chain_hash"]]
            else:
                if whole:
                    tell(f"{name}: its link does not follow from those before it")
                links = [row["chain_hash"], *filter(None, following[:1] if whole else [])]
            number = row["sequence"]
            key = row["resource"], row["record_id"]
            created_at = last[key].created_at if key in last else row["created_at"]
            last[key] = _VersionState(
                row["version"], created_at, row["created_at"], row["content_hash"], stands=row["action"] not in GONE
            )
    dataset = connection.execute(sa.select(table_of(Dataset))).one()
    if dataset.version != number or dataset.chain_hash not in links:
        tell(
            f"the dataset stands at version {dataset.version} ({dataset.chain_hash[:12]}), "
            f"but its chain ends at {number} ({links[0][:12]})"
        )
    return last, dataset.chain_hash, count


def _content_hash(row: Mapping[str, Any]) -> str | None:
    """Return the hash of a version's content; None where that is no canonical JSON."""
    try:
        state = json.loads(row["state"])
        return content_hash(state) if canonical_json(state) == row["state"] else None
    except (TypeError, ValueError):
        return None


def _link(before: str, row: Mapping[str, Any]) -> str | None:
    """Return the link of a version; None where a column holds what none ever does."""
    try:
        return chain_hash(before, row)
    except (TypeError, ValueError):
        return None


def _records(connection: sa.Connection, resource: Resource) -> Iterator[tuple[str, _VersionState, bool]]:
    """Yield each record's id, its state, and whether its document, if it has one, is made of it.

    A state without a hash is of a record that holds what none ever does.
    """
    statement = sa.select(*resource.select_text(), document_of(resource)).order_by(resource.table.c.id)
    encode = records_of(resource).one
    with connection.execute(statement.execution_options(yield_per=1000)) as rows:
        for *values, document in rows:
            row = dict(zip(resource.fields, values, strict=True))
            state = _VersionState(
                row["version"], row["created_at"], row["updated_at"], _hash_of(row, resource), stands=True
            )
            yield row["id"], state, document is None or document == encode(values)


def _hash_of(row: Mapping[str, Any], resource: Resource) -> str | None:
    try:
        return content_hash(
            {
                name: json.loads(value) if name in resource.json_fields and value is not None else value
                for name, value in row.items()
                if name not in STAMPS
            }
        )
    except (TypeError, ValueError):
        return None
