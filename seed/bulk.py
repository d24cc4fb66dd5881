"""Puts many records into a database at once: COPY on PostgreSQL, keys and indexes built after the rows.

Nothing else may use the database meanwhile. Records get the versions and the place in the chain that
the loader of packs would give them, in the order in which they come.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from operator import itemgetter
from typing import Any

import msgspec
import sqlalchemy as sa

from seed.bulk_targets import Target, bulk_target
from seed.frozen import index
from seed.frozen.canonical import canonical_json
from seed.frozen.chain import ENVELOPE
from seed.frozen.derived import derived
from seed.loader import LETTERS, Progress
from seed.packs import Row
from seed.stored_rows import reflect

_BUFFERED = 20_000
"""How many rows of one table are held before they are written."""
_SHOWN = 200_000
"""After how many records progress is told."""

_sorted = msgspec.json.Encoder(order="sorted")
_VERSION_COLUMNS = (*ENVELOPE, "state", "chain_hash")


@dataclass(frozen=True)
class Documents:
    """Makes what is stored of the records of a resource as they are served, which the service alone knows.

    Attributes:
        layout: the layout that they have.
        encode: from the names of values, and those of each record with JSON as its text, to their documents.
    """

    layout: str
    encode: Callable[[Sequence[str], list[tuple[Any, ...]]], list[bytes]]


def load_bulk(
    engine: sa.Engine,
    batches: Iterable[tuple[str, list[Row]]],
    manifest: Row,
    progress: Progress,
    *,
    search: bool = True,
    documents: Mapping[str, Documents] | None = None,
) -> int:
    """Insert records, each with its version 1, and advance the dataset.

    Args:
        engine: the database, at the schema that the records are for.
        batches: names of resources, and records of them that are alike in their fields.
        manifest: `name`, `hash`, `title`, `license`, `created_at` and `reason`, as of a pack.
        progress: told how many records are in so far, and then what is built over them.
        search: whether to fill the search index; if not, it is marked as outdated, and `lunju reindex` fills it.
        documents: by resource, what makes the documents of its records; `lunju seed` makes those of the others.
            The database must have no layout of documents yet.

    Returns:
        The number of records.

    Raises:
        ValueError: a record names one that is not there; the database is as it was.
        Exception: the driver's own, where the schema refuses a record; the database is as it was.
    """
    with engine.connect() as connection:
        tables = reflect(connection)
        head = connection.execute(sa.select(tables["dataset"].c.version, tables["dataset"].c.chain_hash)).one()
    filled = [table for table in tables.values() if table.name != "dataset"]
    # The database writes one portion while the next is made: both drivers let other threads run.
    with bulk_target(engine, filled, progress) as target, ThreadPoolExecutor(1) as writer:
        load = _Load(tables, manifest, target, writer, head, documents or {})
        shown = load.sequence
        for resource, rows in batches:
            load.add(resource, rows)
            if load.sequence - shown >= _SHOWN:
                shown = load.sequence
                progress("records", shown - head.version)
        load.finish()
    if search:
        with engine.begin() as connection:
            index.rebuild(connection, progress)
    return int(load.sequence - head.version)


class _Load:
    def __init__(
        self,
        tables: dict[str, sa.Table],
        manifest: Row,
        target: Target,
        writer: ThreadPoolExecutor,
        head: Any,
        documents: Mapping[str, Documents],
    ) -> None:
        self._tables = tables
        self._manifest = manifest
        self._target = target
        self._writer = writer
        self._writing: Future[None] | None = None
        self._buffers: dict[tuple[str, tuple[str, ...]], list[tuple[Any, ...]]] = defaultdict(list)
        self.sequence: int = head.version
        self._link: str = head.chain_hash
        self._documents = documents

    def add(self, resource: str, rows: list[Row]) -> None:
        if not rows:
            return
        table = self._tables[resource]
        fields = [name for name in rows[0] if name in table.c]
        created = self._manifest["created_at"]
        stamp = {"version": 1, "created_at": created, "updated_at": created}
        columns = (*fields, *stamp, *derived(resource, rows[0]))
        stamped = tuple(stamp.values())
        take, structured = itemgetter(*fields), _structured(rows, fields)
        records = []
        for row in rows:
            values = list(take(row))
            for place in structured:
                if values[place] is not None:
                    values[place] = canonical(values[place])
            records.append((*values, *stamped, *derived(resource, row).values()))
        lists = [name for name in rows[0] if name not in table.c]
        if documents := self._documents.get(resource):
            pairs = zip(records, rows, strict=True)
            whole = [(*values, *(canonical(row[name]) for name in lists)) for values, row in pairs]
            made = documents.encode((*columns, *lists), whole)
            columns = (*columns, "document")
            records = [(*values, document) for values, document in zip(records, made, strict=True)]
        self._write(resource, columns, records)
        self._write("versions", _VERSION_COLUMNS, [self._version(resource, row) for row in rows])
        for name in lists:
            link = self._tables[f"{resource}_{name}"]
            members = [(row["id"], place, member) for row in rows for place, member in enumerate(row[name], 1)]
            self._write(link.name, tuple(link.c.keys()), members)
        if resource in LETTERS:
            counter = (rows[-1]["essay_id"], LETTERS[resource], rows[-1]["number"])
            self._write("counters", ("essay_id", "letter", "last"), [counter])

    def finish(self) -> None:
        for resource, documents in self._documents.items():
            self._write("document_layouts", ("resource", "layout"), [(resource, documents.layout)])
        pack = {name: self._manifest[name] for name in ("name", "hash", "license")}
        pack |= {"title": canonical_json(self._manifest["title"]), "dataset_version": self.sequence}
        self._write("packs", tuple(pack), [tuple(pack.values())])
        for table, columns in list(self._buffers):
            self._flush(table, columns)
        self._settle()
        self._target.advance(self.sequence, self._link)

    def _version(self, resource: str, row: Row) -> tuple[Any, ...]:
        state = canonical(row)
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
        # What seed.frozen.chain.chain_hash returns, from a mapping that is an envelope already.
        self._link = sha256(f"{self._link}\n{canonical(version)}".encode()).hexdigest()
        return (*version.values(), state, self._link)

    def _write(self, table: str, columns: tuple[str, ...], rows: list[tuple[Any, ...]]) -> None:
        buffer = self._buffers[table, columns]
        buffer.extend(rows)
        if len(buffer) >= _BUFFERED:
            self._flush(table, columns)

    def _flush(self, table: str, columns: tuple[str, ...]) -> None:
        self._settle()
        self._writing = self._writer.submit(self._target.write, table, columns, self._buffers.pop((table, columns)))

    def _settle(self) -> None:
        if self._writing:
            self._writing.result()


def canonical(value: Any) -> str:
    """Return canonical JSON by a faster way, which differs only where a string holds control characters."""
    text = _sorted.encode(value).decode()
    return canonical_json(value) if "\\u" in text else text


def _structured(rows: list[Row], fields: list[str]) -> list[int]:
    """Return the places of the fields whose values are stored as JSON."""
    firsts = (next((row[name] for row in rows if row[name] is not None), None) for name in fields)
    return [place for place, first in enumerate(firsts) if isinstance(first, dict | list)]
