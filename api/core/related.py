"""Related records as data: which records belong to a record, and by which table they are found.

Tables, columns and resources are named, not imported, since rooms relate to each other both ways.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlmodel import SQLModel


@dataclass(frozen=True, eq=False)
class Related:
    """What can be embedded in a record: records that a table pairs with it.

    Attributes:
        description: what the related records are, for the OpenAPI document.
        table: the table that pairs records.
        parent: its column that names the record in which others are embedded.
        members: its columns that name a related record, by the resource of that record.
        position: its column that orders them, from 1 without gaps; None is their natural order.
        repeats: whether the table may pair two records more than once.
        single: whether there is at most one.
        scans: whether one record can have so many that they must not be read on the event loop.
    """

    description: str
    table: str
    parent: str
    members: Mapping[str, str]
    position: str | None = None
    repeats: bool = False
    single: bool = False
    scans: bool = False

    @property
    def pairs(self) -> sa.FromClause:
        """The table that pairs records, under a name of its own: it may be that of the related records."""
        return SQLModel.metadata.tables[self.table].alias("pairs")


def refers(table: str, column: str, target: str, description: str) -> Related:
    """Relate the records of a table to the one that a column names."""
    return Related(description, table, "id", {target: column}, single=True)


def lists(table: str, owner: str, member: str, target: str, description: str) -> Related:
    """Relate records to those that they list, in the order of the list."""
    return Related(description, table, owner, {target: member}, position="position")


def listed(table: str, member: str, owner: str, target: str, description: str, *, scans: bool = False) -> Related:
    """Relate records to those that list them."""
    return Related(description, table, member, {target: owner}, scans=scans)


def referred(column: str, target: str, description: str, *, scans: bool = False) -> Related:
    """Relate records to those of the table `target` that name them in a column."""
    return Related(description, target, column, {target: "id"}, scans=scans)


def bears(column: str, other: str, target: str, description: str) -> Related:
    """Relate records by a link of evidence, whose column names them, to its other end."""
    return Related(description, "evidence", column, {target: other}, repeats=True)


def pairing(table: str, other: str, own: str, values: list[sa.ColumnElement[Any]]) -> sa.Select[tuple[Any]]:
    """Select one side of a table that pairs records, by values of the other."""
    columns = SQLModel.metadata.tables[table].c
    return sa.select(columns[own]).where(columns[other].in_(values))
