"""Fills the tables of a resource that a later revision has made, so that going down and up again loses nothing."""

import json
from collections.abc import Mapping

import sqlalchemy as sa

from seed.frozen import index, index_tables
from seed.loader import Loader
from seed.packs import Pack, Row
from seed.stored_rows import columns_of, insert_lists, reflect

_GONE = ("merged", "deleted")


def load_later(connection: sa.Connection, resource: str, fields: index.Searched) -> None:
    """Fill the tables of a resource from its versions; where it has none, from the packs that are loaded.

    Versions stay when a downgrade takes the tables away. A pack of which another edition is loaded is left alone.

    Args:
        connection: in the revision's transaction.
        resource: the resource; it names only what was there before it.
        fields: those of it that the search index takes.
    """
    tables = reflect(connection)
    rows = _restored(connection, tables, resource)
    if rows is None:
        packs = tables["packs"].c
        loaded = {(row.name, row.hash) for row in connection.execute(sa.select(packs.name, packs.hash))}
        rows = []
        for pack in Pack.shipped():
            if (pack.name, pack.hash) in loaded:
                found = pack.rows(resource)
                Loader(connection, pack, {}).extend({resource: found}, lambda _resource, _count: None)
                rows += found
    if index_tables.is_current(connection):  # else all of it is filled again
        index.add(connection, resource, fields, rows)


def _restored(connection: sa.Connection, tables: Mapping[str, sa.Table], resource: str) -> list[Row] | None:
    """Put records back as their last versions have them, and return them; None where no version tells of any."""
    its = tables["versions"].c
    said = sa.select(its.record_id, its.version, its.action, its.state, its.created_at)
    versions = connection.execute(said.where(its.resource == resource).order_by(its.sequence)).all()
    made: dict[str, str] = {}
    for version in versions:
        made.setdefault(version.record_id, version.created_at)
    last = {version.record_id: version for version in versions if version.action not in _GONE}
    gone = {version.record_id for version in versions if version.action in _GONE}
    rows = []
    for record_id, version in last.items():
        if record_id not in gone:
            row = json.loads(version.state)
            stamps = {"version": version.version, "created_at": made[record_id], "updated_at": version.created_at}
            connection.execute(tables[resource].insert(), columns_of(tables[resource], row) | stamps)
            rows.append(row)
    insert_lists(connection, tables, resource, rows)
    return rows if versions else None
