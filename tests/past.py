"""Gives records a past: appends versions as writers do, advancing the row of the dataset last, under its lock."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from seed.frozen.canonical import canonical_json
from seed.frozen.chain import chain_hash, content_hash
from seed.stored_rows import reflect

AT = "2027-01-02T03:04:05Z"
ACTOR = "key:tester"


@dataclass(frozen=True)
class Step:
    """One change of one record: fields that get values, and what made it."""

    resource: str
    id: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    action: str = "updated"
    reason: str | None = "Because."


class Past:
    """A database whose records get versions."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        with engine.connect() as connection:
            self._tables = reflect(connection)

    def write(self, *steps: Step) -> list[int]:
        """Make changes in one transaction, and return their numbers."""
        with self._engine.begin() as connection:
            return self._append(connection, [self._change(connection, step) for step in steps])

    def end(self, resource: str, record_id: str, action: str, **state: str) -> None:
        """Tell in one version how a record ended that has no row."""
        with self._engine.begin() as connection:
            self._append(connection, [self._version(resource, record_id, 1, action, state, "Because.")])

    def redact(self, resource: str, record_id: str, version: int) -> None:
        """Remove the content of a version, as a legal duty has it, and let the chain say so."""
        table = self._tables["versions"].c
        these = (table.resource == resource, table.record_id == record_id, table.version == version)
        with self._engine.begin() as connection:
            state = json.loads(connection.scalars(sa.select(table.state).where(*these)).one())
            connection.execute(self._tables["versions"].update().where(*these).values(state=None))
            kept = {name: state[name] for name in ("merged_into",) if name in state}
            told = self._version("redactions", f"{resource}/{record_id}@{version}", 1, "redacted", kept, "A duty.")
            self._append(connection, [told])

    def _append(self, connection: sa.Connection, versions: list[dict[str, Any]]) -> list[int]:
        dataset = self._tables["dataset"]
        head = connection.execute(sa.select(dataset).with_for_update()).one()
        link, numbers = head.chain_hash, []
        for number, version in enumerate(versions, head.version + 1):
            version["sequence"] = number
            link = chain_hash(link, version)
            connection.execute(self._tables["versions"].insert(), version | {"chain_hash": link})
            numbers.append(number)
        connection.execute(dataset.update().values(version=numbers[-1], chain_hash=link))
        return numbers

    def _change(self, connection: sa.Connection, step: Step) -> dict[str, Any]:
        table, versions = self._tables[step.resource], self._tables["versions"]
        of_record = sa.select(versions).where(versions.c.resource == step.resource, versions.c.record_id == step.id)
        last = connection.execute(of_record.order_by(versions.c.version.desc()).limit(1)).one()
        if step.action in {"merged", "deleted"}:
            connection.execute(table.delete().where(table.c.id == step.id))
        else:
            values = {
                name: canonical_json(value) if isinstance(value, dict | list) else value
                for name, value in step.fields.items()
            }
            stamps = {"version": last.version + 1, "updated_at": AT, "document": None}
            connection.execute(table.update().where(table.c.id == step.id).values(values | stamps))
        state = json.loads(last.state) | dict(step.fields)
        return self._version(step.resource, step.id, last.version + 1, step.action, state, step.reason)

    def _version(
        self, resource: str, record_id: str, number: int, action: str, state: Mapping[str, Any], reason: str | None
    ) -> dict[str, Any]:
        return {
            "resource": resource,
            "record_id": record_id,
            "version": number,
            "action": action,
            "state": canonical_json(state),
            "content_hash": content_hash(state),
            "created_at": AT,
            "actor": ACTOR,
            "reason": reason,
        }
