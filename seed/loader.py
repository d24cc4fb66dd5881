"""Puts a pack into a database, as the database's schema is now.

The loader reflects the schema instead of importing models, so that a revision which loads a pack
does the same for ever. What it knows of the schema is in `stored_rows.py`.
"""

from collections.abc import Callable, Iterable, Mapping

import sqlalchemy as sa

from seed.frozen import index, index_tables
from seed.frozen.canonical import canonical_json
from seed.frozen.chain import GENESIS, chain_hash, text_hash
from seed.packs import RESOURCES, Pack, PackError, Row
from seed.stored_rows import DOCUMENT, columns_of, insert_lists, reflect

Progress = Callable[[str, int], None]

_BATCH = 1000
LETTERS = {
    "sections": "h",
    "passages": "p",
    "statistics": "s",
    "claims": "c",
    "topics": "t",
    "relationships": "r",
    "evidence": "e",
    "reviews": "v",
}
_SHARED = ("units", "measures", "entities", "sources")
"""Resources that packs share: a pack may bring a record that is there already, if it is the same."""


def load(
    connection: sa.Connection,
    pack: Pack,
    progress: Progress | None = None,
    searched: Mapping[str, index.Searched] = index.FIELDS,
) -> int:
    """Insert a pack's records, each with its version 1, and advance the dataset.

    Loading a pack that is there already, by its hash, does nothing.

    Args:
        connection: in a transaction, which the caller commits.
        pack: what to load.
        progress: told each resource's name and number of records as it is loaded.
        searched: the fields that the search index takes, by resource.

    Returns:
        The number of records that are new.

    Raises:
        PackError: another edition of the pack is loaded, it contradicts a shared record, or a record
            has a field that the schema has no place for, or a URL that no link may have.
    """
    return Loader(connection, pack, searched).load(progress or (lambda _resource, _count: None))


def unload(connection: sa.Connection) -> None:
    """Remove everything that a database holds, for a downgrade to an empty one."""
    metadata = sa.MetaData()
    metadata.reflect(connection, only=lambda name, _: not name.startswith(index_tables.PREFIX))
    index_tables.clear(connection)
    held = [table for table in metadata.sorted_tables if table.name not in {"alembic_version", "dataset"}]
    for table in reversed(held):
        connection.execute(table.delete())
    if connection.dialect.name == "postgresql":  # which drops no table that deferred constraints still have to look at
        connection.execute(sa.text("SET CONSTRAINTS ALL IMMEDIATE"))
    connection.execute(metadata.tables["dataset"].update().values(version=0, chain_hash=GENESIS))


