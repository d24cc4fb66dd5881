"""Puts many records into a database at once: COPY on PostgreSQL, keys and indexes built after the rows.

Nothing else may use the database meanwhile. Records get the versions and the place in the chain that
the loader of packs would give them, in the order in which they come.
"""

from collections import defaultdict
from collections.abc import Iterable
from hashlib import sha256
from typing import Any

import msgspec
import sqlalchemy as sa

from seed.bulk_targets import Target, bulk_target
from seed.frozen.canonical import canonical_json
from seed.frozen.chain import chain_hash
from seed.loader import LETTERS, Progress, interval_keys, reflect
from seed.packs import Row

_BUFFERED = 20_000
"""How many rows of one table are held before they are written."""
_SHOWN = 200_000
"""After how many records progress is told."""

_sorted = msgspec.json.Encoder(order="sorted")
_VERSION_COLUMNS = (
    "sequence",
    "resource",
    "record_id",
    "version",
    "action",
    "content_hash",
    "created_at",
    "actor",
    "reason",
    "state",
    "chain_hash",
)


def load_bulk(engine: sa.Engine, batches: Iterable[tuple[str, list[Row]]], manifest: Row, progress: Progress) -> int:
    """Insert records, each with its version 1, and advance the dataset.

    Args:
        engine: the database, at the schema that the records are for.
        batches: names of resources, and records of them that are alike in their fields.
        manifest: `name`, `hash`, `title`, `license`, `created_at` and `reason`, as of a pack.
        progress: told how many records are in so far, and then what is built over them.

    Returns:
        The number of records.

    Raises:
        sqlalchemy.exc.DBAPIError: a record contradicts the schema; the database is as it was.
    """
    with engine.connect() as connection:
        tables = reflect(connection)
        version, link = connection.execute(sa.select(tables["dataset"].c.version, tables["dataset"].c.chain_hash)).one()
    with bulk_target(engine, [table for table in tables.values() if table.name != "dataset"], progress) as target:
        load = _Load(tables, manifest, target, version, link)
        shown = version
        for resource, rows in batches:
            load.add(resource, rows)
            if load.sequence - shown >= _SHOWN:
                shown = load.sequence
                progress("records", shown - version)
        load.finish()
    return load.sequence - version


class _Load:
    def __init__(self, tables: dict[str, sa.Table], manifest: Row, target: Target, sequence: int, link: str) -> None:
        self._tables = tables
        self._manifest = manifest
        self._target = target
        self._buffers: dict[tuple[str, tuple[str, ...]], list[tuple[Any, ...]]] = defaultdict(list)
        self.sequence = sequence
        self._link = link

    def add(self, resource: str, rows: list[Row]) -> None:
        if not rows:
            return
        table = self._tables[resource]
        fields = [name for name in rows[0] if name in table.c]
        keys = interval_keys if "lower_key" in table.c else dict
        created = self._manifest["created_at"]
        stamp = {"version": 1, "created_at": created, "updated_at": created}
        columns = (*fields, *stamp, *(("lower_key", "upper_key") if keys is interval_keys else ()))
        stamped = tuple(stamp.values())
        records, versions = [], []
        for row in rows:
            derived = tuple(interval_keys(row).values()) if keys is interval_keys else ()
            records.append((*(_stored(row[name]) for name in fields), *stamped, *derived))
            versions.append(self._version(resource, row))
        self._write(resource, columns, records)
        self._write("versions", _VERSION_COLUMNS, versions)
        for name in rows[0]:
            if name not in table.c:
                link = self._tables[f"{resource}_{name}"]
                members = [(row["id"], place, member) for row in rows for place, member in enumerate(row[name], 1)]
                self._write(link.name, tuple(link.c.keys()), members)
        if resource in LETTERS:
            counter = (rows[-1]["essay_id"], LETTERS[resource], rows[-1]["number"])
            self._write("counters", ("essay_id", "letter", "last"), [counter])

    def finish(self) -> None:
        pack = {name: self._manifest[name] for name in ("name", "hash", "license")}
        pack |= {"title": canonical_json(self._manifest["title"]), "dataset_version": self.sequence}
        self._write("packs", tuple(pack), [tuple(pack.values())])
        for (table, columns), rows in self._buffers.items():
            self._target.write(table, columns, rows)
        self._target.advance(self.sequence, self._link)

    def _version(self, resource: str, row: Row) -> tuple[Any, ...]:
        state = _canonical(row)
        self.sequence += 1
        version = {
            "sequence": self.sequence,
            "resource": resource,
            "record_id": row["id"],
            "version": 1,
            "action": "created",
            "content_hash": sha256(state.encode()).hexdigest(),
            "created_at": self._manifest["created_at"],
            "actor": f"pack:{self._manifest['name']}",
            "reason": self._manifest["reason"],
        }
        self._link = chain_hash(self._link, version)
        return (*version.values(), state, self._link)

    def _write(self, table: str, columns: tuple[str, ...], rows: list[tuple[Any, ...]]) -> None:
        buffer = self._buffers[table, columns]
        buffer.extend(rows)
        if len(buffer) >= _BUFFERED:
            self._target.write(table, columns, buffer)
            buffer.clear()


def _canonical(value: Any) -> str:
    """Return canonical JSON by a faster way, which differs only where a string holds control characters."""
    text = _sorted.encode(value).decode()
    return canonical_json(value) if "\\u" in text else text


def _stored(value: Any) -> Any:
    return _canonical(value) if isinstance(value, dict | list) else value
