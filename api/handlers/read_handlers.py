"""Answers to reading requests: one record, or a page of a list."""

from fastapi import Request
from starlette.responses import Response

from api.core.http.etags import record_tag
from api.core.http.negotiation import negotiate
from api.core.http.urls import next_url
from api.core.query.list_page import ListPage, PageRequest, read_page
from api.core.query.list_scopes import list_scopes
from api.core.query.one_record import read_one
from api.core.records.resource import Resource
from api.core.write.write_headers import REASON
from api.handlers.gone import raise_absent, why_withdrawn
from api.handlers.list_tags import parent_scope, tag_of
from api.handlers.nested_lists import Within, narrow
from api.handlers.rendering import JSON_RENDERING, Rendering, answered, rendering_of
from api.handlers.signposts import link_header
from api.handlers.whole_lists import STREAMS, refuse_mark, stream_list


async def answer_one(request: Request, resource: Resource, identifier: str) -> Response:
    """Answer with one record, in the form that the request asks for.

    Raises:
        ProblemError: there is no such record, or no more, or no such form, or the query string is wrong.
    """
    choice = negotiate(request, request.app.state.forms[resource.name])
    rendering = rendering_of(request, resource, choice)
    fields, embedding = rendering.parse_one(request, resource)
    reader = request.app.state.reader
    found = await read_one(reader, resource, identifier, fields, embedding, rendering.maker_of)
    if found is None:
        await raise_absent(request, resource, identifier)
    content = await rendering.one(found.record)
    dataset = found.state.version
    links = await link_header(request, resource, identifier, found.version, dataset)
    headers = {"ETag": record_tag(found.version, content), "Link": links}
    if found.withdrawn:
        headers[REASON] = await why_withdrawn(reader, resource, identifier)
    return answered(request, content, rendering, headers, dataset)


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
    list_query, embedding = rendering.parse_list(request, resource)
    filters = await narrow(request, resource, list_query.filters, within)
    query: bytes = request.scope["query_string"]
    asked = PageRequest(query, resource, list_query, filters, embedding, rendering.maker_of)
    page = await read_page(request.app.state.reader, asked)
    following = None if page.cursor is None else next_url(request, page.cursor)
    content = await rendering.many(page.records, following)
    headers = {"ETag": await _page_tag(request, asked, page, content, rendering, within)}
    if page.total is not None:
        headers["X-Total-Count"] = str(page.total)
    if following is not None:
        headers["Link"] = f'<{following}>; rel="next"'
    return answered(request, content, rendering, headers, page.state.version)


async def _page_tag(
    request: Request, asked: PageRequest, page: ListPage, content: bytes, rendering: Rendering, within: Within | None
) -> str:
    """Return the strong entity tag of one form of a page.

    That of JSON tells the last change of what the list follows from, unless something was computed that may change
    while no record does.
    """
    if rendering is JSON_RENDERING and not (asked.embedding and asked.embedding.computes):
        scopes = list_scopes(asked.resource, asked.filters, page.filters, asked.embedding)
        return await tag_of(request, page.state, (*scopes, *parent_scope(within)), rendering.form.name)
    return record_tag(page.state.version, content)
