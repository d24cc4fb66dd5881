"""Answers to reading requests: one record, or a page of a list."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from fastapi import Request
from starlette.responses import Response

from api.core.paging import Key, Scalar, after, decode_cursor, encode_cursor, fingerprint
from api.core.problems import ProblemError
from api.core.query import parse, refuse_unknown, sort_keys
from api.core.reads import Reader, Row, Statement, compile_statement, parameter
from api.core.resource import Resource
from api.core.urls import page_url
from api.formats.json import MEDIA_TYPE, JsonRecords


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


async def answer_one(request: Request, resource: Resource, identifier: str) -> Response:
    """Answer with one record.

    Raises:
        ProblemError: there is no such record, or the request has query parameters.
    """
    refuse_unknown(request.query_params, [])
    reader: Reader = request.app.state.reader
    rows = await reader.fetch(_one(resource, reader.dialect), {"id": identifier})
    if not rows:
        raise _not_found(resource.singular, identifier)
    return Response(_records(resource).one(rows[0]), media_type=MEDIA_TYPE)


async def answer_list(request: Request, resource: Resource, within: Within | None = None) -> Response:
    """Answer with a page of a resource's records, and a link to the next.

    Raises:
        ProblemError: the query string is wrong, or the record that the list belongs to is not there.
    """
    asked = parse(resource, request.query_params)
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
    )
    rows = await reader.fetch(_page(resource, shape, reader.dialect), _values(filters, position, asked.limit))
    page, beyond = rows[: asked.limit], rows[asked.limit :]
    response = Response(_records(resource).many(page), media_type=MEDIA_TYPE)
    if beyond:
        cursor = encode_cursor(mark, list(page[-1][-len(keys) :]))
        response.headers["Link"] = f'<{_next(request, cursor)}>; rel="next"'
    return response


@lru_cache(maxsize=1024)
def _page(resource: Resource, shape: _Shape, dialect: sa.Dialect) -> Statement:
    keys = sort_keys(resource, shape.sort)
    statement = sa.select(*resource.columns, *(key.column.label(f"key_{n}") for n, key in enumerate(keys)))
    for place, (name, count) in enumerate(shape.filters):
        bound: list[sa.ColumnElement[Any]] = [parameter(f"filter_{place}_{n}") for n in range(count)]
        statement = statement.where(resource.filters[name].predicate(bound))
    if shape.after is not None:
        statement = statement.where(after(keys, _bound(keys, shape.after)))
    statement = statement.order_by(*(key.order for key in keys)).limit(parameter("limit", sa.Integer()))
    return compile_statement(statement, dialect)


def _bound(keys: Sequence[Key], nulls: Sequence[bool]) -> list[sa.ColumnElement[Any] | None]:
    return [
        None if null else parameter(f"after_{n}", key.column.type)
        for n, (key, null) in enumerate(zip(keys, nulls, strict=True))
    ]


def _values(
    filters: Sequence[tuple[str, Sequence[Any]]], position: Sequence[Scalar] | None, limit: int
) -> dict[str, Any]:
    values: dict[str, Any] = {"limit": limit + 1}  # one more tells whether there is a next page
    for place, (_, wanted) in enumerate(filters):
        values |= {f"filter_{place}_{n}": value for n, value in enumerate(wanted)}
    return values | {f"after_{n}": value for n, value in enumerate(position or ())}


@lru_cache
def _one(resource: Resource, dialect: sa.Dialect) -> Statement:
    statement = sa.select(*resource.columns).where(resource.table.c.id == parameter("id"))
    return compile_statement(statement, dialect)


@lru_cache
def _exists(table: sa.Table, dialect: sa.Dialect) -> Statement:
    return compile_statement(sa.select(table.c.id).where(table.c.id == parameter("id")), dialect)


@lru_cache
def _records(resource: Resource) -> JsonRecords:
    return JsonRecords(resource.public.__name__, resource.fields, resource.json_fields, resource.boolean_fields)


async def _require(reader: Reader, within: Within) -> None:
    rows: Sequence[Row] = await reader.fetch(_exists(within.parent.table, reader.dialect), {"id": within.id})
    if not rows:
        raise _not_found(within.parent.singular, within.id)


def _next(request: Request, cursor: str) -> str:
    kept = [(name, value) for name, value in request.query_params.multi_items() if name != "cursor"]
    return page_url(request, [*kept, ("cursor", cursor)])


def _not_found(singular: str, identifier: str) -> ProblemError:
    return ProblemError("not-found", f"There is no {singular} {identifier}.")
