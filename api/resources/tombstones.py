"""What is answered where a record is no more: it was merged into another, or deleted, or never there."""

from functools import lru_cache
from http import HTTPStatus
from urllib.parse import quote

import msgspec
import sqlalchemy as sa
from fastapi import Request
from starlette.responses import RedirectResponse, Response

from api.core.history import ONE_RECORD, VERSIONS, find_latest, never_was, record_url
from api.core.reads import Reader, Statement, compile_statement
from api.core.resource import Resource
from api.core.tombstones import was_deleted
from api.core.urls import FORM, base_url


async def answer_absent(request: Request, resource: Resource, identifier: str) -> Response:
    """Answer for a record that has no row: lead to the record that it was merged into.

    A record that was merged into one which was itself merged leads to the last at once.

    Raises:
        ProblemError: the record was deleted, or there never was one.
    """
    reader: Reader = request.app.state.reader
    asked = identifier
    while True:
        _, last = await find_latest(reader, resource, identifier)
        if last is not None and last.action == "merged":
            identifier = msgspec.json.decode(last.fields(resource)["merged_into"], type=str)
        elif identifier != asked:
            suffix = f".{request.scope[FORM]}" if FORM in request.scope else ""
            query = f"?{request.url.query}" if request.url.query else ""
            url = f"{record_url(request, resource.name, identifier)}{suffix}{query}"
            return RedirectResponse(url, HTTPStatus.PERMANENT_REDIRECT)
        elif last is None or last.action != "deleted":
            raise never_was(resource, asked)
        else:
            break
    raise was_deleted(resource, asked, last.created_at, last.reason, base_url(request))


async def why_withdrawn(reader: Reader, resource: Resource, identifier: str) -> str:
    """Return why a record was withdrawn last, percent-encoded as a header needs it."""
    values = {"resource": resource.name, "id": identifier}
    rows = (await reader.fetch(_withdrawal(reader.dialect), values)).rows
    return quote(rows[0][0] or "") if rows else ""


@lru_cache
def _withdrawal(dialect: sa.Dialect) -> Statement:
    withdrawals = sa.select(VERSIONS.reason).where(*ONE_RECORD, VERSIONS.action == "withdrawn")
    return compile_statement(withdrawals.order_by(VERSIONS.version.desc()).limit(1), dialect)
