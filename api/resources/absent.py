"""Answers for records that are not there any more."""

from functools import cache
from http import HTTPStatus
from urllib.parse import quote

import sqlalchemy as sa
from fastapi import Request
from starlette.responses import Response

from api.core.reads import Reader, Statement, compile_statement
from api.core.resource import Resource
from api.core.tombstones import LAST_VERSION, WITHDRAWAL, Tombstone, tombstone
from api.core.urls import base_url


async def answer_absent(request: Request, resource: Resource, identifier: str) -> Response:
    """Answer for a record that has no row: 308 to the one that it was merged into, however often that was merged.

    Raises:
        ProblemError: `not-found`; or `gone`, with when and why.
    """
    reader: Reader = request.app.state.reader
    left = await _left(reader, resource, identifier)
    if left.successor is None:
        raise left.problem
    successor = left.successor
    while following := (await _left(reader, resource, successor)).successor:
        successor = following
    query = f"?{request.url.query}" if request.url.query else ""
    location = f"{base_url(request)}/{resource.name}/{successor}{query}"
    return Response(status_code=HTTPStatus.PERMANENT_REDIRECT, headers={"Location": location})


async def why_withdrawn(reader: Reader, resource: Resource, identifier: str) -> str:
    """Return why a record was withdrawn, percent-encoded as a header needs it."""
    values = {"resource": resource.name, "id": identifier}
    rows = (await reader.fetch(_withdrawal(reader.dialect), values)).rows
    return quote(rows[0][0] or "") if rows else ""


async def _left(reader: Reader, resource: Resource, identifier: str) -> Tombstone:
    rows = (await reader.fetch(_last(reader.dialect), {"resource": resource.name, "id": identifier})).rows
    return tombstone(resource, identifier, rows[0] if rows else None)


@cache
def _withdrawal(dialect: sa.Dialect) -> Statement:
    return compile_statement(WITHDRAWAL, dialect)


@cache
def _last(dialect: sa.Dialect) -> Statement:
    return compile_statement(LAST_VERSION, dialect)
