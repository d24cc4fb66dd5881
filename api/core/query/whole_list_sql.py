"""How a whole list is read: every record that passes the filters, or the first of them, in one statement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from api.core.db.reader import Reader, Statement, at_most, compile_statement, remembering_statements
from api.core.query.filter_resolution import resolve
from api.core.query.list_query import ListQuery, sort_keys
from api.core.query.list_sql import bind_filters, conditions
from api.core.records.filters import FilterShape, FilterValues, count_values
from api.core.records.resource import Resource
from api.core.records.text_languages import languages_in


@dataclass(frozen=True)
class WholeListPlan:
    """How a whole list is read.

    Attributes:
        statement: selects the records.
        values: the values of its parameters.
        languages: selects the languages of the words of all records; None where none of the fields are words.
        filters: what narrows the list, resolved.
    """

    statement: Statement
    values: Mapping[str, Any]
    languages: Statement | None
    filters: FilterValues


async def plan_whole_list(
    reader: Reader,
    resource: Resource,
    list_query: ListQuery,
    filters: FilterValues,
    columns: Sequence[sa.ColumnElement[Any]],
    *,
    limited: bool,
) -> WholeListPlan:
    """Return how a whole list is read.

    Args:
        reader: what reads what filters ask together.
        resource: what is listed.
        list_query: what was asked.
        filters: what narrows the list.
        columns: what to select of each record.
        limited: whether only so many of the first records are wanted as was asked.
    """
    resolved = await resolve(resource, filters, reader)
    fields = list_query.fields
    shape = _WholeShape(resource, count_values(resolved), list_query.sort, tuple(columns), limited)
    statement = _select(shape, reader.dialect)
    values = {**bind_filters(resolved), "limit": list_query.limit if limited else None}
    worded = resource.worded_fields.intersection(resource.fields if fields is None else fields)
    return WholeListPlan(statement, values, _languages(resource, reader.dialect) if worded else None, resolved)


@dataclass(frozen=True)
class _WholeShape:
    """What the SQL depends on: everything but the values."""

    resource: Resource
    filters: FilterShape
    sort: tuple[str, ...]
    columns: tuple[sa.ColumnElement[Any], ...]
    limited: bool


@remembering_statements
def _select(shape: _WholeShape, dialect: sa.Dialect) -> Statement:
    resource = shape.resource
    statement = sa.select(*shape.columns).where(*conditions(resource, shape.filters, of_all=True))
    statement = statement.order_by(*(key.order for key in sort_keys(resource, shape.sort)))
    return compile_statement(statement.limit(at_most("limit")) if shape.limited else statement, dialect)


@lru_cache
def _languages(resource: Resource, dialect: sa.Dialect) -> Statement:
    columns = [resource.table.c[name] for name in resource.fields if name in resource.worded_fields]
    return compile_statement(languages_in(columns, dialect), dialect)
