"""How a page of a list is read: what was asked becomes SQL, compiled once for each shape of question."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import sqlalchemy as sa

from api.core.db.reader import Statement, at_most, compile_statement, parameter, remembering_statements
from api.core.http.bounded_memo import cached_by_query
from api.core.query.list_query import ListQuery, sort_keys
from api.core.query.pagination import Scalar, SortKey, after, decode_cursor, fingerprint
from api.core.records.filter_groups import condition_of
from api.core.records.filters import Condition, FilterShape, FilterValues, count_values
from api.core.records.plain_records import RecordMaker
from api.core.records.resource import Resource

Position = tuple[Scalar, ...] | None
"""Where a page begins: after a record with these values; None is the start."""


class Selected(NamedTuple):
    """What is selected of each record of a page.

    Attributes:
        maker: makes the record of the first values of its row.
        further: columns that come last.
    """

    maker: RecordMaker
    further: tuple[str, ...]


@dataclass(frozen=True)
class Plan:
    """How a page is read.

    Attributes:
        statement: selects the page, and one record beyond it.
        values: the values of its parameters.
        keys: where in a row the values are that the list is sorted by.
        scans: whether no index bounds it, so that it may not run on the event loop.
    """

    statement: Statement
    values: Mapping[str, Any]
    keys: slice
    scans: bool


@cached_by_query
def begin_page(_query: bytes, resource: Resource, list_query: ListQuery, filters: FilterValues) -> tuple[str, Position]:
    """Return the mark of a list's cursors, and where the page begins.

    Raises:
        ProblemError: the cursor is none, or that of another list.
    """
    mark = fingerprint(resource.name, filters, list_query.sort)
    if list_query.cursor is None:
        return mark, None
    return mark, tuple(decode_cursor(list_query.cursor, mark, sort_keys(resource, list_query.sort)))


@cached_by_query
def plan_page(
    _query: bytes,
    resource: Resource,
    list_query: ListQuery,
    filters: FilterValues,
    position: Position,
    selected: Selected,
    dialect: sa.Dialect,
) -> Plan:
    """Return how a page is read.

    Args:
        resource: what is listed.
        list_query: what was asked.
        filters: what narrows the list, resolved.
        position: where the page begins.
        selected: what to select of each record.
        dialect: that of the database.
    """
    shape = _Shape(
        count_values(filters),
        list_query.sort,
        None if position is None else tuple(value is None for value in position),
        list_query.offset is not None,
        selected,
    )
    keys = sort_keys(resource, list_query.sort)
    values = (
        bind_filters(filters) | _bind_position(position) | {"limit": list_query.limit + 1, "offset": list_query.offset}
    )
    # Only what an index bounds may run on the event loop.
    sorts = tuple(key.column.name for key in keys) != resource.natural_order
    asked = [condition_of(resource, name) for name, _ in filters]
    scans = sorts or bool(list_query.offset) or any(item.scans for item in asked)
    few = any(isinstance(item, Condition) and item.few for item in asked)
    # SQLite would put whole records together, with the lists that they hold, only to sort most of them away.
    late = scans and dialect.name == "sqlite"
    return Plan(
        _page(resource, shape, dialect, late=late, sorting=few and dialect.name == "postgresql"),
        values,
        slice(selected.maker.width, selected.maker.width + len(keys)),
        scans,
    )


@dataclass(frozen=True)
class _Shape:
    """What the SQL of a list depends on: everything but the values."""

    filters: FilterShape
    sort: tuple[str, ...]
    after: tuple[bool, ...] | None
    offset: bool
    selected: Selected


@remembering_statements
def _page(resource: Resource, shape: _Shape, dialect: sa.Dialect, *, late: bool, sorting: bool) -> Statement:
    """Select a page.

    `late` finds and orders ids first, and reads the records of those alone; `sorting` finds all and sorts them.
    """
    keys = sort_keys(resource, shape.sort)
    order = [key.unindexed_order if sorting else key.order for key in keys]
    columns = (key.column.label(f"key_{n}") for n, key in enumerate(keys))
    maker, further = shape.selected
    whole = sa.select(*maker.columns, *columns, *resource.further(further))
    found = sa.select(resource.table.c.id) if late else whole
    found = found.where(*conditions(resource, shape.filters))
    if shape.after is not None:
        found = found.where(after(keys, _bound(keys, shape.after)))
    found = found.order_by(*order).limit(at_most("limit"))
    if shape.offset:
        found = found.offset(parameter("offset", sa.Integer()))
    if late:
        found = whole.where(resource.table.c.id.in_(found.correlate(None))).order_by(*order)
    return compile_statement(found, dialect)


@remembering_statements
def count_records(resource: Resource, filters: FilterShape, dialect: sa.Dialect) -> Statement:
    """Return the statement that counts the records of a list."""
    statement = sa.select(sa.func.count()).select_from(resource.table)
    statement = statement.where(*conditions(resource, filters, of_all=True))
    return compile_statement(statement, dialect)


def conditions(
    resource: Resource, filters: FilterShape, *, of_all: bool = False, prefix: str = "filter"
) -> Iterator[sa.ColumnElement[bool]]:
    """Return the conditions of filters, each with how many values it has; `bind_filters` gives the values.

    Args:
        resource: what is filtered.
        filters: the names, each with its number of values.
        of_all: whether all that pass are wanted, and not a page of them.
        prefix: what the names of the values begin with.
    """
    for place, (name, count) in enumerate(filters):
        bound: list[sa.ColumnElement[Any]] = [parameter(f"{prefix}_{place}_{n}") for n in range(count)]
        item = condition_of(resource, name)
        cheaper = item.of_all if of_all and isinstance(item, Condition) else None
        yield (cheaper or item.predicate)(bound)


@remembering_statements
def distinct_values(resource: Resource, column: str, filters: FilterShape, dialect: sa.Dialect) -> Statement:
    """Return the statement that selects the values of a column among the records of a list."""
    statement = sa.select(resource.table.c[column]).distinct().where(*conditions(resource, filters, of_all=True))
    return compile_statement(statement, dialect)


def _bound(keys: Sequence[SortKey], nulls: Sequence[bool]) -> list[sa.ColumnElement[Any] | None]:
    return [
        None if null else parameter(f"after_{n}", key.column.type)
        for n, (key, null) in enumerate(zip(keys, nulls, strict=True))
    ]


def bind_filters(filters: FilterValues, prefix: str = "filter") -> dict[str, Any]:
    """Return the values that `conditions` needs."""
    return {
        f"{prefix}_{place}_{n}": value for place, (_, wanted) in enumerate(filters) for n, value in enumerate(wanted)
    }


def _bind_position(position: Sequence[Scalar] | None) -> dict[str, Any]:
    return {f"after_{n}": value for n, value in enumerate(position or ())}
