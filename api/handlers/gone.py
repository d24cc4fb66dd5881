"""What is answered where a record is no more: it was merged into another, or deleted, or never there."""

from functools import lru_cache
from http import HTTPStatus
from typing import NoReturn
from urllib.parse import quote

import sqlalchemy as sa
from fastapi import Request
from starlette.responses import RedirectResponse, Response

from api.core.db.reader import Reader, Statement, compile_statement
from api.core.http.negotiation import unacceptable
from api.core.http.urls import base_url, url_of_another
from api.core.records.resource import Resource
from api.core.versions.absent_problems import find_successor
from api.core.versions.history import ONE_RECORD, VERSIONS, find_latest, never_was


class MovedError(Exception):
    """A record was merged into another: what was asked of it is asked of that."""

    def __init__(self, location: str) -> None:
        """Name the URL to ask."""
        super().__init__(location)
        self.location = location


async def on_moved(_request: Request, error: Exception) -> Response:
    """Lead to the record that stands."""
    assert isinstance(error, MovedError)
    return RedirectResponse(error.location, HTTPStatus.PERMANENT_REDIRECT)


async def raise_absent(request: Request, resource: Resource, identifier: str) -> NoReturn:
    """Tell what became of a record that has no row, and that the path asks of, or of what belongs to it.

    Raises:
        MovedError: the record was merged into another.
        ProblemError: the record was deleted, or there never was one.
    """
    successor = await find_successor(request.app.state.reader, resource, identifier, base_url(request))
    if successor is not None:
        raise MovedError(url_of_another(request, resource.name, identifier, successor))
    await _refuse_suffix(request, resource, identifier)
    raise never_was(resource, identifier)


async def _refuse_suffix(request: Request, resource: Resource, asked_id: str) -> None:
    """Refuse what names a record and a form that there is not, where the whole might have been an id.

    Raises:
        ProblemError: the part before the last point is a record.
    """
    before, dot, suffix = asked_id.rpartition(".")
    if dot and (await find_latest(request.app.state.reader, resource, before))[1] is not None:
        why = f"There is no .{suffix} of this"
        raise unacceptable(why, request.app.state.forms[resource.name])


async def why_withdrawn(reader: Reader, resource: Resource, identifier: str) -> str:
    """Return why a record was withdrawn last, percent-encoded as a header needs it."""
    values = {"resource": resource.name, "id": identifier}
    rows = (await reader.fetch(_withdrawal(reader.dialect), values)).rows
    return quote(rows[0][0] or "") if rows else ""


@lru_cache
def _withdrawal(dialect: sa.Dialect) -> Statement:
    withdrawals = sa.select(VERSIONS.reason).where(*ONE_RECORD, VERSIONS.action == "withdrawn")
    return compile_statement(withdrawals.order_by(VERSIONS.version.desc()).limit(1), dialect)