class Loader:
    """Puts records of a pack into a database, in a transaction that the caller commits."""

    def __init__(self, connection: sa.Connection, pack: Pack, searched: Mapping[str, index.Searched]) -> None:
        """Take the pack, and the fields that the search index takes, by resource."""
        self.connection = connection
        self.pack = pack
        self.searched = searched
        self.tables = reflect(connection)

    def load(self, progress: Progress) -> int:
        """Insert all of a pack that the schema has tables for, unless it is there; return how many records are new."""
        # Whoever holds this row is the one who extends the chain.
        before = int(self.connection.execute(sa.select(self.tables["dataset"]).with_for_update()).one().version)
        if self._is_loaded():
            return 0
        self._refuse_what_is_there()
        # What a later revision makes tables for, that revision loads: see `later_rows.py`.
        records = {resource: self._new(resource) for resource in RESOURCES if resource in self.tables}
        self.pack.check_links()
        sequence = self.extend(records, progress)
        manifest = self.pack.manifest
        self._insert(
            "packs",
            [
                {
                    "name": self.pack.name,
                    "hash": self.pack.hash,
                    "title": canonical_json(manifest["title"]),
                    "license": manifest["license"],
                    "dataset_version": sequence,
                }
            ],
        )
        self._index(records)
        self._attach_text()
        return sequence - before

    def extend(self, records: Mapping[str, list[Row]], progress: Progress) -> int:
        """Insert records, each with its version 1, and return the dataset's version after them."""
        dataset = self.tables["dataset"]
        head = self.connection.execute(sa.select(dataset).with_for_update()).one()
        sequence, link = int(head.version), head.chain_hash
        for resource, rows in records.items():
            for batch in _batches(rows):
                self._insert_records(resource, batch)
                sequence, link = self._insert_versions(resource, batch, sequence, link)
            self._count(resource, rows)
            progress(resource, len(rows))
        for resource, rows in records.items():  # lists may name records of any resource
            for batch in _batches(rows):
                insert_lists(self.connection, self.tables, resource, batch)
        self.connection.execute(dataset.update().values(version=sequence, chain_hash=link))
        return sequence

    def _is_loaded(self) -> bool:
        packs = self.tables["packs"]
        loaded = self.connection.scalar(sa.select(packs.c.hash).where(packs.c.name == self.pack.name))
        if loaded is None or loaded == self.pack.hash:
            return loaded is not None
        message = (
            f"the database holds another edition of the pack {self.pack.name} ({loaded[:12]}, not "
            f"{self.pack.hash[:12]}): seed an empty database, or use the Lunju that made this one"
        )
        raise PackError(message)

    def _refuse_what_is_there(self) -> None:
        """Refuse a pack whose essay came into the database in another way."""
        versions = self.tables["versions"]
        ids = [row["id"] for row in self.pack.rows("essays")]
        known = versions.c.resource == "essays", versions.c.record_id.in_(ids)
        if there := self.connection.scalar(sa.select(versions.c.record_id).where(*known).limit(1)):
            message = f"the database has an essay {there} already, and ids are given once: seed another database"
            raise PackError(message)

    def _new(self, resource: str) -> list[Row]:
        rows = self.pack.rows(resource)
        if resource not in _SHARED:
            return rows
        versions = self.tables["versions"]
        statement = sa.select(versions.c.record_id, versions.c.state).where(
            versions.c.resource == resource, versions.c.version == 1
        )
        known = {row.record_id: row.state for row in self.connection.execute(statement)}
        for row in rows:
            if row["id"] in known and known[row["id"]] != canonical_json(row):
                message = (
                    f"the pack {self.pack.name} and the database disagree on {row['id']} of {resource}: "
                    f"the pack's row must be {known[row['id']]}"
                )
                raise PackError(message)
        return [row for row in rows if row["id"] not in known]

    def _insert_records(self, resource: str, rows: list[Row]) -> None:
        table = self.tables[resource]
        fields = {name for row in rows for name in row}
        if unknown := sorted(
            name
            for name in fields
            if (name not in table.c or name == DOCUMENT) and f"{resource}_{name}" not in self.tables
        ):
            message = f"the pack {self.pack.name} gives {resource} what they do not have: {', '.join(unknown)}"
            raise PackError(message)
        stamp = {
            "version": 1,
            "created_at": self.pack.manifest["created_at"],
            "updated_at": self.pack.manifest["created_at"],
        }
        self._insert(resource, [columns_of(table, row) | stamp for row in rows])

    def _insert_versions(self, resource: str, rows: list[Row], sequence: int, link: str) -> tuple[int, str]:
        versions = []
        for row in rows:
            sequence, state = sequence + 1, canonical_json(row)
            version = {
                "sequence": sequence,
                "resource": resource,
                "record_id": row["id"],
                "version": 1,
                "action": "created",
                "content_hash": text_hash(state),
                "created_at": self.pack.manifest["created_at"],
                "actor": f"pack:{self.pack.name}",
                "reason": self.pack.manifest["reason"],
            }
            link = chain_hash(link, version)
            versions.append(version | {"state": state, "chain_hash": link})
        self._insert("versions", versions)
        return sequence, link

    def _count(self, resource: str, rows: list[Row]) -> None:
        if rows and resource in LETTERS:
            last = max(row["number"] for row in rows)
            counter = {"essay_id": rows[0]["essay_id"], "letter": LETTERS[resource], "last": last}
            self._insert("counters", [counter])

    def _attach_text(self) -> None:
        """Attach the text that the pack is free to carry; schemas without a place for it have none."""
        text = self.pack.text
        if text is None or "texts" not in self.tables:
            return
        [essay] = self.pack.rows("essays")
        row = {"essay_id": essay["id"], "sha256": text.sha256, "text": text.content, "free": True}
        self._insert("texts", [row | {"attached_at": self.pack.manifest["created_at"]}])
        dataset = self.tables["dataset"]
        self.connection.execute(dataset.update().values(text_changes=dataset.c.text_changes + 1))

    def _index(self, records: dict[str, list[Row]]) -> None:
        if not index_tables.is_current(self.connection):
            index.rebuild(self.connection, fields=self.searched)
            return
        for resource, fields in self.searched.items():
            index.add(self.connection, resource, fields, records.get(resource, []))

    def _insert(self, table: str, rows: list[Row]) -> None:
        if rows:
            self.connection.execute(self.tables[table].insert(), rows)


def _batches(rows: list[Row]) -> Iterable[list[Row]]:
    return (rows[start : start + _BATCH] for start in range(0, len(rows), _BATCH))
