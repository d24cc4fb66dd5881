"""Whole lists, as CSV and NDJSON: every record that passes the filters, of one version of the dataset."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, suppress
from functools import partial
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
)
from api.core.db.spool import Spool
from api.core.http.etags import ASK_FIRST, is_current, read_at
from api.core.http.head_requests import wants_body
from api.core.http.negotiation import Form
from api.core.http.problems import Fault, refuse_faults
from api.core.query.list_page import explain_empty_list
from api.core.query.list_query import parse
from api.core.query.list_scopes import Scopes, list_scopes, scopes_of
from api.core.query.scalar_parameters import read_flag
from api.core.query.whole_list_sql import WholeListPlan, plan_whole_list
from api.core.records.documents import lines_of
from api.core.records.json_records import records_of
from api.core.records.resource import Resource
from api.formats.csv import BOM, csv_of
from api.formats.forms import CSV, NDJSON
from api.formats.ndjson import encode_lines
from api.handlers.list_tags import parent_scope, tag_of
from api.handlers.nested_lists import Within, narrow

STREAMS = (CSV, NDJSON)
"""The forms that only lists have, and that have them whole."""
PATIENCE = 60.0
"""How many seconds a client may leave what it is sent untouched."""

_OF_CSV = ("bom",)
_OF_PAGES = ("cursor", "offset", "count", "embed", "embed_limit", "_start", "_end")
_WHOLE = "is for pages of JSON: this form has the whole list, record by record; leave it out"


class Download(StreamingResponse):
    """What a spool holds, sent as fast as the client takes it.

    Args:
        content: what is written to a spool, as it is read from there.
        held: what must be given back in the end, the spool first.
        headers: what is said of it.
    """

    def __init__(self, content: AsyncIterator[bytes], held: AsyncExitStack, headers: Mapping[str, str]) -> None:
        """Answer with all that is written to a spool."""
        super().__init__(content, headers=headers)
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
    filters = await narrow(request, resource, list_query.filters, within)
    columns, limited = _columns(resource, list_query.fields, form), "limit" in request.query_params
    plan = await plan_whole_list(reader, resource, list_query, filters, columns, limited=limited)
    # The columns of CSV are the languages of all records.
    scopes = scopes_of(resource, (), ()) if form is CSV and plan.languages else ()
    scopes += (*list_scopes(resource, filters, plan.filters), *parent_scope(within))
    state = await reader.state()
    headers = await _headers(request, form, state, scopes, marked=marked)
    if is_current(headers["ETag"], request.headers.get("if-none-match")):
        read_at(request.scope, state.version)
        del headers["Content-Type"]
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    if not wants_body(request.scope):
        return StreamingResponse((b"",), headers=headers)  # a stream, so that what is said of it is the same
    stream = _stream(plan, resource, list_query.fields, form, BOM if marked else b"")
    async with AsyncExitStack() as held:
        held.enter_context(request.app.state.downloads.taken(request.scope))
        spool = Spool()
        held.push_async_callback(spool.close)
        spool.fill(reader.stream_rows(stream, spool))
        begun = await spool.begun()
        if begun.empty:
            await explain_empty_list(reader, resource, filters)
        headers = await _headers(request, form, begun.state, scopes, marked=marked)
        download = Download(spool.read(), held.pop_all(), headers)
    return download  # noqa: RET504 - what is held might swallow errors, for all that mypy knows


def refuse_mark(request: Request, form: Form) -> None:
    """Refuse a byte order mark before what is no CSV.

    Raises:
        ProblemError: one is asked for.
    """
    if form is not CSV and "bom" in request.query_params:
        refuse_faults([Fault(detail=f"is for CSV (.csv), and this is {form.media_type}", parameter="bom")])


async def _headers(request: Request, form: Form, state: DataState, scopes: Scopes, *, marked: bool) -> dict[str, str]:
    tag = await tag_of(request, state, scopes, f"{form.name}-bom" if marked else form.name)
    return {"Content-Type": form.content_type, "ETag": tag, "Vary": "Accept", "Cache-Control": ASK_FIRST}


def _stream(
    plan: WholeListPlan, resource: Resource, fields: tuple[str, ...] | None, form: Form, mark: bytes
) -> Callable[[], ReadScript[RowStream]]:
    """Return what begins the reading of a list in a form, after a mark."""

    def steps() -> ReadScript[RowStream]:
        # CSV has a column for each language of a text.
        rows = (yield plan.languages, {}) if form is CSV and plan.languages else ()
        header, encode = _encoder(resource, fields, form, tuple(sorted(language for [language] in rows)))
        return RowStream(plan.statement, plan.values, mark + header, encode)

    return steps


def _encoder(
    resource: Resource, fields: tuple[str, ...] | None, form: Form, languages: tuple[str, ...]
) -> tuple[bytes, Callable[[Sequence[Row]], bytes]]:
    """Return what a form begins with, and what writes rows in it."""
    if form is CSV:
        records = csv_of(resource, fields, languages)
        return records.header, records.many
    return b"", lines_of(resource).encode if fields is None else partial(encode_lines, records_of(resource, fields))


def _columns(resource: Resource, fields: tuple[str, ...] | None, form: Form) -> Sequence[sa.ColumnElement[Any]]:
    """Return what a form needs of each record."""
    return lines_of(resource).columns if form is NDJSON and fields is None else records_of(resource, fields).columns
