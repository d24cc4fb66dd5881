"""Lists in records: a field that holds an ordered list of other records is a table of its own.

The table of the field `passages` of `claims` is `claims_passages`; the seed loader relies on that name.
"""

from dataclasses import dataclass
from functools import reduce
from typing import Any

import sqlalchemy as sa
from sqlmodel import SQLModel

from api.core.db.columns import SqlText


@dataclass(frozen=True)
class LinkTable:
    """An ordered list of records that a record holds.

    Attributes:
        table: the table of memberships: owner, position from 1, member, and what else is said of one.
    """

    table: sa.Table

    @property
    def owner(self) -> sa.Column[str]:
        """The column that names the record which holds the list."""
        return self._columns[0]

    @property
    def position(self) -> sa.Column[Any]:
        """The column that orders the list."""
        return self._columns[1]

    @property
    def member(self) -> sa.Column[str]:
        """The column that names the record in the list."""
        return self._columns[2]

    @property
    def _columns(self) -> list[sa.Column[Any]]:
        return list(self.table.c)

    def first_in(self, identifier: str) -> sa.Select[Any]:
        """Return a query for the records in whose list one is the first."""
        return sa.select(self.owner.label("id")).where(self.member == identifier, self.position == 1)

    def json_of(self, owner: sa.Column[str]) -> sa.ColumnElement[str]:
        """Return an expression for the list as JSON text, alike to the byte on both databases.

        Members are strings, or objects where a membership says more than its member. Ids and roles
        hold nothing that JSON escapes.
        """
        said = [self.member, *self._columns[3:]]
        if len(said) == 1:
            item = _text('"') + self.member + _text('"')
        else:
            pairs = [_text(f'"{column.name}":"') + column + _text('"') for column in said]
            item = _text("{") + reduce(lambda one, other: one + _text(",") + other, pairs) + _text("}")
        # Ordered beneath the aggregate: not every SQLite in use can order within one.
        items = (
            sa.select(item.label("item"))
            .where(self.owner == owner)
            .order_by(self.position)
            .correlate(owner.table)
            .subquery()
        )
        joined = sa.select(sa.func.aggregate_strings(items.c.item, ",")).scalar_subquery()
        return _text("[") + sa.func.coalesce(joined, _text("")) + _text("]")


def _text(literal: str) -> sa.ColumnElement[str]:
    return sa.literal_column(f"'{literal}'", sa.Text)


def link(
    owner: str, field: str, *, owner_key: str, member: str, member_key: str, said: tuple[sa.schema.SchemaItem, ...] = ()
) -> LinkTable:
    """Declare the list `field` of the table `owner`, of records of the table `member`."""
    return LinkTable(
        sa.Table(
            f"{owner}_{field}",
            SQLModel.metadata,
            sa.Column(owner_key, SqlText, sa.ForeignKey(f"{owner}.id", ondelete="CASCADE"), primary_key=True),
            sa.Column("position", sa.Integer, primary_key=True),
            sa.Column(member_key, SqlText, sa.ForeignKey(f"{member}.id"), nullable=False, index=True),
            *said,
            sa.CheckConstraint("position >= 1", name="position"),
            sa.UniqueConstraint(owner_key, member_key),
        )
    )
