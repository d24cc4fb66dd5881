"""Answers to reading requests: one record, or a page of a list."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from fastapi import Request
from starlette.responses import Response

from api.core.conditional import conditional, list_tag, record_tag
from api.core.embedded import Embedded, embed
from api.core.embedding import Embedding, read_embedding
from api.core.paging import Key, Scalar, after, decode_cursor, encode_cursor, fingerprint
from api.core.problems import Fault, ProblemError
from api.core.query import parse, read_fields, refuse_faults, refuse_unknown, sort_keys
from api.core.reads import Reader, Row, Statement, Steps, compile_statement, parameter
from api.core.resource import Resource
from api.core.urls import page_url
from api.formats.json import MEDIA_TYPE, records_of


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
    embeds: bool


@dataclass(frozen=True)
class _Read:
    """What to read: where the id stands in a row, and in how many of the rows something is embedded."""

    statement: Statement
    values: Mapping[str, Any]
    place: int
    most: int = 1


async def answer_one(request: Request, resource: Resource, identifier: str) -> Response:
    """Answer with one record.

    Raises:
        ProblemError: there is no such record, or the query string is wrong.
    """
    refuse_unknown(request.query_params, ["fields", "embed", "embed_limit"])
    faults: list[Fault] = []
    fields = read_fields(resource, request.query_params.get("fields"), faults)
    refuse_faults(faults)
    embedding = read_embedding(resource, request.app.state.resources, request.query_params, 1)
    reader: Reader = request.app.state.reader
    statement, values = _one(resource, fields, reader.dialect), {"id": identifier}
    if embedding is None:
        rows, embedded = (await reader.fetch(statement, values)).rows, None
    else:
        _, (rows, found) = await _converse(request, resource, _Read(statement, values, -2), embedding)
        embedded = found.get(identifier)
    if not rows:
        raise _not_found(resource.singular, identifier)
    [row] = rows
    content = records_of(resource, fields, embeds=embedded is not None).one(row, embedded)
    response = Response(content, media_type=MEDIA_TYPE)
    response.headers["ETag"] = record_tag(row[-1], content)
    return conditional(request, response)


async def answer_list(request: Request, resource: Resource, within: Within | None = None) -> Response:
    """Answer with a page of a resource's records, and a link to the next.

    Raises:
        ProblemError: the query string is wrong, or the record that the list belongs to is not there.
    """
    asked = parse(resource, request.query_params)
    embedding = read_embedding(resource, request.app.state.resources, request.query_params, asked.limit)
    reader: Reader = request.app.state.reader
    filters = asked.filters
    if within:
        await _require(reader, within)
        filters = (*filters, (within.filter, (within.id,)))
    keys = sort_keys(resource, asked.sort)
    mark = fingerprint(resource.name, filters, asked.sort)
    position = None if asked.cursor is None else decode_cursor(asked.cursor, mark, keys)
    shape = _Shape(
        tuple((name, len(values)) for name, values in filters),
        asked.sort,
        None if position is None else tuple(value is None for value in position),
        asked.offset is not None,
        asked.fields,
        embedding is not None,
    )
    # Only what an index bounds may run on the event loop.
    scans = bool(asked.offset) or any(resource.filters[name].scans for name, _ in filters)
    values = _values(filters, position) | {"limit": asked.limit + 1, "offset": asked.offset}
    statement = _page(resource, shape, reader.dialect)
    if embedding is None:
        snapshot = await (reader.scan if scans else reader.fetch)(statement, values)
        version, rows = snapshot.version, snapshot.rows
        content = records_of(resource, asked.fields).many(rows[: asked.limit])
    else:
        place = -len(keys) - 1
        read = _Read(statement, values, place, asked.limit)
        version, (rows, found) = await _converse(request, resource, read, embedding, scans=scans)
        records = ((row, found[row[place]]) for row in rows[: asked.limit])
        content = records_of(resource, asked.fields, embeds=True).many_with(records)
    response = Response(content, media_type=MEDIA_TYPE)
    response.headers["ETag"] = list_tag(version, "json" if embedding is None else "json-embed")
    if asked.count:
        counted = await reader.scan(_count(resource, shape.filters, reader.dialect), values)
        response.headers["X-Total-Count"] = str(counted.rows[0][0])
    if len(rows) > asked.limit and asked.offset is None:
        cursor = encode_cursor(mark, list(rows[asked.limit - 1][-len(keys) :]))
        response.headers["Link"] = f'<{_next(request, cursor)}>; rel="next"'
    return conditional(request, response)


async def _converse(
    request: Request,
    resource: Resource,
    read: _Read,
    embedding: Embedding,
    *,
    scans: bool = False,
) -> tuple[int, tuple[Sequence[Row], dict[str, Embedded]]]:
    """Return the version, the rows, and what is embedded in them by their ids, all of one transaction."""
    reader: Reader = request.app.state.reader

    def steps() -> Steps[tuple[Sequence[Row], dict[str, Embedded]]]:
        rows = yield read.statement, read.values
        parents = [row[read.place] for row in rows[: read.most]]
        found = yield from embed(resource, request.app.state.resources, parents, embedding, reader.dialect)
        return rows, found

    return await reader.converse(steps, scans=scans or embedding.scans)


@lru_cache(maxsize=1024)
def _page(resource: Resource, shape: _Shape, dialect: sa.Dialect) -> Statement:
    keys = sort_keys(resource, shape.sort)
    columns = (key.column.label(f"key_{n}") for n, key in enumerate(keys))
    embeds = [resource.table.c.id.label("parent")] if shape.embeds else []
    statement = sa.select(*resource.select(shape.fields), *embeds, *columns)
    statement = statement.where(*_conditions(resource, shape.filters))
    if shape.after is not None:
        statement = statement.where(after(keys, _bound(keys, shape.after)))
    statement = statement.order_by(*(key.order for key in keys)).limit(parameter("limit", sa.Integer()))
    if shape.offset:
        statement = statement.offset(parameter("offset", sa.Integer()))
    return compile_statement(statement, dialect)


@lru_cache(maxsize=1024)
def _count(resource: Resource, filters: tuple[tuple[str, int], ...], dialect: sa.Dialect) -> Statement:
    statement = sa.select(sa.func.count()).select_from(resource.table).where(*_conditions(resource, filters))
    return compile_statement(statement, dialect)


def _conditions(resource: Resource, filters: Iterable[tuple[str, int]]) -> Iterator[sa.ColumnElement[bool]]:
    for place, (name, count) in enumerate(filters):
        bound: list[sa.ColumnElement[Any]] = [parameter(f"filter_{place}_{n}") for n in range(count)]
        yield resource.filters[name].predicate(bound)


def _bound(keys: Sequence[Key], nulls: Sequence[bool]) -> list[sa.ColumnElement[Any] | None]:
    return [
        None if null else parameter(f"after_{n}", key.column.type)
        for n, (key, null) in enumerate(zip(keys, nulls, strict=True))
    ]


def _values(filters: Sequence[tuple[str, Sequence[Any]]], position: Sequence[Scalar] | None) -> dict[str, Any]:
    values = {f"after_{n}": value for n, value in enumerate(position or ())}
    for place, (_, wanted) in enumerate(filters):
        values |= {f"filter_{place}_{n}": value for n, value in enumerate(wanted)}
    return values


@lru_cache(maxsize=1024)
def _one(resource: Resource, fields: tuple[str, ...] | None, dialect: sa.Dialect) -> Statement:
    table = resource.table
    statement = sa.select(*resource.select(fields), table.c.id.label("parent"), table.c.version.label("tag"))
    return compile_statement(statement.where(table.c.id == parameter("id")), dialect)


@lru_cache
def _exists(table: sa.Table, dialect: sa.Dialect) -> Statement:
    return compile_statement(sa.select(table.c.id).where(table.c.id == parameter("id")), dialect)


async def _require(reader: Reader, within: Within) -> None:
    snapshot = await reader.fetch(_exists(within.parent.table, reader.dialect), {"id": within.id})
    if not snapshot.rows:
        raise _not_found(within.parent.singular, within.id)


def _next(request: Request, cursor: str) -> str:
    kept = [(name, value) for name, value in request.query_params.multi_items() if name != "cursor"]
    return page_url(request, [*kept, ("cursor", cursor)])


def _not_found(singular: str, identifier: str) -> ProblemError:
    return ProblemError("not-found", f"There is no {singular} {identifier}.")
