"""Reading a page of a list, and telling where the next begins."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from api.core.db.dataset_state import DataState
from api.core.db.reader import Reader
from api.core.query.embedded_records import read_with_embedded
from api.core.query.embedding import Embedding
from api.core.query.filter_resolution import resolve
from api.core.query.list_query import ListQuery
from api.core.query.list_sql import (
    Selected,
    begin_page,
    bind_filters,
    count_records,
    distinct_values,
    plan_page,
)
from api.core.query.pagination import encode_cursor
from api.core.records.documents import stored_or_columns
from api.core.records.filters import FilterValues, count_values
from api.core.records.plain_records import MakesRecords
from api.core.records.resource import Resource


class PageRequest(NamedTuple):
    """What a page is read by.

    Attributes:
        query: the query string, which plans are remembered by.
        resource: what is listed.
        list_query: what was asked.
        filters: what narrows the list: what was asked, what still stands, and the record that the list belongs to.
        embedding: what to embed in each record, if anything.
        maker_of: tells what makes the records of their rows.
    """

    query: bytes
    resource: Resource
    list_query: ListQuery
    filters: FilterValues
    embedding: Embedding | None
    maker_of: MakesRecords


class ListPage(NamedTuple):
    """A page of a list.

    Attributes:
        state: the state of the database that it is of.
        records: its records.
        cursor: where the next page begins; None where there is none.
        total: how many records there are in all; None where that was not asked.
        filters: what narrows the list, resolved.
    """

    state: DataState
    records: Sequence[Any]
    cursor: str | None
    total: int | None
    filters: FilterValues


async def read_page(reader: Reader, page: PageRequest) -> ListPage:
    """Read a page of a resource's records.

    Raises:
        ProblemError: the cursor is of another list, or no record could ever pass the filters.
    """
    return await stored_or_columns(lambda makes: _read(reader, page._replace(maker_of=makes)), page.maker_of)


async def _read(reader: Reader, page: PageRequest) -> ListPage:
    resource, asked = page.resource, page.list_query
    mark, position = begin_page(page.query, resource, asked, page.filters)
    filters = await resolve(resource, page.filters, reader)
    further = page.embedding.columns if page.embedding else ()
    maker = page.maker_of(resource, asked.fields)
    plan = plan_page(page.query, resource, asked, filters, position, Selected(maker, further), reader.dialect)
    snapshot, embedded = await read_with_embedded(
        reader, plan.statement, plan.values, page.embedding, page.maker_of, scans=plan.scans
    )
    if not snapshot.rows:
        await explain_empty_list(reader, resource, page.filters)
    rows, beyond = snapshot.rows[: asked.limit], snapshot.rows[asked.limit :]
    cursor = total = None
    if asked.count:
        counted = await reader.scan(count_records(resource, count_values(filters), reader.dialect), plan.values)
        total = int(counted.rows[0][0])
    if beyond and asked.offset is None:
        cursor = encode_cursor(mark, list(rows[-1][plan.keys]))
    records = maker.records(rows, embedded)
    return ListPage(snapshot.state, records, cursor, total, filters)


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
