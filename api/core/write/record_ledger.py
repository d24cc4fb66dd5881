"""The records of a transaction: held, read once, and written together; whatever is written is noted as a change."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlmodel import SQLModel

from api.core.records.json_records import read_rows
from api.core.records.resource import Resource
from api.core.versions.version_tables import GONE, Action
from api.core.write.transaction_changes import Change, Changes, Key, State, values, without_stamps
from api.core.write.waiting_statements import WaitingStatements
from api.core.write.waiting_values import WaitingValues


class RecordLedger:
    """What a transaction knows of records, and has yet to write of them; nothing else writes a record.

    Args:
        connection: the transaction, which others commit.
        changes: where what changes is noted.

    Attributes:
        connection: the same; what is written waits, so that records are asked for by the ledger alone.
        changes: the same.
        unnamed: records that are held to be removed, and that nobody names; forgotten with the next record that is
            made or changed, which might.
    """

    def __init__(self, connection: sa.Connection, changes: Changes) -> None:
        """Know nothing yet."""
        self.connection = connection
        self.changes = changes
        self.unnamed = set[Key]()
        self._waiting = WaitingStatements(connection)
        self._unwritten = set[Key]()
        self._values: dict[tuple[str, tuple[str, ...]], WaitingValues] = {}
        self._rows: dict[Key, Sequence[Any]] = {}
        self._found: dict[Key, Mapping[str, Any] | None] = {}
        self._held: dict[Key, bool] = {}

    def hold(self, resource: Resource, identifiers: Iterable[str], *, to_remove: bool = False) -> None:
        """Hold those of some records that are there until the transaction ends, in one order for all, and read them.

        Who locks many one after another, in an order of their own, stands in the way of others who do.
        """
        keys = {name: (resource.name, name) for name in identifiers}
        ids = [name for name, key in keys.items() if self._held.get(key, None) not in {True, to_remove}]
        for name in ids:  # others may have changed it since it was read
            self._forget(keys[name])
        if ids and self.connection.dialect.name == "postgresql":  # SQLite has one writer at a time
            column = resource.table.c.id
            held = sa.select(column).where(column.in_(ids)).order_by(column)
            ids = [row["id"] for row in self.ask(held.with_for_update(key_share=not to_remove))]
        self._held |= {keys[name]: to_remove for name in self.rows(resource, ids)}

    def held(self, resource: Resource, identifier: str, *, to_remove: bool = False) -> State | None:
        """Hold a record until the transaction ends, and return it; None where there is none."""
        self.hold(resource, [identifier], to_remove=to_remove)
        return self.record(resource, identifier) if (resource.name, identifier) in self._held else None

    def rows(self, resource: Resource, ids: Sequence[str]) -> dict[str, Sequence[Any]]:
        """Return records as their rows, by id, with JSON as its text: what readers get."""
        keys = {name: (resource.name, name) for name in ids}
        if not self._unwritten.isdisjoint(keys.values()):
            self.flush()
        unread = [name for name, key in keys.items() if key not in self._rows]
        for name, row in read_rows(self.connection, resource, unread).items():
            self._rows[keys[name]] = row
        return {name: self._rows[key] for name, key in keys.items() if key in self._rows}

    def record(self, resource: Resource, identifier: str) -> State | None:
        """Return a record as values."""
        row = self.rows(resource, [identifier]).get(identifier)
        return None if row is None else values(resource, row)

    def find(self, table: str, identifier: str) -> Mapping[str, Any] | None:
        """Return the columns of a record; None where there is none. It is asked for once, until it changes here."""
        key = table, identifier
        if key not in self._found:
            row = self.connection.execute(_by_id(table), {"id": identifier}).mappings().first()
            self._found[key] = None if row is None else dict(row)
        return self._found[key]

    def having(self, table: str, same: Mapping[str, Any], named: Iterable[Key]) -> list[str]:
        """Return the ids of the records of a table that have some values; nothing is written for that.

        Args:
            table: the table.
            same: the values, by column.
            named: the records that whoever has these values names.
        """
        columns = tuple(same)
        if (waiting := self._values.get((table, columns))) is None:
            waiting = self._values[table, columns] = WaitingValues(columns)
            for key in self._unwritten:
                if key[0] == table:
                    waiting.put(key[1], self._found[key])
        found = waiting.having(tuple(same.values()))
        if any((change := self.changes.made.get(key)) and change.action == "created" for key in named):
            return found  # nothing that is written names what is made here
        written = self.connection.execute(_by_values(table, columns), same).scalars()
        return [*(name for name in written if (table, name) not in self._unwritten), *found]

    def ask(
        self, statement: sa.Select[Any] | sa.CompoundSelect[Any], parameters: Mapping[str, Any] | None = None
    ) -> Sequence[Mapping[str, Any]]:
        """Return the rows of a statement, once all is written that it asks for."""
        self._waiting.write_for(statement)
        return [dict(row) for row in self.connection.execute(statement, parameters or {}).mappings()]

    def create(self, resource: Resource, record: State, columns: State) -> None:
        """Make a record; `columns` are what its table holds beside it."""
        now, key = self.changes.now, (resource.name, record["id"])
        self.changes.made[key] = Change("created", 1)
        self._held[key] = True  # nobody else sees it yet
        made = record | columns | {"version": 1, "created_at": now, "updated_at": now}
        row = {name: value for name, value in made.items() if name not in resource.links}
        self.unnamed.clear()
        self._waiting.add("insert", resource.table, [row], row)
        self._fill(resource, record["id"], record)
        self._remember(key, row)

    def change(self, resource: Resource, before: State, changed: State, columns: State) -> None:
        """Change some fields of a record that is held, as it was `before`; `columns` are those beside it."""
        key = resource.name, before["id"]
        self._follow(before["updated_at"])
        action: Action = "withdrawn" if changed.get("status") == "withdrawn" else "updated"
        version = self.changes.note(key, before, action).version
        now = changed | columns | {"version": version, "updated_at": self.changes.now}
        self.unnamed.clear()
        lists = {name: now.pop(name) for name in changed if name in resource.links}
        self._waiting.add("update", resource.table, [now | {"its_id": before["id"]}], now)
        for name in lists:
            if before[name]:
                self._waiting.add("clear", resource.links[name].table, [{"its_id": before["id"]}])
        self._fill(resource, before["id"], lists)
        self._remember(key, before | now)

    def remove(self, resource: Resource, record: State) -> None:
        """Remove a record that is held, with its lists."""
        key = resource.name, record["id"]
        self._follow(record["updated_at"])
        into = self.changes.merged_into.get(key)
        change = self.changes.note(key, record, "deleted" if into is None else "merged")
        change.state = without_stamps(record) | ({} if into is None else {"merged_into": into})
        self._waiting.add("delete", resource.table, [{"its_id": record["id"]}])
        self._remember(key, None)

    def flush(self) -> None:
        """Write what waits."""
        self._waiting.write()
        self._unwritten.clear()
        self._values.clear()

    def _fill(self, resource: Resource, owner: str, lists: State) -> None:
        for name, link in resource.links.items():
            if members := lists.get(name):
                rows = [
                    {link.owner.name: owner, link.position.name: place}
                    | (member if isinstance(member, dict) else {link.member.name: member})
                    for place, member in enumerate(members, start=1)
                ]
                self._waiting.add("insert", link.table, rows, link.table.c.keys())

    def _remember(self, key: Key, found: State | None) -> None:
        self._rows.pop(key, None)
        self._found[key] = found
        self._unwritten.add(key)
        for (table, _), waiting in self._values.items():
            if table == key[0]:
                waiting.put(key[1], found)

    def _forget(self, key: Key) -> None:
        self._rows.pop(key, None)
        if key not in self._unwritten:
            self._found.pop(key, None)

    def _follow(self, instant: str) -> None:
        """Let all of this transaction be as late as a record: another, which began later, has changed it before."""
        if instant <= self.changes.now:
            return
        self.changes.now = instant
        for key, change in self.changes.made.items():
            if key[0] in self.changes.resources and change.action not in GONE:
                stamps = {"updated_at": instant} | ({"created_at": instant} if change.version == 1 else {})
                table = self.changes.resources[key[0]].table
                self._waiting.add("update", table, [stamps | {"its_id": key[1]}], stamps)
                self._remember(key, {**(self.find(*key) or {}), **stamps})


@lru_cache(maxsize=256)
def _by_id(table: str) -> sa.Select[Any]:
    found = SQLModel.metadata.tables[table]
    return sa.select(found).where(found.c.id == sa.bindparam("id"))


@lru_cache(maxsize=256)
def _by_values(table: str, columns: tuple[str, ...]) -> sa.Select[Any]:
    found = SQLModel.metadata.tables[table].c
    return sa.select(found.id).where(*(found[name] == sa.bindparam(name) for name in columns))
