"""Lists that belong to a record: what narrows them, and that the record stands."""

from dataclasses import dataclass
from functools import lru_cache

import sqlalchemy as sa
from fastapi import Request

from api.core.db.reader import Reader, Statement, compile_statement, parameter
from api.core.query.list_query import exclude_withdrawn
from api.core.records.filters import FilterValues
from api.core.records.resource import Resource
from api.handlers.gone import raise_absent


@dataclass(frozen=True)
class Within:
    """The record that a nested list belongs to.

    Attributes:
        parent: what kind of record that is.
        id: which it is.
        filter: the filter of the listed resource that narrows it to that record's.
    """

    parent: Resource
    id: str
    filter: str


async def narrow(request: Request, resource: Resource, asked: FilterValues, within: Within | None) -> FilterValues:
    """Return what narrows a list: what was asked, what still stands, and the record that the list belongs to.

    Raises:
        ProblemError: that record is not there.
        MovedError: it was merged into another.
    """
    filters = exclude_withdrawn(resource, asked)
    if within is None:
        return filters
    reader: Reader = request.app.state.reader
    snapshot = await reader.fetch(_exists(within.parent.table, reader.dialect), {"id": within.id})
    if not snapshot.rows:
        await raise_absent(request, within.parent, within.id)
    return (*filters, (within.filter, (within.id,)))


@lru_cache
def _exists(table: sa.Table, dialect: sa.Dialect) -> Statement:
    return compile_statement(sa.select(table.c.id).where(table.c.id == parameter("id")), dialect)
