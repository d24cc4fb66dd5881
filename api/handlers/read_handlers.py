"""Answers to reading requests: one record, or a page of a list."""

from functools import lru_cache

import sqlalchemy as sa
from fastapi import Request
from starlette.responses import Response

from api.core.db.reader import Reader, Statement, compile_statement, parameter
from api.core.http.cached_by_query import cached_by_query
from api.core.http.etags import conditional, record_tag
from api.core.http.negotiation import negotiate
from api.core.http.problems import Fault
from api.core.http.urls import parameters
from api.core.query.embedding import PARAMETERS
from api.core.query.list_query import ListQuery, parse, read_fields, refuse_faults, refuse_unknown
from api.core.query.response_cache import read_at
from api.core.records.resource import Resource
from api.core.write.preconditions import REASON
from api.formats.json import records_of
from api.handlers.embedded_records import read
from api.handlers.gone import raise_absent, why_withdrawn
from api.handlers.list_page import Within, next_url, page_tag, read_page
from api.handlers.rendering import answered, decoded, rendering_of
from api.handlers.signposts import link_header
from api.handlers.whole_lists import STREAMS, refuse_mark, stream_list


async def answer_one(request: Request, resource: Resource, identifier: str) -> Response:
    """Answer with one record, in the form that the request asks for.

    Raises:
        ProblemError: there is no such record, or no more, or no such form, or the query string is wrong.
    """
    choice = negotiate(request, request.app.state.forms[resource.name])
    rendering = rendering_of(request, resource, choice)
    fields: tuple[str, ...] | None = None
    if rendering is None:
        fields = _fields(request.scope["query_string"], resource)
        embedding = request.app.state.embeddings(request.scope["query_string"], resource, 1)
    else:
        refuse_unknown(request.query_params, list(rendering.parameters))
        embedding = rendering.embedding(resource, request.app.state.resources)
    reader: Reader = request.app.state.reader
    statement = _one(resource, fields, embedding.columns if embedding else (), reader.dialect)
    snapshot, embedded = await read(reader, statement, {"id": identifier}, embedding)
    if not snapshot.rows:
        await raise_absent(request, resource, identifier)
    read_at(request.scope, snapshot.version)
    [row] = snapshot.rows
    records = records_of(resource, fields)
    content = records.one(row, embedded[0] if embedded else None)
    if rendering is not None:
        content = await rendering.one(decoded(content))
    version = row[records.width]
    headers = {"ETag": record_tag(version, content), "Link": await link_header(request, resource, identifier, version)}
    if fields is None and row[resource.fields.index("status")] == "withdrawn":
        headers[REASON] = await why_withdrawn(reader, resource, identifier)
    return conditional(request, answered(content, rendering, headers))


async def answer_list(request: Request, resource: Resource, within: Within | None = None) -> Response:
    """Answer with a page of a resource's records, and a link to the next, in the form that the request asks for.

    CSV and NDJSON have the whole list.

    Raises:
        ProblemError: the query string is wrong, or the record that the list belongs to is not there.
    """
    choice = negotiate(request, (*request.app.state.forms[resource.name], *STREAMS))
    refuse_mark(request, choice.form)
    if choice.form in STREAMS:
        return await stream_list(request, resource, within, choice.form)
    rendering = rendering_of(request, resource, choice)
    if rendering is None:
        list_query = _asked(request.scope["query_string"], resource)
        embedding = request.app.state.embeddings(request.scope["query_string"], resource, list_query.limit)
    else:
        list_query = parse(resource, request.query_params, rendering.parameters)
        embedding = rendering.list_embedding(resource, request.app.state.resources, list_query.limit)
    page = await read_page(request, resource, list_query, embedding, within)
    read_at(request.scope, page.version)
    content = records_of(resource, list_query.fields).many(page.rows, page.embedded)
    following = None if page.cursor is None else next_url(request, page.cursor)
    headers = {}
    if rendering is None:
        headers["ETag"] = page_tag(page, choice.form.name, content, embedding)
    else:
        content = await rendering.many(decoded(content), following)
        headers["ETag"] = record_tag(page.version, content)
    if page.total is not None:
        headers["X-Total-Count"] = str(page.total)
    if following is not None:
        headers["Link"] = f'<{following}>; rel="next"'
    return conditional(request, answered(content, rendering, headers))


@cached_by_query
def _fields(query: bytes, resource: Resource) -> tuple[str, ...] | None:
    given = parameters(query)
    refuse_unknown(given, ["fields", *PARAMETERS])
    faults: list[Fault] = []
    fields = read_fields(resource, given.get("fields"), faults)
    refuse_faults(faults)
    return fields


@cached_by_query
def _asked(query: bytes, resource: Resource) -> ListQuery:
    return parse(resource, parameters(query))


@lru_cache(maxsize=1024)
def _one(
    resource: Resource, fields: tuple[str, ...] | None, further: tuple[str, ...], dialect: sa.Dialect
) -> Statement:
    table = resource.table
    statement = sa.select(*resource.select(fields), table.c.version.label("tag"), *resource.further(further))
    return compile_statement(statement.where(table.c.id == parameter("id")), dialect)
