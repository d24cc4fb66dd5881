"""Related records as data: which records belong to a record, and by which table they are found.

Tables, columns and resources are named, not imported, since rooms relate to each other both ways.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from pydantic import BaseModel
from sqlmodel import SQLModel

from api.core.db.reader import ReadContext, ReadScript, Row


@dataclass(frozen=True, eq=False)
class Related:
    """What can be embedded in a record: a record that a column of its own names, or records that a table pairs with it.

    Attributes:
        description: what the related records are, for the OpenAPI document.
        members: the columns that name a related record, by the resource of that record: columns of the
            record's own table, of which one at most is not null; or one column of the table that pairs.
        table: the table that pairs records; None where there is at most one.
        parent: its column that names the record in which others are embedded.
        position: its column that orders them, from 1 without gaps; None is their natural order.
        repeats: whether it may pair two records more than once.
        scans: whether one record can have so many that they must not be read on the event loop.
    """

    description: str
    members: Mapping[str, str]
    table: str | None = None
    parent: str = "id"
    position: str | None = None
    repeats: bool = False
    scans: bool = False

    @property
    def single(self) -> bool:
        """Whether there is at most one."""
        return self.table is None

    @property
    def pairs(self) -> sa.FromClause:
        """The table that pairs records, under a name of its own: it may be that of the related records."""
        return SQLModel.metadata.tables[str(self.table)].alias("pairs")


@dataclass(frozen=True, eq=False)
class Computed:
    """What can be embedded in a record, but is none: made of its columns, and of what is kept beside the records.

    It may change while the dataset does not.

    Attributes:
        description: what it is, for the OpenAPI document.
        shape: its shape, where there is any.
        columns: the columns of the record that it is made of.
        make: makes it for many records at once, of rows of their ids and these columns: by id, as far as there is any.
    """

    description: str
    shape: type[BaseModel]
    columns: tuple[str, ...]
    make: Callable[[Sequence[Row], ReadContext], ReadScript[Mapping[str, Any]]]


def many_to_one(column: str, target: str, description: str) -> Related:
    """Relate records to the one that a column of theirs names."""
    return Related(description, {target: column})


def many_to_many(table: str, owner: str, member: str, target: str, description: str) -> Related:
    """Relate records to those that they list, in the order of the list."""
    return Related(description, {target: member}, table, owner, position="position")


def many_to_many_inverse(
    table: str, member: str, owner: str, target: str, description: str, *, scans: bool = False
) -> Related:
    """Relate records to those that list them."""
    return Related(description, {target: owner}, table, member, scans=scans)


def one_to_many(column: str, target: str, description: str, *, scans: bool = False) -> Related:
    """Relate records to those of the table `target` that name them in a column."""
    return Related(description, {target: "id"}, target, column, scans=scans)


def bears(column: str, other: str, target: str, description: str) -> Related:
    """Relate records by a link of evidence, whose column names them, to its other end."""
    return Related(description, {target: other}, "evidence", column, repeats=True)


def pairing(table: str, other: str, own: str, values: list[sa.ColumnElement[Any]]) -> sa.Select[tuple[Any]]:
    """Select one side of a table that pairs records, by values of the other."""
    pairs = SQLModel.metadata.tables[table]
    return sa.select(pairs.c[own]).where(pairs.c[other].in_(values), *published(pairs))


STANDS_ON: Mapping[str, bool] = {"stands_on": True}
"""Marks a column that names a record without which its own stands no longer, as the ends of a link of evidence."""


def ends_of(table: sa.FromClause) -> Mapping[str, str]:
    """Return the columns that name what the records of a table stand on, each with the table of that."""
    marked = {column.name: next(iter(column.base_columns)) for column in table.c}
    return {
        name: key.target_fullname.partition(".")[0]
        for name, column in marked.items()
        if STANDS_ON.items() <= column.info.items()
        for key in column.foreign_keys
    }


def published(table: sa.FromClause) -> list[sa.ColumnElement[bool]]:
    """Return the conditions under which rows of a table stand: neither they nor what they stand on was withdrawn.

    Rows that are no records have none.
    """
    if "status" not in table.c:
        return []
    word: sa.ColumnElement[Any] = sa.literal_column("'published'")
    stands = [table.c.status == word]
    for name, other in ends_of(table).items():
        end = sa.table(other, sa.column("id"), sa.column("status")).alias(f"{name}_end")
        # A subquery for each row, which no planner makes a join with all that stand.
        status = sa.select(end.c.status).where(end.c.id == table.c[name]).correlate(table).scalar_subquery()
        stands.append(sa.func.coalesce(status, word) == word)
    return stands
