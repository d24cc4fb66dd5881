"""What tables hold of records, by one convention.

A field of a record is a column of the resource's table, or a list, and then the rows of the table
`<resource>_<field>`, whose columns are the owner, the position, the member and what else is said of the membership.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa

from seed.frozen import index_tables
from seed.frozen.canonical import canonical_json
from seed.frozen.derived import derived
from seed.packs import Row

DOCUMENT = "document"
"""A column of each table that no record has as a field: the service fills it with the JSON that it serves."""


def reflect(connection: sa.Connection) -> dict[str, sa.Table]:
    """Return the tables as they are in a database now, by name; but for the search index, which keeps its own.

    They have their columns alone: to ask for keys and checks as well takes six times as long.
    """
    found = sa.inspect(connection).get_multi_columns()
    return {
        name: sa.Table(name, sa.MetaData(), *(sa.Column(column["name"], column["type"]) for column in columns))
        for (_, name), columns in found.items()
        if not name.startswith(index_tables.PREFIX)
    }


def columns_of(table: sa.Table, row: Row) -> Row:
    """Return what a table holds of a record, and beside it."""
    said = row | {name: canonical_json(value) for name, value in row.items() if isinstance(value, dict | list)}
    stored = {name: value for name, value in said.items() if name in table.c}
    return stored | {name: value for name, value in derived(table.name, row).items() if name in table.c}


def insert_lists(connection: sa.Connection, tables: Mapping[str, sa.Table], resource: str, rows: list[Row]) -> None:
    """Insert the lists that records of a resource hold."""
    lists = {name for row in rows for name in row if f"{resource}_{name}" in tables}
    for name in sorted(lists):
        link = tables[f"{resource}_{name}"]
        if members := [member for row in rows for member in _members(link, row["id"], row[name])]:
            connection.execute(link.insert(), members)


def _members(link: sa.Table, owner: str, members: list[Any]) -> Iterable[Row]:
    owner_column, position_column, member_column, *_ = link.c.keys()
    for position, member in enumerate(members, start=1):
        said = member if isinstance(member, dict) else {member_column: member}
        yield {owner_column: owner, position_column: position} | said
