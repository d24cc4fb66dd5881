"""Reading a page of a list, and telling where the next begins."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from fastapi import Request

from api.core.conditional import list_tag, record_tag
from api.core.embedding import Embedding
from api.core.filters import Asked
from api.core.paging import encode_cursor
from api.core.query import ListQuery
from api.core.reads import Reader, Row, Statement, compile_statement, parameter
from api.core.remembering import remembering
from api.core.resource import Resource
from api.core.state import State
from api.core.urls import list_url, parameters, query_of
from api.resources.embedded import Embedded, read
from api.resources.planning import (
    begin_page,
    bind_filters,
    count_records,
    count_values,
    distinct_values,
    plan_page,
    standing,
)
from api.resources.tombstones import raise_absent


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
class Page:
    """A page of a list.

    Attributes:
        state: the state of the database that it is of.
        rows: its records, as rows of the fields that were asked for.
        embedded: what is embedded in each; None where nothing was to be.
        cursor: where the next page begins; None where there is none.
        total: how many records there are in all; None where that was not asked.
    """

    state: State
    rows: Sequence[Row]
    embedded: Sequence[Embedded] | None
    cursor: str | None
    total: int | None

    @property
    def version(self) -> int:
        """The version of the dataset."""
        return self.state.version


async def read_page(
    request: Request, resource: Resource, asked: ListQuery, embedding: Embedding | None, within: Within | None
) -> Page:
    """Read a page of a resource's records.

    Raises:
        ProblemError: the cursor is of another list, or the record that the list belongs to is not there.
    """
    reader: Reader = request.app.state.reader
    filters = await narrow(request, resource, asked, within)
    query: bytes = request.scope["query_string"]
    mark, position = begin_page(query, resource, asked, filters)
    resolved = await resolve(resource, filters, reader)
    further = embedding.columns if embedding else ()
    plan = plan_page(query, resource, asked, resolved, position, further, reader.dialect)
    snapshot, embedded = await read(reader, plan.statement, plan.values, embedding, scans=plan.scans)
    if not snapshot.rows:
        await refuse_vain(reader, resource, filters)
    rows, beyond = snapshot.rows[: asked.limit], snapshot.rows[asked.limit :]
    cursor = total = None
    if asked.count:
        counted = await reader.scan(count_records(resource, count_values(resolved), reader.dialect), plan.values)
        total = int(counted.rows[0][0])
    if beyond and asked.offset is None:
        cursor = encode_cursor(mark, list(rows[-1][plan.keys]))
    return Page(snapshot.state, rows, embedded, cursor, total)


def page_tag(page: Page, form: str, content: bytes, embedding: Embedding | None) -> str:
    """Return the strong entity tag of one form of a page.

    It follows from the dataset's version, unless something was computed that may change while the dataset does not.
    """
    if embedding is not None and embedding.computes:
        return record_tag(page.version, content)
    return list_tag(page.state, form)


async def narrow(request: Request, resource: Resource, asked: ListQuery, within: Within | None) -> Asked:
    """Return what narrows a list: what was asked, what still stands, and the record that the list belongs to.

    Raises:
        ProblemError: that record is not there.
    """
    filters = standing(resource, asked.filters)
    if within is None:
        return filters
    await _require(request, within)
    return (*filters, (within.filter, (within.id,)))


async def resolve(resource: Resource, filters: Asked, reader: Reader) -> Asked:
    """Return filters with what several of them ask together as conditions of their own."""
    for question in resource.questions:
        filters = await question.resolve(filters, reader)
    return filters


async def refuse_vain(reader: Reader, resource: Resource, filters: Asked) -> None:
    """Refuse a question that found nothing, where no record found could ever answer it.

    Raises:
        ProblemError: it says why the question is in vain.
    """

    async def among(column: str, others: Asked) -> Sequence[Any]:
        others = await resolve(resource, others, reader)
        statement = distinct_values(resource, column, count_values(others), reader.dialect)
        return [row[0] for row in (await reader.scan(statement, bind_filters(others))).rows]

    for question in resource.questions:
        await question.refuse_vain(filters, among, reader)


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


@remembering
def _before_cursor(query: bytes) -> str:
    kept = query_of(item for item in parameters(query).multi_items() if item[0] != "cursor")
    return f"{kept}&" if kept else ""
