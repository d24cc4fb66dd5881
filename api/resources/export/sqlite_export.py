"""The public data as one SQLite file, for Datasette and for whoever likes SQL."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from api.core.db.engine import SQLITE
from api.core.records.base_record import table_of
from api.core.records.resource import Resource
from api.core.versions.snapshot import DatabaseSnapshot
from api.core.versions.version_tables import Pack, Version
from api.formats.flat import Flat
from api.formats.record_urls import RecordUrls
from api.resources.export.models import Holdings

_BESIDE = (table_of(Version), table_of(Pack))
"""The tables that are public beside those of records and of their lists."""

_MOST_COLUMNS = 2000
"""As many columns a table of SQLite may have; where words are in more languages, a map is one column of JSON."""


def write_database(path: Path, held: Holdings) -> None:
    """Write the public data to a new SQLite file: records, their lists, their versions; no keys, no texts.

    Args:
        path: the file: new, or empty.
        held: what is written.
    """
    engine = sa.create_engine(f"sqlite:///{path}", module=SQLITE)
    try:
        metadata = sa.MetaData()
        tables = list(_tables(metadata, held))
        with engine.begin() as connection:
            metadata.create_all(connection)
            for table, select, flat in tables:
                for batch in held.whole.batches(select):
                    lines = [dict(zip(flat.columns, flat.row(row), strict=True)) for row in batch]
                    connection.execute(table.insert(), lines)
            _tell(connection, metadata, held.whole, held.at)
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            assert not broken, f"{broken[0]} refers to nothing"
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM")
    finally:
        engine.dispose()


_Filled = tuple[sa.Table, sa.Select[Any], Flat]
"""A table to make, what fills it, and how its rows become lines."""


def _tables(metadata: sa.MetaData, held: Holdings) -> Iterator[_Filled]:
    """Yield each table to make: of records, of their lists, and of what is public beside."""
    public = {resource.table.name for resource in held.resources.values()}
    for resource in held.resources.values():
        yield _of_records(metadata, resource, held.whole.languages(resource), public)
    lists = [link.table for resource in held.resources.values() for link in resource.links.values()]
    for table in (*lists, *_BESIDE):
        yield _as_stored(metadata, table, public)


def _of_records(metadata: sa.MetaData, resource: Resource, languages: Sequence[str], public: set[str]) -> _Filled:
    """Return the table of a resource, in which a language map is a column for each language."""
    stored, flat = resource.table.c, _flattened(resource, languages)
    columns: list[sa.Column[Any]] = []
    for name in flat.fields:
        if name in resource.worded_fields:
            columns += [sa.Column(other, sa.Text) for other in flat.columns_of(name)]
        else:
            columns.append(_copied(stored[name], public))
    select = sa.select(*(stored[name] for name in flat.fields))
    select = select.order_by(*(stored[name] for name in resource.natural_order))
    return sa.Table(resource.name, metadata, *columns), select, flat


def _flattened(resource: Resource, languages: Sequence[str]) -> Flat:
    """Return how the stored fields of a resource become columns."""
    stored = resource.table.c
    fields = [name for name in resource.fields if name in stored]
    # What a link of evidence names is in a column for each kind of record, so that a key can hold it there.
    fields += [column.name for column in stored if column.foreign_keys and column.name not in fields]
    worded = [name for name in fields if name in resource.worded_fields]
    many = len(fields) + len(worded) * len(languages) > _MOST_COLUMNS
    return Flat(fields, {} if many else dict.fromkeys(worded, languages), {})


def _as_stored(metadata: sa.MetaData, table: sa.Table, public: set[str]) -> _Filled:
    """Return a table that is what the database has."""
    copied = sa.Table(table.name, metadata, *(_copied(column, public) for column in table.c))
    select = sa.select(*table.c).order_by(*table.primary_key.columns)
    return copied, select, Flat([column.name for column in table.c], {}, {})


def _copied(column: sa.Column[Any], public: set[str]) -> sa.Column[Any]:
    kind = sa.Integer() if isinstance(column.type, sa.Integer | sa.Boolean) else sa.Text()
    keys = [sa.ForeignKey(key.target_fullname) for key in column.foreign_keys if key.column.table.name in public]
    indexed = bool(keys) and not column.primary_key
    return sa.Column(
        column.name, kind, *keys, primary_key=column.primary_key, nullable=bool(column.nullable), index=indexed
    )


def _tell(connection: sa.Connection, metadata: sa.MetaData, whole: DatabaseSnapshot, at: RecordUrls) -> None:
    """Tell in a table of its own what the file is of."""
    table = sa.Table(
        "dataset",
        metadata,
        sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("chain_hash", sa.Text, nullable=False),
        sa.Column("created_at", sa.Text),
        sa.Column("url", sa.Text),
    )
    table.create(connection)
    values = {"version": whole.version, "chain_hash": whole.chain_hash, "created_at": whole.created_at, "url": at.url}
    connection.execute(table.insert(), values)
