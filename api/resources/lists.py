"""Reading a page of a list: what was asked becomes SQL, compiled once for each shape of question."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from fastapi import Request

from api.core.conditional import list_tag, record_tag
from api.core.embedding import Embedding
from api.core.filters import Asked, Condition
from api.core.paging import Key, Scalar, after, decode_cursor, encode_cursor, fingerprint
from api.core.query import ListQuery, sort_keys
from api.core.reads import Reader, Row, Statement, at_most, compile_statement, parameter
from api.core.resource import PUBLISHED, Resource
from api.core.urls import page_url
from api.resources.embedded import Embedded, read
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
class _Shape:
    """What the SQL of a list depends on: everything but the values."""

    filters: tuple[tuple[str, int], ...]
    sort: tuple[str, ...]
    after: tuple[bool, ...] | None
    offset: bool
    fields: tuple[str, ...] | None
    further: tuple[str, ...]


@dataclass(frozen=True)
class Page:
    """A page of a list.

    Attributes:
        version: the version of the dataset that it is of.
        rows: its records, as rows of the fields that were asked for.
        embedded: what is embedded in each; None where nothing was to be.
        cursor: where the next page begins; None where there is none.
        total: how many records there are in all; None where that was not asked.
    """

    version: int
    rows: Sequence[Row]
    embedded: Sequence[Embedded] | None
    cursor: str | None
    total: int | None


async def read_page(
    request: Request, resource: Resource, asked: ListQuery, embedding: Embedding | None, within: Within | None
) -> Page:
    """Read a page of a resource's records.

    Raises:
        ProblemError: the cursor is of another list, or the record that the list belongs to is not there.
    """
    reader: Reader = request.app.state.reader
    filters = await narrow(request, resource, asked, within)
    keys = sort_keys(resource, asked.sort)
    mark = fingerprint(resource.name, filters, asked.sort)
    position = None if asked.cursor is None else decode_cursor(asked.cursor, mark, keys)
    resolved = await resolve(resource, filters, reader)
    shape = _Shape(
        count_values(resolved),
        asked.sort,
        None if position is None else tuple(value is None for value in position),
        asked.offset is not None,
        asked.fields,
        embedding.columns if embedding else (),
    )
    # Only what an index bounds may run on the event loop.
    sorts = tuple(key.column.name for key in keys) != resource.natural_order
    scans = sorts or bool(asked.offset) or any(resource.conditions[name].scans for name, _ in resolved)
    values = bind_filters(resolved) | _bind_position(position) | {"limit": asked.limit + 1, "offset": asked.offset}
    snapshot, embedded = await read(reader, _page(resource, shape, reader.dialect), values, embedding, scans=scans)
    if not snapshot.rows:
        await refuse_vain(reader, resource, filters)
    rows, beyond = snapshot.rows[: asked.limit], snapshot.rows[asked.limit :]
    cursor = total = None
    if asked.count:
        counted = await reader.scan(_count(resource, shape.filters, reader.dialect), values)
        total = int(counted.rows[0][0])
    if beyond and asked.offset is None:
        width = len(resource.fields if asked.fields is None else asked.fields)
        cursor = encode_cursor(mark, list(rows[-1][width:][: len(keys)]))
    return Page(snapshot.version, rows, embedded, cursor, total)


def page_tag(page: Page, form: str, content: bytes, embedding: Embedding | None) -> str:
    """Return the strong entity tag of one form of a page.

    It follows from the dataset's version, unless something was computed that may change while the dataset does not.
    """
    if embedding is not None and embedding.computes:
        return record_tag(page.version, content)
    return list_tag(page.version, form)


@lru_cache(maxsize=1024)
def _page(resource: Resource, shape: _Shape, dialect: sa.Dialect) -> Statement:
    keys = sort_keys(resource, shape.sort)
    columns = (key.column.label(f"key_{n}") for n, key in enumerate(keys))
    statement = sa.select(*resource.select(shape.fields), *columns, *resource.further(shape.further))
    statement = statement.where(*conditions(resource, shape.filters))
    if shape.after is not None:
        statement = statement.where(after(keys, _bound(keys, shape.after)))
    statement = statement.order_by(*(key.order for key in keys)).limit(at_most("limit"))
    if shape.offset:
        statement = statement.offset(parameter("offset", sa.Integer()))
    return compile_statement(statement, dialect)


@lru_cache(maxsize=1024)
def _count(resource: Resource, filters: tuple[tuple[str, int], ...], dialect: sa.Dialect) -> Statement:
    statement = sa.select(sa.func.count()).select_from(resource.table)
    statement = statement.where(*conditions(resource, filters, of_all=True))
    return compile_statement(statement, dialect)


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


def standing(resource: Resource, filters: Asked) -> Asked:
    """Return filters that leave out what was withdrawn, unless they say something of that."""
    if "status" not in resource.filters or any(name.startswith("status") for name, _ in filters):
        return filters
    return (*filters, (PUBLISHED, ()))


async def resolve(resource: Resource, filters: Asked, reader: Reader) -> Asked:
    """Return filters with what several of them ask together as conditions of their own."""
    for question in resource.questions:
        filters = await question.resolve(filters, reader)
    return filters


def conditions(
    resource: Resource, filters: Iterable[tuple[str, int]], *, of_all: bool = False
) -> Iterator[sa.ColumnElement[bool]]:
    """Return the conditions of filters, each with how many values it has; `bind_filters` gives the values.

    Args:
        resource: what is filtered.
        filters: the names, each with its number of values.
        of_all: whether all that pass are wanted, and not a page of them.
    """
    for place, (name, count) in enumerate(filters):
        bound: list[sa.ColumnElement[Any]] = [parameter(f"filter_{place}_{n}") for n in range(count)]
        item = resource.conditions[name]
        cheaper = item.of_all if of_all and isinstance(item, Condition) else None
        yield (cheaper or item.predicate)(bound)


@lru_cache(maxsize=1024)
def _distinct(resource: Resource, column: str, filters: tuple[tuple[str, int], ...], dialect: sa.Dialect) -> Statement:
    statement = sa.select(resource.table.c[column]).distinct().where(*conditions(resource, filters, of_all=True))
    return compile_statement(statement, dialect)


async def refuse_vain(reader: Reader, resource: Resource, filters: Asked) -> None:
    """Refuse a question that found nothing, where no record found could ever answer it.

    Raises:
        ProblemError: it says why the question is in vain.
    """

    async def among(column: str, others: Asked) -> Sequence[Any]:
        others = await resolve(resource, others, reader)
        statement = _distinct(resource, column, count_values(others), reader.dialect)
        return [row[0] for row in (await reader.scan(statement, bind_filters(others))).rows]

    for question in resource.questions:
        await question.refuse_vain(filters, among, reader)


def count_values(filters: Asked) -> tuple[tuple[str, int], ...]:
    """Return filters as the SQL depends on them: the names, each with its number of values."""
    return tuple((name, len(values)) for name, values in filters)


def _bound(keys: Sequence[Key], nulls: Sequence[bool]) -> list[sa.ColumnElement[Any] | None]:
    return [
        None if null else parameter(f"after_{n}", key.column.type)
        for n, (key, null) in enumerate(zip(keys, nulls, strict=True))
    ]


def bind_filters(filters: Asked) -> dict[str, Any]:
    """Return the values that `conditions` needs."""
    return {f"filter_{place}_{n}": value for place, (_, wanted) in enumerate(filters) for n, value in enumerate(wanted)}


def _bind_position(position: Sequence[Scalar] | None) -> dict[str, Any]:
    return {f"after_{n}": value for n, value in enumerate(position or ())}


@lru_cache
def _exists(table: sa.Table, dialect: sa.Dialect) -> Statement:
    return compile_statement(sa.select(table.c.id).where(table.c.id == parameter("id")), dialect)


async def _require(request: Request, within: Within) -> None:
    reader: Reader = request.app.state.reader
    snapshot = await reader.fetch(_exists(within.parent.table, reader.dialect), {"id": within.id})
    if not snapshot.rows:
        await raise_absent(request, within.parent, within.id)


def next_url(request: Request, cursor: str) -> str:
    """Return the URL of the page that a cursor begins."""
    kept = [(name, value) for name, value in request.query_params.multi_items() if name != "cursor"]
    return page_url(request, [*kept, ("cursor", cursor)])
