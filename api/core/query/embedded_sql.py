"""The statements that read what is embedded in records.

Each row is what makes the record, its id, what orders it, the columns that embedding in it needs, and in lists its
position, where it has one, and the id of the record whose list it is.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any

import sqlalchemy as sa

from api.core.db.columns import SqlText, among
from api.core.db.reader import Row, Statement, at_most, compile_statement, parameter
from api.core.records.plain_records import RecordMaker
from api.core.records.related import Related, published
from api.core.records.resource import Resource

_IDS = parameter("ids", SqlText)


def order_of(resource: Resource) -> list[sa.ColumnElement[Any]]:
    """Return what stands behind what makes a record: its id, and what orders it among others."""
    return resource.further(("id", *resource.natural_order))


def in_order(resource: Resource, maker: RecordMaker) -> Callable[[Row], Any]:
    """Return what a record is ordered by among others of its kind, of its row."""
    start = maker.width + 1
    return itemgetter(*range(start, start + len(resource.natural_order)))


def _beside(resource: Resource, columns: Sequence[str]) -> list[sa.ColumnElement[Any]]:
    """Return the columns that embedding in a record needs, under names of their own."""
    return [resource.table.c[name].label(f"beside_{name}") for name in columns]


@lru_cache(maxsize=1024)
def records_by_id(target: Resource, maker: RecordMaker, columns: Sequence[str], dialect: sa.Dialect) -> Statement:
    """Select the records that have some ids, each before its `columns`."""
    table = target.table
    statement = sa.select(*maker.columns, *order_of(target), *_beside(target, columns)).where(among(table.c.id, _IDS))
    return compile_statement(statement, dialect)


@lru_cache(maxsize=1024)
def related_lists(
    related: Related, target: Resource, maker: RecordMaker, columns: Sequence[str], dialect: sa.Dialect
) -> Statement:
    """Select the records of some parents' lists, each before its `columns`, its position and its parent's id.

    Where lists have positions, each is cut; else all are, together, and may repeat a record. What a record lists
    itself is shown as it lists it; of what names it, what was withdrawn is left out.
    """
    table = target.table
    # Where the table that pairs them is their own, it need not be joined with itself.
    pairs = table if related.members[target.name] == "id" else related.pairs
    parent = pairs.c[related.parent].label("parent")
    position = [pairs.c[related.position].label("place")] if related.position else []
    statement = sa.select(*maker.columns, *order_of(target), *_beside(target, columns), *position, parent)
    statement = statement.where(among(pairs.c[related.parent], _IDS))
    if pairs is not table:
        statement = statement.join_from(pairs, table, table.c.id == pairs.c[related.members[target.name]])
    if position:  # has no gaps, so that the primary key bounds what is read
        statement = statement.where(position[0] <= parameter("each", sa.Integer()))
    else:
        statement = statement.where(*_standing(pairs, table)).limit(at_most("all"))
    return compile_statement(statement, dialect)


def _standing(pairs: sa.FromClause, table: sa.FromClause) -> list[sa.ColumnElement[bool]]:
    return [condition for of in dict.fromkeys([pairs, table]) for condition in published(of)]


@lru_cache(maxsize=1024)
def crowded_lists(
    related: Related, target: Resource, maker: RecordMaker, columns: Sequence[str], dialect: sa.Dialect
) -> Statement:
    """Select what `related_lists` does, each list cut in its natural order."""
    table, pairs = target.table, related.pairs
    parent, member = pairs.c[related.parent], pairs.c[related.members[target.name]]
    # Where the table that pairs them is their own, it need not be joined with itself to rank them.
    source = pairs if member.name == "id" else pairs.join(table, table.c.id == member)
    natural = [(pairs if source is pairs else table).c[name] for name in target.natural_order]
    place = sa.func.row_number().over(partition_by=parent, order_by=natural)
    ranking = sa.select(parent.label("parent"), member.label("member"), place.label("place")).select_from(source)
    ranking = ranking.where(among(parent, _IDS), *_standing(pairs, table if source is not pairs else pairs))
    if related.repeats:
        ranking = ranking.group_by(*dict.fromkeys([parent, member, *natural]))
    ranked = ranking.subquery("ranked")
    statement = sa.select(*maker.columns, *order_of(target), *_beside(target, columns), ranked.c.parent)
    statement = statement.join_from(ranked, table, table.c.id == ranked.c.member)
    return compile_statement(statement.where(ranked.c.place <= parameter("each", sa.Integer())), dialect)
