"""Reading a page of a list, and telling where the next begins."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, TypeVar

from api.core.db.dataset_state import DataState
from api.core.db.reader import Reader, ReadScript, Row, Snapshot, StatementReader
from api.core.db.script_reader import ScriptReader, script_of
from api.core.query.embedded_records import Embedded, read_with_embedded, rows_with_embedded
from api.core.query.embedding import Embedding
from api.core.query.filter_resolution import resolve
from api.core.query.list_query import ListQuery
from api.core.query.list_sql import (
    Plan,
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
from api.core.records.plain_records import MakesRecords, RecordMaker
from api.core.records.resource import Resource

_T = TypeVar("_T")


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
    if any(question.surveys(page.filters) for question in page.resource.composite_filters):
        prepared, snapshot, embedded = await _survey_and_read(reader, page)
    else:
        prepared = await _PreparedPage.of(reader, page)
        plan = prepared.plan
        snapshot, embedded = await read_with_embedded(
            reader, plan.statement, plan.values, page.embedding, page.maker_of, scans=plan.scans
        )
    total = None
    if page.list_query.count:
        statement = count_records(page.resource, count_values(prepared.filters), reader.dialect)
        counted = await reader.scan(statement, prepared.plan.values)
        total = int(counted.rows[0][0])
    return await prepared.page(reader, snapshot, embedded, total)


async def _survey_and_read(
    reader: Reader, page: PageRequest
) -> tuple["_PreparedPage", Snapshot, Sequence[Embedded] | None]:
    """Prepare a page and read it in one go, off the event loop, where to prepare it takes long, too."""

    def steps() -> ReadScript[tuple[_PreparedPage, Sequence[Row], Sequence[Embedded] | None]]:
        prepared = yield from script_of(_PreparedPage.of(ScriptReader(reader), page))
        plan = prepared.plan
        rows, embedded = yield from rows_with_embedded(
            reader, plan.statement, plan.values, page.embedding, page.maker_of
        )
        return prepared, rows, embedded

    state, (prepared, rows, embedded) = await reader.run_in_snapshot(steps, scans=True)
    return prepared, Snapshot(state, rows), embedded


async def read_page_with(
    reader: Reader, page: PageRequest, beside: Callable[[], ReadScript[_T]]
) -> tuple[ListPage, _T]:
    """Read a page of a resource's records, and something beside it that tells the total, from one snapshot.

    Raises:
        ProblemError: as `read_page`, or reading takes too long.
    """

    async def read(makes: MakesRecords) -> tuple[ListPage, _T]:
        asked = page._replace(maker_of=makes)
        prepared = await _PreparedPage.of(reader, asked)
        plan = prepared.plan

        def steps() -> ReadScript[tuple[Sequence[Row], Sequence[Embedded] | None, _T]]:
            rows, embedded = yield from rows_with_embedded(reader, plan.statement, plan.values, page.embedding, makes)
            return rows, embedded, (yield from beside())

        state, (rows, embedded, more) = await reader.run_in_snapshot(steps, scans=True)
        return await prepared.page(reader, Snapshot(state, rows), embedded, None), more

    return await stored_or_columns(read, page.maker_of)


class _PreparedPage(NamedTuple):
    """A page that is about to be read.

    Attributes:
        asked: what it is read by.
        filters: what narrows the list, resolved.
        maker: makes records of the rows.
        plan: what is read.
        mark: tells the list from others, in cursors.
    """

    asked: PageRequest
    filters: FilterValues
    maker: RecordMaker
    plan: Plan
    mark: str

    @classmethod
    async def of(cls, reader: StatementReader, page: PageRequest) -> "_PreparedPage":
        """Prepare a page to be read."""
        resource, asked = page.resource, page.list_query
        mark, position = begin_page(page.query, resource, asked, page.filters)
        filters = await resolve(resource, page.filters, reader)
        further = page.embedding.columns if page.embedding else ()
        maker = page.maker_of(resource, asked.fields)
        plan = plan_page(page.query, resource, asked, filters, position, Selected(maker, further), reader.dialect)
        return cls(page, filters, maker, plan, mark)

    async def page(
        self, reader: Reader, snapshot: Snapshot, embedded: Sequence[Embedded] | None, total: int | None
    ) -> ListPage:
        """Return the page of what was read.

        Raises:
            ProblemError: no record could ever pass the filters.
        """
        asked = self.asked.list_query
        if not snapshot.rows:
            await explain_empty_list(reader, self.asked.resource, self.asked.filters)
        rows, beyond = snapshot.rows[: asked.limit], snapshot.rows[asked.limit :]
        cursor = encode_cursor(self.mark, list(rows[-1][self.plan.keys])) if beyond and asked.offset is None else None
        return ListPage(snapshot.state, self.maker.records(rows, embedded), cursor, total, self.filters)


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
