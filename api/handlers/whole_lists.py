"""Whole lists, as CSV and NDJSON: every record that passes the filters, of one version of the dataset."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass
from functools import lru_cache, partial
from http import HTTPStatus
from typing import Any

import sqlalchemy as sa
from fastapi import Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Message, Receive, Scope, Send

from api.core.db.dataset_state import DataState
from api.core.db.reader import (
    Reader,
    ReadScript,
    Row,
    RowStream,
    Statement,
    at_most,
    compile_statement,
    remembering_statements,
)
from api.core.db.spool import Spool
from api.core.http.etags import ASK_FIRST, is_current
from api.core.http.middleware import wants_body
from api.core.http.negotiation import Form
from api.core.http.problems import Fault
from api.core.query.list_query import parse, refuse_faults, sort_keys
from api.core.query.response_cache import read_at
from api.core.query.scalar_parameters import read_flag
from api.core.records.resource import Resource
from api.core.records.text_languages import languages_in
from api.formats.csv import BOM, csv_of
from api.formats.forms import CSV, NDJSON
from api.formats.json import records_of
from api.formats.ndjson import encode_lines
from api.handlers.list_page import Within, explain_empty_list, narrow, resolve
from api.handlers.list_sql import bind_filters, conditions, count_values

STREAMS = (CSV, NDJSON)
"""The forms that only lists have, and that have them whole."""
PATIENCE = 60.0
"""How many seconds a client may leave what it is sent untouched."""

_OF_CSV = ("bom",)
_OF_PAGES = ("cursor", "offset", "count", "embed", "embed_limit", "_start", "_end")
_WHOLE = "is for pages of JSON: this form has the whole list, record by record; leave it out"


@dataclass(frozen=True)
class _DownloadShape:
    """What the SQL of a whole list depends on: everything but the values."""

    filters: tuple[tuple[str, int], ...]
    sort: tuple[str, ...]
    fields: tuple[str, ...] | None
    limited: bool


class Download(StreamingResponse):
    """What a spool holds, sent as fast as the client takes it.

    Args:
        spool: what is written to as it is sent.
        held: what must be given back in the end, the spool first.
        headers: what is said of it.
    """

    def __init__(self, spool: Spool, held: AsyncExitStack, headers: Mapping[str, str]) -> None:
        """Answer with all that is written to a spool."""
        super().__init__(spool.read(), headers=headers)
        self._held = held

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it; the client's leaving ends the reading."""

        async def send_in_time(message: Message) -> None:
            async with asyncio.timeout(PATIENCE):
                await send(message)

        async with self._held:
            with suppress(TimeoutError):  # the server cuts an answer that has no end
                await super().__call__(scope, receive, send_in_time)


async def stream_list(request: Request, resource: Resource, within: Within | None, form: Form) -> Response:
    """Answer with a whole list, or with its first records where `limit` says how many.

    Raises:
        ProblemError: the query string is wrong, the record that the list belongs to is not there, or too many
            clients download already.
    """
    list_query = parse(resource, request.query_params, further=_OF_CSV if form is CSV else ())
    faults = [Fault(detail=_WHOLE, parameter=name) for name in _OF_PAGES if name in request.query_params]
    marked = form is CSV and read_flag("bom", request.query_params, faults)
    refuse_faults(faults)
    reader: Reader = request.app.state.reader
    filters = await narrow(request, resource, list_query, within)
    state = await reader.state()
    if is_current(_tag(form, state, marked=marked), request.headers.get("if-none-match")):
        read_at(request.scope, state.version)
        headers = _headers(form, state, marked=marked)
        del headers["Content-Type"]
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    if not wants_body(request.scope):
        return StreamingResponse((), headers=_headers(form, state, marked=marked))
    resolved = await resolve(resource, filters, reader)
    limit = list_query.limit if "limit" in request.query_params else None
    shape = _DownloadShape(count_values(resolved), list_query.sort, list_query.fields, limit is not None)
    stream = (_as_csv if form is CSV else _as_ndjson)(
        resource, shape, bind_filters(resolved) | {"limit": limit}, reader.dialect, BOM if marked else b""
    )
    async with AsyncExitStack() as held:
        held.enter_context(request.app.state.downloads.taken(request.scope))
        spool = Spool()
        held.push_async_callback(spool.close)
        spool.fill(reader.stream_rows(stream, spool))
        begun = await spool.begun()
        if begun.empty:
            await explain_empty_list(reader, resource, filters)
        download = Download(spool, held.pop_all(), _headers(form, begun.state, marked=marked))
    return download  # noqa: RET504 - what is held might swallow errors, for all that mypy knows


def refuse_mark(request: Request, form: Form) -> None:
    """Refuse a byte order mark before what is no CSV.

    Raises:
        ProblemError: one is asked for.
    """
    if form is not CSV and "bom" in request.query_params:
        refuse_faults([Fault(detail=f"is for CSV (.csv), and this is {form.media_type}", parameter="bom")])


def _tag(form: Form, state: DataState, *, marked: bool) -> str:
    return state.list_tag(f"{form.name}-bom" if marked else form.name)


def _headers(form: Form, state: DataState, *, marked: bool) -> dict[str, str]:
    tag = _tag(form, state, marked=marked)
    return {"Content-Type": form.content_type, "ETag": tag, "Vary": "Accept", "Cache-Control": ASK_FIRST}


def _as_csv(
    resource: Resource, shape: _DownloadShape, values: Mapping[str, Any], dialect: sa.Dialect, mark: bytes
) -> Callable[[], ReadScript[RowStream]]:
    def steps() -> ReadScript[RowStream]:
        rows: Sequence[Row] = ()
        if resource.worded_fields.intersection(resource.fields if shape.fields is None else shape.fields):
            rows = yield _languages(resource, dialect), {}
        records = csv_of(resource, shape.fields, tuple(sorted(language for [language] in rows)))
        return RowStream(_whole(resource, shape, dialect), values, mark + records.header, records.many)

    return steps


def _as_ndjson(
    resource: Resource, shape: _DownloadShape, values: Mapping[str, Any], dialect: sa.Dialect, mark: bytes
) -> Callable[[], ReadScript[RowStream]]:
    def steps() -> ReadScript[RowStream]:
        yield from ()  # nothing need be known before
        encode = partial(encode_lines, records_of(resource, shape.fields))
        return RowStream(_whole(resource, shape, dialect), values, mark, encode)

    return steps


@remembering_statements
def _whole(resource: Resource, shape: _DownloadShape, dialect: sa.Dialect) -> Statement:
    statement = sa.select(*resource.select(shape.fields)).where(*conditions(resource, shape.filters, of_all=True))
    statement = statement.order_by(*(key.order for key in sort_keys(resource, shape.sort)))
    return compile_statement(statement.limit(at_most("limit")) if shape.limited else statement, dialect)


@lru_cache
def _languages(resource: Resource, dialect: sa.Dialect) -> Statement:
    columns = [resource.table.c[name] for name in resource.fields if name in resource.worded_fields]
    return compile_statement(languages_in(columns, dialect), dialect)
