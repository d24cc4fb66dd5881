"""Reading a page of a list, and telling where the next begins."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from fastapi import Request

from api.core.db.dataset_state import DataState
from api.core.db.reader import Reader, Row, Statement, compile_statement, parameter
from api.core.http.cached_by_query import cached_by_query
from api.core.http.etags import record_tag
from api.core.http.urls import list_url, parameters, query_of
from api.core.query.embedding import Embedding
from api.core.query.list_query import ListQuery
from api.core.query.pagination import encode_cursor
from api.core.records.filters import FilterValues
from api.core.records.resource import Resource
from api.handlers.embedded_records import Embedded, read
from api.handlers.gone import raise_absent
from api.handlers.list_sql import (
    begin_page,
    bind_filters,
    count_records,
    count_values,
    distinct_values,
    exclude_withdrawn,
    plan_page,
)


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


@dataclass(frozen=True)
class ListPage:
    """A page of a list.

    Attributes:
        state: the state of the database that it is of.
        rows: its records, as rows of the fields that were asked for.
        embedded: what is embedded in each; None where nothing was to be.
        cursor: where the next page begins; None where there is none.
        total: how many records there are in all; None where that was not asked.
    """

    state: DataState
    rows: Sequence[Row]
    embedded: Sequence[Embedded] | None
    cursor: str | None
    total: int | None

    @property
    def version(self) -> int:
        """The version of the dataset."""
        return self.state.version


async def read_page(
    request: Request, resource: Resource, list_query: ListQuery, embedding: Embedding | None, within: Within | None
) -> ListPage:
    """Read a page of a resource's records.

    Raises:
        ProblemError: the cursor is of another list, or the record that the list belongs to is not there.
    """
    reader: Reader = request.app.state.reader
    filters = await narrow(request, resource, list_query, within)
    query: bytes = request.scope["query_string"]
    mark, position = begin_page(query, resource, list_query, filters)
    resolved = await resolve(resource, filters, reader)
    further = embedding.columns if embedding else ()
    plan = plan_page(query, resource, list_query, resolved, position, further, reader.dialect)
    snapshot, embedded = await read(reader, plan.statement, plan.values, embedding, scans=plan.scans)
    if not snapshot.rows:
        await explain_empty_list(reader, resource, filters)
    rows, beyond = snapshot.rows[: list_query.limit], snapshot.rows[list_query.limit :]
    cursor = total = None
    if list_query.count:
        counted = await reader.scan(count_records(resource, count_values(resolved), reader.dialect), plan.values)
        total = int(counted.rows[0][0])
    if beyond and list_query.offset is None:
        cursor = encode_cursor(mark, list(rows[-1][plan.keys]))
    return ListPage(snapshot.state, rows, embedded, cursor, total)


def page_tag(page: ListPage, form: str, content: bytes, embedding: Embedding | None) -> str:
    """Return the strong entity tag of one form of a page.

    It follows from the dataset's version, unless something was computed that may change while the dataset does not.
    """
    if embedding is not None and embedding.computes:
        return record_tag(page.version, content)
    return page.state.list_tag(form)


async def narrow(request: Request, resource: Resource, list_query: ListQuery, within: Within | None) -> FilterValues:
    """Return what narrows a list: what was asked, what still stands, and the record that the list belongs to.

    Raises:
        ProblemError: that record is not there.
    """
    filters = exclude_withdrawn(resource, list_query.filters)
    if within is None:
        return filters
    await _require(request, within)
    return (*filters, (within.filter, (within.id,)))


async def resolve(resource: Resource, filters: FilterValues, reader: Reader) -> FilterValues:
    """Return filters with what several of them ask together as conditions of their own."""
    for question in resource.composite_filters:
        filters = await question.resolve(filters, reader)
    return filters


async def explain_empty_list(reader: Reader, resource: Resource, filters: FilterValues) -> None:
    """Refuse a question that found nothing, where no record found could ever answer it.

    Raises:
        ProblemError: it says why the question is in vain.
    """

    async def among(column: str, others: FilterValues) -> Sequence[Any]:
        others = await resolve(resource, others, reader)
        statement = distinct_values(resource, column, count_values(others), reader.dialect)
        return [row[0] for row in (await reader.scan(statement, bind_filters(others))).rows]

    for question in resource.composite_filters:
        await question.explain_empty(filters, among, reader)


@lru_cache
def _exists(table: sa.Table, dialect: sa.Dialect) -> Statement:
    return compile_statement(sa.select(table.c.id).where(table.c.id == parameter("id")), dialect)


async def _require(request: Request, within: Within) -> None:
    reader: Reader = request.app.state.reader
    snapshot = await reader.fetch(_exists(within.parent.table, reader.dialect), {"id": within.id})
    if not snapshot.rows:
        await raise_absent(request, within.parent, within.id)


def next_url(request: Request, cursor: str) -> str:
    """Return the URL of the page that a cursor, which needs no quoting, begins."""
    return f"{list_url(request)}?{_before_cursor(request.scope['query_string'])}cursor={cursor}"


@cached_by_query
def _before_cursor(query: bytes) -> str:
    kept = query_of(item for item in parameters(query).multi_items() if item[0] != "cursor")
    return f"{kept}&" if kept else ""
